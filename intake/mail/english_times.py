"""Days and times as people write them in English, in the Japanese that `intake.reading` knows.

Only a text that is nothing but days and times is put into Japanese; of any other every word stays, so that a `not` or an
`except` is never lost.
"""

import re
from functools import lru_cache
from typing import Final

from madoguchi.wording import ENGLISH_MONTHS, ENGLISH_WEEKDAYS, WEEKDAYS

_MOST: Final = 200
_LETTER: Final = re.compile("[A-Za-z]")
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]}|t)?" for name in ENGLISH_MONTHS)
_NAMED_DAY = r"(?:" + "|".join(f"{name[:3]}(?:{name[3:]}|{name[3:-3]})?" for name in ENGLISH_WEEKDAYS) + r")\.?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_AFTER = rf"(?:,?\s*\(?({_NAMED_DAY})\)?)?"
_DATE: Final = re.compile(
    rf"(?:({_NAMED_DAY}),?\s+)?(?:the\s+)?(?:"
    rf"{_DAY}\s*(?:of\s+)?({_MONTH})\.?(?:,?\s+(\d{{4}}))?"  # 3 December 2026
    rf"|({_MONTH})\.?\s*{_DAY}(?:,?\s+(\d{{4}}))?"  # December 3, 2026
    rf"|(?:(\d{{4}})[-/])?(\d{{1,2}})[-/](\d{{1,2}})(?:/(\d{{4}}))?"  # 2026-12-03, 12/3, 12/3/2026: the month first
    rf"){_AFTER}",
    re.IGNORECASE,
)
_TIME: Final = re.compile(
    r"(\d{1,2})(?:[:.](\d{2}))?\s*([ap])\.?\s?m\b\.?|(\d{1,2})[:.](\d{2})|(noon)|(\d{1,2})\s*o['’]?clock", re.IGNORECASE
)
_BEFORE: Final = re.compile(r"[\s,;]*(?:(?:at|on|from|@)\b\s*)*", re.IGNORECASE)
_UNTIL: Final = re.compile(r"\s*(?:to|until|till|[-–—~])\s*", re.IGNORECASE)
_LEAD: Final = re.compile(
    r"\s*(?:(?:yes|ok|okay),?\s*)?(?:(?:please\s+)?(?:i\s+would|i['’]d)\s+(?:like|prefer)|i\s+(?:want|prefer|wish|choose))?(?:\s+to\s+(?:book|come|have))?\s*:?\s*",
    re.IGNORECASE,
)
_END: Final = re.compile(r"\s*(?:\(?(?:japan time|jst)\)?)?[\s,]*(?:please|thank you|thanks)?[\s.!]*$", re.IGNORECASE)
_OR: Final = re.compile(r"\s*,?\s+or\s+", re.IGNORECASE)
_NOON: Final = 12


@lru_cache(maxsize=64)
def in_japanese(text: str) -> str:
    """Return English days and times in Japanese (2026年12月3日（木）14時30分); any other text as it is."""
    if len(text) > _MOST or (not _LETTER.search(text) and not re.search(r"/\d{4}", text)):
        return text
    bare = _LEAD.sub("", text, count=1)
    said = [_one(piece) for piece in _OR.split(_END.sub("", bare))]
    return " or ".join(said) if all(said) else text


def _one(text: str) -> str:
    """Return one day with its time in Japanese; empty where the text is anything else."""
    text = text.strip()
    time, rest = "", text
    if found := _TIME.match(text):  # 2:30 p.m. on 3 December
        time, rest = _time_from(text, found)
    lead = _BEFORE.match(rest)
    date = _DATE.match(rest, lead.end() if lead else 0)
    day = _say_date(date) if date else ""
    if not date or not day:
        return ""
    rest = rest[date.end() :]
    lead = _BEFORE.match(rest)
    rest = rest[lead.end() :] if lead else rest
    if rest and not time and (found := _TIME.match(rest)):
        time, rest = _time_from(rest, found)
    return "" if rest.strip() else day + time


def _time_from(text: str, found: re.Match[str]) -> tuple[str, str]:
    """Return a time, or a span of two, in Japanese and what follows it; as it was where an hour does not exist."""
    first, rest = _say_time(found), text[found.end() :]
    until = _UNTIL.match(rest)
    last = _TIME.match(rest, until.end()) if until else None
    if last:
        first, rest = f"{first}から{_say_time(last)}まで", rest[last.end() :]
    return first, rest


def _say_time(found: re.Match[str]) -> str:
    if found[6]:
        return f"{_NOON}時"
    if found[3]:
        hour = int(found[1]) % _NOON + (_NOON if found[3].lower() == "p" else 0)
        return f"{hour if int(found[1]) <= _NOON else found[1]}時{found[2] or '00'}分"
    return f"{found[4]}:{found[5]}" if found[4] else f"{found[7]}時"


def _say_date(found: re.Match[str]) -> str:
    before, day, month, year, month_2, day_2, year_2, year_3, month_3, day_3, year_4, after = found.groups()
    named = month or month_2
    number = _month(named) if named else int(month_3)
    said = f"{number}月{int(day or day_2 or day_3)}日"
    years = year or year_2 or year_3 or year_4
    weekdays = {_weekday(one) for one in (before, after) if one}
    return (f"{years}年" if years else "") + said + "".join(f"（{one}）" for one in sorted(weekdays))


def _month(name: str) -> int:
    return next(place for place, one in enumerate(ENGLISH_MONTHS, 1) if one.lower().startswith(name[:3].lower()))


def _weekday(name: str) -> str:
    return next(
        sign for sign, one in zip(WEEKDAYS, ENGLISH_WEEKDAYS, strict=True) if one.lower().startswith(name[:3].lower())
    )
