"""A booking as a VEVENT, and the pieces that invitations and feeds share.

DTSTAMP and LAST-MODIFIED are the moment the booking last changed, never the moment of writing: the
same booking gives the same bytes in every run (RFC 5545 section 3.8.7.2 allows it).
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import quote

from madoguchi.clock import utc
from madoguchi.config.office import Office
from madoguchi.model.booking import Booking
from madoguchi.model.request import reference_of
from scheduler.calendar.text import fold, quote_parameter

_PRODID = b"PRODID:-//Madoguchi//Madoguchi//JA\r\n"

# Japan has had one offset since 1952: one STANDARD block, no rule.
TOKYO_TIMEZONE = (
    b"BEGIN:VTIMEZONE\r\n"
    b"TZID:Asia/Tokyo\r\n"
    b"BEGIN:STANDARD\r\n"
    b"DTSTART:19700101T000000\r\n"
    b"TZNAME:JST\r\n"
    b"TZOFFSETFROM:+0900\r\n"
    b"TZOFFSETTO:+0900\r\n"
    b"END:STANDARD\r\n"
    b"END:VTIMEZONE\r\n"
)

_UID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_ADDRESS = re.compile(r"[!-~]{1,64}@[A-Za-z0-9.-]{1,255}")
# What RFC 6068 lets stand or what carriers allow in a local part; `?`, `#`, `%`, `@` and quotes are encoded.
_MAILTO_SAFE = "!$&'*+-./=_~"


def mail_domain(office: Office) -> str:
    """Return the domain of the office's mailbox: the right side of UIDs and Message-IDs."""
    return office.office.mail.rpartition("@")[2]


def mailbox_of(booking: Booking, office: Office) -> str:
    """Return the mailbox that a booking's answers come to, the same for life."""
    return booking.organizer or office.office.mail


def event_uid(booking: Booking, office: Office) -> str:
    """Return the UID of a booking's calendar objects, the same for life also when the office's mailbox changes.

    Raises:
        ValueError: The booking's uid has signs that no identifier of ours has.
    """
    if not _UID.fullmatch(booking.uid):
        raise ValueError("a booking's uid is letters, digits, dot, dash and underscore only")
    return f"{booking.uid}@{mailbox_of(booking, office).rpartition('@')[2]}"


def reference(booking: Booking) -> str:
    """Return the number people are told for a booking (M00012)."""
    return reference_of(booking.request_id)


def utc_stamp(moment: datetime) -> str:
    """Return an aware time as `20261203T053000Z`.

    Raises:
        ValueError: The time is naive; taken for UTC it would be nine hours wrong.
    """
    if moment.tzinfo is None:
        raise ValueError("a calendar stamp needs an aware time")
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def cal_address(address: str) -> str:
    """Return a mail address as a `mailto:` URI (RFC 6068).

    Raises:
        ValueError: The text is no plain ASCII address.
    """
    if not _ADDRESS.fullmatch(address):
        raise ValueError("not a mail address that a calendar can name")
    local, _, domain = address.rpartition("@")
    return f"mailto:{quote(local, safe=_MAILTO_SAFE)}@{domain}"


def organizer(office: Office, mailbox: str) -> bytes:
    """Return the ORGANIZER line: a mailbox that we read, to which clients send their answers."""
    return fold(f"ORGANIZER;CN={quote_parameter(office.office.name)}:{cal_address(mailbox)}")


def local_times(start: datetime, end: datetime) -> bytes:
    """Return DTSTART and DTEND with TZID, for an object that carries `TOKYO_TIMEZONE`."""
    return (f"DTSTART;TZID=Asia/Tokyo:{start:%Y%m%dT%H%M%S}\r\nDTEND;TZID=Asia/Tokyo:{end:%Y%m%dT%H%M%S}\r\n").encode()


def utc_times(start: datetime, end: datetime) -> bytes:
    """Return DTSTART and DTEND in UTC, which no reader of feeds gets wrong."""
    return f"DTSTART:{utc_stamp(utc(start))}\r\nDTEND:{utc_stamp(utc(end))}\r\n".encode()


def vevent(booking: Booking, office: Office, times: bytes, details: Iterable[bytes]) -> bytes:
    """Return the VEVENT of a booking.

    Args:
        booking: Gives UID, DTSTAMP, LAST-MODIFIED and SEQUENCE.
        office: Gives the domain where the booking knows none.
        times: DTSTART and DTEND, which lead so that events sort by time.
        details: The further content lines, each folded.

    Raises:
        ValueError: `changed_at` is naive, or the uid is not one of ours.
    """
    stamp = utc_stamp(booking.changed_at).encode()
    lines = (
        b"BEGIN:VEVENT\r\n",
        times,
        fold(f"UID:{event_uid(booking, office)}"),
        b"DTSTAMP:%b\r\nLAST-MODIFIED:%b\r\nSEQUENCE:%d\r\n" % (stamp, stamp, booking.sequence),
        b"TRANSP:OPAQUE\r\n",
        *details,
        b"END:VEVENT\r\n",
    )
    return b"".join(lines)


def vcalendar(method: bytes, *parts: bytes) -> bytes:
    """Return a whole calendar: properties of its own and components, each with its line ends, in this order."""
    head = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + _PRODID + b"CALSCALE:GREGORIAN\r\nMETHOD:%b\r\n" % method
    return b"".join((head, *parts, b"END:VCALENDAR\r\n"))
