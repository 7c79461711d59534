"""Closed hours, special openings, and which of them wins."""

from datetime import date

import pytest
from written_offices import person, written

from madoguchi.model.openings import Closed
from scheduler.openings import open_day, open_days

MORNING = ["09:30", "10:00", "10:30"]
AFTERNOON = ["14:00", "14:30", "15:00", "15:30"]
TRAINING = 'say = "職員研修"'
SUNDAY = 'special = [{ on = 2027-03-07, hours = ["9:30-11:00"], counsellors = ["a"], say = "休日相談会" }]'


def starts(on: date, openings: str, **other: str) -> list[str]:
    return [f"{slot.start:%H:%M}" for slot in open_day(written(openings=openings, **other), on).slots]


@pytest.mark.parametrize(
    ("hours", "left", "why"),
    [
        ('["9:30-11:00"]', AFTERNOON, "the morning period exactly"),
        ('["8:30-12:00"]', AFTERNOON, "the morning as people count it"),
        ('["12:00-17:15"]', MORNING, "the afternoon"),
        ('["11:00-14:00"]', MORNING + AFTERNOON, "between the periods, where nobody would have come"),
        ('["10:00-10:30"]', ["09:30", "10:30", *AFTERNOON], "one slot; its neighbours only meet it"),
        ('["10:29-10:31"]', ["09:30", *AFTERNOON], "two minutes that touch two slots"),
        ('["9:30-10:00", "15:30-16:00"]', ["10:00", "10:30", "14:00", "14:30", "15:00"], "both ends of the day"),
        ('["0:00-23:59"]', [], "every hour of the day"),
    ],
)
def test_slots_that_touch_closed_hours_are_not_offered(hours: str, left: list[str], why: str) -> None:
    assert starts(date(2027, 2, 15), f"closures = [{{ on = 2027-02-15, hours = {hours}, {TRAINING} }}]") == left, why


def test_what_a_closure_takes_is_told_with_its_reason() -> None:
    office = written(openings=f'closures = [{{ on = 2027-02-15, hours = ["10:00-10:30", "12:00-13:00"], {TRAINING} }}]')
    day = open_day(office, date(2027, 2, 15))
    assert (day.closed, day.say) == (None, "")
    assert [(str(one.period.opens), one.say) for one in day.closed_hours] == [("10:00:00", "職員研修")], (
        "noon is no loss"
    )
    assert [f"{start:%H:%M}" for start in day.closed_starts] == ["10:00"]
    assert open_day(office, date(2027, 2, 16)).closed_hours == ()


def test_closed_hours_of_several_days_are_closed_on_each() -> None:
    openings = f'closures = [{{ on = 2027-02-15, until = 2027-02-16, hours = ["8:30-12:00"], {TRAINING} }}]'
    assert [starts(date(2027, 2, day), openings) for day in (15, 16, 17)] == [AFTERNOON, AFTERNOON, MORNING + AFTERNOON]


def test_half_days_that_leave_nothing_close_the_day_and_say_both_reasons() -> None:
    day = open_day(
        written(
            openings=f'closures = [{{ on = 2027-02-15, hours = ["13:00-17:00"], say = "引っ越し" }},'
            f'{{ on = 2027-02-15, hours = ["8:30-12:00"], {TRAINING} }}]'
        ),
        date(2027, 2, 15),
    )
    assert (day.closed, day.say, day.slots, day.periods) == (Closed.CLOSURE, "職員研修、引っ越し", (), ())


@pytest.mark.parametrize(
    ("on", "usually", "why"),
    [
        ("2027-03-07", Closed.WEEKDAY, "a Sunday"),
        ("2027-03-22", Closed.HOLIDAY, "a holiday in lieu"),
        ("2026-12-29", Closed.YEAR_END, "the year end"),
        ("2028-01-05", Closed.UNKNOWN_YEAR, "a year whose holidays nobody knows: the office has spoken for this day"),
        ("2027-03-09", None, "a Tuesday with other hours"),
    ],
)
def test_a_special_opening_wins_over_what_the_day_would_be(on: str, usually: Closed | None, why: str) -> None:
    special = f'special = [{{ on = {on}, hours = ["17:00-18:00"], counsellors = ["a"], say = "夜間相談会" }}]'
    day = date.fromisoformat(on)
    assert open_day(written(), day).closed is usually, why
    assert starts(day, special) == ["17:00", "17:30"], why
    assert open_day(written(openings=special), day).special == "夜間相談会"


@pytest.mark.parametrize(
    ("closure", "left", "why"),
    [
        ("", MORNING, "no closure"),
        (f"{{ on = 2027-03-07, {TRAINING} }}", [], "the day is called off"),
        (f"{{ on = 2027-03-01, until = 2027-03-12, {TRAINING} }}", [], "closed for two weeks"),
        (f'{{ on = 2027-03-07, hours = ["9:00-10:00"], {TRAINING} }}', ["10:00", "10:30"], "it begins later"),
    ],
)
def test_a_closure_wins_over_a_special_opening(closure: str, left: list[str], why: str) -> None:
    openings = f"{SUNDAY}\nclosures = [{closure}]"
    assert starts(date(2027, 3, 7), openings) == left, why
    if closure and not left:
        assert open_day(written(openings=openings), date(2027, 3, 7)).say == "職員研修"


def test_a_special_opening_is_of_its_day_alone() -> None:
    week = open_days(written(openings=SUNDAY), date(2027, 3, 6), date(2027, 3, 14))
    assert [day.on.day for day in week if day.slots] == [7, 8, 9, 10, 11, 12]
    assert [day.on.day for day in week if day.special] == [7]


@pytest.mark.parametrize(
    ("special", "people", "expected", "why"),
    [
        ('["9:30-10:00"], counsellors = ["b"]', "", {("b",)}, "who was named, whatever their weekdays are"),
        ('["9:30-10:00"], counsellors = ["b", "a"]', "", {("a", "b")}, "in the order of the office"),
        (
            '["9:30-10:00"]',
            person("a") + person("c", 'on_duty = ["sun"]'),
            {("c",)},
            "nobody was named: whose weekday it is",
        ),
        (
            '["9:30-10:00"], counsellors = ["c"]',
            person("a") + person("c", 'on_duty = ["sun"]', 'hours = { sun = ["13:00-15:00"] }'),
            {("c",)},
            "the hours of a weekday do not bind who was named",
        ),
        (
            '["9:30-10:00"], counsellors = ["a", "b"]',
            person("a", "absences = [{ on = 2027-03-07 }]") + person("b"),
            {("b",)},
            "an absence does",
        ),
    ],
)
def test_who_is_on_duty_on_a_special_day(special: str, people: str, expected: set[object], why: str) -> None:
    office = written(
        openings=f'special = [{{ on = 2027-03-07, hours = {special}, say = "休日相談会" }}]', counsellors=people
    )
    assert {slot.counsellors for slot in open_day(office, date(2027, 3, 7)).slots} == expected, why


def test_no_days_are_no_days() -> None:
    assert open_days(written(), date(2027, 3, 7), date(2027, 3, 6)) == ()


@pytest.mark.parametrize(
    ("setting", "on", "closed", "why"),
    [
        ("", "2027-12-28", None, "the last open day that is official"),
        ("", "2027-12-31", Closed.YEAR_END, "the last day of that year"),
        ("", "2028-01-03", Closed.YEAR_END, "the year end is known whatever the holidays will be"),
        ("", "2028-01-04", Closed.UNKNOWN_YEAR, "the first open day of a year nobody knows"),
        ("holidays_official_until = 2028", "2028-01-04", None, "the office has looked the year up"),
        ("holidays_official_until = 2028", "2028-01-10", Closed.HOLIDAY, "and its holidays are kept"),
        ("holidays_official_until = 2028", "2028-02-29", None, "a leap day like any other"),
        ("holidays_official_until = 2028", "2029-01-04", Closed.UNKNOWN_YEAR, "not the year after"),
        ("holidays_official_until = 2026", "2027-01-04", Closed.UNKNOWN_YEAR, "an office may trust less, too"),
    ],
)
def test_the_year_up_to_which_holidays_are_official(setting: str, on: str, closed: Closed | None, why: str) -> None:
    assert open_day(written(openings=setting), date.fromisoformat(on)).closed is closed, why
