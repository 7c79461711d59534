"""The mail a job seeker fills in: shown as text, and behind a link that opens it in the mail program.

Intake reads these very lines. RFC 6068 section 2: line ends in a `mailto:` are `%0D%0A`, text is UTF-8.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from urllib.parse import quote

from madoguchi.model.language import Language
from madoguchi.speech.form import LINES, Field
from madoguchi.wording import ENGLISH_WEEKDAYS, say_date

SUBJECTS: Final[Mapping[Language, str]] = {
    Language.STANDARD: "オンライン職業相談の予約",
    Language.EASY: "オンライン職業相談の予約",
    Language.ENGLISH: "Booking of online job counselling",
}
LONGEST_MAILTO = 1500  # characters; Gmail is said to take 1,620 and Outlook 2,046
# Who comes along; and the language, filled in so that any counsellor may serve and our letters are understood.
_MORE: Final[Mapping[Language, tuple[str, ...]]] = {
    Language.STANDARD: ("同席者（通訳など）：",),
    Language.EASY: ("いっしょに いる人（通訳など）：", "ことば：やさしい日本語"),
    Language.ENGLISH: ("Companion (interpreter etc.): ", "Language: Japanese or English"),
}


def form(language: Language, start: datetime | None = None) -> tuple[str, ...]:
    """Return the lines of the mail.

    Args:
        language: Of the labels.
        start: The slot that is wished (naive), filled in as the one wish; None leaves three wishes blank.
    """
    lines = LINES[language]
    wishes = lines[Field.WISHES] if start is None else (_label(lines[Field.WISHES][0]) + _say_wish(language, start),)
    return (
        *(line for field in Field if field is not Field.WISHES for line in lines[field]),
        *wishes,
        *_MORE[language],
    )


def mailto(address: str, language: Language, start: datetime | None = None) -> str:
    """Return the link that opens the form in a mail program; see `form`."""
    body = "\r\n".join(form(language, start)) + "\r\n"
    return f"mailto:{quote(address, safe='@')}?subject={quote(SUBJECTS[language])}&body={quote(body)}"


def _label(line: str) -> str:
    """Return a line up to its colon, and the blank behind it in English."""
    for colon in ("：", ": "):
        label, found, _ = line.partition(colon)
        if found:
            return label + found
    return line


def _say_wish(language: Language, start: datetime) -> str:
    """Say a slot so that neither the reading nor the writer has a doubt: with year, weekday and the clock of 24 hours."""
    if language is Language.ENGLISH:
        return f"{start:%Y-%m-%d} ({ENGLISH_WEEKDAYS[start.weekday()][:3]}) {start:%H:%M}"
    return f"{say_date(start.date())}{start.hour}時{start.minute:02}分"
