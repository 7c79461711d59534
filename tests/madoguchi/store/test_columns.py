from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.clock import TOKYO
from madoguchi.store import columns

moments = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)).map(lambda one: one.replace(microsecond=0))


@given(moments, moments)
def test_moments_come_back_and_sort_as_text(one: datetime, other: datetime) -> None:
    first, second = one.replace(tzinfo=TOKYO), other.replace(tzinfo=timezone(timedelta(hours=-5)))
    assert columns.moment(columns.moment_text(first)) == first
    assert (columns.moment_text(first) < columns.moment_text(second)) == (first < second)


@given(st.lists(moments.map(lambda one: one.replace(second=0))))
def test_starts_come_back_in_their_order(starts: list[datetime]) -> None:
    assert columns.starts(columns.starts_text(starts)) == tuple(starts)


def test_moments_stand_in_utc() -> None:
    assert columns.moment_text(datetime(2026, 11, 30, 9, 0, tzinfo=TOKYO)) == "2026-11-30T00:00:00+00:00"
    assert columns.moment("2026-11-30T00:00:00+00:00").tzinfo is TOKYO
    assert columns.moment(columns.moment_text(datetime(2026, 1, 1, tzinfo=UTC))).hour == 9


def test_japanese_stays_readable() -> None:
    assert columns.json_text({"b": "満席", "a": 1}) == '{"a":1,"b":"満席"}'


@pytest.mark.parametrize("start", [datetime(2026, 12, 3, 14, 30), datetime(2026, 12, 3, 9, 5)])
def test_a_start_is_a_wall_clock_time(start: datetime) -> None:
    assert columns.start(columns.start_text(start)) == start
