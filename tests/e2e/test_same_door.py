"""Staff settle what is doubtful by filling a list in; nothing else is needed to work a whole day."""

import csv
import io
import zlib
from datetime import timedelta
from pathlib import Path

import pytest
from calendar_replies import TARO, answer, calls, ics, mailbox_of, uid_of
from offices import AS_OF, OfficeFolder, bookings, drop, empty, log, query, row, run

from madoguchi.cli.line import run_stages
from madoguchi.sheets import REVIEW_LIST, TELEPHONE_LIST

RESULT = "結果（実施・電話に切替・途中で終了・連絡なし・中止）"
DOUBTFUL = row("001", "見本 太郎", "28050-1", "12/3(金) 10:00")


def _office(tmp_path: Path, *rows: str) -> OfficeFolder:
    folder = empty(tmp_path)
    drop(folder, "a.csv", log(*rows))
    run(folder)
    return folder


def _read(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def _filled(path: Path, encoding: str = "cp932", **cells: str) -> bytes:
    """Fill cells of the first row, as a clerk does in Excel."""
    rows = _read(path)
    rows[0].update(cells)
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


FIXED_TIMES = [
    ("12/4 14:30", "2026-12-04T14:30", "short"),
    ("2026-12-04 14:30", "2026-12-04T14:30", "as the list writes it"),
    ("2026/12/4 14:30", "2026-12-04T14:30", "as Excel saves it"),
    ("令和8年12月4日14時半", "2026-12-04T14:30", "in words"),
    ("12/1 9:30", "2026-12-01T09:30", "tomorrow"),
]


@pytest.mark.parametrize(("written", "start", "why"), FIXED_TIMES)
def test_a_fixed_time_becomes_a_booking(tmp_path: Path, written: str, start: str, why: str) -> None:
    folder = _office(tmp_path, DOUBTFUL)
    drop(folder, REVIEW_LIST, _filled(folder.staff / REVIEW_LIST, 確定日時=written, 担当者="受付A"))
    run(folder)
    assert {(seeker, at) for seeker, at, _ in bookings(folder)} == {("28050-1", start)}, why
    assert _read(folder.staff / REVIEW_LIST) == []
    assert query(folder, "SELECT closed_by FROM reviews") == [("受付A",)]
    assert query(folder, "SELECT outcome FROM items WHERE channel = 'staff'") == [("reply",)]


def test_staff_may_fix_a_time_of_the_same_day(tmp_path: Path) -> None:
    """The notice rule binds the machine, not the staff; the decision says that they decided."""
    folder = _office(tmp_path, DOUBTFUL)
    drop(folder, REVIEW_LIST, _filled(folder.staff / REVIEW_LIST, 確定日時="11/30 14:00"))
    run(folder)
    assert {at for _, at, _ in bookings(folder)} == {"2026-11-30T14:00"}
    assert "職員が日時を決めました" in str(query(folder, "SELECT reasons FROM decisions"))


def test_a_withdrawal_ends_the_matter(tmp_path: Path) -> None:
    folder = _office(tmp_path, DOUBTFUL)
    drop(folder, REVIEW_LIST, _filled(folder.staff / REVIEW_LIST, 取下げ="○"))
    run(folder)
    assert bookings(folder) == set()
    assert query(folder, "SELECT state FROM requests") == [("withdrawn",)]
    assert _read(folder.staff / REVIEW_LIST) == []


def test_a_list_filled_in_where_it_lies_is_taken_and_not_overwritten(tmp_path: Path) -> None:
    folder = _office(tmp_path, DOUBTFUL)
    path = folder.staff / REVIEW_LIST
    path.write_bytes(_filled(path, 確定日時="12/4 14:30"))
    run(folder)
    assert {at for _, at, _ in bookings(folder)} == {"2026-12-04T14:30"}
    assert _read(path) == []


BAD_ANSWERS = [
    ({"確定日時": "12/5 10:00"}, "土曜日", "a closed day"),
    ({"確定日時": "12/4"}, "", "no time"),
    ({"確定日時": "12/4 14:30", "取下げ": "○"}, "どちらか一つ", "both"),
    ({"確定日時": "11/27 10:00"}, "", "past"),
]


@pytest.mark.parametrize(("cells", "said", "why"), BAD_ANSWERS)
def test_an_answer_that_cannot_be_done_is_asked_again(
    tmp_path: Path, cells: dict[str, str], said: str, why: str
) -> None:
    folder = _office(tmp_path, DOUBTFUL)
    drop(folder, REVIEW_LIST, _filled(folder.staff / REVIEW_LIST, **cells))
    run(folder)
    assert bookings(folder) == set(), why
    (entry,) = _read(folder.staff / REVIEW_LIST)
    assert entry["要確認番号"] == "K00002"
    assert said in entry["確かめること"]


def test_a_full_time_is_asked_again(tmp_path: Path) -> None:
    others = [
        row(f"10{n}", f"見本 {n}子", f"28050-10{n}", "12/4 14:30").replace(f"{n}子", "花桃"[n] + "子") for n in (0, 1)
    ]
    folder = _office(tmp_path, *others, DOUBTFUL)
    drop(folder, REVIEW_LIST, _filled(folder.staff / REVIEW_LIST, 確定日時="12/4 14:30"))
    run(folder)
    (entry,) = _read(folder.staff / REVIEW_LIST)
    assert "いっぱい" in entry["確かめること"]
    assert len(bookings(folder)) == 2


def test_a_missing_number_is_filled_in_with_the_time(tmp_path: Path) -> None:
    folder = _office(tmp_path, row("001", "見本 太郎", "", "12/3 10:00"))
    drop(folder, REVIEW_LIST, _filled(folder.staff / REVIEW_LIST, 確定日時="12/3 10:00", 求職番号="28050-77"))
    run(folder)
    assert {(seeker, at) for seeker, at, _ in bookings(folder)} == {("28050-77", "2026-12-03T10:00")}


def test_an_unfilled_list_and_an_old_number_do_no_harm(tmp_path: Path) -> None:
    folder = _office(tmp_path, DOUBTFUL)
    untouched = (folder.staff / REVIEW_LIST).read_bytes()
    answered = _filled(folder.staff / REVIEW_LIST, 確定日時="12/4 14:30")
    drop(folder, "何もせず.csv", untouched)
    drop(folder, REVIEW_LIST, answered)
    run(folder)
    again = answered.replace(b"12/4 14:30", b"12/7 14:30")
    drop(folder, REVIEW_LIST, again)
    run(folder)
    assert {at for _, at, _ in bookings(folder)} == {"2026-12-04T14:30"}
    (entry,) = _read(folder.staff / REVIEW_LIST)
    assert "すでに済んでいます" in entry["確かめること"]


def test_a_change_that_cannot_be_met_is_settled_by_staff(tmp_path: Path) -> None:
    """The booking stays until staff name another time; then it moves, with the calendar's sequence raised."""
    booked = row("001", "見本 太郎", "28050-1", "12/3 10:00")
    change = row("002", "見本 太郎", "28050-1", "12/5 10:00", kind="変更", received="2026/11/30 9:30")
    folder = _office(tmp_path, booked, change)
    assert {at for _, at, _ in bookings(folder)} == {"2026-12-03T10:00"}
    drop(folder, REVIEW_LIST, _filled(folder.staff / REVIEW_LIST, 確定日時="12/8 15:00"))
    run(folder)
    assert {at for _, at, _ in bookings(folder)} == {"2026-12-08T15:00"}
    assert query(folder, "SELECT sequence FROM bookings") == [(1,)]


def test_a_call_that_was_made_leaves_the_telephone_list(tmp_path: Path) -> None:
    folder = _office(tmp_path, row("001", "見本 太郎", "28050-1", "12/3 10:00"))
    assert len(_read(folder.staff / TELEPHONE_LIST)) == 1
    drop(folder, TELEPHONE_LIST, _filled(folder.staff / TELEPHONE_LIST, 結果="不在", 担当者="受付A"))
    run(folder)
    (task,) = _read(folder.staff / TELEPHONE_LIST)
    assert task["これまで"] == "不在（受付A）"
    drop(folder, TELEPHONE_LIST, _filled(folder.staff / TELEPHONE_LIST, 結果="済"))
    run(folder, AS_OF + timedelta(hours=1))
    assert _read(folder.staff / TELEPHONE_LIST) == []
    assert query(folder, "SELECT state FROM outbox") == [("done",)]


def test_the_result_file_tells_the_new_state(tmp_path: Path) -> None:
    folder = _office(tmp_path, DOUBTFUL)
    result = folder.root / "結果_a.csv"
    assert _read(result)[0]["結果"] == "要確認"
    drop(folder, REVIEW_LIST, _filled(folder.staff / REVIEW_LIST, 確定日時="12/4 14:30"))
    run(folder)
    assert _read(result)[0]["結果"] == "予約済み"
    assert _read(folder.root / f"結果_{REVIEW_LIST}")[0]["結果"] == "予約済み"


def test_the_ticked_day_sheet_records_the_visits(tmp_path: Path) -> None:
    """Ticked where it lies or dropped into the inbox, and never written over before it is taken."""
    folder = _office(
        tmp_path, row("001", "見本 太郎", "28050-1", "12/1 10:00"), row("002", "見本 花子", "28050-2", "12/1 14:00")
    )
    sheet = folder.staff / "予約票_2026-12-01.csv"
    ticked = _filled(sheet, **{RESULT: "実施"})
    sheet.write_bytes(ticked)
    run_stages(folder.root, AS_OF + timedelta(days=1, hours=1), lambda line: line.tell())
    assert sheet.read_bytes() == ticked
    run(folder, AS_OF + timedelta(days=1, hours=1))
    states = query(folder, "SELECT seeker_number, state FROM bookings ORDER BY 1")
    assert states == [("28050-1", "completed"), ("28050-2", "confirmed")]
    drop(folder, "きのう.csv", _filled(sheet, **{RESULT: "連絡なし"}))
    run(folder, AS_OF + timedelta(days=2))
    assert query(folder, "SELECT state FROM bookings WHERE seeker_number = '28050-2'") == [("no_show",)]
    assert not sheet.exists()


def test_a_remark_without_a_decision_is_kept(tmp_path: Path) -> None:
    folder = _office(tmp_path, DOUBTFUL)
    path = folder.staff / REVIEW_LIST
    path.write_bytes(_filled(path, メモ="折り返し待ち", 担当者="受付A"))
    run(folder)
    (entry,) = _read(path)
    assert entry["メモ"] == "折り返し待ち（受付A）"
    drop(folder, REVIEW_LIST, _filled(path, 確定日時="12/5 10:00"))
    run(folder)
    assert _read(path)[0]["メモ"] == "折り返し待ち（受付A）"


def test_a_day_sheet_that_comes_back_leaves_no_passcode_behind(tmp_path: Path) -> None:
    """Promise 9: neither the store nor the archive keeps what is spoken only."""
    folder = empty(tmp_path)
    folder.secrets.write_text('[meetings.a]\nid = "000 0000 0001"\npasscode = "Zq82xW"\n', encoding="utf-8")
    drop(folder, "a.csv", log(row("001", "見本 太郎", "28050-1", "12/1 10:00")))
    run(folder)
    sheet = folder.staff / "予約票_2026-12-01.csv"
    assert "Zq82xW" in sheet.read_text(encoding="utf-8-sig")
    ticked = _filled(sheet, **{RESULT: "電話に切替"})
    drop(folder, "きょう.csv", ticked)
    run(folder, AS_OF + timedelta(days=1, hours=2))
    assert query(folder, "SELECT state, medium FROM bookings") == [("completed", "telephone")]
    for (packed,) in query(folder, "SELECT packed FROM raw"):
        assert b"Zq82xW" not in zlib.decompress(packed)  # type: ignore[arg-type] # bytes of a BLOB
    for path in folder.archive.rglob("*.csv"):
        assert b"Zq82xW" not in path.read_bytes()


@pytest.mark.parametrize("number", ["K99999999999999999999", "K12345678901", "K٣", "K"])
def test_a_number_we_never_gave_spoils_only_its_own_row(tmp_path: Path, number: str) -> None:
    folder = _office(tmp_path, DOUBTFUL)
    listed = (folder.staff / REVIEW_LIST).read_text(encoding="utf-8-sig").splitlines()
    good = _filled(folder.staff / REVIEW_LIST, "utf-8-sig", 確定日時="12/4 14:30").decode("utf-8-sig")
    strange = listed[1].replace("K00001", number).replace(",,,,", ",12/7 10:00,,,", 1)
    drop(folder, REVIEW_LIST, f"{good}{strange}\r\n".encode("utf-8-sig"))
    run(folder)
    assert {at for _, at, _ in bookings(folder)} == {"2026-12-04T14:30"}


def test_a_time_fixed_for_whose_calendar_declined_moves_the_same_visit(tmp_path: Path) -> None:
    folder = _office(tmp_path, row("001", "見本 太郎", "28050-1", "12/3 10:00", mail=TARO))
    answer(folder, AS_OF, ics(uid_of(folder), "DECLINED", organizer=mailbox_of(folder)))
    drop(folder, REVIEW_LIST, _filled(folder.staff / REVIEW_LIST, 確定日時="12/4 14:00", 担当者="受付A"))
    run(folder)
    assert query(folder, "SELECT booking_id, start, state, sequence FROM bookings") == [
        (1, "2026-12-04T14:00", "confirmed", 1)
    ]
    assert _read(folder.staff / REVIEW_LIST) == []
    assert [state for state, *_ in calls(folder)] == ["superseded"], "nobody need be asked about the old time"
