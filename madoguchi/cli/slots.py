"""A week of the office as a table: what is free of each start, and why a day or an hour is closed."""

import itertools
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from madoguchi.cli.looks import has_run, looking
from madoguchi.cli.show import console, new_table
from madoguchi.clock import local
from madoguchi.config.folder import OfficeFolder
from madoguchi.config.load import load_office
from madoguchi.config.office import Office
from madoguchi.model.decision import Rule
from madoguchi.model.openings import Closed, Day, FreeSlot
from madoguchi.store.bookings import bookings_between
from madoguchi.store.offers import open_offers
from madoguchi.wording import WEEKDAYS, say_date, say_day, say_time
from scheduler.diary import Held
from scheduler.free import free_days
from scheduler.openings import OfficeDays
from scheduler.rules import broken_rule

_WEEK = 7  # days
_STATES = {Rule.PAST: "past", Rule.TOO_LATE: "too_late", Rule.BEYOND_HORIZON: "beyond_horizon"}
_CELLS = {
    "full": "満",
    "unmanned": "不在",
    "past": "終了",
    "too_late": "締切",
    "beyond_horizon": "受付前",
}
_LEGEND = {
    "unmanned": "「不在」は、担当の相談員がいない枠です。",
    "too_late": "「締切」は、予約の期限を過ぎた枠です。",
    "beyond_horizon": "「受付前」は、予約を受け始めていない枠です。",
}


@dataclass(frozen=True, slots=True)
class ShownSlot:
    """One start and how it stands.

    Attributes:
        left: Bookings that can still be made; None when nothing has been booked in this office yet.
        state: `open` or a key of the words of the table.
    """

    slot: FreeSlot
    left: int | None
    state: str

    @property
    def cell(self) -> str:
        """What the table shows: `2／3`, the capacity alone, or why nothing can be booked."""
        if self.state != "open":
            return _CELLS[self.state]
        return str(self.slot.capacity) if self.left is None else f"{self.left}／{self.slot.capacity}"


@dataclass(frozen=True, slots=True)
class ShownDay:
    """One day of the week with its slots in order."""

    day: Day
    slots: tuple[ShownSlot, ...]

    def cell(self, at: time) -> str:
        """Return what the table shows at that time; empty when the day has no such start."""
        if self.day.closed is not None or any(start.time() == at for start in self.day.closed_starts):
            return "休"
        return next((one.cell for one in self.slots if one.slot.start.time() == at), "")


def show_slots(root: Path, as_of: datetime, week: date | None, *, json_wanted: bool) -> None:
    """Show the week of a day, this week when none is given.

    Raises:
        ConfigurationError: There is no office, or its configuration is faulty.
    """
    folder = OfficeFolder(root)
    office = load_office(folder.office_toml)
    on = week or local(as_of).date()
    monday = on - timedelta(days=on.weekday())
    held: list[Held] | None = None
    if has_run(folder):
        with looking(root) as (_, _, transaction):
            booked = bookings_between(transaction, monday, monday + timedelta(days=_WEEK - 1))
            held = [*booked, *open_offers(transaction)]
    days = week_of(office, monday, as_of, held)
    if json_wanted:
        sys.stdout.write(json.dumps(_as_json(days, as_of), ensure_ascii=False) + "\n")
    else:
        _print(office, days, nothing_booked=held is None)


def week_of(office: Office, monday: date, as_of: datetime, held: Sequence[Held] | None) -> tuple[ShownDay, ...]:
    """Return the seven days of a week.

    Args:
        office: Its openings and rules.
        monday: The first day.
        as_of: Aware.
        held: The live bookings of that week and the open offers; None when there is no store yet.
    """
    days = OfficeDays(office)
    return tuple(
        ShownDay(days.day(free.on), tuple(_shown(office, days, slot, as_of, held) for slot in free.slots))
        for free in free_days(office, days, held or (), as_of, _WEEK, first=monday)
    )


def _shown(office: Office, days: OfficeDays, slot: FreeSlot, as_of: datetime, held: Sequence[Held] | None) -> ShownSlot:
    left = None if held is None else slot.left
    if not slot.capacity:
        return ShownSlot(slot, left, "unmanned")
    if rule := broken_rule(office, days, slot.start, as_of, by_staff=False):
        return ShownSlot(slot, left, _STATES[rule])
    return ShownSlot(slot, left, "open" if slot.left else "full")


def _print(office: Office, days: tuple[ShownDay, ...], *, nothing_booked: bool) -> None:
    columns = days[: _last_column(office, days) + 1]
    clocks = sorted({start.time() for one in columns for start in _grid(one.day)})
    out = console()
    shown = "定員（まだ一度も実行していません）" if nothing_booked else "空き／定員"
    out.print(f"{say_date(days[0].day.on)}からの週　{shown}")
    if clocks:
        table = new_table("開始", *(_heading(one.day.on) for one in columns))
        for column in table.columns:
            column.justify = "right"
        for at in clocks:
            table.add_row(f"{at.hour}:{at.minute:02}", *(one.cell(at) for one in columns))
        out.print(table, soft_wrap=False)
    else:
        out.print("この週は、相談できる日がありません。")
    for sentence in (*_remarks(columns), *_legend(columns)):
        out.print(sentence)


def _last_column(office: Office, days: tuple[ShownDay, ...]) -> int:
    """Return the last weekday on which the office ever opens, or opens this week."""
    return max(
        (weekday for weekday in range(_WEEK) if office.openings.periods(weekday) or days[weekday].slots), default=0
    )


def _grid(day: Day) -> tuple[datetime, ...]:
    return (*(slot.start for slot in day.slots), *day.closed_starts)


def _heading(on: date) -> str:
    return f"{on.month}/{on.day}\n（{WEEKDAYS[on.weekday()]}）"


def _remarks(columns: tuple[ShownDay, ...]) -> Iterator[str]:
    """Say why days are closed, each run of days once, and what is special about the others."""
    for (closed, why), run in itertools.groupby((one.day for one in columns), key=lambda day: (day.closed, day.say)):
        if closed is not None:
            days = list(run)
            last = f"から{say_day(days[-1].on)}まで" if len(days) > 1 else ""
            reason = "" if closed is Closed.WEEKDAY else f"（{why}）"
            yield f"{say_day(days[0].on)}{last}は休みです{reason}。"
    for one in columns:
        day, on = one.day, say_day(one.day.on)
        if day.special:
            yield f"{on}は特別に開きます（{day.special}）。"
        for part in day.closed_hours:
            span = f"{say_time(part.period.opens)}から{say_time(part.period.closes)}まで"
            yield f"{on}の{span}は休みです（{part.say}）。"


def _legend(columns: tuple[ShownDay, ...]) -> Iterator[str]:
    states = {slot.state for one in columns for slot in one.slots}
    return (sentence for state, sentence in _LEGEND.items() if state in states)


def _as_json(days: tuple[ShownDay, ...], as_of: datetime) -> dict[str, Any]:
    return {
        "as_of": as_of.isoformat(),
        "week": days[0].day.on.isoformat(),
        "days": [
            {
                "on": one.day.on.isoformat(),
                "closed": one.day.say,
                "special": one.day.special,
                "closed_hours": [
                    {
                        "from": f"{part.period.opens:%H:%M}",
                        "until": f"{part.period.closes:%H:%M}",
                        "say": part.say,
                    }
                    for part in one.day.closed_hours
                ],
                "slots": [
                    {
                        "start": slot.slot.start.isoformat(timespec="minutes"),
                        "left": slot.left,
                        "capacity": slot.slot.capacity,
                        "state": slot.state,
                    }
                    for slot in one.slots
                ],
            }
            for one in days
        ],
    }
