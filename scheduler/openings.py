"""From the office's hours, closures and holidays to its slots (pure).

Source: 行政機関の休日に関する法律 第一条 (weekends, holidays, 29 December to 3 January);
国民の祝日に関する法律 by way of jpholiday.
"""

from datetime import date, datetime, timedelta

from madoguchi.config.office import Office
from madoguchi.model.openings import Closed, Day, Slot
from madoguchi.wording import WEEKDAYS
from scheduler.holidays import LAST_OFFICIAL_YEAR, holiday_name


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


def open_day(office: Office, on: date) -> Day:
    """Work out one day: closed for a reason, or open with its slots."""
    if closed := _why_closed(office, on):
        reason, say = closed
        return Day(on=on, closed=reason, say=say)
    on_duty = tuple(counsellor.id for counsellor in office.counsellors if counsellor.is_on_duty(on))
    periods = office.openings.periods(on.weekday())
    length, spacing = timedelta(minutes=office.booking.minutes), timedelta(minutes=office.booking.every)
    slots: list[Slot] = []
    for period in periods:
        start, closes = datetime.combine(on, period.opens), datetime.combine(on, period.closes)
        while start + length <= closes:
            slots.append(Slot(start=start, counsellors=on_duty))
            start += spacing
    return Day(on=on, periods=periods, slots=tuple(slots))


def _why_closed(office: Office, on: date) -> tuple[Closed, str] | None:
    closure = next((closure for closure in office.openings.closures if closure.covers(on)), None)
    if closure:
        return Closed.CLOSURE, closure.say
    if _is_year_end(office, on):
        return Closed.YEAR_END, "年末年始"
    if name := holiday_name(on):
        return Closed.HOLIDAY, name
    if not office.openings.periods(on.weekday()):
        return Closed.WEEKDAY, f"{WEEKDAYS[on.weekday()]}曜日"
    if on.year > LAST_OFFICIAL_YEAR:
        return Closed.UNKNOWN_YEAR, f"{on.year}年の祝日がまだ公表されていない日"
    return None


def _is_year_end(office: Office, on: date) -> bool:
    begins, ends = office.openings.year_end_from, office.openings.year_end_until
    month_day = on.isoformat()[5:]
    if begins <= ends:
        return begins <= month_day <= ends
    return month_day >= begins or month_day <= ends
