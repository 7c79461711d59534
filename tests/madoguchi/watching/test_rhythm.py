"""When the next pass comes."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.backoff import JITTER, pause
from madoguchi.cli.watching.rhythm import EVERY, GAP, Rhythm, every_of, next_occasion
from madoguchi.clock import TOKYO
from madoguchi.config.load import parse_office
from madoguchi.config.office import Office
from madoguchi.paths import shipped

NOON = datetime(2026, 11, 30, 12, 0, tzinfo=TOKYO)
SECOND = timedelta(seconds=1)
DONE = Rhythm().began().succeeded(NOON, EVERY)
FAILED = Rhythm().began().failed(NOON, chance=0)

WAITS = [
    (Rhythm(), NOON, 0, "the first pass comes at once"),
    (DONE, NOON, 300, "nothing is known to come: the clock alone asks"),
    (DONE, NOON + 400 * SECOND, 0, "the clock was not looked at for long (the machine slept)"),
    (DONE.hinted(NOON), NOON, 5, "hints come in heaps"),
    (DONE.hinted(NOON + 60 * SECOND), NOON + 60 * SECOND, 0, "a hint long after the last pass is served at once"),
    (DONE.hinted(NOON + 11 * SECOND), NOON, 11, "a file that has to rest is waited for"),
    (DONE.hinted(NOON + 20 * SECOND).hinted(NOON + 11 * SECOND), NOON, 11, "the earlier of two wishes counts"),
    (DONE.hinted(NOON + 11 * SECOND).hinted(NOON + 20 * SECOND), NOON, 11, "however they come"),
    (DONE.hinted(NOON + 3600 * SECOND), NOON, 300, "what is far away does not put the clock off"),
    (DONE.hinted(NOON + 9 * SECOND).began().succeeded(NOON, EVERY), NOON, 300, "a pass serves the hints before it"),
    (DONE.began().hinted(NOON).succeeded(NOON + SECOND, EVERY), NOON + SECOND, 5, "and none that comes during it"),
    (DONE, NOON - SECOND, 0, "the clock was set back: what was reckoned means nothing"),
    (FAILED, NOON, 5, "a failed pass is tried again soon"),
    (FAILED.began().failed(NOON, 0), NOON, 10, "then later"),
    (FAILED.began().failed(NOON, 0).began().failed(NOON, 0), NOON, 20, "and later"),
    (FAILED.hinted(NOON), NOON, 5, "a hint does not shorten the pause: what failed would fail again"),
    (FAILED.began().succeeded(NOON, EVERY), NOON, 300, "all is forgotten when it is well again"),
    (FAILED.hinted(NOON).began().failed(NOON, 0).hinted(NOON), NOON, 10, "hints do not add up"),
]


@pytest.mark.parametrize(
    ("rhythm", "now", "seconds", "why"), WAITS, ids=lambda one: one if isinstance(one, str) else ""
)
def test_the_next_pass_comes_when_it_is_due(rhythm: Rhythm, now: datetime, seconds: int, why: str) -> None:
    assert rhythm.wait(now) == seconds * SECOND, why


_SECONDS = st.integers(0, 7200)
_MINUTES = st.integers(1, 60).map(lambda minutes: timedelta(minutes=minutes))
_CHANCE = st.floats(0, 1)
_HAPPENINGS = st.lists(
    st.tuples(_SECONDS, st.sampled_from(["hint", "later", "succeeded", "failed"]), _CHANCE), max_size=20
)


def _lived(every: timedelta, happenings: list[tuple[int, str, float]]) -> tuple[Rhythm, datetime]:
    """Let things happen one after another, each so many seconds after the one before."""
    rhythm, now = Rhythm().began().succeeded(NOON, every), NOON
    for seconds, what, chance in happenings:
        now += seconds * SECOND
        if what == "hint":
            rhythm = rhythm.hinted(now)
        elif what == "later":
            rhythm = rhythm.hinted(now + timedelta(seconds=3600 * chance))
        elif what == "succeeded":
            rhythm = rhythm.began().succeeded(now, every)
        else:
            rhythm = rhythm.began().failed(now, chance)
    return rhythm, now


@given(_MINUTES, _HAPPENINGS)
def test_no_pass_comes_later_than_the_office_says(every: timedelta, happenings: list[tuple[int, str, float]]) -> None:
    rhythm, now = _lived(every, happenings)
    assert rhythm.ended_at is not None
    assert now + rhythm.wait(now) <= max(now, rhythm.ended_at + every)


@given(_MINUTES, _HAPPENINGS)
def test_no_pass_comes_hard_upon_another(every: timedelta, happenings: list[tuple[int, str, float]]) -> None:
    rhythm, _ = _lived(every, happenings)
    assert rhythm.ended_at is not None
    least = timedelta(seconds=5 * (1 - JITTER)) if rhythm.failures else GAP
    assert rhythm.wait(rhythm.ended_at) >= least


@given(_MINUTES, _HAPPENINGS)
def test_a_hint_during_a_pass_is_not_lost(every: timedelta, happenings: list[tuple[int, str, float]]) -> None:
    rhythm, now = _lived(every, happenings)
    assert rhythm.began().hinted(now).succeeded(now, every).wait(now) == GAP


@given(st.integers(1, 10_000), st.floats(0.1, 60), st.floats(60, 7200), _CHANCE)
def test_a_pause_is_bounded_and_chance_takes_half_of_it_at_most(
    failures: int, first: float, longest: float, chance: float
) -> None:
    plain, spread = pause(failures, first, longest, 0), pause(failures, first, longest, chance)
    assert first <= plain <= longest
    assert plain * (1 - JITTER) <= spread <= plain
    assert plain <= pause(failures + 1, first, longest, 0), "never shorter than the one before"


def _office(more: str = "", old: str = "", new: str = "") -> Office:
    text = (shipped("examples") / "office.toml").read_text(encoding="utf-8")
    assert old in text
    return parse_office((text.replace(old, new) + more).encode())


IMAP = '\n[imap]\nhost = "mail.example"\nuser = "a"\npoll_minutes = 2\nreconcile_at = 03:00:00\n'
OCCASIONS = [
    (_office(), "08:00:00", "2026-11-30 09:00", "reminders go out"),
    (_office(), "09:00:00", "2026-12-01 00:00", "a new day has other day sheets, and another first free day"),
    (_office(), "23:59:59", "2026-12-01 00:00", "the last second"),
    (_office(), "00:00:00", "2026-11-30 09:00", "only what lies ahead counts"),
    (_office(old="reminder_days = 1", new="reminder_days = 0"), "00:00:00", "2026-12-01 00:00", "nobody is reminded"),
    (_office(IMAP), "00:00:00", "2026-11-30 03:00", "the mailbox is held against ours"),
    (_office(IMAP), "03:00:00", "2026-11-30 09:00", "once a day"),
]


@pytest.mark.parametrize(
    ("office", "now", "expected", "why"), OCCASIONS, ids=lambda one: one if isinstance(one, str) else ""
)
def test_the_calendar_asks_for_passes(office: Office, now: str, expected: str, why: str) -> None:
    at = datetime.fromisoformat(f"2026-11-30T{now}+09:00")
    assert next_occasion(office, at) == datetime.fromisoformat(expected).replace(tzinfo=TOKYO), why


def test_the_mailbox_sets_how_far_apart_passes_may_be() -> None:
    assert every_of(_office()) == EVERY
    assert every_of(_office(IMAP)) == timedelta(minutes=2)
