"""Raw mails by people, each through the whole line: what kind it is, how it ends, and what is written because of it.

`people.jsonl` says of each file in `tests/corpus/people/` what kind it is, how it ends, which notices it leads to
(`letters`, beside the receipt that goes to `receipt`), and why. Marks that an office makes for itself
stand in the files as `%MAILBOX1%`, `%UID1%` (of the booking of 見本 太郎) and `%OFFER%` (the subject of an offer).
"""

import json
import shutil
from datetime import timedelta
from email import message_from_bytes, policy
from email.header import Header
from pathlib import Path
from typing import Any

import pytest
from calendar_replies import mailbox_of, uid_of
from letters_to_us import mail
from offices import AS_OF, OfficeFolder, drop, dump, empty, log, query, row, run
from typer.testing import CliRunner

from madoguchi.cli.app import app
from madoguchi.cli.line import Line, run_stages

CORPUS = Path(__file__).parents[1] / "corpus"
CASES: dict[str, dict[str, Any]] = {
    case["file"]: case for case in map(json.loads, (CORPUS / "people.jsonl").read_text(encoding="utf-8").splitlines())
}
LATER = AS_OF + timedelta(hours=2)
SETTINGS = {"plus_addresses = false": "plus_addresses = true", 'authserv_id = ""': 'authserv_id = "mx.office.example"'}
TARO = "氏名：見本 太郎\n求職番号：28050-1\n電話番号：090-0000-0000\n第1希望：12月3日（木）10時\n"
HANAKO = "氏名：見本 花子\n求職番号：28050-2\n電話番号：090-0000-0002\n第1希望：12月8日（水）14時\n"
ICHIRO = "氏名：見本 一郎\n求職番号：28050-3\n電話番号：090-0000-0003\n第1希望：12月7日（月）10時\n第2希望：12月4日（金）14時\n"
BOOKED = [
    row("001", "見本 四郎", "28050-4", "12/4 14:00"),
    row("002", "見本 五郎", "28050-5", "12/9 9:30", mail="goro@mihon.example"),
    row("003", "見本 六郎", "28050-6", "12/7 10:00"),
    row("004", "見本 七郎", "28050-7", "12/7 10:00"),
    row("005", "見本 八郎", "28050-8", "12/4 14:00"),
]
CANCELLED = [
    row("006", "見本 四郎", "28050-4", "", kind="取消", received="2026/11/30 10:05"),
    row("007", "見本 五郎", "28050-5", "", kind="取消", received="2026/11/30 10:05"),
]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> OfficeFolder:
    """An office with a booking, a request that is asked about, and an offer of the waiting list."""
    folder = empty(tmp_path_factory.mktemp("corpus") / "office")
    text = folder.office_toml.read_text(encoding="utf-8")
    for old, new in SETTINGS.items():
        assert old in text
        text = text.replace(old, new)
    folder.office_toml.write_text(text, encoding="utf-8")
    for place, (name, body) in enumerate((("taro", TARO), ("hanako", HANAKO), ("ichiro", ICHIRO)), 1):
        drop(folder, f"{place}.eml", mail(body, ident=f"b{place}", sender=f"{name}@mihon.example"))
    drop(folder, "4.csv", log(*BOOKED))
    run(folder)
    drop(folder, "5.csv", log(*BOOKED, *CANCELLED))
    run(folder, AS_OF + timedelta(minutes=10))
    assert query(folder, "SELECT state FROM requests WHERE request_id < 4 ORDER BY request_id") == [
        ("booked",),
        ("needs_review",),
        ("offered",),
    ]
    return folder


def _raw(folder: OfficeFolder, name: str) -> bytes:
    raw = (CORPUS / "people" / name).read_bytes()
    ((offer,),) = query(folder, "SELECT mail FROM outbox WHERE kind = 'offer'")
    assert isinstance(offer, bytes)
    subject = str(message_from_bytes(offer, policy=policy.default)["Subject"])
    ((booking,),) = query(folder, "SELECT booking_id FROM bookings WHERE seeker_number = '28050-1'")
    number = int(str(booking))
    for mark, words in {
        b"%MAILBOX1%": mailbox_of(folder, number),
        b"%UID1%": uid_of(folder, number),
        b"%OFFER%": Header(subject, "utf-8", maxlinelen=900).encode(),
    }.items():
        raw = raw.replace(mark, words.encode())
    return raw


def _intake_and_schedule(line: Line) -> None:
    line.intake()
    line.schedule()


def _copy(office: OfficeFolder, tmp_path: Path) -> OfficeFolder:
    shutil.copytree(office.root, tmp_path / "office")
    return OfficeFolder(tmp_path / "office")


def test_every_file_has_its_line() -> None:
    assert {path.name for path in (CORPUS / "people").iterdir()} == set(CASES)
    assert len(CASES) >= 110
    assert {case["kind"] for case in CASES.values()} >= {
        "request", "change", "cancellation", "question", "answer", "calendar_reply", "thanks", "empty", "unreadable"
    }  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_mail_of_a_person(office: OfficeFolder, tmp_path: Path, name: str) -> None:
    case, folder = CASES[name], _copy(office, tmp_path)
    ((items, notices, reviews),) = query(
        folder,
        "SELECT (SELECT max(item_id) FROM items), (SELECT max(notice_id) FROM outbox), (SELECT max(review_id) FROM reviews)",
    )
    drop(folder, name, _raw(folder, name))
    run_stages(folder.root, LATER, _intake_and_schedule)
    ended = query(folder, "SELECT kind, outcome FROM items WHERE item_id > ?", items)
    told = query(folder, "SELECT kind, recipient FROM outbox WHERE notice_id > ? ORDER BY notice_id", notices)
    opened = query(folder, "SELECT review_id FROM reviews WHERE review_id > ?", reviews)
    assert ended == [(case["kind"], case["outcome"])], case["why"]
    assert [kind for kind, _ in told if kind != "receipt"] == case["letters"], case["why"]
    assert bool(opened) is (case["outcome"] in {"needs_review", "unreadable"}), case["why"]
    assert [to for kind, to in told if kind == "receipt"] == [case["receipt"]] * bool(case["receipt"]), case["why"]


def test_mails_of_people_and_of_machines_end_once_each_and_the_ledger_closes(
    office: OfficeFolder, tmp_path: Path
) -> None:
    folder = _copy(office, tmp_path)
    mails = {name: _raw(folder, name) for name in CASES}
    mails |= {f"machine-{path.name}": path.read_bytes() for path in (CORPUS / "machines").iterdir()}
    assert len(mails) >= 240
    for name, raw in mails.items():
        drop(folder, name, raw)
    run_stages(folder.root, LATER, _intake_and_schedule)
    ended = query(
        folder, "SELECT arrivals.name FROM items JOIN arrivals USING (office, arrival_id) WHERE items.line = 0"
    )
    assert sorted(str(name) for (name,) in ended if name in mails) == sorted(mails)
    assert CliRunner().invoke(app, ["ledger", str(folder.root)]).exit_code == 0
    before = dump(folder)
    run_stages(folder.root, LATER, _intake_and_schedule)
    assert dump(folder) == before, "a second pass changes nothing"
