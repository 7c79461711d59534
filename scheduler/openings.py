"""From the office's hours, closures and holidays to its slots (pure).

Source: 行政機関の休日に関する法律 第一条 (weekends, holidays, 29 December to 3 January);
国民の祝日に関する法律 by way of jpholiday. `docs/openings.md` tells which rule wins.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from madoguchi.config.counsellors import Counsellor
from madoguchi.config.office import Office
from madoguchi.config.openings import Closure, SpecialOpening
from madoguchi.model.openings import Closed, ClosedHours, Day, Period, Slot
from madoguchi.wording import WEEKDAYS
from scheduler.holidays import holiday_name, official_until


class OfficeDays:
    """The days of one office, each worked out once; fits `madoguchi.model.openings.OpenDays`."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._days: dict[date, Day] = {}

    @property
    def minutes(self) -> int:
        """Length of one booking (minutes)."""
        return self._office.booking.minutes

    @property
    def horizon_days(self) -> int:
        """How many days ahead can be booked."""
        return self._office.booking.horizon_days

    def day(self, on: date) -> Day:
        """Return that day with its slots."""
        if on not in self._days:
            self._days[on] = open_day(self._office, on)
        return self._days[on]


def open_days(office: Office, first: date, last: date) -> tuple[Day, ...]:
    """Work out the days from one to another, both included, in order; none when `last` lies before `first`."""
    return tuple(open_day(office, first + timedelta(days=ahead)) for ahead in range((last - first).days + 1))


def open_day(office: Office, on: date) -> Day:
    """Work out one day: closed for a reason, or open with its slots and their capacity."""
    closures, special = office.openings.closures_on(on), office.openings.special_on(on)
    whole = next((closure for closure in closures if closure.takes_whole(on)), None)
    if whole:
        return Day(on=on, closed=Closed.CLOSURE, say=whole.say)
    if special is None and (closed := _usually_closed(office, on)):
        reason, say = closed
        return Day(on=on, closed=reason, say=say)
    periods = special.hours if special else office.openings.periods(on.weekday())
    slots: list[Slot] = []
    closed_starts: list[datetime] = []
    duty = _Duty(office, on, special)
    for session in _sessions(office, periods):
        start = datetime.combine(on, session.opens)
        if any(closure.touches(on, session) for closure in closures):
            closed_starts.append(start)
        else:
            slots.append(Slot(start=start, counsellors=duty.through(session)))
    closed_hours = _closed_hours(closures, periods)
    if closed_starts and not slots:
        return Day(on=on, closed=Closed.CLOSURE, say="、".join(dict.fromkeys(one.say for one in closed_hours)))
    return Day(
        on=on,
        special=special.say if special else "",
        periods=periods,
        slots=tuple(slots),
        closed_hours=closed_hours,
        closed_starts=tuple(closed_starts),
    )


def _usually_closed(office: Office, on: date) -> tuple[Closed, str] | None:
    if _is_year_end(office, on):
        return Closed.YEAR_END, "年末年始"
    if name := holiday_name(on):
        return Closed.HOLIDAY, name
    if not office.openings.periods(on.weekday()):
        return Closed.WEEKDAY, f"{WEEKDAYS[on.weekday()]}曜日"
    if on.year > official_until(office):
        return Closed.UNKNOWN_YEAR, f"{on.year}年の祝日がまだ公表されていない日"
    return None


def _is_year_end(office: Office, on: date) -> bool:
    begins, ends = office.openings.year_end_from, office.openings.year_end_until
    month_day = on.isoformat()[5:]
    if begins <= ends:
        return begins <= month_day <= ends
    return month_day >= begins or month_day <= ends


def _closed_hours(closures: tuple[Closure, ...], periods: tuple[Period, ...]) -> tuple[ClosedHours, ...]:
    """Return the closures of some hours in order of time, less those in which nobody would have come anyway."""
    parts = [ClosedHours(period=part, say=closure.say) for closure in closures for part in closure.hours]
    felt = [one for one in parts if any(one.period.overlaps(period) for period in periods)]
    return tuple(sorted(felt, key=lambda one: (one.period.opens, one.period.closes)))


def _sessions(office: Office, periods: tuple[Period, ...]) -> Iterator[Period]:
    """Yield the sessions that fit wholly into a period, one at each start of the office's spacing."""
    length, spacing = timedelta(minutes=office.booking.minutes), timedelta(minutes=office.booking.every)
    for period in periods:
        start, closes = datetime.combine(date.min, period.opens), datetime.combine(date.min, period.closes)
        while start + length <= closes:
            yield Period(opens=start.time(), closes=(start + length).time())
            start += spacing


class _Duty:
    """Who is on duty on one day, in the office's order."""

    def __init__(self, office: Office, on: date, special: SpecialOpening | None) -> None:
        named = special.counsellors if special else ()
        self._on = on
        self._bound_by_hours = not named  # who was named for a special day is there as long as it lasts
        self._present = [one for one in office.counsellors if (one.id in named if named else one.is_on_duty(on))]
        self._all_day = all(self._has_the_whole_day(one) for one in self._present)
        self._everyone = tuple(one.id for one in self._present)

    def through(self, session: Period) -> tuple[str, ...]:
        """Return the ids of those who are there for the whole session."""
        if self._all_day:
            return self._everyone
        return tuple(one.id for one in self._present if self._is_there(one, session))

    def _has_the_whole_day(self, one: Counsellor) -> bool:
        limited = self._bound_by_hours and one.hours.periods(self._on.weekday())
        return not limited and not any(absence.covers(self._on) for absence in one.absences)

    def _is_there(self, one: Counsellor, session: Period) -> bool:
        works = not self._bound_by_hours or one.works_through(self._on, session)
        return works and not one.is_away(self._on, session)
