"""From the words of one day to a day of the calendar: a date, a day of a month, a day counted from another."""

import calendar
from datetime import date, timedelta
from typing import Final, TypeAlias

from intake.reading.doubts import Unsure, doubt
from intake.reading.values import Span, Token
from intake.reading.years import Present, day_of, existing, month_of
from madoguchi.model.reading import Doubt
from madoguchi.wording import WEEKDAYS, say_date, say_day

Tokens: TypeAlias = tuple[Token, ...]
Read: TypeAlias = tuple[Span, Present]

NIGHT_ENDS: Final = 4
WEEK: Final = timedelta(days=7)
LAST_DAY: Final = 28  # every month has it
_HALF_WEEK: Final = 3
_SUNDAY: Final = 6


def read_day(tokens: Tokens, text: str, present: Present) -> Read:
    """Read the one day that the words name.

    Raises:
        Unsure: The words leave more than one day, or none.
    """
    found = sorted(set(_single_days(list(tokens), text, present)))
    if not found:
        raise Unsure(doubt("date_inferred", text))
    if len(found) > 1:
        raise Unsure(doubt("date_conflict", text, [say_date(day) for day in found]))
    _check(found[0], tokens, text, present)
    span, after = named(found[0], text, present._replace(week=None))
    letters = [token.letter for token in tokens]
    return span, after._replace(counted=letters == ["R"] and tokens[0].word == "counted", leaning="y" in letters)


def named(day: date, text: str, present: Present) -> Read:
    """Return the day as one that was named, and what the next words may lean on."""
    return Span(day, day, named=True, text=text), present._replace(
        dated=day, whole_week=False, ascending=True, weekday_only=False, counted=False, leaning=False
    )


def _single_days(rest: list[Token], text: str, present: Present) -> list[date]:
    found: list[date] = []
    tokens = tuple(rest)
    while rest:
        token = rest.pop(0)
        if token.letter == "M" and rest and rest[0].letter in "dV":
            found.append(_in_month(token, rest.pop(0), text, present))
        elif token.letter == "A" and not token.date.month:
            raise Unsure(doubt("invalid_date", token.text))
        elif token.letter in "Adn":
            found.append(day_of(token.date, token.text if token.letter == "A" else text, present))
        elif token.letter == "R":
            found.append(_from_today(token, tokens, present))
        elif token.letter == "y":
            found.append(found.pop() + timedelta(days=token.number) if found else _from_dated(token, present))
        elif token.letter not in "WK":
            raise Unsure(doubt("vague_date", text))
    return found


def _in_month(month: Token, day: Token, text: str, present: Present) -> date:
    if day.letter == "d":
        if month.date.months_on < 0:
            return day_of(month.date._replace(day=day.date.day), text, present)
        year, number = month_of(month.date, present, day.date.day)
        return existing(year, number, day.date.day, text)
    year, number = month_of(month.date, present, LAST_DAY)
    return nth_weekday(year, number, int(day.word), day.number, text)


def _from_today(token: Token, beside: Tokens, present: Present) -> date:
    """Count from today; said at night 明日 may mean the day that has begun, unless a weekday beside it settles that."""
    day = present.today + timedelta(days=token.number)
    settled = token.word == "counted" or any(one.letter == "W" and one.number == day.weekday() for one in beside)
    if token.word == "counted" and not present.counted and (present.dated or present.pointed):
        raise Unsure(doubt("vague_date", token.text, [say_day(day)]))  # two days after that day, or after today?
    if present.said_at.hour < NIGHT_ENDS and not settled:
        choices = [say_day(present.today + timedelta(days=ahead)) for ahead in (0, 1)]
        raise Unsure(doubt("vague_date", token.text, choices))
    return day


def _from_dated(token: Token, present: Present) -> date:
    dated = present.dated or present.pointed
    if dated is None or present.leaning:
        raise Unsure(doubt("vague_date", token.text))
    return dated + timedelta(days=token.number)


def _check(day: date, tokens: Tokens, text: str, present: Present) -> None:
    for token in tokens:
        if token.letter == "W" and token.number != day.weekday():
            raise Unsure(_mismatch(day, token.number))
        if token.letter == "K" and token.word == "after":
            raise Unsure(doubt("vague_date", text))
        if token.letter == "K":
            monday = monday_of(token, text, present)
            if not monday <= day < monday + WEEK:
                raise Unsure(doubt("date_conflict", text, [say_date(day)]))


def _mismatch(day: date, weekday: int) -> Doubt:
    ahead = (weekday - day.weekday()) % 7
    near = day + timedelta(days=ahead if ahead <= _HALF_WEEK else ahead - 7)
    first, second = (say_day(one) for one in sorted((day, near)))
    words, right = f"{day.month}月{day.day}日", WEEKDAYS[day.weekday()]
    return doubt("weekday_mismatch", words, (first, second), right=right, near=first, day=second)


def monday_of(token: Token, text: str, present: Present) -> date:
    """Return the Monday of a week that is counted from this one, or 翌週 from the day named last.

    Raises:
        Unsure: Said on a Sunday or in the night after it, 来週 may be the week that begins then or the next.
    """
    today = present.today
    if token.word == "after" and (dated := present.dated or present.pointed):
        today = dated
    elif today.weekday() == _SUNDAY or (today.weekday() == 0 and present.said_at.hour < NIGHT_ENDS):
        raise Unsure(doubt("vague_date", text))
    return today - timedelta(days=today.weekday()) + token.number * WEEK


def nth_weekday(year: int, month: int, place: int, weekday: int, text: str) -> date:
    """Return the `place`-th such weekday of a month; the last one for 0.

    Raises:
        Unsure: The month has no such day.
    """
    first = date(year, month, 1)
    if not place:
        last = first.replace(day=calendar.monthrange(year, month)[1])
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    return existing(year, month, 1 + (weekday - first.weekday()) % 7 + 7 * (place - 1), text)
