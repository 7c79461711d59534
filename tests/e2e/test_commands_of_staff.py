"""A command of staff goes the way of everything that comes in, and its line runs at once."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from offices import AS_OF, bookings, contents, drop, dump, empty, log, query, row, run

from intake.commands import Act, Command, Outcome, Reason
from madoguchi.cli.carried_out import Done, carried_out
from madoguchi.clock import TOKYO
from madoguchi.config.folder import OfficeFolder
from madoguchi.errors import NotAllowed
from madoguchi.model.decision import Verdict
from madoguchi.store.engine import opened
from madoguchi.store.ledger import read_ledger

DURING = datetime(2026, 12, 3, 10, 15, tzinfo=TOKYO)  # the visit of M00001


@pytest.fixture
def folder(tmp_path: Path) -> OfficeFolder:
    office = empty(tmp_path / "o")
    booked = row("001", "見本 太郎", "28050-1", "12/3 10:00", mail="taro@mihon.example")
    asked = row("002", "見本 花子", "28050-2", "12/5 10:00")  # a Saturday: staff are asked
    drop(office, "a.csv", log(booked, asked))
    run(office)
    return office


def do(folder: OfficeFolder, act: Act, number: int = 1, *, as_of: datetime = AS_OF, **more: object) -> Done:
    return carried_out(folder.root, Command.model_validate({"act": act, "number": number} | more), as_of)


def verdicts(done: Done) -> list[Verdict | None]:
    return [one.decision.verdict if one.decision else None for one in done.requests]


def closes(folder: OfficeFolder) -> bool:
    with opened(folder.database, "toyooka") as store, store.reading() as transaction:
        return read_ledger(transaction).closes


def test_a_change_moves_the_booking_and_tells_the_person(folder: OfficeFolder) -> None:
    done = do(folder, Act.CHANGE, start="2026-12-10T14:00", why="会議のため")
    assert verdicts(done) == [Verdict.MOVE]
    assert {start for _, start, _ in bookings(folder)} == {"2026-12-10T14:00"}
    assert query(folder, "SELECT kind FROM outbox ORDER BY notice_id DESC LIMIT 1") == [("moved",)]
    assert not done.needs_person


def test_staff_may_move_to_a_time_whose_notice_has_passed(folder: OfficeFolder) -> None:
    assert verdicts(do(folder, Act.CHANGE, start="2026-11-30T14:00")) == [Verdict.MOVE]


def test_a_command_is_archived_counted_and_kept_whole(folder: OfficeFolder) -> None:
    do(folder, Act.CANCEL, why="体調不良")
    assert query(folder, "SELECT form, name FROM arrivals WHERE source = 'command'") == [
        ("command", "madoguchi cancel M00001")
    ]
    found = query(
        folder,
        "SELECT items.kind, items.outcome, items.channel, requests.concerns, requests.by_staff, requests.note"
        " FROM items JOIN requests USING (request_id) ORDER BY item_id DESC LIMIT 1",
    )
    assert found == [("cancellation", "cancellation", "telephone", 1, 1, "体調不良")]
    assert bookings(folder) == set()
    assert closes(folder)
    assert sorted(path.name for path in folder.root.glob("結果_*")) == ["結果_a.csv"]


def test_the_same_command_at_the_same_moment_changes_nothing(folder: OfficeFolder) -> None:
    first = do(folder, Act.CANCEL, why="体調不良")
    before, files = dump(folder), contents(folder.root)
    again = do(folder, Act.CANCEL, why="体調不良")
    assert again.requests == first.requests
    assert (dump(folder), contents(folder.root)) == (before, files)


def test_the_same_command_a_little_later_is_refused(folder: OfficeFolder) -> None:
    do(folder, Act.CANCEL, why="体調不良")
    with pytest.raises(NotAllowed, match="取消済み"):
        do(folder, Act.CANCEL, why="体調不良", as_of=AS_OF.replace(minute=1))


@pytest.mark.parametrize(
    ("act", "number", "start", "says"),
    [
        (Act.CHANGE, 99, "2026-12-10T14:00", "受付番号M00099の申込が見つかりません"),
        (Act.CHANGE, 1, "2026-12-12T14:00", "土曜日"),
        (Act.CHANGE, 1, "2026-12-10T14:10", "枠"),
        (Act.CHANGE, 1, "2026-11-27T14:00", "過ぎています"),
        (Act.BOOK, 1, "いつか", "確かめてください"),
        (Act.CHANGE, 2, "2026-12-10T14:00", "職員の確認待ち"),
        (Act.CANCEL, 2, "", "madoguchi withdraw"),
    ],
)
def test_what_cannot_be_is_said_and_stores_nothing(
    folder: OfficeFolder, act: Act, number: int, start: str, says: str
) -> None:
    before = dump(folder)
    with pytest.raises(NotAllowed, match=says):
        do(folder, act, number, start=start)
    assert dump(folder) == before


def test_a_withdrawal_ends_what_waits_for_staff(folder: OfficeFolder) -> None:
    assert verdicts(do(folder, Act.WITHDRAW, 2)) == [Verdict.WITHDRAW]
    assert query(folder, "SELECT state FROM requests WHERE request_id = 2") == [("withdrawn",)]
    assert query(folder, "SELECT count(*) FROM reviews WHERE closed_at IS NULL") == [(0,)]


def test_a_switch_to_the_telephone_keeps_its_reason_and_books_the_next_visit(folder: OfficeFolder) -> None:
    said = {"outcome": Outcome.TELEPHONE, "reason": Reason.LINE, "start": "2026-12-17T14:00"}
    done = do(folder, Act.RECORD, as_of=DURING, **said)
    assert verdicts(done) == [Verdict.COMPLETE, Verdict.BOOK]
    assert query(folder, "SELECT start, state, medium, why FROM bookings ORDER BY booking_id") == [
        ("2026-12-03T10:00", "completed", "telephone", "回線"),
        ("2026-12-17T14:00", "confirmed", "video", ""),
    ]
    assert query(folder, "SELECT email FROM requests ORDER BY request_id DESC LIMIT 1") == [("taro@mihon.example",)]
    assert closes(folder)


def test_the_next_visit_is_booked_during_a_visit_and_moves_nothing(folder: OfficeFolder) -> None:
    """Article 4: the second and later visits may be booked during a visit."""
    assert verdicts(do(folder, Act.BOOK, as_of=DURING, start="2026-12-17T14:00")) == [Verdict.BOOK]
    assert {start for _, start, _ in bookings(folder)} == {"2026-12-03T10:00", "2026-12-17T14:00"}


def test_a_next_visit_beside_one_that_is_to_come_asks(folder: OfficeFolder) -> None:
    done = do(folder, Act.BOOK, start="2026-12-17T14:00")
    assert verdicts(done) == [Verdict.REVIEW]
    assert done.needs_person
    assert {start for _, start, _ in bookings(folder)} == {"2026-12-03T10:00"}


@pytest.mark.parametrize(
    ("outcome", "state"), [(Outcome.CAME, "completed"), (Outcome.ABSENT, "no_show"), (Outcome.BROKEN_OFF, "broken_off")]
)
def test_a_record_says_how_the_visit_went(folder: OfficeFolder, outcome: Outcome, state: str) -> None:
    do(folder, Act.RECORD, as_of=DURING, outcome=outcome)
    assert query(folder, "SELECT state FROM bookings") == [(state,)]
    assert bookings(folder) == set()


def test_what_is_printed_is_for_people_and_for_programs(folder: OfficeFolder) -> None:
    (one,) = do(folder, Act.CANCEL, why="体調不良").requests
    assert one.said == "予約を取り消しました。2026年12月3日（木）午前10時の予約を取り消しました。"
    assert json.loads(json.dumps(one.as_json()))["verdict"] == "cancel"
