"""How long a letter is tried, and from when its person is called instead."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.clock import TOKYO
from scheduler.sending.patience import call_from, last_open_before, next_try

AS_OF = datetime(2026, 11, 30, 9, 0, tzinfo=TOKYO)  # a Monday
CLOSED = {date(2026, 12, 5), date(2026, 12, 6)}


def _open(day: date) -> bool:
    return day not in CLOSED


def test_tries_become_rarer_up_to_some_hours() -> None:
    waits = [next_try(7, tries, AS_OF) - AS_OF for tries in range(1, 12)]
    minutes = [1, 2, 5, 15, 30, 60, 120, 180, 180, 180, 180]
    assert all(
        timedelta(minutes=m) <= wait <= timedelta(minutes=1.25 * m) for m, wait in zip(minutes, waits, strict=True)
    )


@given(st.integers(1, 10**6), st.integers(1, 50))
def test_a_run_again_gives_the_same_next_try(number: int, tries: int) -> None:
    assert next_try(number, tries, AS_OF) == next_try(number, tries, AS_OF) > AS_OF


def test_letters_put_off_together_are_not_tried_together() -> None:
    assert len({next_try(number, 5, AS_OF) for number in range(100)}) > 50


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)


CALLS = [
    ("2026-11-30T09:00", None, "2026-12-02T09:00", "no visit: two days"),
    ("2026-11-30T09:00", "2026-12-20T10:00", "2026-12-02T09:00", "a visit far ahead: two days"),
    ("2026-12-01T17:00", "2026-12-03T10:00", "2026-12-02T12:00", "noon of the day before"),
    ("2026-12-03T17:00", "2026-12-07T10:00", "2026-12-04T12:00", "a Monday: noon of the Friday before"),
    ("2026-12-02T11:30", "2026-12-03T10:00", "2026-12-02T12:30", "an hour is left to the letter"),
    ("2026-12-02T20:00", "2026-12-03T10:00", "2026-12-02T21:00", "noon is past: after an hour"),
    ("2026-12-03T09:30", "2026-12-03T11:00", "2026-12-03T10:00", "very near: an hour before the visit at the latest"),
    ("2026-12-03T10:30", "2026-12-03T11:00", "2026-12-03T10:30", "nearer still: at once"),
]


@pytest.mark.parametrize(("since", "start", "expected", "why"), CALLS)
def test_a_person_is_called_while_there_is_time(since: str, start: str | None, expected: str, why: str) -> None:
    visit = _at(start) if start else None
    assert call_from(_at(since).replace(tzinfo=TOKYO), visit, None, _open) == _at(expected).replace(tzinfo=TOKYO), why


def test_an_offer_is_called_about_while_half_of_its_time_is_left() -> None:
    assert call_from(AS_OF, None, AS_OF + timedelta(hours=24), _open) == AS_OF + timedelta(hours=12)
    assert call_from(AS_OF, None, AS_OF - timedelta(hours=1), _open) == AS_OF, "over already: at once"


@given(
    st.datetimes(datetime(2026, 11, 1), datetime(2026, 12, 31)),
    st.none() | st.timedeltas(timedelta(0), timedelta(days=30)),
)
def test_nobody_is_called_before_the_letter_was_there_nor_after_two_days_nor_when_the_visit_has_begun(
    since: datetime, ahead: timedelta | None
) -> None:
    written = since.replace(microsecond=0, tzinfo=TOKYO)
    start = None if ahead is None else since + ahead
    called = call_from(written, start, None, _open)
    assert written <= called <= written + timedelta(days=2)
    assert start is None or called <= max(written, start.replace(tzinfo=TOKYO))


def test_where_the_office_is_closed_for_weeks_the_day_before_counts() -> None:
    assert last_open_before(date(2026, 12, 7), lambda _: False) == date(2026, 12, 6)
    assert last_open_before(date(2026, 12, 7), _open) == date(2026, 12, 4)
