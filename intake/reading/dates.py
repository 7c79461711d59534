"""From the words of a day phrase to days of the calendar; office rules come later."""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final, TypeAlias

from intake.reading.doubts import Unsure, doubt
from intake.reading.values import Phrase, Span, Token
from intake.reading.years import Present, day_of, existing, month_of
from madoguchi.model.reading import Doubt
from madoguchi.wording import WEEKDAYS, say_date, say_day

Tokens: TypeAlias = tuple[Token, ...]
Read: TypeAlias = tuple[Span, Present]

THIRDS: Final = {"early": (1, 10), "middle": (11, 20), "late": (21, 31)}
NIGHT_ENDS: Final = 4
_WEEK: Final = timedelta(days=7)
_HALF_WEEK: Final = 3
_SUNDAY: Final = 6
_FAR: Final = timedelta(days=36_525)
_LAST_DAY: Final = 28


def read_days(phrase: Phrase, present: Present) -> Read:
    """Read one day phrase.

    Returns:
        Its days, and what the next phrase may lean on.

    Raises:
        Unsure: The words leave more than one day, or none.
    """
    text, tokens = phrase.text, phrase.tokens
    if phrase.shape in ("day", "number"):
        return _read_spec(tokens, text, present)
    if phrase.shape == "any":
        return Span(present.today, present.today + _FAR, named=False, text=text), present
    if phrase.shape == "days from":
        span, after = _read_spec(tokens[:-1], text, present)
        return Span(span.first, present.today + _FAR, named=False, text=text), after
    if phrase.shape == "days until":
        span, after = _read_spec(tokens[:-1], text, present)
        return Span(present.today, span.last, named=False, text=text), after
    return _read_range(tokens, text, present)


def _read_range(tokens: Tokens, text: str, present: Present) -> Read:
    chosen = [place for place, token in enumerate(tokens) if token.letter == "W" and token.word]
    if any(tokens[place - 1].letter != "K" for place in chosen):
        raise Unsure(doubt("vague_date", text))
    middle = next(place for place, token in enumerate(tokens) if token.letter in "rf")
    first, then = _read_spec(tokens[:middle], text, present)
    ending = tuple(token for token in tokens[middle + 1 :] if token.letter != "u")
    last, after = _read_spec(ending, text, then)
    if last.first <= first.first or first.named != last.named:
        raise Unsure(doubt("date_conflict", text))
    return Span(first.first, last.last, named=False, text=text), after


def _read_spec(tokens: Tokens, text: str, present: Present) -> Read:
    tokens = tuple(token for token in tokens if token.letter not in "()s")
    letters = "".join(token.letter for token in tokens)
    for shape, read in SPANS:
        if shape.fullmatch(letters):
            return read(tokens, text, present)
    found = sorted(set(_single_days(list(tokens), text, present)))
    if not found:
        raise Unsure(doubt("date_inferred", text))
    if len(found) > 1:
        raise Unsure(doubt("date_conflict", text, [say_date(day) for day in found]))
    _check(found[0], tokens, text, present)
    return _named(found[0], text, present._replace(week=None))


def _named(day: date, text: str, present: Present) -> Read:
    return Span(day, day, named=True, text=text), present._replace(dated=day, whole_week=False)


def _single_days(rest: list[Token], text: str, present: Present) -> list[date]:
    found: list[date] = []
    while rest:
        token = rest.pop(0)
        if token.letter == "M" and rest and rest[0].letter in "dV":
            found.append(_in_month(token, rest.pop(0), text, present))
        elif token.letter == "A" and not token.date.month:
            raise Unsure(doubt("invalid_date", token.text))
        elif token.letter in "Adn":
            found.append(day_of(token.date, token.text if token.letter == "A" else text, present))
        elif token.letter == "R":
            found.append(_from_today(token, present))
        elif token.letter not in "WK":
            raise Unsure(doubt("vague_date", text))
    return found


def _in_month(month: Token, day: Token, text: str, present: Present) -> date:
    if day.letter == "d":
        if month.date.months_on < 0:
            return day_of(month.date._replace(day=day.date.day), text, present)
        year, number = month_of(month.date, present, day.date.day)
        return existing(year, number, day.date.day, text)
    year, number = month_of(month.date, present, _LAST_DAY)
    first = date(year, number, 1)
    return existing(year, number, 1 + (day.number - first.weekday()) % 7 + 7 * (int(day.word) - 1), text)


def _from_today(token: Token, present: Present) -> date:
    if present.said_at.hour < NIGHT_ENDS and token.word != "counted":
        choices = [say_day(present.today + timedelta(days=ahead)) for ahead in (0, 1)]
        raise Unsure(doubt("vague_date", token.text, choices))
    return present.today + timedelta(days=token.number)


def _check(day: date, tokens: Tokens, text: str, present: Present) -> None:
    for token in tokens:
        if token.letter == "W" and token.number != day.weekday():
            raise Unsure(_mismatch(day, token.number))
        if token.letter == "K":
            monday = _monday(token, text, present)
            if not monday <= day < monday + _WEEK:
                raise Unsure(doubt("date_conflict", text, [say_date(day)]))


def _mismatch(day: date, weekday: int) -> Doubt:
    ahead = (weekday - day.weekday()) % 7
    near = day + timedelta(days=ahead if ahead <= _HALF_WEEK else ahead - 7)
    first, second = (say_day(one) for one in sorted((day, near)))
    words, right = f"{day.month}月{day.day}日", WEEKDAYS[day.weekday()]
    return doubt("weekday_mismatch", words, (first, second), right=right, near=first, day=second)


def _monday(token: Token, text: str, present: Present) -> date:
    today = present.today
    if today.weekday() == _SUNDAY:
        raise Unsure(doubt("vague_date", text))
    return today - timedelta(days=today.weekday()) + token.number * _WEEK


def _read_week(tokens: Tokens, text: str, present: Present) -> Read:
    monday = _monday(tokens[0], text, present)
    span = Span(monday, monday + timedelta(days=6), named=False, text=text)
    return span, present._replace(week=monday, whole_week=True)


def _read_weekday_of_week(tokens: Tokens, text: str, present: Present) -> Read:
    if present.whole_week:
        raise Unsure(doubt("date_inferred", text))
    monday = _monday(tokens[0], text, present)
    return _named(monday + timedelta(days=tokens[1].number), text, present._replace(week=monday))


def _read_weekday(tokens: Tokens, text: str, present: Present) -> Read:
    if present.week is None or present.whole_week:
        raise Unsure(doubt("date_inferred", text))
    return _named(present.week + timedelta(days=tokens[0].number), text, present)


def _read_working_days(_: Tokens, text: str, present: Present) -> Read:
    return Span(present.today, present.today + _FAR, named=False, text=text), present


def _read_third(tokens: Tokens, text: str, present: Present) -> Read:
    first, last = THIRDS[tokens[1].word]
    year, month = month_of(tokens[0].date, present, last)
    last = min(last, calendar.monthrange(year, month)[1])
    return Span(date(year, month, first), date(year, month, last), named=False, text=text), present


# Letters of a phrase that name days without a date in it. K: week, W: weekday, P: working days, MJ: 12月中旬.
SPANS: Final[tuple[tuple[re.Pattern[str], Callable[[Tokens, str, Present], Read]], ...]] = (
    (re.compile("KP?"), _read_week),
    (re.compile("KW"), _read_weekday_of_week),
    (re.compile("W"), _read_weekday),
    (re.compile("P"), _read_working_days),
    (re.compile("MJ"), _read_third),
)
