from datetime import date, datetime, time

import pytest
import samples_of_requests as make
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.clock import TOKYO
from madoguchi.model.booking import BookingState
from madoguchi.model.item import Channel
from madoguchi.store.figures import Asked, Received, Visits, Wait
from scheduler.figures.figures import Facts, Seats, Week, figures, occupancy, window
from scheduler.openings import OfficeDays

TODAY = date(2026, 12, 9)  # a Wednesday
DAYS = OfficeDays(make.office(counsellors=2))
DONE, ABSENT, GONE, LIVE = (
    BookingState.COMPLETED,
    BookingState.NO_SHOW,
    BookingState.CANCELLED,
    BookingState.CONFIRMED,
)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 12, day, hour, minute)


def told(day: int, hour: int) -> datetime:
    return datetime(2026, 12, day, hour, 0, tzinfo=TOKYO)


@pytest.mark.parametrize(
    ("today", "first", "last", "why"),
    [
        (TODAY, date(2026, 9, 21), date(2026, 12, 8), "eleven whole weeks and this one until yesterday"),
        (date(2026, 12, 7), date(2026, 9, 14), date(2026, 12, 6), "on a Monday twelve whole weeks"),
    ],
)
def test_the_window_begins_on_a_monday_and_ends_yesterday(today: date, first: date, last: date, why: str) -> None:
    within = window(today)
    assert (within.first, within.last) == (first, last), why
    assert within.since == datetime.combine(first, time(), tzinfo=TOKYO)
    assert within.until == datetime.combine(today, time(), tzinfo=TOKYO), "what came today is tomorrow's figure"


def test_a_start_is_as_full_as_its_seats_are_taken() -> None:
    visits = [
        Visits(at(1, 9, 30), DONE, 2),
        Visits(at(8, 9, 30), ABSENT, 1),
        Visits(at(8, 9, 30), GONE, 5),  # takes no seat
        Visits(at(9, 9, 30), LIVE, 1),  # a day after the last
    ]
    found = occupancy(DAYS, date(2026, 12, 1), date(2026, 12, 8), visits)
    assert found.seats[1, time(9, 30)] == Seats(3, 4), "two Tuesdays of two counsellors"
    assert found.seats[2, time(9, 30)] == Seats(0, 2)
    assert found.starts[:2] == (time(9, 30), time(10))
    assert found.weekdays == (0, 1, 2, 3, 4)
    assert found.total.taken == 3


def test_a_visit_outside_the_openings_of_now_is_counted_all_the_same() -> None:
    found = occupancy(DAYS, date(2026, 12, 5), date(2026, 12, 5), [Visits(at(5, 11), DONE, 1)])
    assert (found.weekdays, found.starts, found.total) == ((5,), (time(11),), Seats(1, 0))


def test_people_wait_in_calendar_days_of_the_office() -> None:
    waits = [
        Wait(told(1, 9), told(1, 17), at(3, 14)),
        Wait(told(1, 23), told(2, 0), at(2, 9)),  # an hour, but another day
        Wait(told(2, 9), told(1, 9), at(1, 9)),  # a clock that was wrong
    ]
    found = figures(DAYS, window(TODAY), Facts(waits=waits)).waiting
    assert found.to_answer == {0: 2, 1: 1}
    assert found.to_visit == {2: 1, 1: 1, 0: 1}
    assert (found.usual_answer, found.usual_visit) == (0, 1)


def test_weeks_count_what_came_and_what_became_of_visits() -> None:
    facts = Facts(
        visits=[Visits(at(1, 9, 30), DONE, 2), Visits(at(8, 9, 30), ABSENT, 1), Visits(at(9, 9, 30), LIVE, 4)],
        received=[Received(told(6, 23), Channel.MAIL), Received(told(7, 0), Channel.TELEPHONE)],
    )
    *_, before, this = figures(DAYS, window(TODAY), facts).weeks
    assert before == Week(date(2026, 11, 30), {Channel.MAIL: 1}, {DONE: 2})
    assert this == Week(date(2026, 12, 7), {Channel.TELEPHONE: 1}, {ABSENT: 1}), "today is not over"


def test_a_question_with_two_reasons_of_one_name_counts_once_under_it() -> None:
    asked = [
        Asked(("vague_date", "year_inferred"), 2),
        Asked(("phone_odd", "vague_date"), 1),
        Asked(("phone_odd",), 4),
    ]
    found = figures(DAYS, window(TODAY), Facts(asked=asked))
    assert found.asked == (("連絡先の確認", 5), ("日付がはっきりしない", 3))
    assert found.questions == 7


def test_an_office_that_begins_has_figures_of_nothing() -> None:
    found = figures(DAYS, window(TODAY), Facts())
    assert (found.waiting.usual_answer, found.waiting.usual_visit, found.asked) == (None, None, ())
    assert len(found.weeks) == 12
    assert found.held.total.taken == 0


@given(st.lists(st.tuples(st.integers(1, 8), st.integers(9, 15), st.sampled_from(BookingState), st.integers(1, 4))))
def test_no_visit_is_lost_between_occupancy_and_weeks(rows: list[tuple[int, int, BookingState, int]]) -> None:
    visits = [Visits(at(day, hour), state, number) for day, hour, state, number in rows]
    found = figures(DAYS, window(TODAY), Facts(visits=visits))
    seated = sum(number for *_, state, number in rows if state is not GONE)
    assert found.held.total.taken == seated
    assert sum(sum(week.visits.values()) for week in found.weeks) == sum(number for *_, number in rows)
