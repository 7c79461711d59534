"""What the office's store shows to the simulated people and staff; read only, in a fixed order."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from madoguchi.config.folder import OfficeFolder
from madoguchi.model.openings import OpenDays

_AHEAD = 40  # days that people look ahead on the site


@dataclass(frozen=True, slots=True)
class Seen:
    """What stands at a moment.

    Attributes:
        coming: Job-seeker number and start of each live booking that is still to come.
        undecided: Numbers of people whose request waits for a decision, a place or an answer.
        offered: Number and start of each open offer of the waiting list.
        free: Starts of the next weeks that somebody can still have.
    """

    coming: list[tuple[str, datetime]]
    undecided: frozenset[str]
    offered: list[tuple[str, datetime]]
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
        offered = store.execute(
            "SELECT r.seeker_number, o.start FROM offers o JOIN requests r USING (office, request_id)"
            " WHERE o.state = 'open' ORDER BY o.offer_id"
        ).fetchall()
    taken = Counter(datetime.fromisoformat(start) for _, start in [*live, *offered])
    return Seen(
        coming=[(number, datetime.fromisoformat(start)) for number, start in live],
        undecided=frozenset(number for (number,) in waiting),
        offered=[(number, datetime.fromisoformat(start)) for number, start in offered],
        free=_free(days, now.date(), taken),
    )


def _free(days: OpenDays, today: date, taken: Counter[datetime]) -> list[datetime]:
    coming = (days.day(today + timedelta(days=ahead)) for ahead in range(1, _AHEAD))
    return [slot.start for day in coming for slot in day.slots if taken[slot.start] < len(slot.counsellors)]
