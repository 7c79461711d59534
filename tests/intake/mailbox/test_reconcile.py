"""When the server's list is held against ours, and what is said of it."""

from datetime import datetime, time, timedelta

import pytest

from intake.mailbox.reconcile import Differences, is_due
from madoguchi.clock import TOKYO

THREE = datetime(2026, 11, 30, 3, 0, tzinfo=TOKYO)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("as_of", "last", "due"),
    [
        pytest.param(THREE, None, False, id="nothing of ours is there before the first visit"),
        pytest.param(THREE, THREE - MINUTE, True, id="the time has come"),
        pytest.param(THREE - MINUTE, THREE - 2 * MINUTE, False, id="not yet"),
        pytest.param(THREE + MINUTE, THREE, False, id="done today"),
        pytest.param(THREE + 5 * DAY, THREE, True, id="the office was closed for days"),
        pytest.param(THREE - MINUTE, THREE - DAY - MINUTE, True, id="yesterday's is still to be done"),
        pytest.param(THREE - DAY, THREE, False, id="a clock that was set back asks for nothing"),
    ],
)
def test_it_is_done_once_from_each_days_time_on(as_of: datetime, last: datetime | None, *, due: bool) -> None:
    assert is_due(as_of, last, time(3)) is due


def test_nothing_is_said_where_nothing_differs() -> None:
    assert Differences(besides=7).say("処理済") == ""


def test_each_difference_is_said_with_its_number() -> None:
    said = Differences(missed=1, came=2, lost=3, gone=4, besides=9, grown=5).say("処理済")
    assert [number for number in "12345" if f"{number}通" in said] == list("12345")
    assert "「処理済」" in said
