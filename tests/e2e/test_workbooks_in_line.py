"""Workbooks through the whole line: what a CSV gives, a workbook gives; and a file that is half there waits."""

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest
from offices import AS_OF, HEADER, bookings, drop, dump, empty, log, query, row, run
from old_workbooks import compound
from workbooks import Cell, Sheet, remarks, xlsx

from intake.results import result_name
from madoguchi.cli.explain import explain
from madoguchi.cli.looks import show_ledger
from madoguchi.config.folder import OfficeFolder
from madoguchi.errors import Exit, UnreadableInput
from madoguchi.sheets import REVIEW_LIST

TARO = row("001", "見本 太郎", "28050-1", "12/3 10:00")
HANAKO = row("002", "見本 花子", "28050-2", "12/4 10:00")
JIRO = row("003", "見本 次郎", "28050-3", "12/7 10:00")
FAR_CORNERS = ['<row r="1"><c r="A1"><v>1</v></c></row>', '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>']


def book(*rows: str) -> bytes:
    return xlsx([HEADER.split(","), *(one.split(",") for one in rows)])


def test_a_workbook_books_what_its_csv_books(tmp_path: Path) -> None:
    texts, books = empty(tmp_path / "a"), empty(tmp_path / "b")
    drop(texts, "受付簿.csv", log(TARO, HANAKO))
    drop(books, "受付簿.xlsx", book(TARO, HANAKO))
    run(texts)
    run(books)
    assert bookings(texts) == bookings(books)
    assert len(bookings(books)) == 2
    same = "SELECT line, identity, fingerprint, outcome FROM items ORDER BY line"
    assert query(texts, same) == query(books, same)
    drop(books, "受付簿.csv", log(TARO, HANAKO))
    before = bookings(books)
    run(books)
    assert bookings(books) == before
    assert query(books, "SELECT counted, known FROM ledger") == [(2, 0), (2, 2)]


def test_cells_of_dates_and_times_are_wishes_too(tmp_path: Path) -> None:
    folder = empty(tmp_path)
    header = ["受付番号", "受付日時", "氏名", "求職番号", "電話番号", "希望日", "希望時間"]
    cells = [
        Cell(1, "000"),
        Cell(46356.375, "yyyy/m/d h:mm"),
        "見本 太郎",
        Cell(28050000001, "00000-000000"),
        Cell(9000000000, "000-0000-0000"),
        Cell(46359, 'm"月"d"日"'),
        Cell(14.5 / 24, "h:mm"),
    ]
    drop(folder, "受付簿.xlsm", xlsx([["電話受付簿"], [], header, cells]))
    run(folder)
    assert {(seeker, start) for seeker, start, _ in bookings(folder)} == {("28050-000001", "2026-12-03T14:30")}


def test_the_same_workbook_again_changes_nothing(tmp_path: Path) -> None:
    folder = empty(tmp_path)
    drop(folder, "受付簿.xlsx", book(TARO))
    run(folder)
    before = dump(folder)
    drop(folder, "受付簿.xlsx", book(TARO))
    run(folder)
    assert dump(folder) == before


def test_a_workbook_saved_again_is_taken_row_by_row(tmp_path: Path) -> None:
    folder = empty(tmp_path)
    drop(folder, "受付簿.xlsx", book(TARO, HANAKO))
    run(folder)
    drop(folder, "受付簿.xlsx", book(TARO, HANAKO.replace("12/4 10:00", "12/8 10:00"), JIRO))
    outcome = run(folder)
    assert outcome.taken is not None
    assert outcome.taken.items == 2
    assert {(seeker, start) for seeker, start, _ in bookings(folder)} == {
        ("28050-1", "2026-12-03T10:00"),
        ("28050-2", "2026-12-08T10:00"),
        ("28050-3", "2026-12-07T10:00"),
    }
    assert show_ledger(folder.root, json_wanted=True) is Exit.DONE
    table = (folder.root / result_name("受付簿.xlsx")).read_text(encoding="utf-8-sig")
    assert [line.split(",")[1] for line in table.splitlines()] == ["元の番号", "001", "002", "003"]


def test_struck_out_rows_go_to_a_person(tmp_path: Path) -> None:
    folder = empty(tmp_path)
    struck = [Cell(cell, is_struck=True) if cell else "" for cell in TARO.split(",")]
    drop(folder, "受付簿.xlsx", xlsx([HEADER.split(","), struck]))
    run(folder)
    assert bookings(folder) == set()
    assert query(folder, "SELECT outcome FROM items") == [("needs_review",)]


def test_a_comment_on_a_cell_goes_to_a_person_with_its_row(tmp_path: Path) -> None:
    folder = empty(tmp_path)
    rows = [HEADER.split(","), TARO.split(","), HANAKO.split(",")]
    drop(folder, "受付簿.xlsx", xlsx(rows, more=remarks(A1="事業所で付ける番号", I3="12/7に変更とのこと")))
    run(folder)
    assert {seeker for seeker, _, _ in bookings(folder)} == {"28050-1"}
    assert "12/7に変更とのこと" in (folder.staff / REVIEW_LIST).read_text(encoding="utf-8-sig")


def test_hostile_workbooks_stop_nothing(tmp_path: Path) -> None:
    folder = empty(tmp_path)
    drop(folder, "a.xlsx", xlsx(Sheet(FAR_CORNERS)))
    drop(folder, "b.csv", compound({"EncryptionInfo": b"x", "EncryptedPackage": b"x"}))
    drop(folder, "c.ods", b"PK")
    drop(folder, "d.xlsx", book(TARO))
    outcome = run(folder)
    assert outcome.taken is not None
    assert outcome.taken.left == []
    assert len(bookings(folder)) == 1
    told = [str(why) for (why,) in query(folder, "SELECT why FROM items WHERE outcome = 'unreadable'")]
    assert len(told) == 3
    assert any("パスワード" in why for why in told)
    assert show_ledger(folder.root, json_wanted=True) is Exit.DONE


def test_the_review_list_may_come_back_as_a_workbook(tmp_path: Path) -> None:
    folder = empty(tmp_path)
    drop(folder, "a.csv", log(row("001", "見本 太郎", "28050-1", "12/3(金) 10:00")))
    run(folder)
    lines = (folder.staff / REVIEW_LIST).read_text(encoding="utf-8-sig").splitlines()
    header, cells = lines[0].split(","), list[object](lines[1].split(","))
    cells[header.index("確定日時")] = Cell(46359 + 10 / 24, "yyyy/m/d h:mm")
    drop(folder, "要確認.xlsx", xlsx([header, cells]))
    run(folder)
    assert {(seeker, start) for seeker, start, _ in bookings(folder)} == {("28050-1", "2026-12-03T10:00")}


def test_a_day_sheet_as_a_workbook_is_not_archived_with_its_passcodes(tmp_path: Path) -> None:
    folder = empty(tmp_path)
    drop(
        folder,
        "予約票.xlsx",
        xlsx([["電話する時刻", "開始", "氏名", "受付番号", "結果"], ["9:50", "10:00", "見本 太郎", "M00001", "実施"]]),
    )
    outcome = run(folder)
    assert outcome.taken is not None
    assert "CSV のまま" in outcome.taken.left[0]
    assert [path.name for path in folder.inbox.iterdir()] == ["予約票.xlsx"]
    assert query(folder, "SELECT count(*) FROM arrivals") == [(0,)]


def resting(folder: OfficeFolder) -> OfficeFolder:
    text = folder.office_toml.read_text(encoding="utf-8").replace("rest_seconds = 0", "rest_seconds = 10")
    folder.office_toml.write_text(text, encoding="utf-8")
    return folder


def write(folder: OfficeFolder, name: str, content: bytes, age: float) -> None:
    path = folder.inbox / name
    path.write_bytes(content)
    os.utime(path, (AS_OF.timestamp() - age,) * 2)


@pytest.mark.parametrize(
    ("name", "whole", "half"),
    [
        ("受付簿.csv", log(TARO, HANAKO), log(TARO, HANAKO)[:-40]),
        ("受付簿.csv", log(TARO, HANAKO), log(TARO)[:-12] + b'"' + "ほか".encode("cp932") + b"\r\n"),
        ("受付簿.csv", log(TARO, HANAKO, encoding="utf-16"), log(TARO, HANAKO, encoding="utf-16")[:-41]),
        ("受付簿.xlsx", book(TARO, HANAKO), book(TARO, HANAKO)[:-50]),
    ],
    ids=["row", "quotation", "letter", "workbook"],
)
def test_a_file_that_is_half_there_waits_and_is_taken_when_it_is_whole(
    tmp_path: Path, name: str, whole: bytes, half: bytes
) -> None:
    folder = resting(empty(tmp_path))
    write(folder, name, half, age=20)
    outcome = run(folder)
    assert outcome.taken is not None
    assert "書き込みの途中" in outcome.taken.growing[0]
    assert outcome.needs_person == 0
    assert query(folder, "SELECT count(*) FROM arrivals") == [(0,)]
    write(folder, name, whole, age=20)
    outcome = run(folder)
    assert outcome.taken is not None
    assert outcome.taken.left == []
    assert len(bookings(folder)) == 2


def test_a_file_that_stays_half_is_taken_and_its_last_row_goes_to_a_person(tmp_path: Path) -> None:
    folder = resting(empty(tmp_path))
    half = log(TARO, HANAKO)[: -len(",12/4 10:00,,,,,受付A,\r\n")]
    write(folder, "受付簿.csv", half, age=20)
    run(folder)
    assert bookings(folder) == set()
    run(folder, AS_OF + timedelta(minutes=5))
    assert {seeker for seeker, _, _ in bookings(folder)} == {"28050-1"}
    assert query(folder, "SELECT line, outcome FROM items ORDER BY line") == [(2, "request"), (3, "needs_review")]
    write(folder, "受付簿.csv", log(TARO, HANAKO), age=20)
    run(folder, AS_OF + timedelta(minutes=6))
    assert {seeker for seeker, _, _ in bookings(folder)} == {"28050-1", "28050-2"}
    assert query(folder, "SELECT count(*) FROM reviews WHERE closed_at IS NULL") == [(0,)]
    assert show_ledger(folder.root, json_wanted=True) is Exit.DONE


def test_explaining_a_workbook_is_explaining_its_csv(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = []
    for name, content in (("a.csv", log(TARO, HANAKO)), ("a.xlsx", book(TARO, HANAKO))):
        (tmp_path / name).write_bytes(content)
        explain(str(tmp_path / name), AS_OF, None, json_wanted=True)
        told.append(json.loads(capsys.readouterr().out))
    assert [one.pop("encoding") for one in told] == ["cp932", "xlsx"]
    assert told[0] == told[1]
    assert told[1]["rows"][0]["wishes"][0]["slots"] == ["2026-12-03T10:00"]


def test_explaining_a_workbook_that_needs_a_person(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(xlsx([HEADER.split(","), TARO.split(",")], [HEADER.split(","), JIRO.split(",")]))
    with pytest.raises(UnreadableInput, match="2枚のシート"):
        explain(str(tmp_path / "a.xlsx"), AS_OF, None, json_wanted=True)
