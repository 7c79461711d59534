"""When the office is closed although it would usually be open, as the public may know it (pure).

Days that are closed every week are left out, and so are holidays of years that are not official yet: of them nothing
is known. The year end and the office's own closures are known in any year.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from madoguchi.config.office import Office
from madoguchi.model.openings import Closed, Day, OpenDays
from scheduler.holidays import official_until

_DAY = timedelta(days=1)
_LONGEST = 366  # days; a longer closure is cut where the days asked for end


class ClosedDays(NamedTuple):
    """Whole days in a row that are closed for one reason, both ends included."""

    first: date
    last: date
    say: str


class ClosedHours(NamedTuple):
    """Some hours of an open day, in wall-clock time."""

    start: datetime
    end: datetime
    say: str


def closed_days(office: Office, days: OpenDays, first: date, last: date) -> tuple[ClosedDays | ClosedHours, ...]:
    """Return what is closed from one day to another, both included, in order.

    Days in a row with the same reason are one. Such a row is told whole also where it begins before the first day or
    goes on behind the last: so it stays the same from day to day.
    """

    def why(on: date) -> str:
        return _why(office, days.day(on))

    rows = list(_rows(why, _end_of_row(why, first, -_DAY), _end_of_row(why, last, _DAY)))
    hours = [one for on in _each(first, last) for one in _hours(days.day(on))]
    return tuple(sorted([*rows, *hours], key=_when))


def _rows(why: Callable[[date], str], first: date, last: date) -> Iterator[ClosedDays]:
    row: ClosedDays | None = None
    for on in _each(first, last):
        say = why(on)
        if row and row.say == say:
            row = row._replace(last=on)
            continue
        if row:
            yield row
        row = ClosedDays(on, on, say) if say else None
    if row:
        yield row


def _end_of_row(why: Callable[[date], str], on: date, step: timedelta) -> date:
    """Go on from a closed day as long as the reason stays."""
    say = why(on)
    for _ in range(_LONGEST if say else 0):
        if why(on + step) != say:
            break
        on += step
    return on


def _why(office: Office, day: Day) -> str:
    """Return why a day is closed that would usually be open; empty when it is open, or is always closed."""
    if day.closed in {None, Closed.WEEKDAY, Closed.UNKNOWN_YEAR}:
        return ""
    if day.closed is Closed.HOLIDAY and day.on.year > official_until(office):
        return ""
    usual = office.openings.periods(day.on.weekday()) or office.openings.special_on(day.on)
    return day.say if usual else ""


def _hours(day: Day) -> list[ClosedHours]:
    found = [
        ClosedHours(datetime.combine(day.on, one.period.opens), datetime.combine(day.on, one.period.closes), one.say)
        for one in day.closed_hours
    ]
    return list(dict.fromkeys(found))


def _each(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))


def _when(closed: ClosedDays | ClosedHours) -> tuple[str, str]:
    return closed[0].isoformat(), closed[1].isoformat()
