"""Calendars to subscribe to (METHOD:PUBLISH), and those of the bookings: one for each counsellor, one for the office.

Each is the full state in UTC with stable bytes; what is cancelled is simply no longer there. Of the time of writing
only the day stands in it, so that its bytes change once a day at most when nothing else does.
"""

from collections.abc import Iterable
from datetime import date, datetime, time

from madoguchi.clock import aware
from madoguchi.config.counsellors import Counsellor
from madoguchi.config.office import Office
from madoguchi.model.booking import Booking, BookingState, Medium
from madoguchi.model.subscriber import Detail
from scheduler.calendar.event import TOKYO_TIMEZONE, organizer, reference, utc_stamp, utc_times, vcalendar, vevent
from scheduler.calendar.text import escape_text, fold, text_line

_WAY = {Medium.VIDEO: "ビデオ", Medium.TELEPHONE: "電話"}
_TITLE = b"\r\nSUMMARY:"
_TOLD = {
    Detail.NUMBER: "受付番号だけを載せています。",
    Detail.INITIALS: "受付番号とご本人の頭文字を載せています。ほかの方に見せないでください。",
    Detail.NAME: "受付番号とご本人の氏名を載せています。ほかの方に見せないでください。",
}


def staff_event(booking: Booking, office: Office) -> bytes:
    """Return the VEVENT of a booking for the feeds of the staff; empty for a cancelled one.

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


def with_title(event: bytes, before: str = "", after: str = "") -> bytes:
    """Return an event of `staff_event` with words before and after its title, which is one physical line there."""
    head, mark, rest = event.partition(_TITLE)
    if not mark:
        return event
    title, _, tail = rest.partition(b"\r\n")
    line = fold(f"SUMMARY:{escape_text(before)}{title.decode()}{escape_text(after)}")
    return b"".join((head, b"\r\n", line, tail))


def staff_feed(
    office: Office,
    shows: Counsellor | None,
    events: Iterable[bytes],
    as_of_day: date,
    detail: Detail = Detail.NUMBER,
) -> bytes:
    """Join events to the feed of one counsellor, in order of time whatever order they come in.

    Args:
        office: The office.
        shows: Whose bookings these are; None for those of everybody.
        events: As `staff_event` or `with_title` made them.
        as_of_day: The day of the run.
        detail: What the events tell of the person, as the feed says of itself.
    """
    whose = shows.name if shows else office.office.name
    about = f"{office.office.name}の予約です。{_TOLD[detail]}反映に1日ほどかかることがあります。"
    return feed(f"オンライン職業相談の予約（{whose}）", about, as_of_day, sorted(events))


def feed(name: str, about: str, as_of_day: date, events: Iterable[bytes], source: str = "") -> bytes:
    """Join events to a calendar to subscribe to.

    LAST-MODIFIED of the calendar (RFC 7986 section 5.4) is the midnight with which the as-of day begins. Words that
    change by the day stand nowhere: vdirsyncer takes every event with other words above it for a new one.

    Args:
        name: What programs show it as.
        about: A sentence or two on what it holds.
        as_of_day: The day of the run.
        events: Whole VEVENTs, in the order in which they are to stand.
        source: Where a public one is found (RFC 7986 section 5.8).
    """
    body = b"".join(events)
    since = utc_stamp(aware(datetime.combine(as_of_day, time())))
    return vcalendar(
        b"PUBLISH",
        f"LAST-MODIFIED:{since}\r\n".encode(),
        text_line("NAME", name),
        text_line("X-WR-CALNAME", name),
        text_line("X-WR-CALDESC", about),
        fold(f"SOURCE;VALUE=URI:{source}") if source else b"",
        b"REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n",
        body or TOKYO_TIMEZONE,  # RFC 5545 section 3.4: a calendar has at least one component
    )
