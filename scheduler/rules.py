"""Which rule stands between a wished start and a booking (pure)."""

from datetime import date, datetime, timedelta

from madoguchi.clock import local
from madoguchi.config.office import Office
from madoguchi.model.decision import Rule
from madoguchi.model.openings import Day, OpenDays, Slot

_LONGEST_CLOSURE = 60  # days looked back for a working day before giving up


def slot_at(days: OpenDays, start: datetime) -> Slot | None:
    """Return the slot that begins at that moment, or None when the office offers none."""
    return next((slot for slot in days.day(start.date()).slots if slot.start == start), None)


def deadline(office: Office, days: OpenDays, on: date) -> datetime:
    """Return until when a booking for that day is made: the cut-off of the day before (art. 4 (1)).

    With `notice = "working"` the day before is the office's last open day before.
    """
    before = on - timedelta(days=1)
    if office.booking.notice == "working":
        for _ in range(_LONGEST_CLOSURE):
            if _is_open(days.day(before)):
                break
            before -= timedelta(days=1)
    return datetime.combine(before, office.booking.cutoff)


def broken_rule(office: Office, days: OpenDays, start: datetime, as_of: datetime, *, by_staff: bool) -> Rule | None:
    """Return the rule that forbids this start whoever else is booked, or None when nothing does.

    Args:
        office: Its notice rule and horizon.
        days: Its openings.
        start: Wall-clock time of the office.
        as_of: When the decision is made (aware).
        by_staff: Staff fixed the time themselves; notice and horizon do not bind them.
    """
    today = local(as_of)
    if start <= today:
        return Rule.PAST
    if slot_at(days, start) is None:
        return Rule.CLOSED
    if by_staff:
        return None
    if today > deadline(office, days, start.date()):
        return Rule.TOO_LATE
    if start.date() > office.last_bookable(today.date()):
        return Rule.BEYOND_HORIZON
    return None


def _is_open(day: Day) -> bool:
    return bool(day.slots)
