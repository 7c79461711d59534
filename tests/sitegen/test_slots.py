"""Free days as the public sees them: words, never counts."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.model.openings import FreeDay, FreeSlot
from madoguchi.speech import standard
from sitegen.slots import Left, ShownDay, Start, Week, in_detail, shown_weeks, what_is_left

START = datetime(2026, 12, 1, 9, 30)
TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("left", "capacity", "what"),
    [
        pytest.param(0, 2, Left.FULL, id="full"),
        pytest.param(-1, 2, Left.FULL, id="overbooked by staff"),
        pytest.param(0, 0, Left.FULL, id="nobody on duty"),
        pytest.param(1, 1, Left.FREE, id="one counsellor, free"),
        pytest.param(1, 2, Left.FEW, id="one of two"),
        pytest.param(2, 2, Left.FREE, id="two of two"),
        pytest.param(2, 6, Left.FEW, id="a third"),
        pytest.param(3, 6, Left.FREE, id="half"),
    ],
)
def test_what_is_left_is_one_of_three(left: int, capacity: int, what: Left) -> None:
    assert what_is_left(FreeSlot(start=START, left=left, capacity=capacity)) is what


@given(st.integers(0, 50), st.integers(0, 50))
def test_a_start_is_full_exactly_when_nothing_is_left(left: int, capacity: int) -> None:
    left = min(left, capacity)
    assert (what_is_left(FreeSlot(start=START, left=left, capacity=capacity)) is Left.FULL) == (left == 0)


def _day(on: date, *clocks: tuple[int, int], closed: str = "") -> FreeDay:
    slots = (FreeSlot(start=datetime(on.year, on.month, on.day, *clock), left=1, capacity=1) for clock in clocks)
    return FreeDay(on=on, closed=closed, slots=tuple(slots))


def test_days_are_grouped_by_week_and_times_are_in_order() -> None:
    weeks = shown_weeks(
        [_day(date(2026, 12, 7), (9, 30)), _day(date(2026, 12, 4), (14, 0), (9, 30)), _day(date(2026, 12, 3), (10, 0))],
        TODAY,
        standard,
    )
    assert [week.say for week in weeks] == ["12月3日（木）", "12月7日（月）"]
    assert weeks[0].clocks == (time(9, 30), time(10), time(14))
    assert weeks[0].days[0].at(time(9, 30)) is None
    assert [start.at.time() for start in weeks[0].days[1].starts] == [time(9, 30), time(14)]


def _weeks(number: int, starts: int) -> tuple[Week, ...]:
    """Weeks from 30 November on, each with one day of so many starts."""
    clocks = [(6 + at // 12, at % 12 * 5) for at in range(starts)]
    return shown_weeks([_day(TODAY + timedelta(days=1 + 7 * at), *clocks) for at in range(number)], TODAY, standard)


@pytest.mark.parametrize(
    ("starts", "detailed"),
    [
        pytest.param(35, 4, id="an office of the usual size"),
        pytest.param(50, 3, id="just as many as fit"),
        pytest.param(51, 2, id="one more a week"),
        pytest.param(200, 1, id="the first week always"),
        pytest.param(1, 12, id="few starts"),
    ],
)
def test_only_as_many_weeks_as_fit_on_a_page_are_shown_with_every_start(starts: int, detailed: int) -> None:
    weeks = _weeks(12, starts)
    shown, later = in_detail(weeks)
    assert (len(shown), shown + later) == (detailed, weeks)


@pytest.mark.parametrize(
    ("left", "best"),
    [((0, 1, 2), Left.FREE), ((0, 1), Left.FEW), ((0, 0), Left.FULL), ((), Left.FULL)],
    ids=["one free", "one nearly full", "all full", "closed"],
)
def test_a_day_is_as_free_as_its_best_start(left: tuple[int, ...], best: Left) -> None:
    starts = tuple(
        Start(at=START + timedelta(minutes=30 * at), left=what_is_left(FreeSlot(start=START, left=number, capacity=2)))
        for at, number in enumerate(left)
    )
    day = ShownDay(on=START.date(), say="", closed="", starts=starts)
    assert (day.left, day.is_free) == (best, best is not Left.FULL)


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        pytest.param(_day(TODAY, (9, 30)), False, id="today is too late"),
        pytest.param(_day(TODAY - timedelta(days=1), (9, 30)), False, id="past"),
        pytest.param(_day(date(2026, 12, 5), closed="土曜日"), False, id="closed Saturday"),
        pytest.param(_day(date(2026, 12, 5), (9, 30)), True, id="open Saturday"),
        pytest.param(_day(date(2026, 12, 29), closed="年末年始"), True, id="closed Tuesday"),
    ],
)
def test_only_days_to_come_are_shown(day: FreeDay, shown: bool) -> None:  # noqa: FBT001 -- a case of the table
    assert bool(shown_weeks([day], TODAY, standard)) is shown


@pytest.mark.parametrize(
    ("closed", "said"),
    [("元日", "お休み（元日）"), ("水曜日", "お休み"), ("", "お休み")],
    ids=["holiday", "weekday", "no word"],
)
def test_a_closed_day_says_why(closed: str, said: str) -> None:
    assert shown_weeks([_day(date(2026, 12, 2), closed=closed)], TODAY, standard)[0].days[0].closed == said
