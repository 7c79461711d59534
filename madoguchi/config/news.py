"""What staff announce on the home page for some days: `content/news.toml`."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from madoguchi import ruby
from madoguchi.config.content_files import HOW_TO_READ, read_toml
from madoguchi.config.written import Text
from madoguchi.errors import ConfigurationError
from madoguchi.model.frozen import Frozen
from madoguchi.model.language import Language

_FILE = "news.toml"
_WHERE = f"content/{_FILE}"
_MOST = 50


class News(Frozen):
    """One announcement.

    Attributes:
        first: The day from which it stands on the home page.
        until: The last day on which it does.
        ja: Its words in Japanese.
        easy: In easy Japanese; the Japanese words where it is left out.
        en: In English; left out of the English page where it is left out here.
    """

    first: date = Field(alias="from")
    until: date
    ja: Text
    easy: str = ""
    en: str = ""

    def stands_on(self, day: date) -> bool:
        """Tell whether it is shown that day."""
        return self.first <= day <= self.until

    def words(self, language: Language) -> str:
        """Return its words in a language; empty where there are none."""
        return {Language.STANDARD: self.ja, Language.EASY: self.easy or self.ja, Language.ENGLISH: self.en}[language]


def load_news(own: Path) -> tuple[News, ...]:
    """Read the office's announcements in their order; none where there is no file.

    Raises:
        ConfigurationError: The file cannot be used; the message tells which announcement.
    """
    found = read_toml(own / _FILE, _WHERE)
    rows = found.get("news", [])
    if not isinstance(rows, list) or found.keys() - {"news"} or len(rows) > _MOST:
        raise ConfigurationError([f"{_WHERE} には、[[news]] の下にお知らせを一つずつ、{_MOST}件まで書いてください。"])
    return tuple(_news(number, row) for number, row in enumerate(rows, 1))


def _news(number: int, row: Mapping[str, Any]) -> News:
    try:
        news = News.model_validate(row)
    except ValidationError:
        news = None
    if news is None or news.until < news.first:
        raise ConfigurationError(
            [
                f"{_WHERE} の{number}番目のお知らせに、from と until（2026-12-01 の形、until は from 以後）と ja（お知らせの文）を書いてください。easy（やさしい日本語）と en（英語）は省けます。"
            ]
        )
    if list(ruby.faults(news.easy)):
        raise ConfigurationError([f"{_WHERE} の{number}番目のお知らせの easy：{HOW_TO_READ}"])
    return news
