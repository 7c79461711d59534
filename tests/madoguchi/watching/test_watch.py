"""The heart of a watch with passes that a test holds in its hands."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

import pytest
from offices import AS_OF
from watched import until

from intake.taken import Taken
from madoguchi.cli import watch as watching
from madoguchi.cli.line import Report
from madoguchi.cli.watch import Hint, Watch
from madoguchi.cli.watching import rhythm
from madoguchi.cli.watching.journal import Entry
from madoguchi.cli.watching.one_pass import Ahead, Passed
from madoguchi.progress import Progress

PATIENCE = 60  # seconds; nothing here is measured
DAY = timedelta(days=1)


class _Passes:
    """Passes that end when the test says so."""

    def __init__(self) -> None:
        self.begun: SimpleQueue[Progress] = SimpleQueue()
        self.ends: SimpleQueue[Passed] = SimpleQueue()

    def __call__(self, root: Path, as_of: datetime, progress: Progress) -> Passed:
        del root, as_of
        self.begun.put(progress)
        return self.ends.get(timeout=PATIENCE)

    def end(self, *, arrivals: int = 0) -> None:
        report = Report(taken=Taken(arrivals=arrivals))
        self.ends.put(Passed(report, Ahead(DAY, timedelta(), datetime.now(AS_OF.tzinfo) + DAY)))


class _Clock:
    """Goes on when the test says so."""

    now = 0.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> _Clock:
    clock = _Clock()
    monkeypatch.setattr(watching, "time", clock)
    return clock


@pytest.fixture
def passes(monkeypatch: pytest.MonkeyPatch) -> _Passes:
    """Return the passes; they may come hard upon one another here."""
    passes = _Passes()
    monkeypatch.setattr(watching, "one_pass", passes)
    monkeypatch.setattr(watching, "_LOOK_UP", 0.05)
    monkeypatch.setattr(rhythm, "GAP", timedelta())
    return passes


@contextmanager
def _staying(told: SimpleQueue[Entry]) -> Iterator[tuple[Watch, Thread]]:
    watch = Watch(Path(), told.put)
    thread = Thread(target=watch.stay, daemon=True)
    thread.start()
    yield watch, thread
    watch.events.put(Hint.STOP)
    thread.join(PATIENCE)
    assert not thread.is_alive()


def test_a_hint_during_a_pass_brings_another_and_nothing_else_does(passes: _Passes) -> None:
    with _staying(SimpleQueue()) as (watch, _):
        passes.begun.get(timeout=PATIENCE)
        for hint in (Hint.MAIL, Hint.FILE, Hint.MAIL):
            watch.events.put(hint)
        until(watch.events.empty, "the hints")
        assert passes.begun.empty(), "one pass at a time"
        passes.end()
        passes.begun.get(timeout=PATIENCE)
        passes.end()
        until(lambda: not watch.at_work, "the end of the second pass")
    assert passes.begun.empty(), "a heap of hints is one pass"


def test_a_pass_that_gets_on_is_waited_for_at_the_end(passes: _Passes, clock: _Clock) -> None:
    told: SimpleQueue[Entry] = SimpleQueue()
    with _staying(told) as (watch, thread):
        progress = passes.begun.get(timeout=PATIENCE)
        watch.events.put(Hint.STOP)
        until(watch.events.empty, "the stop")
        for stored in range(20):
            clock.now += 0.9 * watching._SIGN_OF_LIFE
            progress("intake", stored, 20)
            thread.join(0.05)
            assert thread.is_alive()
        passes.end(arrivals=3)
        thread.join(PATIENCE)
        assert not watch.at_work
    assert told.get(timeout=PATIENCE).figures["arrivals"] == 3


def test_a_pass_without_a_sign_of_life_is_left_where_it_stands(passes: _Passes, clock: _Clock) -> None:
    def left() -> bool:
        clock.now += 1
        return not thread.is_alive()

    with _staying(SimpleQueue()) as (watch, thread):
        passes.begun.get(timeout=PATIENCE)
        watch.events.put(Hint.STOP)
        until(left, "the end")
        assert watch.at_work
    passes.end()


@pytest.mark.usefixtures("clock")
def test_who_asks_twice_does_not_wait(passes: _Passes) -> None:
    with _staying(SimpleQueue()) as (watch, thread):
        passes.begun.get(timeout=PATIENCE)
        watch.events.put(Hint.STOP)
        watch.events.put(Hint.STOP)
        thread.join(PATIENCE)
        assert not thread.is_alive()
    passes.end()


def test_a_pass_that_failed_is_tried_again_and_another_run_is_waited_for(
    passes: _Passes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rhythm, "_FIRST_PAUSE", 0.05)
    told: SimpleQueue[Entry] = SimpleQueue()
    with _staying(told):
        passes.ends.put(Passed(trouble=("記録庫につながりません。",)))
        passes.ends.put(Passed())
        passes.end()
        for _ in range(3):
            passes.begun.get(timeout=PATIENCE)
    assert told.get(timeout=PATIENCE).troubles == ("記録庫につながりません。",)
