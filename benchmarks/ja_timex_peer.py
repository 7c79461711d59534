"""ja-timex as a peer: its TIMEX3 values, named.

`.value` is read, for `to_datetime()` loses 午後 (午後2時 becomes 2:00).
"""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from ja_timex import TimexParser
from naming import Clock, Day, Named, Stretch, Weekday, month_of, week_of, whole_month

from madoguchi.clock import local

_DATE = re.compile(r"([0-9]{4}|X{4})-([0-9]{2}|XX)-([0-9]{2}|XX)")
_WEEKDAY = re.compile(r"XXXX-W(?:XX|[0-9]+)-([1-7])")
_TIME = re.compile(r"T([0-9]{2})-([0-9]{2}|XX)-")
_AWAY = re.compile(r"P([0-9]+)([DWMY])")
_THIRDS = {"START": (0, 10), "MID": (10, 20), "END": (20, 31)}
_SIGNS = {"AFTER": 1, "BEFORE": -1, "NOW": 0}

_Value = Day | Stretch | Weekday | Clock | None


class JaTimex:
    """A parser, made once."""

    def __init__(self) -> None:
        self._parser = TimexParser()

    def parse(self, text: str, _received: datetime) -> list[Any]:
        """Do what is timed: the peer's own call."""
        return list(self._parser.parse(text))

    def read(self, text: str, received: datetime) -> list[Named]:
        """Name what it found; lengths and frequencies are no dates.

        Raises:
            ValueError: It named a day or time that does not exist.
        """
        today = local(received).date()
        found = ((tag.span, _value(tag, today)) for tag in self.parse(text, received))
        return [Named(start, end, value) for (start, end), value in found if value is not None]


def _value(tag: Any, today: date) -> _Value:
    if found := _DATE.fullmatch(tag.value):
        year, month, day = (int(part) if part.isdigit() else None for part in found.groups())
        return _third(tag, year, month, today) or Day(year, month, day)
    if found := _WEEKDAY.fullmatch(tag.value):
        return Weekday(int(found[1]) - 1)
    if found := _TIME.match(tag.value):
        return Clock(time(int(found[1]), int(found[2]) if found[2].isdigit() else 0))
    if (found := _AWAY.fullmatch(tag.value)) and tag.type == "DURATION" and tag.mod in _SIGNS:
        return _away(_SIGNS[tag.mod] * int(found[1]), found[2], today)
    return None


def _third(tag: Any, year: int | None, month: int | None, today: date) -> Stretch | None:
    """Return 上旬, 中旬 or 下旬 as days."""
    if month is None or tag.mod not in _THIRDS:
        return None
    whole = whole_month(year or today.year + (month < today.month), month)
    begin, end = _THIRDS[tag.mod]
    return Stretch(whole.first + timedelta(days=begin), min(whole.first + timedelta(days=end - 1), whole.last))


def _away(count: int, unit: str, today: date) -> _Value:
    match unit:
        case "D":
            on = today + timedelta(days=count)
            return Day(on.year, on.month, on.day)
        case "W":
            return week_of(today, count)
        case "M":
            return month_of(today, count)
        case _:
            return Day(today.year + count, None, None)
