"""Whose time is taken, while one run decides; a value of that run alone, never stored."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Protocol

from madoguchi.model.openings import OpenDays, Slot


class Held(Protocol):
    """What takes a counsellor's time: a live booking, or an offer that stands."""

    @property
    def counsellor(self) -> str:
        """Whose time."""

    @property
    def start(self) -> datetime:
        """From when (naive)."""

    @property
    def end(self) -> datetime:
        """Until when (naive)."""


class Diary:
    """The bookings and offers by counsellor, kept up to date with each decision of a run."""

    def __init__(self, held: Iterable[Held]) -> None:
        self._taken: dict[tuple[str, date], list[Held]] = {}
        self._load: Counter[tuple[str, date]] = Counter()
        for one in held:
            self.take(one)

    @property
    def loads(self) -> Counter[tuple[str, date]]:
        """How much each counsellor has on each day."""
        return self._load

    def take(self, one: Held) -> None:
        """Enter a booking or an offer."""
        self._taken.setdefault(_page(one), []).append(one)
        self._load[_page(one)] += 1

    def release(self, one: Held) -> None:
        """Strike out what was entered for that counsellor and start."""
        page = self._taken[_page(one)]
        page.remove(next(held for held in page if held.start == one.start))
        self._load[_page(one)] -= 1

    def free(self, slot: Slot, end: datetime) -> tuple[str, ...]:
        """Return the counsellors on duty who are free from the start of the slot to `end`."""
        return tuple(one for one in slot.counsellors if self.is_free(one, slot.start, end))

    def freed_by(self, one: Held, days: OpenDays) -> Iterator[datetime]:
        """Yield the starts at which its counsellor is free now that it has been struck out."""
        length = timedelta(minutes=days.minutes)
        for slot in days.day(one.start.date()).slots:
            end = slot.start + length
            if slot.start < one.end and one.start < end and one.counsellor in self.free(slot, end):
                yield slot.start

    def is_free(self, counsellor: str, start: datetime, end: datetime) -> bool:
        """Tell whether nothing that a counsellor has touches that time."""
        page = self._taken.get((counsellor, start.date()), ())
        return not any(held.start < end and start < held.end for held in page)


def _page(one: Held) -> tuple[str, date]:
    return one.counsellor, one.start.date()
