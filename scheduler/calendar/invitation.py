"""Invitations and cancellations for job seekers (RFC 5546: METHOD:REQUEST and METHOD:CANCEL).

Clients echo the whole event in their reply mail, so it tells nothing of the person's matter and
never a passcode; the letter around it says everything in words.
"""

import re

from madoguchi.config.office import Office
from madoguchi.config.secrets import Meeting
from madoguchi.model.booking import Booking, Medium
from madoguchi.model.reading import Particulars
from scheduler.calendar.event import (
    TOKYO_TIMEZONE,
    cal_address,
    local_times,
    mailbox_of,
    organizer,
    vcalendar,
    vevent,
)
from scheduler.calendar.lint import findings
from scheduler.calendar.text import fold, quote_parameter, text_line

_WEB_ADDRESS = re.compile(r"https?://[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]{1,500}")  # the signs of RFC 3986 section 2


def request_ics(office: Office, booking: Booking, person: Particulars, meeting: Meeting) -> bytes:
    """Return the invitation to a booking; sent again with a higher SEQUENCE it moves the event.

    Args:
        office: The organizer.
        booking: The booking as it now stands.
        person: The attendee; `email` is where the letter goes.
        meeting: Of the counsellor; only its address without the passcode is used, if the office tells it at all.

    Raises:
        ValueError: The person's mail address cannot be named, the booking has a naive stamp, or the calendar would
            break a rule of the linter.
    """
    details = (
        b"STATUS:CONFIRMED\r\n",
        _attendee(person, "PARTSTAT=NEEDS-ACTION;RSVP=TRUE;"),
        text_line("DESCRIPTION", _description(office, booking)),
        _where(office, booking, meeting),
    )
    return _calendar(b"REQUEST", office, booking, details)


def cancel_ics(office: Office, booking: Booking, person: Particulars) -> bytes:
    """Return the cancellation of a booking, with the SEQUENCE it has after the cancelling.

    Raises:
        ValueError: The person's mail address cannot be named, the booking has a naive stamp, or the calendar would
            break a rule of the linter.
    """
    return _calendar(b"CANCEL", office, booking, (b"STATUS:CANCELLED\r\n", _attendee(person)))


def uninvite_ics(office: Office, booking: Booking, person: Particulars) -> bytes:
    """Return what takes the event from one address while the booking stands (RFC 5546 section 3.2.5).

    It is a cancellation without STATUS, for the visit is not cancelled: its invitation has gone to another address.
    The time it shows is the one that address was told; it names nobody, for the address may be a stranger's.

    Args:
        office: The organizer.
        booking: With the time that was told there, and the sequence of the invitation that replaces it.
        person: With the address that is left out.

    Raises:
        ValueError: The mail address cannot be named, the booking has a naive stamp, or the calendar would break a rule
            of the linter.
    """
    nobody = person.model_copy(update={"name": ""})
    return _calendar(b"CANCEL", office, booking, (_attendee(nobody),))


def _attendee(person: Particulars, more: str = "") -> bytes:
    name = quote_parameter((person.name or person.email)[:100])
    return fold(f"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;{more}CN={name}:{cal_address(person.email)}")


def web_address(office: Office, booking: Booking, meeting: Meeting, *, in_calendar: bool) -> str:
    """Return the meeting's address as the office tells it in writing (art. 4); empty when it tells none.

    Args:
        office: Decides where it stands.
        booking: One by telephone has none.
        meeting: Of the counsellor; its passcode is left out.
        in_calendar: Whether the calendar asks, which clients send back whole, or the letter.
    """
    where = office.invitations.meeting_address
    if booking.medium is Medium.TELEPHONE or where == "spoken" or (in_calendar and where == "letter"):
        return ""
    address = meeting.public_url
    return address if _WEB_ADDRESS.fullmatch(address) else ""


def _calendar(method: bytes, office: Office, booking: Booking, details: tuple[bytes, ...]) -> bytes:
    """Return the whole calendar; one that breaks a rule is refused, so that no letter ever carries it."""
    named = (organizer(office, mailbox_of(booking, office)), *details, _summary(office, booking))
    event = vevent(booking, office, local_times(booking.start, booking.end), named)
    raw = vcalendar(method, TOKYO_TIMEZONE, event)
    if found := findings(raw):
        raise ValueError(f"a calendar that breaks a rule: {found[0].code} ({found[0].rfc})")
    return raw


def _summary(office: Office, booking: Booking) -> bytes:
    how = "電話" if booking.medium is Medium.TELEPHONE else "オンライン"
    return text_line("SUMMARY", f"{how}職業相談（{office.office.name}）")


def _description(office: Office, booking: Booking) -> str:
    if booking.medium is Medium.TELEPHONE:
        call = "開始の時刻に、当所からお電話します。"
    else:
        call = (
            "開始の前に当所からお電話し、ミーティングIDとパスコードをお伝えします。\nお電話をお手元にご用意ください。"
        )
    return f"{call}\nキャンセルは、お電話（{office.office.telephone}）でご連絡ください。"


def _where(office: Office, booking: Booking, meeting: Meeting) -> bytes:
    if booking.medium is Medium.TELEPHONE:
        return text_line("LOCATION", "電話")
    address = web_address(office, booking, meeting, in_calendar=True)
    if not address:
        return text_line("LOCATION", "Zoom")
    return text_line("LOCATION", address) + fold(f"URL:{address}")
