"""Which days the public is told to be closed, and why."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from written_offices import written

from scheduler.closed_days import ClosedDays, ClosedHours, closed_days
from scheduler.openings import OfficeDays

TWO_WEEKS = 'closures = [{ on = 2026-12-04, until = 2026-12-15, say = "引っ越し" }]'

SUNDAY = 'special = [{ on = 2026-12-06, hours = ["10:00-11:00"], counsellors = ["a"], say = "相談会" }]'


def closed(first: str, last: str, openings: str = "") -> list[ClosedDays | ClosedHours]:
    office = written(openings=openings)
    return list(closed_days(office, OfficeDays(office), date.fromisoformat(first), date.fromisoformat(last)))


def row(first: str, last: str, say: str) -> ClosedDays:
    return ClosedDays(date.fromisoformat(first), date.fromisoformat(last), say)


HOLIDAYS = [
    ("2026-11-01", "2026-11-30", [("2026-11-03", "文化の日"), ("2026-11-23", "勤労感謝の日")], "two holidays"),
    ("2026-04-27", "2026-05-08", [("2026-04-29", "昭和の日"), ("2026-05-04", "みどりの日"), ("2026-05-05", "こどもの日"),
                                  ("2026-05-06", "憲法記念日 振替休日")], "each of three in a row has its reason; the 3rd is a Sunday"),
    ("2026-09-19", "2026-09-27", [("2026-09-21", "敬老の日"), ("2026-09-22", "国民の休日"), ("2026-09-23", "秋分の日")],
     "the day between two holidays"),
    ("2027-03-15", "2027-03-26", [("2027-03-22", "春分の日 振替休日")], "the holiday itself is a Sunday, closed anyway"),
    ("2027-01-04", "2027-01-15", [("2027-01-11", "成人の日")], "the second Monday"),
    ("2026-12-05", "2026-12-06", [], "a weekend is not told"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "last", "days", "why"), HOLIDAYS, ids=[one[-1] for one in HOLIDAYS])
def test_holidays_are_told_by_name(first: str, last: str, days: list[tuple[str, str]], why: str) -> None:
    assert closed(first, last) == [row(day, day, say) for day, say in days], why


ROWS = [
    ("", "2026-12-20", "2027-01-10", [row("2026-12-29", "2027-01-01", "年末年始")], "2 and 3 January are a weekend"),
    ("", "2027-12-20", "2028-01-10", [row("2027-12-29", "2027-12-31", "年末年始"), row("2028-01-03", "2028-01-03", "年末年始")],
     "a weekend parts the year end, which the law knows in any year; the holidays of 2028 nobody knows yet"),
    ("", "2028-01-04", "2028-06-30", [], "holidays of a year that is not official are not claimed"),
    ("holidays_official_until = 2026", "2027-01-04", "2027-01-15", [], "what the office has not checked"),
    (TWO_WEEKS, "2026-12-01", "2026-12-31", [row("2026-12-04", "2026-12-04", "引っ越し"), row("2026-12-07", "2026-12-11", "引っ越し"),
                                             row("2026-12-14", "2026-12-15", "引っ越し"), row("2026-12-29", "2027-01-01", "年末年始")],
     "days in a row are one, weekends are not told"),
    (TWO_WEEKS, "2026-12-09", "2026-12-10", [row("2026-12-07", "2026-12-11", "引っ越し")], "a row is told whole at both ends"),
    (TWO_WEEKS, "2026-12-12", "2026-12-13", [], "a weekend within a closure"),
    ('closures = [{ on = 2026-12-02, hours = ["9:30-10:30"], say = "職員研修" }]', "2026-12-01", "2026-12-03",
     [ClosedHours(datetime(2026, 12, 2, 9, 30), datetime(2026, 12, 2, 10, 30), "職員研修")], "half a morning"),
    ('closures = [{ on = 2026-12-02, hours = ["9:30-10:30"], say = "研修" }, { on = 2026-12-02, hours = ["9:30-10:30"], say = "研修" }]',
     "2026-12-02", "2026-12-02", [ClosedHours(datetime(2026, 12, 2, 9, 30), datetime(2026, 12, 2, 10, 30), "研修")], "written twice"),
    ('closures = [{ on = 2026-12-02, hours = ["9:00-12:00", "13:00-17:00"], say = "停電" }]', "2026-12-02", "2026-12-02",
     [row("2026-12-02", "2026-12-02", "停電")], "hours that leave nothing of the day"),
    ('closures = [{ on = 2026-12-02, hours = ["11:00-14:00"], say = "点検" }]', "2026-12-02", "2026-12-02", [], "nobody would have come"),
    ('special = [{ on = 2026-11-23, hours = ["10:00-11:00"], say = "相談会" }]', "2026-11-20", "2026-11-30", [],
     "a special opening on a holiday"),
    (f'{SUNDAY}\nclosures = [{{ on = 2026-12-05, until = 2026-12-06, say = "停電" }}]', "2026-12-05", "2026-12-06",
     [row("2026-12-06", "2026-12-06", "停電")], "a Sunday that would have been open, and a Saturday that would not"),
]  # fmt: skip


@pytest.mark.parametrize(("openings", "first", "last", "found", "why"), ROWS, ids=[one[-1] for one in ROWS])
def test_what_is_closed(openings: str, first: str, last: str, found: list[ClosedDays | ClosedHours], why: str) -> None:
    assert closed(first, last, openings) == found, why


OFFICE = written(openings=TWO_WEEKS)
DAYS = OfficeDays(OFFICE)


@given(st.dates(date(2026, 1, 1), date(2027, 10, 31)), st.integers(0, 60))  # all of it official
def test_what_is_told_is_closed_and_what_is_closed_on_a_weekday_is_told(first: date, ahead: int) -> None:
    last = first + timedelta(days=ahead)
    told = [one for one in closed_days(OFFICE, DAYS, first, last) if isinstance(one, ClosedDays)]
    days = [one.first + timedelta(days=step) for one in told for step in range((one.last - one.first).days + 1)]
    assert days == sorted(set(days))
    asked = [first + timedelta(days=step) for step in range(ahead + 1)]
    shut = [day for day in asked if not DAYS.day(day).slots and day.weekday() < 5]
    assert [day for day in days if first <= day <= last] == shut
