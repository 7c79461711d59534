"""What staff announce on the home page for some days: `content/news.toml`."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from madoguchi import ruby
from madoguchi.config.content_files import HOW_TO_READ, read_text, read_toml
from madoguchi.config.written import Text
from madoguchi.errors import ConfigurationError
from madoguchi.model.frozen import Frozen
from madoguchi.model.language import Language

_FILE = "news.toml"
_WHERE = f"content/{_FILE}"
_MOST = 50
_HEAD = re.compile(r"\s*\[\[\s*news\s*\]\]")
_WRONG = {
    "from": "from には、載せ始める日を 2026-12-01 の形で書いてください。",
    "until": "until には、載せる最後の日を 2026-12-10 の形で書いてください。",
    "ja": 'ja には、ja = "お知らせの文" の形で、お知らせの文を書いてください。',
    "easy": 'easy には、easy = "お知らせの文" の形で、やさしい日本語の文を書いてください。',
    "en": 'en には、en = "News" の形で、英語の文を書いてください。',
}


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
        ConfigurationError: The file cannot be used; each message tells the line of the announcement.
    """
    found = read_toml(own / _FILE, _WHERE)
    rows = found.get("news", [])
    if not _is_table(rows) or found.keys() - {"news"} or len(rows) > _MOST:
        raise ConfigurationError([f"{_WHERE} には、[[news]] の下にお知らせを一つずつ、{_MOST}件まで書いてください。"])
    lines = read_text(own / _FILE, _WHERE).split("\n") if rows else []
    heads = [at for at, line in enumerate(lines, 1) if _HEAD.match(line)]
    news: list[News] = []
    problems: list[str] = []
    for line, row in zip(heads if len(heads) == len(rows) else [1] * len(rows), rows, strict=True):
        faults = _faults(row)
        problems += [f"{_WHERE} の{line}行目からのお知らせ：{fault}" for fault in faults]
        news += [] if faults else [News.model_validate(row)]
    if problems:
        raise ConfigurationError(problems)
    return tuple(news)


def _is_table(rows: object) -> bool:
    return isinstance(rows, list) and all(isinstance(row, dict) for row in rows)


def _faults(row: Mapping[str, Any]) -> list[str]:
    """Say what is wrong with an announcement, a sentence each."""
    try:
        news = News.model_validate(row)
    except ValidationError as error:
        names = dict.fromkeys(str(fault["loc"][0]) if fault["loc"] else "" for fault in error.errors())
        unknown = " は使えません。書けるのは from、until、ja、easy、en です。"
        return [_WRONG.get(name, f"{name}{unknown}") for name in names]
    ends_first = news.until < news.first
    return [
        *(["until（最後の日）が from（始めの日）より前です。"] if ends_first else []),
        *([f"easy：{HOW_TO_READ}"] if list(ruby.faults(news.easy)) else []),
    ]
