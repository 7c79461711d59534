"""From free days to what the page shows: weeks, days, and a word for each start (never a number)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from madoguchi.model.openings import FreeDay, FreeSlot
from madoguchi.wording import WEEKDAYS, say_day

_NOON = 12
FEW_IN = 3  # "few" from one third of the counsellors downwards


class Left(Enum):
    """How much is left of a start: the style, the symbol and the word."""

    FREE = ("free", "○", "空き")
    FEW = ("few", "△", "残りわずか")
    FULL = ("full", "×", "満員")

    def __init__(self, style: str, symbol: str, word: str) -> None:
        self.style = style
        self.symbol = symbol
        self.word = word


@dataclass(frozen=True, slots=True)
class Start:
    """One start of a day: `9:30` and what is left of it."""

    clock: str
    left: Left

    @property
    def hour(self) -> int:
        """The hour it begins in."""
        return int(self.clock.partition(":")[0])


@dataclass(frozen=True, slots=True)
class ShownDay:
    """One day: its starts in order, or why there are none (`お休み（元日）`)."""

    on: date
    say: str
    closed: str
    starts: tuple[Start, ...]

    @property
    def halves(self) -> tuple[tuple[str, tuple[Start, ...]], ...]:
        """The starts of the morning and of the afternoon, each with its name; none of an empty half."""
        morning = tuple(start for start in self.starts if start.hour < _NOON)
        halves = (("午前", morning), ("午後", self.starts[len(morning) :]))
        return tuple(half for half in halves if half[1])

    def at(self, clock: str) -> Start | None:
        """Return the start at that time, None when the day has none."""
        return next((start for start in self.starts if start.clock == clock), None)


@dataclass(frozen=True, slots=True)
class Week:
    """A week from its Monday: the days to show and every time that any of them has."""

    monday: date
    say: str
    days: tuple[ShownDay, ...]
    clocks: tuple[str, ...]


def what_is_left(slot: FreeSlot) -> Left:
    """Say how much is left: few is at most a third of the counsellors, at least one, never all."""
    if slot.left <= 0:
        return Left.FULL
    few = slot.left < slot.capacity and slot.left <= max(1, slot.capacity // FEW_IN)
    return Left.FEW if few else Left.FREE


def shown_weeks(free: Iterable[FreeDay], today: date) -> tuple[Week, ...]:
    """Group the days after today by week; a weekend day is shown only when it is open.

    Today is left out because bookings are made by the day before (art. 4).
    """
    by_monday: dict[date, list[ShownDay]] = {}
    for day in sorted(free, key=lambda one: one.on):
        weekend = day.on.weekday() >= WEEKDAYS.index("土")
        if day.on <= today or (weekend and not day.slots):
            continue
        monday = day.on - timedelta(days=day.on.weekday())
        by_monday.setdefault(monday, []).append(_shown(day))
    return tuple(_week(monday, tuple(days)) for monday, days in by_monday.items())


def _shown(day: FreeDay) -> ShownDay:
    slots = sorted(day.slots, key=lambda slot: slot.start)
    starts = tuple(Start(clock=f"{slot.start.hour}:{slot.start.minute:02}", left=what_is_left(slot)) for slot in slots)
    why = "" if day.closed.endswith("曜日") else day.closed
    closed = "" if starts else f"お休み（{why}）" if why else "お休み"
    return ShownDay(on=day.on, say=say_day(day.on), closed=closed, starts=starts)


def _week(monday: date, days: tuple[ShownDay, ...]) -> Week:
    clocks = {start.clock for day in days for start in day.starts}
    in_order = tuple(sorted(clocks, key=lambda clock: tuple(map(int, clock.split(":")))))
    return Week(monday=monday, say=f"{days[0].say}からの週", days=days, clocks=in_order)
