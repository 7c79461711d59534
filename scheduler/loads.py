"""How many bookings each counsellor has, by day and by week, while one run decides (pure)."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

_WEEK, _DAY = 1 << 16, 1 << 32  # one number says it all: the day counts before the week, the week before the order


class Loads:
    """The bookings of each counsellor, kept up to date with what a run gives away.

    Args:
        standing: Bookings by counsellor and day when the run begins.
        order: Everybody, in the office's order.
    """

    def __init__(self, standing: Mapping[tuple[str, date], int], order: Sequence[str]) -> None:
        self._count = dict(standing)
        self._order = order
        self._weeks: dict[int, dict[date, dict[str, int]]] = {}

    def on(self, day: date) -> dict[str, int]:
        """Return who comes first that day: the smaller the number, the fewer that day, then that week (from Monday)."""
        week = self._weeks.setdefault(_week(day), {})
        if day not in week:
            days = [day + timedelta(days=ahead - day.weekday()) for ahead in range(7)]
            week[day] = {
                one: self._count.get((one, day), 0) * _DAY
                + sum(self._count.get((one, each), 0) for each in days) * _WEEK
                + place
                for place, one in enumerate(self._order)
            }
        return week[day]

    def change(self, counsellor: str, day: date, by: int) -> None:
        """Count one booking more (1) or less (-1)."""
        self._count[counsellor, day] = self._count.get((counsellor, day), 0) + by
        if week := self._weeks.get(_week(day)):
            for each in week.values():
                each[counsellor] += by * _WEEK
            if day in week:
                week[day][counsellor] += by * _DAY


def _week(day: date) -> int:
    """Return the number of the week; day 1 of the calendar is a Monday."""
    return (day.toordinal() - 1) // 7
