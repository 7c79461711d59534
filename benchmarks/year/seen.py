"""What the office's store shows to the simulated people and staff; read only, in a fixed order."""

import email
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.header import decode_header, make_header
from typing import NamedTuple

from madoguchi.config.folder import OfficeFolder
from madoguchi.model.openings import OpenDays

_AHEAD = 40  # days that people look ahead on the site


class Offered(NamedTuple):
    """A letter that offers a time of the waiting list and can still be answered."""

    number: str
    message_id: str
    subject: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What stands at a moment.

    Attributes:
        coming: Job-seeker number and start of each live booking that is still to come.
        undecided: Numbers of people whose request waits for a decision, a place or an answer.
        offered: The letters that offer a time.
        free: Starts of the next weeks that somebody can still have.
    """

    coming: list[tuple[str, datetime]]
    undecided: frozenset[str]
    offered: list[Offered]
    free: list[datetime]


@contextmanager
def reading(folder: OfficeFolder) -> Iterator[sqlite3.Connection]:
    """Open the store for looking only."""
    with closing(sqlite3.connect(f"{folder.database.as_uri()}?mode=ro", uri=True)) as connection:
        yield connection


def look(folder: OfficeFolder, days: OpenDays, now: datetime) -> Seen:
    """See what stands; before the first run nothing does."""
    if not folder.database.exists():
        return Seen([], frozenset(), [], _free(days, now.date(), Counter()))
    with reading(folder) as store:
        live = store.execute(
            "SELECT seeker_number, start FROM bookings WHERE state = 'confirmed' AND start > ? ORDER BY booking_id",
            (f"{now:%Y-%m-%dT%H:%M}",),
        ).fetchall()
        waiting = store.execute(
            "SELECT DISTINCT seeker_number FROM requests WHERE state IN ('needs_review', 'waiting', 'offered')"
        ).fetchall()
        held = store.execute("SELECT start FROM offers WHERE state = 'open'").fetchall()
        letters = store.execute(
            "SELECT r.seeker_number, n.message_id, n.mail FROM offers o JOIN requests r USING (office, request_id)"
            " JOIN outbox n ON n.request_id = o.request_id AND n.kind = 'offer' AND n.created_at = o.made_at"
            " WHERE o.state = 'open' AND n.means = 'mail' ORDER BY n.notice_id"
        ).fetchall()
    taken = Counter(datetime.fromisoformat(start) for *_, start in [*live, *held])
    return Seen(
        coming=[(number, datetime.fromisoformat(start)) for number, start in live],
        undecided=frozenset(number for (number,) in waiting),
        offered=[Offered(number, ident, _subject(mail)) for number, ident, mail in letters],
        free=_free(days, now.date(), taken),
    )


def _subject(mail: bytes) -> str:
    return str(make_header(decode_header(email.message_from_bytes(mail)["Subject"])))


def _free(days: OpenDays, today: date, taken: Counter[datetime]) -> list[datetime]:
    coming = (days.day(today + timedelta(days=ahead)) for ahead in range(1, _AHEAD))
    return [slot.start for day in coming for slot in day.slots if taken[slot.start] < len(slot.counsellors)]
