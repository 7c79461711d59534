"""Whose time is taken, while one run decides; a value of that run alone, never stored."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

from madoguchi.model.booking import Booking
from madoguchi.model.openings import Slot


class Diary:
    """The live bookings by counsellor, kept up to date with each decision of a run."""

    def __init__(self, live: Iterable[Booking]) -> None:
        self._taken: dict[tuple[str, date], list[Booking]] = {}
        self._load: Counter[tuple[str, date]] = Counter()
        for booking in live:
            self.take(booking)

    def take(self, booking: Booking) -> None:
        """Enter a booking."""
        self._taken.setdefault(_page(booking), []).append(booking)
        self._load[_page(booking)] += 1

    def release(self, booking: Booking) -> None:
        """Strike a booking out."""
        self._taken[_page(booking)].remove(booking)
        self._load[_page(booking)] -= 1

    def free(self, slot: Slot, end: datetime) -> tuple[str, ...]:
        """Return the counsellors on duty who are free from the start of the slot to `end`."""
        return tuple(one for one in slot.counsellors if not self._is_taken(one, slot.start, end))

    def load(self, counsellor: str, on: date) -> int:
        """Return how many bookings a counsellor has that day."""
        return self._load[counsellor, on]

    def _is_taken(self, counsellor: str, start: datetime, end: datetime) -> bool:
        page = self._taken.get((counsellor, start.date()), ())
        return any(booking.start < end and start < booking.end for booking in page)


def _page(booking: Booking) -> tuple[str, date]:
    return booking.counsellor, booking.start.date()
