"""What is left, as the public may see it."""

import re
from datetime import date, datetime

import samples_of_requests as make
from samples_of_requests import AS_OF, booked
from stores import at
from written_offices import written

from madoguchi.config.counsellors import Absence
from madoguchi.model.booking import Booking
from madoguchi.model.openings import FreeDay
from madoguchi.speech import standard
from scheduler.calendar.public_feeds import free_feed
from scheduler.free import free_days
from scheduler.openings import OfficeDays
from sitegen.slots import shown_weeks


def free(*live: Booking, count: int = 6, as_of: datetime = AS_OF, **rules: object) -> tuple[FreeDay, ...]:
    office = make.office(**rules)  # type: ignore[arg-type] # passed on
    return free_days(office, OfficeDays(office), live, as_of, count)


def test_days_follow_each_other_from_today() -> None:
    days = free()
    assert [day.on for day in days] == [date(2026, 11, 30), *(date(2026, 12, day) for day in range(1, 6))]
    assert [day.closed for day in days] == [""] * 5 + ["土曜日"]
    assert days[5].slots == ()


def test_today_is_shown_with_nothing_left() -> None:
    assert {(slot.left, slot.capacity) for slot in free()[0].slots} == {(0, 2)}
    assert {(slot.left, slot.capacity) for slot in free()[1].slots} == {(2, 2)}


def test_each_booking_takes_one() -> None:
    day = free(booked(1, at(3)), booked(2, at(3), counsellor="b"), booked(3, at(3, 15, 0)))[3]
    assert {f"{slot.start:%H:%M}": slot.left for slot in day.slots if slot.left < 2} == {"14:30": 0, "15:00": 1}


def test_a_booking_across_two_starts_takes_both() -> None:
    day = free(booked(1, at(3, 14, 45)))[3]
    assert [f"{slot.start:%H:%M}" for slot in day.slots if slot.left < 2] == ["14:30", "15:00"]


def test_a_counsellor_who_is_away_counts_neither_here_nor_there() -> None:
    day = free(booked(1, at(3)), absences=[Absence(on=date(2026, 12, 3))])[3]
    assert {(slot.left, slot.capacity) for slot in day.slots} == {(1, 1)}


def test_behind_the_horizon_nothing_is_left() -> None:
    days = free(count=64)
    assert [any(slot.left for slot in day.slots) for day in days[60:]] == [True, False, False, False]
    assert days[60].on == date(2027, 1, 29)


def test_closed_hours_leave_the_list_and_part_the_calendar() -> None:
    office = written(openings='closures = [{ on = 2026-12-03, hours = ["14:45-15:15"], say = "研修" }]')
    days = free_days(office, OfficeDays(office), (), AS_OF, 1, first=date(2026, 12, 3))
    assert [f"{slot.start:%H:%M}" for slot in days[0].slots] == ["09:30", "10:00", "10:30", "14:00", "15:30"]
    feed = free_feed(office, days, date(2026, 12, 3)).decode()
    spans = re.findall(r"DTSTART:\d+T(\d{4})00Z\r\nDTEND:\d+T(\d{4})00Z", feed)
    assert spans == [("0030", "0200"), ("0500", "0530"), ("0630", "0700")]  # UTC


def test_a_special_opening_is_offered_like_any_day() -> None:
    office = written(
        openings='special = [{ on = 2026-12-06, hours = ["13:00-14:00"], counsellors = ["b"], say = "相談会" }]'
    )
    (day,) = free_days(office, OfficeDays(office), (), AS_OF, 1, first=date(2026, 12, 6))
    assert (day.closed, [(f"{slot.start:%H:%M}", slot.left, slot.capacity) for slot in day.slots]) == (
        "",
        [("13:00", 1, 1), ("13:30", 1, 1)],
    )
    (week,) = shown_weeks((day,), AS_OF.date(), standard)
    assert [shown.say for shown in week.days] == ["12月6日（日）"]


def test_no_days_are_no_days() -> None:
    assert free(count=0) == ()
