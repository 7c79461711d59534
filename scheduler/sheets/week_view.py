"""The week view 週の予定.html: counsellors by day and start, each time booked, free or closed; without passcodes.

A day is what it is as a whole: a page made in the morning and one made in the evening are the same bytes.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from madoguchi.config.office import Office
from madoguchi.model.booking import BookingState, Medium
from madoguchi.model.offer import Offer
from madoguchi.model.openings import Day, OpenDays
from madoguchi.model.request import reference_of
from madoguchi.sheets import WEEK_PAGE
from madoguchi.store.bookings import Visit
from madoguchi.wording import say_day
from scheduler.diary import Diary, Held
from scheduler.letters.facts import plain
from scheduler.sheets.page import staff_page

_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)
_ALWAYS = 2  # weeks that are shown even when nothing is booked: this one and the next
_WORKING_DAYS = 5
_WAYS = {Medium.VIDEO: "Zoom", Medium.TELEPHONE: "電話"}
_ENDINGS = {
    BookingState.COMPLETED: "実施",
    BookingState.BROKEN_OFF: "途中で終了",
    BookingState.NO_SHOW: "連絡なし",
}


class Cell(NamedTuple):
    """What one counsellor has at one start.

    Attributes:
        kind: The look: booked, ended, free, held, away or none.
        say: Name of the person, or what the time is.
        more: Reference and way of a booking.
    """

    kind: str
    say: str = ""
    more: str = ""


class Row(NamedTuple):
    """One counsellor at one start through the week.

    Attributes:
        rows: How many rows the start has, in its first one; else 0.
    """

    start: str
    rows: int
    counsellor: str
    cells: tuple[Cell, ...]


class Column(NamedTuple):
    """A day: its name, and why it is closed or what is special about it."""

    say: str
    note: str
    is_today: bool


class Week(NamedTuple):
    """One week as a table."""

    say: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    booked: int
    free: int


def week_view(office: Office, days: OpenDays, today: date, visits: Sequence[Visit], offers: Sequence[Offer]) -> bytes:
    """Return the page; see `weeks` for what it is made of."""
    return staff_page(
        "week.html.j2",
        here=WEEK_PAGE,
        landscape=True,
        title="週の予定",
        office=office.office.name,
        weeks=weeks(office, days, today, visits, offers),
    )


def weeks(
    office: Office, days: OpenDays, today: date, visits: Sequence[Visit], offers: Sequence[Offer]
) -> tuple[Week, ...]:
    """Return this week, the next one, and each later one in which something is booked or offered.

    Args:
        office: Its counsellors, in their order.
        days: Its openings.
        today: In the first of the weeks.
        visits: From Monday of this week on, past ones of it included, cancelled ones not.
        offers: The open ones.
    """
    first = today - timedelta(days=today.weekday())
    shown = {first + ahead * _WEEK for ahead in range(_ALWAYS)}
    shown |= {_monday(start.date()) for start in (*(one.start for one in visits), *(one.start for one in offers))}
    return tuple(_Plan(office, days, today, monday, visits, offers).week() for monday in sorted(shown))


def _monday(on: date) -> date:
    return on - timedelta(days=on.weekday())


class _Plan:
    """One week while its table is made."""

    def __init__(
        self,
        office: Office,
        days: OpenDays,
        today: date,
        monday: date,
        visits: Iterable[Visit],
        offers: Iterable[Offer],
    ) -> None:
        self._office, self._today, self._monday = office, today, monday
        self._length = timedelta(minutes=days.minutes)
        self._visits = {(one.start, one.counsellor): one for one in visits if self._holds(one.start)}
        self._offers = {(one.start, one.counsellor): one for one in offers if self._holds(one.start)}
        held: list[Held] = [*self._visits.values(), *self._offers.values()]
        self._diary = Diary(held)
        taken = {start.date() for start, _ in (*self._visits, *self._offers)}
        every = (days.day(monday + ahead * _DAY) for ahead in range(7))
        self._days = [day for place, day in enumerate(every) if place < _WORKING_DAYS or day.slots or day.on in taken]
        self._on_duty = {slot.start: slot.counsellors for day in self._days for slot in day.slots}

    def week(self) -> Week:
        rows = tuple(self._rows())
        kinds = [cell.kind for row in rows for cell in row.cells]
        last = self._monday + 6 * _DAY
        return Week(
            say=f"{say_day(self._monday)}から{say_day(last)}まで",
            columns=tuple(
                Column(say_day(day.on), day.say or day.special or _hours(day), day.on == self._today)
                for day in self._days
            ),
            rows=rows,
            booked=kinds.count("booked") + kinds.count("ended"),
            free=kinds.count("free"),
        )

    def _rows(self) -> Iterator[Row]:
        taken = {start for start, _ in (*self._visits, *self._offers)}
        listed = [one.id for one in self._office.counsellors]
        gone = sorted({counsellor for _, counsellor in (*self._visits, *self._offers)} - set(listed))
        for start in sorted({one.time() for one in (*self._on_duty, *taken)}):
            counsellors = [*listed, *(one for one in gone if self._has(one, start))]
            for place, counsellor in enumerate(counsellors):
                known = self._office.counsellor(counsellor)
                yield Row(
                    start=f"{start:%H:%M}",
                    rows=0 if place else len(counsellors),
                    counsellor=known.name if known else counsellor,
                    cells=tuple(self._cell(datetime.combine(day.on, start), counsellor) for day in self._days),
                )

    def _has(self, counsellor: str, start: time) -> bool:
        return any(one == counsellor and at.time() == start for at, one in (*self._visits, *self._offers))

    def _cell(self, start: datetime, counsellor: str) -> Cell:
        visit = self._visits.get((start, counsellor))
        if visit:
            ending = _ENDINGS.get(visit.state, "")
            more = "　".join(filter(None, (reference_of(visit.request_id), _WAYS[visit.medium], ending)))
            return Cell("ended" if ending else "booked", plain(visit.name, 40) or "（名前なし）", more)
        offer = self._offers.get((start, counsellor))
        if offer:
            return Cell("held", "ご案内中", reference_of(offer.request_id))
        return self._unbooked(start, counsellor)

    def _unbooked(self, start: datetime, counsellor: str) -> Cell:
        on_duty = self._on_duty.get(start)
        if on_duty is None:
            return Cell("none")
        if counsellor not in on_duty:
            return Cell("away", "不在")
        taken = not self._diary.is_free(counsellor, start, start + self._length)
        return Cell("none") if taken or start.date() < self._today else Cell("free", "空き")

    def _holds(self, start: datetime) -> bool:
        return self._monday <= start.date() < self._monday + _WEEK


def _hours(day: Day) -> str:
    """Return which hours of an open day are closed, and why."""
    return "、".join(f"{one.period.opens:%H:%M}から{one.period.closes:%H:%M}まで{one.say}" for one in day.closed_hours)
