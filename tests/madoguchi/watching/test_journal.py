"""What a watch tells: nothing twice, nobody by name, one line a minute at most."""

import itertools
from collections import Counter
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.taken import Taken
from madoguchi.cli.line import Report
from madoguchi.cli.watching.journal import APART, Entry, Journal, figures, troubles
from madoguchi.cli.watching.one_pass import Passed
from madoguchi.clock import TOKYO
from madoguchi.model.decision import Verdict
from scheduler.calendar.lint import Finding
from scheduler.told import Told
from sitegen.publishing.rollback import Hold

NOON = datetime(2026, 11, 30, 12, 0, tzinfo=TOKYO)
SECOND = timedelta(seconds=1)
AWAY = "メールサーバー「mail.example」が応答しません。"


def _passed(*, arrivals: int = 0, sent: int = 0, away: str = "") -> Passed:
    taken = Taken(arrivals=arrivals, items=arrivals, away=[away] if away else [])
    return Passed(Report(taken=taken, told=Told(handed_over=sent)))


def _said(entry: Entry | None) -> str:
    return "" if entry is None else entry.say().partition(" ")[2].partition(" ")[2]


def test_a_pass_without_news_says_nothing() -> None:
    journal = Journal()
    journal.note(_passed())
    journal.note(Passed())
    assert journal.entry(NOON, at_once=True) is None


def test_what_passes_do_within_a_minute_is_one_line() -> None:
    journal = Journal()
    journal.note(_passed(arrivals=1))
    assert _said(journal.entry(NOON)) == "届いたもの 1、読み取り 1。"
    journal.note(_passed(arrivals=2))
    assert journal.entry(NOON + SECOND) is None
    journal.note(_passed(arrivals=1, sent=4))
    assert journal.entry(NOON + 59 * SECOND) is None
    assert _said(journal.entry(NOON + 60 * SECOND)) == "届いたもの 3、読み取り 3、送信 4。"
    assert journal.entry(NOON + 600 * SECOND) is None


def test_what_is_away_is_said_when_it_goes_and_when_it_is_back() -> None:
    journal = Journal()
    journal.note(_passed(away=AWAY))
    assert _said(journal.entry(NOON)) == AWAY
    journal.note(_passed(away=AWAY))
    assert journal.entry(NOON + 60 * SECOND) is None
    journal.note(_passed(arrivals=1, away=AWAY))
    assert _said(journal.entry(NOON + 120 * SECOND)) == "届いたもの 1、読み取り 1。"
    journal.note(Passed())
    assert journal.entry(NOON + 180 * SECOND) is None, "a pass that another run kept away knows nothing of it"
    journal.note(_passed())
    assert _said(journal.entry(NOON + 240 * SECOND)) == "正常に戻りました。"


def test_a_fault_that_comes_and_goes_within_a_minute_is_no_news() -> None:
    journal = Journal()
    journal.note(_passed(arrivals=1))
    assert journal.entry(NOON)
    journal.note(_passed(away=AWAY))
    journal.note(_passed())
    assert journal.entry(NOON + 60 * SECOND) is None


def test_a_clock_that_was_set_back_keeps_nothing_back() -> None:
    journal = Journal()
    journal.note(_passed(arrivals=1))
    assert journal.entry(NOON)
    journal.note(_passed(arrivals=1))
    assert journal.entry(NOON - timedelta(days=1))


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(0, 2), st.sampled_from(["", AWAY])), max_size=30))
def test_lines_are_a_minute_apart_and_lose_no_figure(passes: list[tuple[int, int, str]]) -> None:
    journal, now, told = Journal(), NOON, []
    for seconds, arrivals, away in passes:
        now += seconds * SECOND
        journal.note(_passed(arrivals=arrivals, away=away))
        told += [entry] if (entry := journal.entry(now)) else []
    assert all(later.at - earlier.at >= APART for earlier, later in itertools.pairwise(told))
    told += [entry] if (entry := journal.entry(now, at_once=True)) else []
    assert sum(entry.figures["arrivals"] for entry in told) == sum(arrivals for _, arrivals, _ in passes)


def test_decisions_are_counted_as_staff_know_them() -> None:
    decided = {Verdict.BOOK: 3, Verdict.MOVE: 2, Verdict.CANCEL: 1, Verdict.REVIEW: 4, Verdict.DUPLICATE: 9}
    counted = figures(Report(taken=Taken(reviews=1), decided=decided, told=Told(refused=5)))
    assert counted == Counter(booked=3, moved=2, cancelled=1, reviews=5, refused=5)


TROUBLES = [
    (Passed(trouble=("x。",)), "x。", "a pass that could not be done says why"),
    (Passed(Report(taken=Taken(left=["「見本太郎.pdf」は読めません。"]))), "1 件", "a file may bear a name"),
    (Passed(Report(told=Told(waiting=2))), "2 通", "the server puts letters off"),
    (Passed(Report(told=Told(faulty={"a.ics": Finding(1, "a", "b", "c")}))), "カレンダーの誤り.txt", "a calendar"),
    (Passed(Report(refusal="見本 太郎")), "公開を止めています", "a refusal may name what it found"),
    (Passed(Report(hold=Hold(NOON, "x"))), "「madoguchi publish」を実行してください", "a site that was rolled back"),
    (Passed(Report(taken=Taken(growing=["「見本太郎.csv」"]))), "", "a file that grows is nobody's trouble"),
    (Passed(Report()), "", "all is well"),
]


@pytest.mark.parametrize(("passed", "expected", "why"), TROUBLES, ids=[one[-1] for one in TROUBLES])
def test_what_stands_in_the_way_is_told_without_names(passed: Passed, expected: str, why: str) -> None:
    said = " ".join(troubles(passed))
    assert expected in said, why
    assert bool(said) is bool(expected), why
    assert "見本" not in said


def test_other_programs_get_every_figure_and_whatever_stands_in_the_way() -> None:
    entry = Entry(NOON, Counter(arrivals=2), (AWAY,), changed=False)
    assert entry.as_json() == {
        "at": "2026-11-30T12:00:00+09:00",
        "arrivals": 2,
        "items": 0,
        "booked": 0,
        "moved": 0,
        "cancelled": 0,
        "reviews": 0,
        "sent": 0,
        "refused": 0,
        "troubles": [AWAY],
    }
