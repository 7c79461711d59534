"""What is left of the openings, as the public may see it (pure)."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from madoguchi.clock import local
from madoguchi.config.office import Office
from madoguchi.model.openings import FreeDay, FreeSlot, OpenDays
from scheduler.diary import Diary, Held
from scheduler.rules import broken_rule


def free_days(
    office: Office,
    days: OpenDays,
    held: Iterable[Held],
    as_of: datetime,
    count: int,
    *,
    first: date | None = None,
) -> tuple[FreeDay, ...]:
    """Return so many days with what can still be booked.

    Args:
        office: Its notice rule and horizon.
        days: Its openings.
        held: The live bookings of these days, and the open offers.
        as_of: Aware.
        count: How many days.
        first: The first of them; the as-of day when left out.
    """
    diary = Diary(held)
    length = timedelta(minutes=office.booking.minutes)
    begins = first or local(as_of).date()
    found = []
    for offset in range(count):
        day = days.day(begins + timedelta(days=offset))
        slots = tuple(
            FreeSlot(
                start=slot.start,
                left=0
                if broken_rule(office, days, slot.start, as_of, by_staff=False)
                else len(diary.free(slot, slot.start + length)),
                capacity=len(slot.counsellors),
            )
            for slot in day.slots
        )
        found.append(FreeDay(on=day.on, closed=day.say, slots=slots))
    return tuple(found)
