"""What `icalendar` reads in a calendar, beside what the booking behind it says."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import unquote

import icalendar

from madoguchi.clock import TOKYO
from madoguchi.config.office import Office
from madoguchi.model.booking import Booking, BookingState, Medium
from madoguchi.model.reading import Particulars
from scheduler.calendar.text import clean


@dataclass(frozen=True, slots=True)
class Told:
    """One event as its reader understands it; addresses with the name shown beside them."""

    method: str
    uid: str
    stamp: datetime
    changed: datetime
    sequence: int
    start: datetime
    end: datetime
    status: str
    summary: str
    organizer: tuple[str, str]
    attendees: tuple[tuple[str, str], ...] = ()


def read(raw: bytes) -> list[Told]:
    """Return the events of a calendar; every time is aware and exact, in UTC."""
    calendar = icalendar.Calendar.from_ical(raw)
    return [_told(str(calendar["METHOD"]), event) for event in calendar.events]


def invited(office: Office, booking: Booking, person: Particulars) -> Told:
    """Return what an invitation or a cancellation has to say."""
    cancelled = booking.state is BookingState.CANCELLED
    way = "電話" if booking.medium is Medium.TELEPHONE else "オンライン"
    return replace(
        _booked(office, booking),
        method="CANCEL" if cancelled else "REQUEST",
        status="CANCELLED" if cancelled else "CONFIRMED",
        organizer=(booking.organizer or office.office.mail, _shown(office.office.name)),
        summary=f"{way}職業相談（{clean(office.office.name)}）",
        attendees=((person.email, _shown((person.name or person.email)[:100])),),
    )


def listed(office: Office, booking: Booking) -> Told:
    """Return what the counsellor's feed has to say of a booking."""
    way = "電話" if booking.medium is Medium.TELEPHONE else "ビデオ"
    return replace(_booked(office, booking), summary=f"予約 M{booking.request_id:05d}（{way}）")


def _booked(office: Office, booking: Booking) -> Told:
    changed = booking.changed_at.astimezone(UTC).replace(microsecond=0)
    return Told(
        method="PUBLISH",
        uid=f"{booking.uid}@{(booking.organizer or office.office.mail).rpartition('@')[2]}",
        stamp=changed,
        changed=changed,
        sequence=booking.sequence,
        start=booking.start.replace(tzinfo=TOKYO).astimezone(UTC),
        end=booking.end.replace(tzinfo=TOKYO).astimezone(UTC),
        status="CONFIRMED",
        summary="",
        organizer=(office.office.mail, _shown(office.office.name)),
    )


def _told(method: str, event: icalendar.Event) -> Told:
    attendees = event.get("ATTENDEE", [])
    return Told(
        method=method,
        uid=str(event["UID"]),
        stamp=_moment(event["DTSTAMP"].dt),
        changed=_moment(event["LAST-MODIFIED"].dt),
        sequence=event["SEQUENCE"],
        start=_moment(event.start),
        end=_moment(event.end),
        status=str(event.get("STATUS", "")),
        summary=str(event["SUMMARY"]),
        organizer=_party(event["ORGANIZER"]),
        attendees=tuple(map(_party, attendees if isinstance(attendees, list) else [attendees])),
    )


def _moment(read: datetime) -> datetime:
    assert read.tzinfo is not None, "a floating time"
    return read.astimezone(UTC)


def _party(address: icalendar.vCalAddress) -> tuple[str, str]:
    return unquote(address.removeprefix("mailto:")), str(address.params["CN"])


def _shown(name: str) -> str:
    return clean(name).replace("\\", "＼")
