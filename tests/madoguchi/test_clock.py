from datetime import UTC, datetime, timedelta

import pytest

from madoguchi import clock
from madoguchi.clock import TOKYO


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2026-11-30T09:00", datetime(2026, 11, 30, 9, 0, tzinfo=TOKYO)),
        ("2026-11-30 09:00:05", datetime(2026, 11, 30, 9, 0, 5, tzinfo=TOKYO)),
        ("2026-11-30", datetime(2026, 11, 30, tzinfo=TOKYO)),
        ("2026-11-30T00:00Z", datetime(2026, 11, 30, 9, 0, tzinfo=TOKYO)),
        ("2026-11-29T20:00-04:00", datetime(2026, 11, 30, 9, 0, tzinfo=TOKYO)),
        ("2026-11-30T09:00:00.999", datetime(2026, 11, 30, 9, 0, tzinfo=TOKYO)),
    ],
)
def test_an_as_of_time_is_japanese_unless_it_says_otherwise(text: str, read: datetime) -> None:
    assert clock.parse_as_of(text) == read
    assert clock.parse_as_of(text).tzinfo is TOKYO


@pytest.mark.parametrize(
    "text", ["", "tomorrow", "2026-02-29", "2026-11-30T25:00", "0001-01-01T00:00+23:59", "9999-12-31T23:59-12:00"]
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        clock.parse_as_of(text)


def test_now_is_aware_and_to_the_second() -> None:
    assert clock.now().tzinfo is TOKYO
    assert clock.now().microsecond == 0


def test_the_wall_clock_of_the_office_and_utc() -> None:
    wall = datetime(2026, 12, 3, 14, 30)
    assert clock.utc(wall) == datetime(2026, 12, 3, 5, 30, tzinfo=UTC)
    assert clock.local(clock.utc(wall)) == wall
    assert clock.local(clock.utc(wall)).tzinfo is None
    assert clock.aware(wall).utcoffset() == timedelta(hours=9)
