"""Until when a start can be booked, and which rule says no."""

from datetime import date, datetime, timedelta

import pytest
import samples_of_requests as make
from written_offices import written

from madoguchi.clock import TOKYO
from madoguchi.config.openings import Closure
from madoguchi.model.decision import Rule
from scheduler.openings import OfficeDays
from scheduler.rules import broken_rule, deadline, slot_at

CALENDAR, WORKING = make.office(), make.office(notice="working")


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=TOKYO)


@pytest.mark.parametrize(
    ("now", "start", "calendar", "working", "why"),
    [
        ("2026-12-02T23:59:59", "2026-12-03T09:30", None, None, "the last second of the day before"),
        ("2026-12-03T00:00:00", "2026-12-03T09:30", Rule.TOO_LATE, Rule.TOO_LATE, "the same day"),
        ("2026-12-03T09:29:59", "2026-12-03T09:30", Rule.TOO_LATE, Rule.TOO_LATE, "a second before it starts"),
        ("2026-12-03T09:30:00", "2026-12-03T09:30", Rule.PAST, Rule.PAST, "it has just started"),
        ("2026-12-04T23:59:59", "2026-12-07T09:30", None, None, "Friday for Monday"),
        ("2026-12-05T00:00:00", "2026-12-07T09:30", None, Rule.TOO_LATE, "Saturday for Monday"),
        ("2026-12-06T23:59:59", "2026-12-07T09:30", None, Rule.TOO_LATE, "Sunday for Monday"),
        ("2026-12-28T23:59:59", "2027-01-04T09:30", None, None, "the last day of the year for the first"),
        ("2026-12-29T00:00:00", "2027-01-04T09:30", None, Rule.TOO_LATE, "when the office has closed"),
        ("2027-01-03T23:59:59", "2027-01-04T09:30", None, Rule.TOO_LATE, "the evening before the first"),
        ("2026-11-20T23:59:59", "2026-11-24T09:30", None, None, "Friday for Tuesday over a holiday"),
        ("2026-11-23T12:00:00", "2026-11-24T09:30", None, Rule.TOO_LATE, "on the holiday itself"),
        ("2026-11-30T09:00:00", "2027-01-29T15:30", None, None, "the last day of the horizon"),
        ("2026-11-30T09:00:00", "2027-02-01T09:30", Rule.BEYOND_HORIZON, Rule.BEYOND_HORIZON, "behind the horizon"),
        ("2026-12-03T00:00:00", "2027-02-01T09:30", None, None, "the horizon moves with the days"),
        ("2026-11-30T09:00:00", "2026-12-05T09:30", Rule.CLOSED, Rule.CLOSED, "a Saturday"),
        ("2026-11-30T09:00:00", "2026-12-03T10:15", Rule.CLOSED, Rule.CLOSED, "off the grid"),
        ("2026-11-30T09:00:00", "2026-12-03T11:00", Rule.CLOSED, Rule.CLOSED, "the end of a period"),
        ("2026-11-30T09:00:00", "2026-11-27T09:30", Rule.PAST, Rule.PAST, "last week"),
        ("2026-12-20T09:00:00", "2028-01-05T09:30", Rule.CLOSED, Rule.CLOSED, "a year whose holidays nobody knows"),
    ],
)
def test_notice_and_horizon(now: str, start: str, calendar: Rule | None, working: Rule | None, why: str) -> None:
    for office, expected in ((CALENDAR, calendar), (WORKING, working)):
        found = broken_rule(office, OfficeDays(office), datetime.fromisoformat(start), _at(now), by_staff=False)
        assert found is expected, why


@pytest.mark.parametrize(
    ("now", "start", "rule", "why"),
    [
        ("2026-12-03T09:00:00", "2026-12-03T09:30", None, "the same day"),
        ("2026-11-30T09:00:00", "2027-03-01T09:30", None, "behind the horizon"),
        ("2026-11-30T09:00:00", "2026-12-05T09:30", Rule.CLOSED, "staff cannot open a Saturday"),
        ("2026-12-03T09:30:00", "2026-12-03T09:30", Rule.PAST, "nor go back in time"),
    ],
)
def test_staff_are_bound_by_openings_alone(now: str, start: str, rule: Rule | None, why: str) -> None:
    found = broken_rule(CALENDAR, OfficeDays(CALENDAR), datetime.fromisoformat(start), _at(now), by_staff=True)
    assert found is rule, why


@pytest.mark.parametrize(
    ("rules", "on", "until"),
    [
        ({}, date(2026, 12, 7), datetime(2026, 12, 6, 23, 59, 59)),
        ({"cutoff": "17:00:00"}, date(2026, 12, 7), datetime(2026, 12, 6, 17, 0)),
        ({"cutoff": "17:00:00", "notice": "working"}, date(2026, 12, 7), datetime(2026, 12, 4, 17, 0)),
        ({"notice": "working"}, date(2027, 1, 4), datetime(2026, 12, 28, 23, 59, 59)),
        ({}, date(2028, 3, 1), datetime(2028, 2, 29, 23, 59, 59)),  # a leap day is a day before
        ({}, date(2027, 3, 1), datetime(2027, 2, 28, 23, 59, 59)),
        ({"notice": "working"}, date(2027, 3, 23), datetime(2027, 3, 19, 23, 59, 59)),  # substitute holiday on Monday
        ({"notice": "working"}, date(2026, 5, 7), datetime(2026, 5, 1, 23, 59, 59)),  # the holiday in lieu ends five
        ({"notice": "working"}, date(2028, 3, 1), datetime(2027, 12, 31, 23, 59, 59)),  # unknown days: gives up, early
    ],
)
def test_the_deadline(rules: dict[str, object], on: date, until: datetime) -> None:
    office = make.office(**rules)
    assert deadline(office, OfficeDays(office), on) == until


MIDNIGHT, EVENING = "23:59:59", "17:00:00"


@pytest.mark.parametrize(
    ("start", "notice", "cutoff", "last", "why"),
    [
        ("2026-12-07", "calendar", MIDNIGHT, "2026-12-06T23:59:59", "Monday: until Sunday midnight"),
        ("2026-12-07", "calendar", EVENING, "2026-12-06T17:00:00", "Monday: until Sunday at five"),
        ("2026-12-07", "working", MIDNIGHT, "2026-12-04T23:59:59", "Monday: until Friday midnight"),
        ("2026-12-07", "working", EVENING, "2026-12-04T17:00:00", "Monday: until Friday at five, not in its evening"),
        ("2026-12-08", "working", EVENING, "2026-12-07T17:00:00", "Tuesday: until Monday at five"),
        ("2026-12-28", "working", EVENING, "2026-12-25T17:00:00", "the last open day of the year"),
        ("2027-01-04", "calendar", MIDNIGHT, "2027-01-03T23:59:59", "the first of the next: a closed day is a day"),
        ("2027-01-04", "working", EVENING, "2026-12-28T17:00:00", "and by working days the last of the old year"),
        ("2026-05-07", "calendar", EVENING, "2026-05-06T17:00:00", "after a holiday in lieu: on that holiday"),
        ("2026-05-07", "working", EVENING, "2026-05-01T17:00:00", "or before the five days of holidays"),
        ("2026-11-24", "working", EVENING, "2026-11-20T17:00:00", "after a Monday that is a holiday"),
        ("2027-03-01", "calendar", MIDNIGHT, "2027-02-28T23:59:59", "2027 has no 29 February"),
    ],
)
def test_the_last_second_in_which_a_booking_is_made(start: str, notice: str, cutoff: str, last: str, why: str) -> None:
    office = make.office(notice=notice, cutoff=cutoff)
    days, begins, moment = OfficeDays(office), datetime.fromisoformat(f"{start}T09:30"), _at(last)
    assert broken_rule(office, days, begins, moment, by_staff=False) is None, why
    late = broken_rule(office, days, begins, moment + timedelta(seconds=1), by_staff=False)
    assert late is Rule.TOO_LATE, why


@pytest.mark.parametrize(
    ("openings", "on", "until", "why"),
    [
        (
            'special = [{ on = 2026-12-06, hours = ["9:30-11:00"], counsellors = ["a"], say = "相談会" }]',
            date(2026, 12, 7),
            date(2026, 12, 6),
            "a Sunday that is open is a working day",
        ),
        (
            'closures = [{ on = 2026-12-04, hours = ["8:30-12:00"], say = "研修" }]',
            date(2026, 12, 7),
            date(2026, 12, 4),
            "half a day is one too",
        ),
        (
            'closures = [{ on = 2026-12-04, hours = ["8:30-12:00", "13:00-17:00"], say = "研修" }]',
            date(2026, 12, 7),
            date(2026, 12, 3),
            "a day without a start is none",
        ),
        ("holidays_official_until = 2028", date(2028, 3, 1), date(2028, 2, 29), "a leap day that is a Tuesday"),
        ("holidays_official_until = 2028", date(2028, 1, 4), date(2027, 12, 28), "over the last official year"),
    ],
)
def test_what_counts_as_a_working_day(openings: str, on: date, until: date, why: str) -> None:
    office = written(booking='notice = "working"', openings=openings)
    assert deadline(office, OfficeDays(office), on).date() == until, why


def test_an_office_closed_for_months_gives_up_looking_back() -> None:
    closed = Closure(on=date(2026, 1, 1), until=date(2026, 12, 31), say="改修")
    office = make.office(closures=[closed], notice="working")
    assert deadline(office, OfficeDays(office), date(2026, 12, 31)).date() == date(2026, 10, 31)


def test_the_as_of_time_of_another_zone_is_the_same_moment() -> None:
    now = datetime.fromisoformat("2026-12-02T14:59:59+00:00")  # 23:59:59 in Japan
    start = datetime(2026, 12, 3, 9, 30)
    days = OfficeDays(CALENDAR)
    assert broken_rule(CALENDAR, days, start, now, by_staff=False) is None
    later = datetime.fromisoformat("2026-12-02T15:00:00+00:00")
    assert broken_rule(CALENDAR, days, start, later, by_staff=False) is Rule.TOO_LATE


def test_a_slot_is_found_by_its_start_alone() -> None:
    days = OfficeDays(CALENDAR)
    found = slot_at(days, datetime(2026, 12, 3, 9, 30))
    assert found is not None
    assert found.counsellors == ("a", "b")
    assert slot_at(days, datetime(2026, 12, 3, 9, 31)) is None
