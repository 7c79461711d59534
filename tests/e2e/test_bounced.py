"""A letter comes back, and the person is called: from the booking to the telephone list."""

import csv
import io
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path

from offices import AS_OF, OfficeFolder, drop, empty, files, log, query, row, run
from typer.testing import CliRunner

from madoguchi.cli.app import app
from madoguchi.sheets import TELEPHONE_LIST

TARO = row("001", "見本 太郎", "28050-1", "12/3 10:00", mail="taro@mihon.example")


def came_back(folder: OfficeFolder, number: int) -> None:
    """Let the letters in the outbox come back, as a server of the other side writes it."""
    for path in sorted(folder.outbox.rglob("*.eml")):
        letter = message_from_bytes(path.read_bytes())
        body = (
            "--b\n\nuser unknown\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.mihon.example\n\n"
            f"Final-Recipient: rfc822; {letter['To']}\nAction: failed\nStatus: 5.1.1\n--b\nContent-Type: message/rfc822\n\n"
        )
        head = f"From: MAILER-DAEMON@mx.mihon.example\nTo: {letter['From']}\nMessage-ID: <{number}@mx.mihon.example>\n"
        kind = "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
        drop(folder, f"{number}.eml", (head + kind + body).encode() + path.read_bytes() + b"\n--b--\n")


def calls(folder: OfficeFolder) -> list[dict[str, str]]:
    text = (folder.staff / TELEPHONE_LIST).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_a_letter_that_came_back_is_told_by_telephone_once(tmp_path: Path) -> None:
    folder = empty(tmp_path / "office")
    drop(folder, "a.csv", log(TARO))
    run(folder)
    assert calls(folder) == []
    came_back(folder, 1)
    run(folder, AS_OF + timedelta(hours=1))
    (call,) = calls(folder)
    assert (call["用件"], call["氏名"], call["電話番号"]) == ("日時の決定", "見本 太郎", "090-0000-0000")
    assert "12月3日" in call["伝えること"]
    assert "宛先のアドレスが見つからず" in call["これまで"]
    assert query(folder, "SELECT outcome, why FROM items WHERE kind = 'bounce'") == [
        (
            "bounce",
            "こちらから送ったメールが届きませんでした。受付番号M00001へのお知らせのメールです。今も必要なお知らせなら、電話連絡.csv に載せます。",
        )
    ]
    assert query(folder, "SELECT count(*) FROM reviews") == [(0,)], "the call is the one thing to do"
    assert query(folder, "SELECT means, state FROM outbox ORDER BY notice_id") == [
        ("mail", "bounced"),
        ("telephone", "waiting"),
    ]
    before = files(folder.private)
    run(folder, AS_OF + timedelta(hours=1))
    assert files(folder.private) == before
    came_back(folder, 2)
    run(folder, AS_OF + timedelta(hours=2))
    assert calls(folder) == [call], "however often it comes back"


def test_the_story_tells_why_it_came_back(tmp_path: Path) -> None:
    folder = empty(tmp_path / "office")
    drop(folder, "a.csv", log(TARO))
    run(folder)
    came_back(folder, 1)
    run(folder, AS_OF + timedelta(hours=1))
    told = CliRunner().invoke(app, ["why", "M00001", str(folder.root)], env={"COLUMNS": "200"}).output
    assert "届かずに戻ってきました" in told
    assert "宛先のアドレスが見つからず" in told
    assert "taro@mihon.example" not in told


def test_of_a_visit_that_was_cancelled_meanwhile_only_the_cancellation_is_told(tmp_path: Path) -> None:
    folder = empty(tmp_path / "office")
    drop(folder, "a.csv", log(TARO))
    run(folder)
    came_back(folder, 1)
    drop(folder, "b.csv", log(row("002", "見本 太郎", "28050-1", "", kind="取消", received="2026/11/30 10:20")))
    run(folder, AS_OF + timedelta(hours=1))
    assert [call["用件"] for call in calls(folder)] == ["予約の取り消し"]  # its letter would come back too


def test_an_address_put_right_after_the_call_gets_the_letter(tmp_path: Path) -> None:
    folder = empty(tmp_path / "office")
    drop(folder, "a.csv", log(TARO))
    run(folder)
    came_back(folder, 1)
    run(folder, AS_OF + timedelta(hours=1))
    drop(folder, "b.csv", log(TARO.replace("taro@", "taro.mihon@")))
    for hour in (2, 3):
        run(folder, AS_OF + timedelta(hours=hour))
    assert calls(folder) == [], "the letter tells now"
    assert query(folder, "SELECT kind, means, recipient, state FROM outbox ORDER BY notice_id") == [
        ("confirmation", "mail", "taro@mihon.example", "bounced"),
        ("confirmation", "telephone", "090-0000-0000", "superseded"),
        ("confirmation", "mail", "taro.mihon@mihon.example", "handed_over"),
    ]
