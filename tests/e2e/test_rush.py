"""Eight processes at once on the same 50 times; `benchmarks/rush.py` does the same 2,000 times."""

from pathlib import Path

import pytest
import rush
from sqlalchemy import URL

from madoguchi.model.request import RequestState

TRIES = 8 * 25


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | URL:
    if request.param == "sqlite":
        return tmp_path / "madoguchi.db"
    url: URL = request.getfixturevalue("cluster").new_database()
    return url


def test_no_time_is_booked_twice_and_no_request_is_lost(place: Path | URL) -> None:
    found = rush.rush(place, TRIES)
    times = len(rush.TIMES)
    assert found.told == {RequestState.BOOKED: times, RequestState.REVIEW: TRIES - times}
    assert found.states == found.told
    assert (found.live, found.times) == (times, times)
