"""What the letters in an outbox tell a calendar, read back with icalendar."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from icalendar import Calendar
from judges.readback import read
from papers import calendars, read_letter


class Told(NamedTuple):
    """One calendar object and the letter that carried it.

    Attributes:
        kind: Of the notice.
        where: LOCATION; empty where there is none.
    """

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
    raw = path.read_bytes()
    copies = calendars(raw)
    if not copies:
        return None
    (_, calendar), (_, again) = copies
    assert calendar == again
    letter, (event,) = read_letter(raw), read(calendar)
    ((attendee, _),) = event.attendees
    return Told(
        kind=path.stem.partition("-")[2],
        to=str(letter["To"]),
        reply_to=str(letter["Reply-To"] or ""),
        method=event.method,
        uid=event.uid,
        sequence=event.sequence,
        stamp=event.stamp,
        start=event.start,
        status=event.status,
        organizer=event.organizer[0],
        attendee=attendee,
        where=str(Calendar.from_ical(calendar).events[0].get("LOCATION", "")),
    )
