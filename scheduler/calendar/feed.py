"""Calendars to subscribe to: one for each counsellor, and the public one of free times (METHOD:PUBLISH).

Both are the full state in UTC with stable bytes; what is cancelled or taken is simply no longer there.
The public one tells nothing from which the moment of a booking could be seen.
"""

import hashlib
import hmac
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from madoguchi.config.counsellors import Counsellor
from madoguchi.config.office import Office
from madoguchi.model.booking import Booking, BookingState, Medium
from madoguchi.model.openings import FreeDay
from scheduler.calendar.event import PRODID, TOKYO_TIMEZONE, mail_domain, organizer, reference, utc_times, vevent
from scheduler.calendar.text import fold, text_line

# Free times carry as DTSTAMP midnight UTC of their own day, so many days earlier: more than the longest
# horizon an office can set, so never in the future, and the same however often the slot is taken and freed.
STAMP_DAYS_BEFORE = 366

_WAY = {Medium.VIDEO: "ビデオ", Medium.TELEPHONE: "電話"}


def staff_event(booking: Booking, office: Office) -> bytes:
    """Return the VEVENT of a booking for its counsellor's feed; empty for a cancelled one.

    It names the reference number only. Rendered once per change and kept with the booking.

    Raises:
        ValueError: `changed_at` is naive, or the uid is not one of ours.
    """
    if booking.state is BookingState.CANCELLED:
        return b""
    details = (
        b"STATUS:CONFIRMED\r\n",
        organizer(office, office.office.mail),  # subscribers are not to know the address that answers come to
        text_line("SUMMARY", f"予約 {reference(booking)}（{_WAY[booking.medium]}）"),
        b"X-MICROSOFT-CDO-BUSYSTATUS:BUSY\r\n",
    )
    return vevent(booking, office, utc_times(booking.start, booking.end), details)


def staff_feed(office: Office, counsellor: Counsellor, fragments: Iterable[bytes]) -> bytes:
    """Join the events of one counsellor to a feed, in order of time whatever order they come in."""
    name = f"オンライン職業相談の予約（{counsellor.name}）"
    about = f"{office.office.name}の予約です。受付番号だけを載せています。反映に1日ほどかかることがあります。"
    return _feed(name, about, sorted(fragments))


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
    summary = text_line("SUMMARY", "受付可（オンライン職業相談）")
    tail = summary + b"X-MICROSOFT-CDO-BUSYSTATUS:FREE\r\nEND:VEVENT\r\n"
    events = (
        _free_event(office, start, end, head + tail)
        for day in sorted(days, key=lambda one: one.on)
        if day.on >= as_of_day
        for start, end in _runs(office, day)
    )
    return _feed(name, about, events)


def _free_event(office: Office, start: datetime, end: datetime, tail: bytes) -> bytes:
    stamp = start.date() - timedelta(days=STAMP_DAYS_BEFORE)
    return b"".join(
        (
            b"BEGIN:VEVENT\r\n",
            utc_times(start, end),
            fold(f"UID:{_opaque(office, start, end)}@{mail_domain(office)}"),
            f"DTSTAMP:{stamp:%Y%m%d}T000000Z\r\n".encode(),
            b"STATUS:CONFIRMED\r\nTRANSP:TRANSPARENT\r\n",
            tail,
        )
    )


def _opaque(office: Office, start: datetime, end: datetime) -> str:
    span = f"{start.isoformat()}/{end.isoformat()}".encode()
    return hmac.new(f"free:{office.office.id}".encode(), span, hashlib.sha256).hexdigest()[:32]


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


def _feed(name: str, about: str, events: Iterable[bytes]) -> bytes:
    body = b"".join(events)
    return b"".join(
        (
            b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n",
            PRODID,
            b"CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n",
            text_line("NAME", name),
            text_line("X-WR-CALNAME", name),
            text_line("X-WR-CALDESC", about),
            b"REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n",
            body or TOKYO_TIMEZONE,  # RFC 5545 section 3.4: a calendar has at least one component
            b"END:VCALENDAR\r\n",
        )
    )
