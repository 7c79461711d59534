"""From free days to what the pages show: weeks, days, and a word for each start (never a number)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum

from madoguchi.model.openings import FreeDay, FreeSlot
from madoguchi.speech.languages import Speech
from madoguchi.wording import WEEKDAYS

_DETAILED_STARTS = 150  # four weeks of seven a day; twelve weeks in easy Japanese keep within 40 KB
FEW_IN = 3  # "few" from one third of the counsellors downwards


class Left(Enum):
    """How much is left of a start: the style and the symbol; the word is the label `left_<style>` of a language."""

    FREE = ("free", "○")
    FEW = ("few", "△")
    FULL = ("full", "×")

    def __init__(self, style: str, symbol: str) -> None:
        self.style = style
        self.symbol = symbol


@dataclass(frozen=True, slots=True)
class Start:
    """One start of a day and what is left of it.

    Attributes:
        at: Naive wall-clock time of the office.
    """

    at: datetime
    left: Left

    @property
    def anchor(self) -> str:
        """Its anchor on the page of its day: `t-0930`."""
        return f"t-{self.at:%H%M}"

    @property
    def is_free(self) -> bool:
        """Whether it can still be wished for."""
        return self.left is not Left.FULL


@dataclass(frozen=True, slots=True)
class ShownDay:
    """One day: its starts in order, or that it is closed (`お休み（元日）`)."""

    on: date
    say: str
    closed: str
    starts: tuple[Start, ...]

    @property
    def left(self) -> Left:
        """The best that any start of it has."""
        return min((start.left for start in self.starts), key=list(Left).index, default=Left.FULL)

    @property
    def is_free(self) -> bool:
        """Whether any start of it can still be wished for."""
        return self.left is not Left.FULL

    def at(self, clock: time) -> Start | None:
        """Return the start at that time, None when the day has none."""
        return next((start for start in self.starts if start.at.time() == clock), None)


@dataclass(frozen=True, slots=True)
class Week:
    """A week from its Monday: its first day, the days to show and every time that any of them has."""

    monday: date
    say: str
    days: tuple[ShownDay, ...]
    clocks: tuple[time, ...]


def what_is_left(slot: FreeSlot) -> Left:
    """Say how much is left: few is at most a third of the counsellors, at least one, never all."""
    if slot.left <= 0:
        return Left.FULL
    few = slot.left < slot.capacity and slot.left <= max(1, slot.capacity // FEW_IN)
    return Left.FEW if few else Left.FREE


def shown_weeks(free: Iterable[FreeDay], today: date, speech: Speech) -> tuple[Week, ...]:
    """Group the days after today by week; a weekend day is shown only when it is open.

    Today is left out because bookings are made by the day before (art. 4).
    """
    by_monday: dict[date, list[ShownDay]] = {}
    for day in sorted(free, key=lambda one: one.on):
        weekend = day.on.weekday() >= WEEKDAYS.index("土")
        if day.on <= today or (weekend and not day.slots):
            continue
        monday = day.on - timedelta(days=day.on.weekday())
        by_monday.setdefault(monday, []).append(_shown(day, speech))
    return tuple(_week(monday, tuple(days)) for monday, days in by_monday.items())


def in_detail(weeks: tuple[Week, ...]) -> tuple[tuple[Week, ...], tuple[Week, ...]]:
    """Part the weeks of which every start is shown from those of which only the days are, so that the page stays small.

    The first week is always shown with every start.
    """
    starts = 0
    for at, week in enumerate(weeks):
        starts += sum(len(day.starts) for day in week.days)
        if at and starts > _DETAILED_STARTS:
            return weeks[:at], weeks[at:]
    return weeks, ()


def _shown(day: FreeDay, speech: Speech) -> ShownDay:
    slots = sorted(day.slots, key=lambda slot: slot.start)
    starts = tuple(Start(at=slot.start, left=what_is_left(slot)) for slot in slots)
    why = "" if day.closed.endswith("曜日") else day.closed
    return ShownDay(
        on=day.on, say=speech.say_day(day.on), closed="" if starts else speech.say_closed(why), starts=starts
    )


def _week(monday: date, days: tuple[ShownDay, ...]) -> Week:
    clocks = {start.at.time() for day in days for start in day.starts}
    return Week(monday=monday, say=days[0].say, days=days, clocks=tuple(sorted(clocks)))
