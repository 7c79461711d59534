"""The verdicts on our reading and on a peer's values."""

import json
from datetime import date, datetime, time
from pathlib import Path

import pytest
import samples_of_requests as make
from naming import Clock, Day, Named, Stretch, Weekday
from scoring import Case, Verdict, judge_peer, judge_reading, load_cases

from intake.reading.doubts import doubt
from madoguchi.clock import TOKYO
from madoguchi.model.reading import Wish, WishReading
from scheduler.openings import OfficeDays

DAYS = OfficeDays(make.office())
RECEIVED = datetime(2026, 11, 30, 9, 0, tzinfo=TOKYO)
AM = ("09:30", "10:00", "10:30")
PM = ("14:00", "14:30", "15:00", "15:30")
THIRD, FIFTH = Day(2026, 12, 3), Day(2026, 12, 5)  # a Thursday and a Saturday
TEN, TWO, FIVE = Clock(time(10)), Clock(time(14)), Clock(time(17))
WEEK = Stretch(date(2026, 12, 7), date(2026, 12, 13))


def slots(*written: str) -> frozenset[datetime]:
    return frozenset(datetime.fromisoformat(f"2026-{one}") for one in written)


def on(day: str, *times: str) -> frozenset[datetime]:
    return slots(*(f"{day}T{one}" for one in times))


def case(allowed: frozenset[datetime] = frozenset(), **given: object) -> Case:
    known: dict[str, object] = {
        "text": "x" * 9,
        "received": RECEIVED,
        "ask": "no" if allowed else "must",
        "slots": allowed,
        "ranked": (),
        "never_dates": frozenset(),
        "never_starts": frozenset(),
    }
    return Case(**{**known, **given})  # type: ignore[arg-type] # fields by name


def naming(*values: Day | Stretch | Weekday | Clock):
    """Make a peer that names these values, one a letter, with a letter between."""
    return lambda _text, _received: [Named(2 * n, 2 * n + 1, value) for n, value in enumerate(values)]


ONE = case(on("12-03", "10:00"))
ALL_DAY = case(on("12-03", *AM, *PM))
NEXT_WEEK = case(frozenset().union(*(on(f"12-{n:02d}", *AM, *PM) for n in range(7, 12))))
MUST = case()


@pytest.mark.parametrize(
    ("about", "values", "verdict"),
    [
        (ONE, [THIRD, TEN], Verdict.RIGHT),
        (ONE, [THIRD, TWO], Verdict.WRONG),
        (ONE, [THIRD, TEN, TWO], Verdict.WRONG),  # one false value spoils it
        (ONE, [THIRD, TEN, THIRD], Verdict.RIGHT),  # one whole value suffices
        (ONE, [THIRD], Verdict.MISSED),  # the day is true, its time was not found
        (ONE, [TEN], Verdict.MISSED),
        (ONE, [TEN, THIRD], Verdict.RIGHT),
        (ONE, [TWO], Verdict.WRONG),
        (ONE, [FIFTH], Verdict.WRONG),
        (ONE, [], Verdict.MISSED),
        (ALL_DAY, [THIRD], Verdict.RIGHT),
        (ALL_DAY, [THIRD, TEN], Verdict.RIGHT),  # any of the slots will do
        (NEXT_WEEK, [WEEK], Verdict.RIGHT),  # closed days are left out
        (NEXT_WEEK, [WEEK, FIVE], Verdict.WRONG),
        (ONE, [WEEK], Verdict.WRONG),
        (MUST, [THIRD, TEN], Verdict.WRONG),
        (MUST, [FIFTH], Verdict.WRONG),
        (MUST, [], Verdict.ASKED),
        (MUST, [Day(2026, 11, 31)], Verdict.ASKED),
    ],
)
def test_a_peer_is_judged_generously(about, values, verdict):
    assert judge_peer(about, naming(*values), DAYS) is verdict


@pytest.mark.parametrize(
    ("about", "values", "verdict"),
    [
        (ONE, [THIRD, TEN], Verdict.RIGHT),
        (ONE, [THIRD, TWO], Verdict.WRONG),  # open, but not what was said
        (MUST, [FIFTH, TEN], Verdict.ASKED),  # a Saturday
        (MUST, [THIRD, FIVE], Verdict.ASKED),  # after hours
        (MUST, [FIVE], Verdict.ASKED),
        (MUST, [Day(2026, 11, 30), TEN], Verdict.ASKED),  # the same day
        (MUST, [Day(2027, 2, 26)], Verdict.ASKED),  # beyond the horizon
        (MUST, [THIRD, TEN], Verdict.WRONG),
        (NEXT_WEEK, [WEEK, TEN], Verdict.RIGHT),
        (MUST, [], Verdict.ASKED),
        (ONE, [], Verdict.MISSED),
    ],
)
def test_a_careful_caller_asks_when_nothing_is_open(about, values, verdict):
    assert judge_peer(about, naming(*values), DAYS, careful=True) is verdict


def test_a_careful_caller_asks_when_the_weekday_contradicts():
    text = "12/3(火)10時"

    def read(_text: str, _received: datetime) -> list[Named]:
        return [Named(0, 4, THIRD), Named(5, 6, Weekday(1)), Named(7, 10, TEN)]

    mismatch = case(text=text)
    assert judge_peer(mismatch, read, DAYS) is Verdict.WRONG
    assert judge_peer(mismatch, read, DAYS, careful=True) is Verdict.ASKED


def test_a_range_of_times_takes_the_slots_that_begin_in_it():
    afternoon = case(on("12-03", *PM), text="3日14時〜16時")

    def read(_text: str, _received: datetime) -> list[Named]:
        return [Named(0, 2, THIRD), Named(2, 5, TWO), Named(6, 9, Clock(time(16)))]

    assert judge_peer(afternoon, read, DAYS) is Verdict.RIGHT
    assert judge_peer(case(on("12-03", "14:00"), text=afternoon.text), read, DAYS) is Verdict.WRONG


def test_an_exception_counts_as_asked():
    def fail(_text: str, _received: datetime) -> list[Named]:
        raise KeyError

    assert judge_peer(ONE, fail, DAYS) is Verdict.ASKED


def reading(*wishes: tuple[int, frozenset[datetime]], ask: bool = False) -> WishReading:
    made = tuple(Wish(rank=rank, text="x", slots=tuple(sorted(these))) for rank, these in wishes)
    return WishReading(wishes=made, doubts=(doubt("none"),) if ask else ())


FIRST, SECOND = on("12-03", "10:00"), on("12-04", "14:00")


@pytest.mark.parametrize(
    ("about", "read", "verdict"),
    [
        (ONE, reading((1, FIRST)), Verdict.RIGHT),
        (ONE, reading((1, FIRST | SECOND)), Verdict.WRONG),
        (ONE, reading((1, FIRST), ask=True), Verdict.ASKED),
        (ONE, reading(), Verdict.WRONG),  # neither a doubt nor a wish
        (MUST, reading((1, FIRST)), Verdict.WRONG),
        (case(FIRST | SECOND, ranked=(FIRST, SECOND)), reading((1, FIRST), (2, SECOND)), Verdict.RIGHT),
        (case(FIRST | SECOND, ranked=(FIRST, SECOND)), reading((1, SECOND), (2, FIRST)), Verdict.WRONG),
        (case(FIRST, never_dates=frozenset({"2026-12-03"})), reading((1, FIRST)), Verdict.WRONG),
        (case(FIRST, never_starts=frozenset({"10:00"})), reading((1, FIRST)), Verdict.WRONG),
    ],
)
def test_our_reading_is_held_to_everything(about, read, verdict):
    assert judge_reading(about, read) is verdict


def test_cases_are_read_from_json_lines(tmp_path: Path):
    given = {
        "text": "12/3 10時",
        "received": "2026-11-30T09:00:00+09:00",
        "ask": "may",
        "slots": ["2026-12-03T10:00"],
        "ranked": [["2026-12-03T10:00"]],
        "never": {"dates": ["2026-12-10"]},
    }
    bare = {**given, "ranked": None, "never": None}
    path = tmp_path / "cases.jsonl"
    path.write_text(f"{json.dumps(given)}\n\n{json.dumps(bare)}\n", encoding="utf-8")
    assert load_cases(path) == [
        Case("12/3 10時", RECEIVED, "may", FIRST, (FIRST,), frozenset({"2026-12-10"}), frozenset()),
        Case("12/3 10時", RECEIVED, "may", FIRST, (), frozenset(), frozenset()),
    ]
