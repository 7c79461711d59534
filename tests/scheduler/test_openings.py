"""Which days are open, and why the others are not."""

import itertools
from datetime import date, time, timedelta

import pytest
import samples_of_requests as make
from hypothesis import given, settings
from hypothesis import strategies as st

from madoguchi.config.counsellors import Absence
from madoguchi.config.openings import Closure
from madoguchi.model.openings import Closed, Period
from scheduler.holidays import LAST_OFFICIAL_YEAR
from scheduler.openings import OfficeDays, open_day

OFFICE = make.office()
USUAL = ["09:30", "10:00", "10:30", "14:00", "14:30", "15:00", "15:30"]


@pytest.mark.parametrize(
    ("on", "closed", "say"),
    [
        (date(2026, 12, 3), None, ""),  # a Thursday
        (date(2026, 12, 5), Closed.WEEKDAY, "土曜日"),
        (date(2026, 12, 6), Closed.WEEKDAY, "日曜日"),
        (date(2026, 11, 3), Closed.HOLIDAY, "文化の日"),
        (date(2026, 11, 23), Closed.HOLIDAY, "勤労感謝の日"),
        (date(2026, 5, 6), Closed.HOLIDAY, "憲法記念日 振替休日"),  # 3 May is a Sunday, 4 and 5 are holidays
        (date(2026, 9, 22), Closed.HOLIDAY, "国民の休日"),  # between two holidays
        (date(2027, 2, 11), Closed.HOLIDAY, "建国記念の日"),
        (date(2027, 3, 22), Closed.HOLIDAY, "春分の日 振替休日"),
        (date(2026, 12, 28), None, ""),
        (date(2026, 12, 29), Closed.YEAR_END, "年末年始"),
        (date(2026, 12, 31), Closed.YEAR_END, "年末年始"),
        (date(2027, 1, 1), Closed.YEAR_END, "年末年始"),
        (date(2027, 1, 3), Closed.YEAR_END, "年末年始"),
        (date(2027, 1, 4), None, ""),
        (date(LAST_OFFICIAL_YEAR, 12, 28), None, ""),
        (
            date(LAST_OFFICIAL_YEAR + 1, 1, 4),
            Closed.UNKNOWN_YEAR,
            f"{LAST_OFFICIAL_YEAR + 1}年の祝日がまだ公表されていない日",
        ),
        (date(LAST_OFFICIAL_YEAR + 1, 1, 3), Closed.YEAR_END, "年末年始"),  # known whatever the holidays will be
    ],
)
def test_a_day_is_open_or_closed_for_a_reason(on: date, closed: Closed | None, say: str) -> None:
    day = open_day(OFFICE, on)
    assert (day.closed, day.say) == (closed, say)
    assert bool(day.slots) is bool(day.periods) is (closed is None)


def test_a_closure_comes_first_and_says_why() -> None:
    closure = Closure(on=date(2026, 12, 3), until=date(2026, 12, 5), say="システム更新")
    office = make.office(closures=[closure])
    assert [open_day(office, date(2026, 12, day)).say for day in (2, 3, 4, 5, 6)] == [
        "",
        "システム更新",
        "システム更新",
        "システム更新",
        "日曜日",
    ]
    assert open_day(office, date(2026, 12, 4)).closed is Closed.CLOSURE


def _starts(office: object, on: date) -> list[str]:
    return [f"{slot.start:%H:%M}" for slot in open_day(office, on).slots]  # type: ignore[arg-type] # an Office


@pytest.mark.parametrize(
    ("rules", "starts"),
    [
        ({}, USUAL),
        ({"every": 40}, ["09:30", "10:10", "14:00", "14:40", "15:20"]),  # 10:50 would end after 11:00
        ({"minutes": 20, "every": 60}, ["09:30", "10:30", "14:00", "15:00"]),
        ({"minutes": 90, "every": 90}, ["09:30", "14:00"]),
        ({"minutes": 91, "every": 91}, ["14:00"]),
        ({"minutes": 121, "every": 121}, []),
    ],
)
def test_a_session_fits_wholly_into_its_period(rules: dict[str, int], starts: list[str]) -> None:
    assert _starts(make.office(**rules), date(2026, 12, 3)) == starts


def test_each_weekday_has_its_own_periods() -> None:
    afternoon = Period(opens=time(13), closes=time(14))
    office = make.office()
    office = office.model_copy(update={"openings": office.openings.model_copy(update={"wed": (), "sat": (afternoon,)})})
    assert _starts(office, date(2026, 12, 5)) == ["13:00", "13:30"]
    assert open_day(office, date(2026, 12, 2)).say == "水曜日"


def test_a_year_end_within_one_year_is_understood_too() -> None:
    office = make.office()
    summer = office.openings.model_copy(update={"year_end_from": "08-13", "year_end_until": "08-15"})
    office = office.model_copy(update={"openings": summer})
    assert [open_day(office, date(2026, 8, day)).closed for day in (12, 13, 14)] == [
        None,
        Closed.YEAR_END,
        Closed.YEAR_END,
    ]
    assert open_day(office, date(2026, 12, 29)).closed is None


def test_only_counsellors_on_duty_are_offered_in_the_order_of_the_office() -> None:
    absent = make.office(counsellors=3, absences=[Absence(on=date(2026, 12, 3))])
    assert open_day(absent, date(2026, 12, 3)).slots[0].counsellors == ("b", "c")
    assert open_day(absent, date(2026, 12, 4)).slots[0].counsellors == ("a", "b", "c")


def test_a_day_is_worked_out_once() -> None:
    days = OfficeDays(OFFICE)
    assert days.day(date(2026, 12, 3)) is days.day(date(2026, 12, 3))
    assert (days.minutes, days.horizon_days) == (30, 60)


@settings(deadline=None)
@given(st.integers(5, 120), st.integers(0, 120), st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_slots_never_overlap_and_never_leave_their_period(minutes: int, gap: int, on: date) -> None:
    day = open_day(make.office(minutes=minutes, every=minutes + gap), on)
    length = timedelta(minutes=minutes)
    spans = [(slot.start, slot.start + length) for slot in day.slots]
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(spans))
    assert all(
        any(period.opens <= start.time() and end.time() <= period.closes for period in day.periods)
        for start, end in spans
    )
