"""What stands in braces in the words of the site: the settings of the office, as a clerk says them in each language.

`{電話番号}` becomes the office's telephone number. The names are Japanese in every language because office staff write
them.
"""

import re
from collections.abc import Mapping
from datetime import date

from madoguchi.config.office import Office
from madoguchi.model.language import Language
from madoguchi.speech.languages import SPEECH

_BRACED = re.compile(r"(?<!\{)\{([^{}#\n]{1,40})\}(?!\})")
_MARKDOWN_SIGN = re.compile(r"([!-/:-@\[-`{-~])")


def office_words(office: Office, language: Language = Language.STANDARD) -> dict[str, str]:
    """Return what each `{name}` stands for, as plain text; in easy Japanese with readings for `madoguchi.ruby`."""
    about, booking, speech = office.office, office.booking, SPEECH[language]
    return {
        "事業所名": about.said("name", language),
        "正式名称": about.said("formal_name", language),
        "電話番号": about.telephone,
        "電話の受付時間": _telephone_hours(office, language),
        "予約メール": about.mail,
        "所在地": about.said("postal_address", language),
        "裁判所": about.said("court", language),
        "相談の分": str(booking.minutes),
        "全体の分": str(booking.in_all_minutes),
        "相談の時間帯": speech.say_openings(office.openings),
        "休みの日": speech.say_closed_days(office.openings),
        "締め切り": speech.say_deadline(booking),
        "何日先": str(booking.horizon_days),
        "掲載する週": str(office.site.weeks),
    }


def _telephone_hours(office: Office, language: Language) -> str:
    about = office.office
    written = {Language.EASY: about.easy, Language.ENGLISH: about.en}.get(language)
    return (written.telephone_hours if written else "") or SPEECH[language].say_hours(about.telephone_hours)


def fill_in(text: str, words: Mapping[str, str]) -> tuple[str, tuple[tuple[int, str], ...]]:
    """Put the office's words into Markdown, with every sign that Markdown would read escaped.

    Returns:
        The text, and each `{name}` that stands for nothing as (line of the text from 0, name).
    """
    unknown: list[tuple[int, str]] = []

    def word(found: re.Match[str]) -> str:
        name = found[1].strip()
        if name not in words:
            unknown.append((text.count("\n", 0, found.start()), name))
            return found[0]
        return _MARKDOWN_SIGN.sub(r"\\\1", " ".join(words[name].split()))

    return _BRACED.sub(word, text), tuple(unknown)


def fill_in_plain(text: str, words: Mapping[str, str]) -> str:
    """Put the office's words into text that is no Markdown (titles and leads)."""
    return _BRACED.sub(lambda found: words.get(found[1].strip(), found[0]), text)


def say_wareki(day: date) -> str:
    """Return `令和2年11月20日`; days before Reiwa are said in the western calendar only."""
    if day < date(2019, 5, 1):
        return f"{day.year}年{day.month}月{day.day}日"
    year = "元" if day.year == 2019 else str(day.year - 2018)  # noqa: PLR2004 -- Reiwa began in 2019
    return f"令和{year}年{day.month}月{day.day}日"
