"""When the office is open: what intake reads wishes against, the scheduler fills and the site shows.

The rules that make these values live in `scheduler.openings`; the stages meet in this shape.
"""

from datetime import date, datetime, time
from enum import StrEnum
from typing import Protocol

from madoguchi.model.frozen import Frozen


class Closed(StrEnum):
    """Why a day has no slot."""

    WEEKDAY = "weekday"
    HOLIDAY = "holiday"
    YEAR_END = "year_end"
    CLOSURE = "closure"
    UNKNOWN_YEAR = "unknown_year"


class Period(Frozen):
    """One opening period of a day, half-open: [opens, closes)."""

    opens: time
    closes: time

    def overlaps(self, other: "Period") -> bool:
        """Tell whether the two share a moment; one that begins where the other ends does not."""
        return self.opens < other.closes and other.opens < self.closes

    def holds(self, other: "Period") -> bool:
        """Tell whether the other lies wholly inside."""
        return self.opens <= other.opens and other.closes <= self.closes


class ClosedHours(Frozen):
    """Hours of an open day in which the office is closed all the same, and why (職員研修)."""

    period: Period
    say: str


class Slot(Frozen):
    """A start at which bookings can be made.

    Attributes:
        start: Wall-clock time of the office (naive).
        counsellors: Ids of the counsellors on duty for the whole session, in the office's order; their
            number is the capacity, 0 when nobody is.
    """

    start: datetime
    counsellors: tuple[str, ...]


class Day(Frozen):
    """One day of the office: either closed for a reason, or open with its slots in order.

    Attributes:
        closed: Why there is no slot; None on an open day.
        say: The reason in Japanese as a clerk says it (元日, 土曜日, 年末年始); empty on an open day.
        special: What a special opening is (休日相談会); empty on any other day.
        periods: The opening periods, closed hours included.
        slots: What is offered; a slot that touches closed hours is not.
        closed_starts: The starts that closed hours take away, in order: people who do not know of the
            closure still wish for them.
    """

    on: date
    closed: Closed | None = None
    say: str = ""
    special: str = ""
    periods: tuple[Period, ...] = ()
    slots: tuple[Slot, ...] = ()
    closed_hours: tuple[ClosedHours, ...] = ()
    closed_starts: tuple[datetime, ...] = ()


class OpenDays(Protocol):
    """Tells of any day whether and when the office is open."""

    @property
    def minutes(self) -> int:
        """Length of one booking (minutes)."""

    @property
    def horizon_days(self) -> int:
        """How many days ahead of a given day can be booked; 60 on 30 November reaches 29 January."""

    def day(self, on: date) -> Day:
        """Return that day with its slots."""


class FreeSlot(Frozen):
    """A start with what is left of it; counts only, never who has the rest.

    Attributes:
        left: Bookings that can still be made; 0 when full or when the notice rule has passed.
        capacity: Counsellors on duty.
    """

    start: datetime
    left: int
    capacity: int


class FreeDay(Frozen):
    """One day as the public may see it.

    Attributes:
        closed: Why the day is closed, as a clerk says it; empty on an open day.
    """

    on: date
    closed: str = ""
    slots: tuple[FreeSlot, ...] = ()
