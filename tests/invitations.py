"""What the letters in an outbox tell a calendar, read back with icalendar."""

import email
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import NamedTuple

from icalendar import Calendar


class Told(NamedTuple):
    """One calendar object that a letter carried."""

    kind: str
    to: str
    reply_to: str
    method: str
    uid: str
    sequence: int
    stamp: datetime
    start: datetime
    status: str
    organizer: str
    attendee: str
    where: str


def invitations(outbox: Path) -> list[Told]:
    """Return what each letter with a calendar tells, in the order of the outbox; both copies must be the same."""
    return [told for path in sorted(outbox.glob("*.eml")) if (told := _told(path)) is not None]


def _told(path: Path) -> Told | None:
    letter = email.message_from_bytes(path.read_bytes(), policy=SMTP)
    assert isinstance(letter, EmailMessage)
    copies = [part for part in letter.walk() if part.get_content_type() in {"text/calendar", "application/ics"}]
    if not copies:
        return None
    raw, again = (part.get_payload(decode=True) for part in copies)
    assert raw == again
    assert isinstance(raw, bytes)
    calendar = Calendar.from_ical(raw.decode())
    (event,) = calendar.events
    assert copies[0].get_param("method") == calendar["METHOD"]
    return Told(
        kind=path.stem.partition("-")[2],
        to=str(letter["To"]),
        reply_to=str(letter["Reply-To"] or ""),
        method=str(calendar["METHOD"]),
        uid=str(event["UID"]),
        sequence=int(event["SEQUENCE"]),
        stamp=event["DTSTAMP"].dt,
        start=event["DTSTART"].dt,
        status=str(event.get("STATUS", "")),
        organizer=str(event["ORGANIZER"]).removeprefix("mailto:"),
        attendee=str(event["ATTENDEE"]).removeprefix("mailto:"),
        where=str(event.get("LOCATION", "")),
    )
