"""One bad input stops nothing: it is set aside with its reason, and can be read again (promise 7)."""

from datetime import timedelta
from pathlib import Path

import pytest
from offices import AS_OF, bookings, drop, empty, log, query, row, run

from intake import stage, trap
from intake.phone_log import LogRow
from intake.understand import Surroundings
from madoguchi.cli.line import run_stages
from madoguchi.cli.looks import show_ledger
from madoguchi.errors import Exit
from madoguchi.model.reading import Reading
from madoguchi.sheets import REVIEW_LIST, TELEPHONE_LIST

GOOD = row("001", "見本 太郎", "28050-1", "12/3 10:00")

POISON = {
    "空.csv": b"\r\n\r\n",
    "表計算.csv": b"PK\x03\x04" + bytes(64),
    "二値.csv": bytes(range(256)) * 8,
    "見出しなし.csv": "あ,い\r\nう,え\r\n".encode("cp932"),
    "引用符.csv": log('001,"2026/11/30 9:00,予約,見本 花子'),
    "何か.txt": "メモ".encode(),
    "表.xlsx": b"PK\x03\x04" + bytes(65),
    "空.eml": b"\n",
    "深い.eml": b"Content-Type: multipart/mixed; boundary=b\n\n"
    + b"--b\nContent-Type: multipart/mixed; boundary=b\n\n" * 500,
    "文字.eml": b"From: a@mihon.example\nContent-Type: text/plain; charset=utf-8\n\n\xff\xfe\xff\xfd\x81\n",
    "件名.eml": b"Subject: " + b"=?utf-8?B?44GC?= " * 20000 + b"\n\nx",
    "括弧.eml": b"To: " + b"(" * 20000 + b"\n\nx",
}


def test_every_bad_file_ends_and_the_good_one_is_booked(tmp_path: Path) -> None:
    folder = empty(tmp_path)
    for name, content in POISON.items():
        drop(folder, name, content)
    drop(folder, "よい.csv", log(GOOD))
    outcome = run(folder)
    assert len(bookings(folder)) == 1
    assert outcome.taken is not None
    assert outcome.taken.left == []
    assert not list(folder.inbox.iterdir())
    assert query(folder, "SELECT count(*) FROM arrivals") == [(len(POISON) + 1,)]
    assert show_ledger(folder.root, json_wanted=True) is Exit.DONE
    told = query(folder, "SELECT count(*) FROM reviews WHERE closed_at IS NULL")
    assert told[0][0] == len(POISON)  # staff see each of them


def test_a_defect_in_one_item_is_kept_and_read_again_after_a_fix(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = empty(tmp_path)
    drop(folder, "a.csv", log(GOOD))
    drop(folder, "b.csv", log(row("002", "見本 花子", "28050-2", "12/4 10:00")))

    def broken(*_: object) -> None:
        raise ZeroDivisionError("見本 太郎")

    with monkeypatch.context() as patched:
        patched.setattr(trap, "read_log", broken)
        run(folder)
    reasons = query(folder, "SELECT outcome, why FROM items")
    assert [outcome for outcome, _ in reasons] == ["unreadable", "unreadable"]
    assert all("ZeroDivisionError" in str(why) and "見本" not in str(why) for _, why in reasons)
    run_stages(folder.root, AS_OF, lambda line: line.run_again())
    assert len(bookings(folder)) == 2
    assert query(folder, "SELECT count(*) FROM reviews") == [(0,)]
    assert show_ledger(folder.root, json_wanted=True) is Exit.DONE


def test_reading_again_keeps_what_was_settled(tmp_path: Path) -> None:
    """A log with one row of rubbish is read again: its good row is not booked twice."""
    folder = empty(tmp_path)
    drop(folder, "a.csv", log(GOOD, "#####,,???,,,,,,,,,,,,"))
    run(folder)
    run_stages(folder.root, AS_OF, lambda line: line.run_again())
    assert len(bookings(folder)) == 1
    assert query(folder, "SELECT outcome FROM items ORDER BY line") == [("request",), ("unreadable",)]
    assert show_ledger(folder.root, json_wanted=True) is Exit.DONE


def test_a_file_still_being_written_is_left_until_it_rests(tmp_path: Path) -> None:
    folder = empty(tmp_path)
    text = folder.office_toml.read_text(encoding="utf-8").replace("rest_seconds = 0", "rest_seconds = 3000")
    folder.office_toml.write_text(text, encoding="utf-8")
    drop(folder, "a.csv", log(GOOD))
    drop(folder, "~$a.csv", b"x")
    run(folder, AS_OF - timedelta(minutes=30))
    assert bookings(folder) == set()
    run(folder)
    assert len(bookings(folder)) == 1
    assert [path.name for path in folder.inbox.iterdir()] == ["~$a.csv"]


def test_a_maildir_is_read_and_put_away(tmp_path: Path) -> None:
    folder = empty(tmp_path)
    text = folder.office_toml.read_text(encoding="utf-8").replace('maildir = ""', 'maildir = "Maildir"')
    folder.office_toml.write_text(text, encoding="utf-8")
    for part in ("new", "cur", "tmp"):
        (folder.root / "Maildir" / part).mkdir(parents=True)
    body = "氏名：見本 太郎\n求職番号：28050-1\n電話番号：090-0000-0000\n第1希望：12月3日10時\n"
    mail = ("From: taro@mihon.example\nSubject: yoyaku\nContent-Type: text/plain; charset=utf-8\n\n" + body).encode()
    (folder.root / "Maildir" / "new" / "1.host").write_bytes(mail)
    (folder.root / "Maildir" / "cur" / "2.host:2,S").write_bytes(mail.replace(b"taro@", b"taro2@"))
    run(folder)
    assert len(bookings(folder)) == 1
    assert not list((folder.root / "Maildir").rglob("*host*"))
    assert len(list(folder.archive.rglob("*host*"))) == 2


def test_a_defect_in_one_row_leaves_the_other_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = empty(tmp_path)
    drop(folder, "a.csv", log(GOOD, row("002", "見本 花子", "28050-2", "12/4 10:00")))
    read_row = trap.read_row

    def broken(one: LogRow, around: Surroundings) -> Reading:
        if one.line == 2:
            raise ZeroDivisionError
        return read_row(one, around)

    with monkeypatch.context() as patched:
        patched.setattr(trap, "read_row", broken)
        run(folder)
    assert query(folder, "SELECT line, outcome FROM items ORDER BY line") == [(2, "unreadable"), (3, "request")]
    run_stages(folder.root, AS_OF, lambda line: line.run_again())
    assert query(folder, "SELECT line, outcome FROM items ORDER BY line") == [(2, "request"), (3, "request")]
    assert len(bookings(folder)) == 2
    assert show_ledger(folder.root, json_wanted=True) is Exit.DONE


@pytest.mark.parametrize("place", ["answer_reviews", "answer_calls"])
def test_a_defect_in_a_sheet_or_in_judging_a_file_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    folder = empty(tmp_path)
    drop(
        folder, "a.csv", log(row("001", "見本 太郎", "28050-1", "12/3(金) 10:00", mail=""), GOOD.replace("001", "002"))
    )
    run(folder)

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    name = REVIEW_LIST if place == "answer_reviews" else TELEPHONE_LIST
    drop(folder, name, (folder.staff / name).read_bytes() + b"\r\n")
    drop(folder, "b.csv", log(row("003", "見本 花子", "28050-2", "12/4 10:00")))
    monkeypatch.setattr(stage, place, broken)
    run(folder)
    assert ("28050-2", "2026-12-04T10:00") in {(seeker, start) for seeker, start, _ in bookings(folder)}
    assert ("unreadable",) in query(folder, "SELECT outcome FROM items")
    monkeypatch.setattr(trap, "form_of", broken)
    drop(folder, "c.csv", log(row("004", "見本 次郎", "28050-3", "12/7 10:00")))
    run(folder)
    assert "28050-3" in {seeker for seeker, _, _ in bookings(folder)}
