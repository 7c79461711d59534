"""From masked text to tokens: one scan, first spelling in the table wins."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from intake.reading.beginnings import beginnings
from intake.reading.patterns import DATES, DIGITS, SIGNS, TIMES, WORDS, Spelling
from intake.reading.polite import NOT_NEGATIVE, PHRASES
from intake.reading.values import Clock, DateWords, Token

_KANJI_DIGITS: Final = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0}
_KANA_DAYS: Final = ("げつ", "か", "すい", "もく", "きん", "ど", "にち")
_ENGLISH_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH_NAMES: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ERAS: Final = {
    "令": "令和",
    "平": "平成",
    "昭": "昭和",
    "大": "大正",
    "r": "令和",
    "h": "平成",
    "s": "昭和",
    "t": "大正",
}
_YEARS_ON: Final = {"今年": 0, "本年": 0, "来年": 1}
_MONTHS_ON: Final = {"今月": 0, "来月": 1, "再来月": 2, "さ来月": 2}
_MORNINGS: Final = ("午前", "ごぜん", "朝")
_TEN: Final = 10
_NOON: Final = 12

_TABLE: Final = (
    *(Spelling("_", pattern) for pattern in NOT_NEGATIVE),
    *DATES,
    *TIMES,
    *SIGNS,
    *WORDS,
    *(Spelling("_", pattern) for pattern in PHRASES),
    DIGITS,
)
_LINES: Final = tuple((line, re.compile(line.pattern, re.MULTILINE), beginnings(line.pattern)) for line in _TABLE)


@lru_cache(maxsize=4096)
def _worth_trying(sign: str) -> tuple[tuple[Spelling, re.Pattern[str]], ...]:
    """Return the lines of the table that can begin with that sign, in their order."""
    return tuple((line, pattern) for line, pattern, begins in _LINES if begins is None or sign in begins)


def scan(text: str) -> tuple[Token, ...]:
    """Cut a masked text into tokens; every sign of it belongs to one, and signs that nobody knows stay together."""
    tokens: list[Token] = []
    place = unknown = 0
    formal = False  # 壱弐参 and the like: a number that is no date stays with the unknown signs around it
    while place < len(text):
        token = _known(text, place)
        if token is None:
            place += 1
        elif token.letter == "#":
            place, formal = token.end, True
        else:
            if unknown < token.start:
                tokens.append(_unknown(text, unknown, token.start, formal=formal))
            tokens.append(token)
            place = unknown = token.end
            formal = False
    if unknown < place:
        tokens.append(_unknown(text, unknown, place, formal=formal))
    return tuple(tokens)


def _known(text: str, place: int) -> Token | None:
    for line, pattern in _worth_trying(text[place]):
        found = pattern.match(text, place)
        if found:
            token = Token(line.letter, found.group(), place, found.end(), line.number, line.word)
            if not pattern.groupindex:
                return token
            return _VALUES[line.letter](token, {name: part for name, part in found.groupdict().items() if part})
    return None


def _unknown(text: str, start: int, end: int, *, formal: bool) -> Token:
    words = text[start:end]
    return Token("#" if formal or any(map(_is_number, words)) else "?", words, start, end)


def number(text: str) -> int:
    """Read 1 to 4 digits, Arabic or Japanese: 12, 十二, 二〇二六, 元."""
    if text.isascii():
        return int(text)
    if text == "元":
        return 1
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (_spelled(tens) if tens else 1) * _TEN + (_spelled(ones) if ones else 0)
    return _spelled(text)


def _spelled(text: str) -> int:
    value = 0
    for character in text:
        value = value * _TEN + (int(character) if character.isascii() else _KANJI_DIGITS.get(character, 0))
    return value


def _is_number(character: str) -> bool:
    return character.isnumeric() and not "一" <= character <= "鿿"


def _with_date(token: Token, parts: dict[str, str]) -> Token:
    return token._replace(date=_date(parts), word="whole" if "whole" in parts else "")


def _with_clock(token: Token, parts: dict[str, str]) -> Token:
    return token._replace(clock=_clock(parts))


def _with_two_clocks(token: Token, parts: dict[str, str]) -> Token:
    digits = re.sub("[^0-9]", "", parts["compact"])
    first, last = (Clock(int(part[:2]), int(part[2:]), literal=True) for part in (digits[:4], digits[4:]))
    return token._replace(clock=first, until=last)


def _with_place(token: Token, parts: dict[str, str]) -> Token:
    return token._replace(number=_weekday(parts), word=str(number(parts["number"])) if "number" in parts else "0")


def _with_days_ahead(token: Token, parts: dict[str, str]) -> Token:
    days = number(parts["days"]) if "days" in parts else 7 * number(parts["weeks"])
    return token._replace(number=days, word=token.word or "counted")


def _with_minutes(token: Token, parts: dict[str, str]) -> Token:
    minutes = number(parts["minutes"]) if "minutes" in parts else 60 * number(parts["hours"])
    return token._replace(number=minutes)


def _with_weekday(token: Token, parts: dict[str, str]) -> Token:
    return token._replace(number=_weekday(parts))


def _with_number(token: Token, parts: dict[str, str]) -> Token:
    value = int(parts["digits"][:9])
    return token._replace(number=value, date=DateWords(day=value))


_VALUES: Final[dict[str, Callable[[Token, dict[str, str]], Token]]] = {
    "A": _with_date,
    "M": _with_date,
    "d": _with_date,
    "T": _with_clock,
    "U": _with_two_clocks,
    "V": _with_place,
    "R": _with_days_ahead,
    "j": _with_days_ahead,
    "z": _with_days_ahead,
    "c": _with_minutes,
    "W": _with_weekday,
    "n": _with_number,
}


def _weekday(parts: dict[str, str]) -> int:
    if word := parts.get("weekday"):
        return "月火水木金土日".index(word)
    if word := parts.get("kana") or parts.get("kana2"):
        return _KANA_DAYS.index(word)
    english = parts.get("english") or parts["english2"]
    return _ENGLISH_DAYS.index(english[:3].lower())


def _date(parts: dict[str, str]) -> DateWords:
    month = parts.get("month") or parts.get("month2")
    if name := parts.get("monthname"):
        month = str(_MONTH_NAMES.index(name.lower()) + 1)
    day = parts.get("day") or parts.get("day2")
    era = parts.get("era", "")
    year = parts.get("year") or parts.get("short")
    if "newyear" in parts:
        month = "1"
    return DateWords(
        year=number(year) if year else 0,
        month=number(month) if month else 0,
        day=number(day) if day else 0,
        era="?" if "short" in parts else _ERAS.get(era[:1].lower(), ""),
        years_on=_YEARS_ON.get(parts.get("nextyear", ""), -1),
        months_on=_MONTHS_ON.get(parts.get("monthson", ""), -1),
    )


def _clock(parts: dict[str, str]) -> Clock:
    if "noon" in parts:
        return Clock(_NOON, 0, literal=True)
    half = (parts.get("before") or parts.get("after") or "").lower()
    hour = parts["hour"]
    minute = 30 if "halfpast" in parts else number(parts.get("minute") or parts.get("bare") or "0")
    value = number(hour)
    literal = value > _NOON or value == 0 or (len(hour) > 1 and hour[0] == "0")
    return Clock(value, minute, "am" if half[:1] == "a" or half in _MORNINGS else "pm" if half else "", literal)
