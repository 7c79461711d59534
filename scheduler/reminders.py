"""Whom to remind of a visit, and from when (pure)."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime, timedelta

from madoguchi.clock import local
from madoguchi.config.mail import Letters
from madoguchi.model.booking import Booking
from scheduler.sending.patience import last_open_before

_DAYS_SOUGHT = 14  # for the next open day; the longest closed stretch is the year's end


def last_day_to_look_at(today: date, letters: Letters, is_open: Callable[[date], bool]) -> date:
    """Return the last day whose visits somebody may be reminded of today.

    That reaches over a closed stretch: those who come on the next open day can be called today at the latest.
    """
    coming = (today + timedelta(days=ahead) for ahead in range(1, _DAYS_SOUGHT + 1))
    next_open = next((day for day in coming if is_open(day)), today)
    return max(today + timedelta(days=letters.reminder_days), next_open)


def remind_from(start: datetime, letters: Letters, is_open: Callable[[date], bool], *, by_mail: bool) -> datetime:
    """Return from when a person is reminded (naive wall-clock time): so many days before, at the time of day set.

    Calls are made on open days: where there is none from that day on, on the last one before it.
    """
    day = start.date() - timedelta(days=letters.reminder_days)
    if not by_mail:
        day = min(day, last_open_before(start.date(), is_open))
    return datetime.combine(day, letters.reminder_from)


def whom_to_remind(
    booked: Iterable[Booking],
    by_mail: Collection[int],
    reminded: Mapping[int, datetime],
    letters: Letters,
    is_open: Callable[[date], bool],
    as_of: datetime,
) -> list[Booking]:
    """Return the bookings that their people are reminded of now, in order of their starts.

    Each is reminded once for each time it is moved to. Who was booked or moved on the day of the reminder or later
    has just been told, and needs none.

    Args:
        booked: Bookings; only live ones that lie ahead count.
        by_mail: Those whose people can be written to; the others are called.
        reminded: When they were reminded last (aware).
        letters: The settings.
        is_open: Whether the office works that day.
        as_of: The as-of time of the run (aware).
    """
    now = local(as_of)
    found = []
    for booking in sorted(booked, key=lambda one: (one.start, one.booking_id)):
        due = remind_from(booking.start, letters, is_open, by_mail=booking.booking_id in by_mail)
        is_ahead = booking.is_live and due <= now < booking.start
        was_told_lately = local(booking.changed_at).date() >= due.date()
        last = reminded.get(booking.booking_id)
        if is_ahead and not was_told_lately and not (last and last > booking.changed_at):
            found.append(booking)
    return found
