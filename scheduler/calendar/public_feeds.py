"""The public calendars: times that can still be booked, and days on which the office is closed.

Nothing in them tells of a booking or its moment: identifiers are made from what an event says and nothing else, time
stamps from its own day, and neither is counted up. What is the same to the public is the same in bytes.
"""

import hashlib
import hmac
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from madoguchi.config.office import Office
from madoguchi.model.openings import FreeDay
from scheduler.calendar.event import mail_domain, organizer, utc_times
from scheduler.calendar.feed import feed
from scheduler.calendar.text import fold, text_line
from scheduler.closed_days import ClosedDays, ClosedHours
from scheduler.holidays import official_until

FREE, CLOSED = "free.ics", "closed.ics"

# Public events carry as DTSTAMP midnight UTC of their own day, so many days earlier: more than the longest horizon
# or window an office can set, so never in the future, and the same however often a slot is taken and freed.
STAMP_DAYS_BEFORE = 368

_FREE = "受付可（オンライン職業相談）"
_CLOSED = "オンライン職業相談のお休み："


def free_feed(office: Office, days: tuple[FreeDay, ...], as_of_day: date) -> bytes:
    """Return the public feed of times that can still be booked, each run of free slots as one event.

    Args:
        office: The office.
        days: Days with what is left of their slots.
        as_of_day: Days before it are left out.
    """
    name = f"オンライン職業相談の受付可能な時間（{office.office.name}）"
    about = "受付可の時間でも、先に予約が入ることがあります。反映に1日ほどかかることがあります。"
    head = organizer(office, office.office.mail)
    events = (
        _event(office, "free", start.date(), utc_times(start, end), head + text_line("SUMMARY", _FREE))
        for day in sorted(days, key=lambda one: one.on)
        if day.on >= as_of_day
        for start, end in _runs(office, day)
    )
    return feed(name, about, as_of_day, events, f"{office.site.address}/{FREE}")


def closed_feed(office: Office, closed: Iterable[ClosedDays | ClosedHours], as_of_day: date) -> bytes:
    """Return the public feed of closures: whole days as all-day events, hours of a day in UTC.

    They are TRANSPARENT: that the office is closed is good to know, but takes none of the reader's own time.

    Args:
        office: The office.
        closed: In the order in which they are to stand.
        as_of_day: The day of the run.
    """
    name = f"オンライン職業相談のお休み（{office.office.name}）"
    about = (
        "いつもお休みの曜日は載せていません。"
        f"祝日は、公表されている{official_until(office)}年までの分を載せています。反映に1日ほどかかることがあります。"
    )
    head = organizer(office, office.office.mail)
    events = (
        _event(office, f"closed {one.say}", _day_of(one), _times(one), head + text_line("SUMMARY", _CLOSED + one.say))
        for one in closed
    )
    return feed(name, about, as_of_day, events, f"{office.site.address}/{CLOSED}")


def _event(office: Office, kind: str, day: date, times: bytes, details: bytes) -> bytes:
    stamp = day - timedelta(days=STAMP_DAYS_BEFORE)
    return b"".join(
        (
            b"BEGIN:VEVENT\r\n",
            times,
            fold(f"UID:{_opaque(office, kind, times)}@{mail_domain(office)}"),
            f"DTSTAMP:{stamp:%Y%m%d}T000000Z\r\n".encode(),
            b"STATUS:CONFIRMED\r\nTRANSP:TRANSPARENT\r\n",
            details,
            b"X-MICROSOFT-CDO-BUSYSTATUS:FREE\r\nEND:VEVENT\r\n",
        )
    )


def _opaque(office: Office, kind: str, times: bytes) -> str:
    """Return an identifier that is another one as soon as an event says anything else."""
    return hmac.new(f"{office.office.id} {kind}".encode(), times, hashlib.sha256).hexdigest()[:32]


def _times(closed: ClosedDays | ClosedHours) -> bytes:
    if isinstance(closed, ClosedHours):
        return utc_times(closed.start, closed.end)
    behind = closed.last + timedelta(days=1)  # RFC 5545 section 3.6.1: DTEND is exclusive
    return f"DTSTART;VALUE=DATE:{closed.first:%Y%m%d}\r\nDTEND;VALUE=DATE:{behind:%Y%m%d}\r\n".encode()


def _day_of(closed: ClosedDays | ClosedHours) -> date:
    return closed.start.date() if isinstance(closed, ClosedHours) else closed.first


def _runs(office: Office, day: FreeDay) -> list[tuple[datetime, datetime]]:
    """Return start and end of each run of free slots that follow each other at the office's spacing."""
    every, length = timedelta(minutes=office.booking.every), timedelta(minutes=office.booking.minutes)
    starts = sorted(slot.start for slot in day.slots if slot.left > 0)
    runs: list[tuple[datetime, datetime]] = []
    for start in starts:
        if runs and start - runs[-1][1] == every:
            runs[-1] = (runs[-1][0], start)
        else:
            runs.append((start, start))
    return [(first, last + length) for first, last in runs]
