"""What a reader of dates names in a text: days, weekdays and times of day with the place they stand at."""

from calendar import monthrange
from datetime import date, time, timedelta
from typing import NamedTuple


class Day(NamedTuple):
    """A day of the calendar, whole or in part: 12月3日 has no year, 12月 no day either."""

    year: int | None
    month: int | None
    day: int | None


class Stretch(NamedTuple):
    """Days in a row, both ends included."""

    first: date
    last: date


class Weekday(NamedTuple):
    """A weekday, Monday is 0."""

    number: int


class Clock(NamedTuple):
    """A time of day."""

    at: time


class Named(NamedTuple):
    """One value and the words it was read from.

    Attributes:
        start: Offset into the text.
        end: Offset behind the words.
    """

    start: int
    end: int
    value: Day | Stretch | Weekday | Clock


def month_of(on: date, ahead: int = 0) -> Stretch:
    """Return the month of a day, or the one so many months later."""
    year, month = divmod(on.year * 12 + on.month - 1 + ahead, 12)
    return whole_month(year, month + 1)


def whole_month(year: int, month: int) -> Stretch:
    """Return every day of a month."""
    return Stretch(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def week_of(on: date, ahead: int = 0) -> Stretch:
    """Return the week of a day, or the one so many weeks later; weeks start on Monday."""
    monday = on + timedelta(days=7 * ahead - on.weekday())
    return Stretch(monday, monday + timedelta(days=6))
