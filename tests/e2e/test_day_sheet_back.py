"""The day sheet as it comes back: outcomes with their reasons, the next visit, and visits of earlier days."""

import csv
import io
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from offices import AS_OF, bookings, contents, drop, dump, empty, log, query, row, run

from madoguchi.clock import TOKYO
from madoguchi.config.folder import OfficeFolder

RESULT = "結果（実施・電話に切替・途中で終了・連絡なし・中止）"
WHY = "切替や途中終了の理由（回線・機器・本人の希望）"
NEXT = "次回の予約（2026-12-17 14:00 の形）"
VISIT = datetime(2026, 12, 1, 11, 0, tzinfo=TOKYO)  # half an hour after the visit of M00001
SHEET = "予約票_2026-12-01.csv"


@pytest.fixture
def folder(tmp_path: Path) -> OfficeFolder:
    office = empty(tmp_path / "o")
    first = row("001", "見本 太郎", "28050-1", "12/1 10:00", mail="taro@mihon.example")
    drop(office, "a.csv", log(first, row("002", "見本 花子", "28050-2", "12/1 14:00")))
    run(office)
    return office


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def fill(path: Path, number: str, **cells: str) -> None:
    """Fill cells of the row with that number where the sheet lies, as a clerk does in Excel."""
    read = rows(path)
    for one in read:
        if one["受付番号"] == number:
            one.update(cells)
    out = io.StringIO()
    writer = csv.DictWriter(out, list(read[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(read)
    path.write_bytes(out.getvalue().encode("cp932"))


@pytest.mark.parametrize(
    ("cells", "stands"),
    [
        ({RESULT: "実施"}, ("completed", "video", "")),
        ({RESULT: "実施", "メモ": "応募書類を確認"}, ("completed", "video", "")),
        ({RESULT: "電話に切替", WHY: "回線"}, ("completed", "telephone", "回線")),
        ({RESULT: "電話に切替（機器）"}, ("completed", "telephone", "機器")),
        ({RESULT: "途中で終了", WHY: "機器"}, ("broken_off", "video", "機器")),
        ({RESULT: "連絡なし"}, ("no_show", "video", "")),
        ({RESULT: "中止"}, ("confirmed", "video", "")),  # staff are asked
        ({RESULT: "連絡なし", "メモ": "前日に電話あり"}, ("confirmed", "video", "")),
        ({WHY: "回線"}, ("confirmed", "video", "")),  # a reason without an outcome
        ({RESULT: "実施", "氏名": "例示 次郎"}, ("confirmed", "video", "")),  # the rows were mixed up
        ({RESULT: "実施", "求職番号": "28050-2"}, ("confirmed", "video", "")),
    ],
)
def test_an_outcome_is_recorded_with_its_reason_or_asked(
    folder: OfficeFolder, cells: dict[str, str], stands: tuple[str, str, str]
) -> None:
    fill(folder.staff / SHEET, "M00001", **cells)
    run(folder, VISIT)
    assert query(folder, "SELECT state, medium, why FROM bookings WHERE request_id = 1") == [stands]
    asked = query(folder, "SELECT count(*) FROM reviews WHERE closed_at IS NULL")
    assert asked == [(int(stands[0] == "confirmed"),)]


def test_the_next_visit_is_booked_for_the_same_person(folder: OfficeFolder) -> None:
    fill(folder.staff / SHEET, "M00001", **{RESULT: "実施", NEXT: "2026/12/17 14:00"})
    run(folder, VISIT)
    assert ("28050-1", "2026-12-17T14:00") in {(who, start) for who, start, _ in bookings(folder)}
    ((email, by_staff, concerns),) = query(
        folder, "SELECT email, by_staff, concerns FROM requests WHERE kind = 'request' AND channel = 'staff'"
    )
    assert (email, by_staff, concerns) == ("taro@mihon.example", 1, 1)
    results = rows(folder.root / f"結果_{SHEET}")
    assert [(one["元の番号"], one["結果"]) for one in results] == [
        ("", "記録済み"),
        ("次回の予約", "予約済み"),
        ("", "未記入"),
    ]


def test_the_next_visit_may_be_booked_before_the_outcome_is_known(folder: OfficeFolder) -> None:
    fill(folder.staff / SHEET, "M00001", **{NEXT: "12/17 14:00"})
    run(folder, VISIT.replace(hour=10, minute=15))
    assert {start for who, start, _ in bookings(folder) if who == "28050-1"} == {"2026-12-01T10:00", "2026-12-17T14:00"}
    assert rows(folder.staff / SHEET)[0][NEXT] == ""


@pytest.mark.parametrize("written", ["来週", "12/19 14:00", "2026-11-02 10:00", "12/17", "12/17 14:10"])
def test_a_next_visit_that_cannot_be_read_is_asked_and_the_outcome_recorded(folder: OfficeFolder, written: str) -> None:
    fill(folder.staff / SHEET, "M00001", **{RESULT: "実施", NEXT: written})
    run(folder, VISIT)
    assert query(folder, "SELECT state FROM bookings WHERE request_id = 1") == [("completed",)]
    assert query(folder, "SELECT wish_text FROM reviews WHERE closed_at IS NULL") == [(f"次回の予約：{written}",)]
    assert len(bookings(folder)) == 1


def test_the_sheet_that_comes_twice_is_taken_once(folder: OfficeFolder) -> None:
    fill(folder.staff / SHEET, "M00001", **{RESULT: "実施", NEXT: "2026-12-17 14:00"})
    filled = (folder.staff / SHEET).read_bytes()
    run(folder, VISIT)
    before, files = dump(folder), contents(folder.root)
    run(folder, VISIT)
    assert (dump(folder), contents(folder.root)) == (before, files)
    drop(folder, SHEET, filled)
    run(folder, VISIT)
    assert len(bookings(folder)) == 2
    drop(folder, "もう一度.csv", filled + b"\r\n")  # other bytes, the same words
    run(folder, VISIT + timedelta(hours=1))
    assert len(bookings(folder)) == 2
    assert query(folder, "SELECT count(*) FROM reviews WHERE closed_at IS NULL") == [(0,)]


def test_a_visit_left_without_a_record_is_asked_for_until_it_is_recorded(folder: OfficeFolder) -> None:
    fill(folder.staff / SHEET, "M00001", **{RESULT: "実施"})
    later = AS_OF + timedelta(days=3)
    run(folder, later)
    today, coming = folder.staff / "予約票_2026-12-03.csv", folder.staff / "予約票_2026-12-04.csv"
    for sheet in (today, coming):
        assert [(one["電話する時刻"], one["受付番号"]) for one in rows(sheet)] == [("記録のない相談", "M00002")]
    fill(today, "M00002", **{RESULT: "連絡なし"})
    run(folder, later + timedelta(hours=1))
    assert query(folder, "SELECT state FROM bookings WHERE request_id = 2") == [("no_show",)]
    assert not today.exists()
    assert rows(coming) == []
