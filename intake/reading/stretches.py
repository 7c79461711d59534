"""Stretches of days and weekdays without a date: 来週, 火曜, 12月中旬, 第2火曜, 年内."""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from intake.reading.days import LAST_DAY, Read, Tokens, monday_of, named, nth_weekday, read_day
from intake.reading.doubts import Unsure, doubt
from intake.reading.values import Span
from intake.reading.years import Present, month_of
from madoguchi.wording import say_day

_CHECK_ONLY: Final = re.compile(r"\([ぁ-ん]{1,2}\)|\(?[A-Za-z]+\.?\)?")
THIRDS: Final = {"early": (1, 10), "middle": (11, 20), "late": (21, 31)}
FAR: Final = timedelta(days=36_525)
SIX_DAYS: Final = timedelta(days=6)
_MONTHS: Final = 12


def any_day(text: str, present: Present) -> Span:
    """Return every day from today on."""
    return Span(present.today, present.today + FAR, named=False, text=text)


def weekdays_of(tokens: Tokens) -> frozenset[int]:
    """Return the weekdays that are named (Monday is 0)."""
    return frozenset(token.number for token in tokens if token.letter == "W")


def _read_week(tokens: Tokens, text: str, present: Present) -> Read:
    if tokens[0].word == "after" and (present.dated or present.pointed):
        raise Unsure(doubt("vague_date", text))  # 翌週 after a day may be the same weekday, or the whole week
    monday = monday_of(tokens[0], text, present)
    span = Span(monday, monday + SIX_DAYS, named=False, text=text)
    return span, present._replace(week=monday, whole_week=True)


def _read_weekday_of_week(tokens: Tokens, text: str, present: Present) -> Read:
    if present.whole_week:
        raise Unsure(doubt("date_inferred", text))
    monday = monday_of(tokens[0], text, present)
    return named(monday + timedelta(days=tokens[1].number), text, present._replace(week=monday))


def _read_weekday(tokens: Tokens, text: str, present: Present) -> Read:
    """Read a weekday alone: that of the week named last, else the next such day."""
    weekdays = weekdays_of(tokens)
    if any(_CHECK_ONLY.fullmatch(token.text) for token in tokens):
        raise Unsure(doubt("leftover", text))  # (か) and Thu check the date beside them, and name no day alone
    if present.week is not None and not present.whole_week:
        if len(weekdays) > 1:
            return Span(present.week, present.week + SIX_DAYS, named=False, text=text, weekdays=weekdays), present
        return named(present.week + timedelta(days=tokens[0].number), text, present)
    today = present.today
    if today.weekday() in weekdays or present.whole_week or (present.dated and not present.weekday_only):
        leans = present.whole_week or present.dated
        raise Unsure(doubt("date_inferred", text, () if leans else _next_two(weekdays, today)))
    if len(weekdays) > 1:
        return Span(today, today + SIX_DAYS, named=False, text=text, weekdays=weekdays), present
    day = today + timedelta(days=(tokens[0].number - today.weekday()) % 7)
    span, after = named(day, text, present)
    return span, after._replace(weekday_only=True)


def _next_two(weekdays: frozenset[int], today: date) -> list[str]:
    days = [today + timedelta(days=ahead) for ahead in range(1, 15)]
    return [say_day(day) for day in days if day.weekday() in weekdays][:2]


def _read_weekdays_of_week(tokens: Tokens, text: str, present: Present) -> Read:
    span, after = _read_week(tokens[:1], text, present)
    return span._replace(weekdays=weekdays_of(tokens)), after._replace(whole_week=False)


def _read_weekday_of_month(tokens: Tokens, text: str, present: Present) -> Read:
    """Read 第2火曜 alone: of this month while it is still to come, else of the next."""
    place, weekday = int(tokens[0].word), tokens[0].number
    year, month = present.today.year, present.today.month
    for ahead in (0, 1):
        day = nth_weekday(year + (month + ahead > _MONTHS), (month + ahead - 1) % _MONTHS + 1, place, weekday, text)
        if day > present.today:
            return named(day, text, present)
        if day == present.today:
            break
    raise Unsure(doubt("month_inferred", text))


def _read_working_days(_: Tokens, text: str, present: Present) -> Read:
    return any_day(text, present), present


def _read_third(tokens: Tokens, text: str, present: Present) -> Read:
    first, last = THIRDS[tokens[1].word]
    year, month = month_of(tokens[0].date, present, last)
    last = min(last, calendar.monthrange(year, month)[1])
    only = weekdays_of(tokens)
    return Span(date(year, month, first), date(year, month, last), named=False, text=text, weekdays=only), present


def _read_month(tokens: Tokens, text: str, present: Present) -> Read:
    """Read 12月中, 12月の平日, 12月の火曜; a month alone may have lost its day."""
    said_so = tokens[0].word == "whole" or tokens[0].text.endswith("の") or tokens[0].date.months_on >= 0
    if len(tokens) == 1 and not said_so:
        raise Unsure(doubt("vague_date", text))
    year, month = month_of(tokens[0].date, present, LAST_DAY)
    last = calendar.monthrange(year, month)[1]
    only = weekdays_of(tokens)
    return Span(date(year, month, 1), date(year, month, last), named=False, text=text, weekdays=only), present


def _read_stretch(tokens: Tokens, text: str, present: Present) -> Read:
    """Read a stretch by its name: 年内, 月内, 3日以内, 週明け."""
    today, word = present.today, tokens[0].word
    only = weekdays_of(tokens)
    if word == "monday":
        if today.weekday() == 0 or len(tokens) > 2:  # noqa: PLR2004 -- 週明けの and one weekday
            raise Unsure(doubt("vague_date", text))
        weekday = tokens[1].number if len(tokens) > 1 else 0
        return named(today + timedelta(days=7 - today.weekday() + weekday), text, present)
    ends = {
        "this year": date(today.year, _MONTHS, 31),
        "this month": today.replace(day=calendar.monthrange(today.year, today.month)[1]),
        "days ahead": today + timedelta(days=tokens[0].number),
        "every": today + FAR,
    }
    if word not in ends or (word == "every" and not only):
        raise Unsure(doubt("vague_date", text))
    return Span(today, ends[word], named=False, text=text, weekdays=only), present


def _read_week_of_day(tokens: Tokens, text: str, present: Present) -> Read:
    place = next(place for place, token in enumerate(tokens) if token.letter == "h")
    only = weekdays_of(tokens[place:])
    span, after = read_day(tokens[:place], text, present)
    monday = span.first - timedelta(days=span.first.weekday())
    week = Span(monday, monday + SIX_DAYS, named=False, text=text, weekdays=only)
    return week, after._replace(week=monday, whole_week=not only)


# Letters of a phrase that name days without a date in it. K: week, W: weekday, P: working days, M: month, J: a third of
# it, V: the nth weekday, j: a stretch by its name, h: the week of a day.
STRETCHES: Final[tuple[tuple[re.Pattern[str], Callable[[Tokens, str, Present], Read]], ...]] = (
    (re.compile("KP?"), _read_week),
    (re.compile("KW"), _read_weekday_of_week),
    (re.compile("KW+"), _read_weekdays_of_week),
    (re.compile("W+"), _read_weekday),
    (re.compile("P"), _read_working_days),
    (re.compile("V"), _read_weekday_of_month),
    (re.compile("MJW*"), _read_third),
    (re.compile("M(?:P|W*)"), _read_month),
    (re.compile("j(?:P|W*)"), _read_stretch),
    (re.compile("(?:M?d|A)W?hW*"), _read_week_of_day),
)
