"""Commands that name one of several matters of a person, refuse, switch beforehand, or put a record right."""

from datetime import datetime
from pathlib import Path

import pytest
from offices import AS_OF, drop, empty, log, query, row, run

from intake.commands import Act, Command, Outcome, Reason
from madoguchi.cli.carried_out import Done, carried_out
from madoguchi.clock import TOKYO
from madoguchi.config.folder import OfficeFolder
from madoguchi.model.decision import Verdict

AFTER = datetime(2026, 12, 3, 10, 45, tzinfo=TOKYO)


@pytest.fixture
def folder(tmp_path: Path) -> OfficeFolder:
    office = empty(tmp_path / "o")
    booked = row("001", "見本 太郎", "28050-1", "12/3 10:00", mail="taro@mihon.example")
    other = row("002", "見本 太郎", "28050-1", "12/9 10:00", received="2026/11/30 9:30")  # asks: a change or the next?
    drop(office, "a.csv", log(booked, other))
    run(office)
    return office


def do(folder: OfficeFolder, act: Act, number: int, as_of: datetime = AS_OF, **more: object) -> list[Verdict | None]:
    done: Done = carried_out(folder.root, Command.model_validate({"act": act, "number": number} | more), as_of)
    return [one.decision.verdict if one.decision else None for one in done.requests]


def states(folder: OfficeFolder) -> list[object]:
    return [state for (state,) in query(folder, "SELECT state FROM requests WHERE request_id < 3 ORDER BY request_id")]


def test_a_withdrawal_is_of_the_request_that_is_named(folder: OfficeFolder) -> None:
    assert states(folder) == ["booked", "needs_review"]
    assert do(folder, Act.WITHDRAW, 2) == [Verdict.WITHDRAW]
    assert states(folder) == ["booked", "withdrawn"]
    assert query(folder, "SELECT state FROM bookings") == [("confirmed",)]


def test_a_refusal_keeps_its_reason(folder: OfficeFolder) -> None:
    assert do(folder, Act.REFUSE, 2, why="求職の登録がない") == [Verdict.REFUSE]
    assert states(folder) == ["booked", "refused"]
    assert query(folder, "SELECT count(*) FROM reviews WHERE closed_at IS NULL") == [(0,)]


@pytest.mark.parametrize(("by", "kept"), [("person", "person"), ("office", "office")])
def test_a_cancellation_keeps_who_wished_it_and_why(folder: OfficeFolder, by: str, kept: str) -> None:
    assert do(folder, Act.CANCEL, 1, why="都合", by=by) == [Verdict.CANCEL]
    ((state, changed_by, why),) = query(folder, "SELECT state, changed_by, why FROM bookings")
    assert (state, changed_by) == ("cancelled", kept)
    assert "都合" in str(why)


def test_before_the_visit_a_switch_changes_how_it_will_be_held(folder: OfficeFolder) -> None:
    assert do(folder, Act.RECORD, 1, outcome=Outcome.TELEPHONE, reason=Reason.WISH) == [Verdict.TO_TELEPHONE]
    assert query(folder, "SELECT state, medium, why FROM bookings") == [("confirmed", "telephone", "本人の希望")]


def test_a_record_is_put_right_by_another(folder: OfficeFolder) -> None:
    assert do(folder, Act.RECORD, 1, AFTER, outcome=Outcome.ABSENT) == [Verdict.NO_SHOW]
    later = AFTER.replace(minute=50)
    assert do(folder, Act.RECORD, 1, later, outcome=Outcome.CAME) == [Verdict.COMPLETE]
    assert query(folder, "SELECT state FROM bookings") == [("completed",)]
