"""A counsellor falls ill and a day is closed: the dry run, the confirmation, the new time (docs/changes.md)."""

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from letters_to_us import mail
from offices import AS_OF, OfficeFolder, bookings, contents, drop, dump, empty, files, log, query, row, run
from typer.testing import CliRunner, Result

from madoguchi.cli.app import app
from madoguchi.errors import Exit
from madoguchi.sheets import REVIEW_LIST, TELEPHONE_LIST

KILLED = Path(__file__).with_name("killed.py")
CLOSED = 'closures = [{ on = 2026-12-04, say = "システム更新" }]'
AWAY = "absences = [{ on = 2026-12-03 }]"
ROWS = (
    row("001", "見本 太郎", "28050-1", "12/3 10:00", mail="taro@mihon.example"),
    row("002", "見本 花子", "28050-2", "12/4 10:00", mail="hanako@mihon.example"),
    row("003", "見本 次郎", "28050-3", "12/4 14:00"),
    row("004", "見本 三郎", "28050-4", "12/8 10:00"),
)
KEPT, WITH_MAIL, WITHOUT, UNHARMED = "M00001", "M00002", "M00003", "M00004"


def affected(folder: OfficeFolder, *words: str) -> Result:
    return CliRunner().invoke(app, ["affected", str(folder.root), "--as-of", "2026-11-30T10:00", *words])


def change(folder: OfficeFolder) -> None:
    """Have staff write the closure and the absence of counsellor a into office.toml."""
    text = folder.office_toml.read_text(encoding="utf-8")
    text = text.replace("closures = []", CLOSED, 1).replace("absences = []", AWAY, 1)
    folder.office_toml.write_text(text, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> OfficeFolder:
    """Return an office with four bookings, everybody told, in which three no longer fit."""
    office = empty(tmp_path / "o")
    drop(office, "電話.csv", log(*ROWS))
    run(office)
    change(office)
    return office


def test_a_run_leaves_what_stands_and_says_where_to_look(folder: OfficeFolder) -> None:
    before = bookings(folder)
    assert run(folder).unfit == 3
    assert bookings(folder) == before
    said = CliRunner().invoke(app, ["run", str(folder.root), "--as-of", "2026-11-30T10:00"])
    assert said.exit_code == Exit.DONE
    assert "予約が 3 件あります" in said.stdout.replace("\n", "")
    doctor = CliRunner().invoke(app, ["doctor", str(folder.root), "--as-of", "2026-11-30T10:00"])
    assert "合わない予約が 3 件あります" in doctor.stdout.replace("\n", "")
    assert "madoguchi affected" in doctor.stdout.replace("\n", "")


def test_the_dry_run_shows_who_is_hit_and_touches_nothing(folder: OfficeFolder) -> None:
    before = (dump(folder), files(folder.root))
    shown = affected(folder)
    assert (dump(folder), files(folder.root)) == before
    assert shown.exit_code == Exit.NEEDS_PERSON
    lines = {line.split("|")[1].strip(): line for line in shown.stdout.splitlines() if "M000" in line}
    assert lines.keys() == {KEPT, WITH_MAIL, WITHOUT}
    assert "メール" in lines[WITH_MAIL]
    assert "電話" in lines[WITHOUT]
    assert "全部で 3 件：相談員を替えて同じ時間 1 件、新しい時間が必要 2 件。" in shown.stdout
    assert "連絡のしかた：メール 2 件、電話 1 件、連絡先なし 0 件。" in shown.stdout
    assert "見本" not in shown.stdout, "numbers only: a terminal is seen and logged"
    table = [line for line in shown.stdout.splitlines() if "|" in line]
    assert len(table) > len(lines)
    assert max(map(_width, table)) <= 80, "sentences are left to the terminal, which folds them"


def _width(line: str) -> int:
    return sum(1 if ord(sign) < 0x2000 else 2 for sign in line)


def test_the_dry_run_tells_other_programs(folder: OfficeFolder) -> None:
    told = json.loads(affected(folder, "--json").stdout)
    assert told["confirmed"] is False
    assert told["affected"][0] == {
        "reference": KEPT,
        "start": "2026-12-03T10:00",
        "counsellor": "a",
        "why": "相談員の不在",
        "keep_with": "b",
        "reach": "mail",
    }
    assert [one["keep_with"] for one in told["affected"]] == ["b", None, None]


def test_the_confirmation_moves_or_tells_everybody_and_nobody_else(folder: OfficeFolder) -> None:
    done = affected(folder, "--confirm")
    assert done.exit_code == Exit.NEEDS_PERSON, "two are on the review list"
    assert bookings(folder) == {("28050-1", "2026-12-03T10:00", "b"), ("28050-4", "2026-12-08T10:00", "a")}
    told = query(folder, "SELECT request_id, kind, means, state FROM outbox WHERE kind != 'confirmation'")
    assert sorted(told) == [
        (1, "counsellor", "mail", "handed_over"),
        (2, "cancellation", "mail", "handed_over"),
        (3, "cancellation", "telephone", "waiting"),
    ]
    sheet = (folder.staff / REVIEW_LIST).read_text(encoding="utf-8-sig")
    assert "見本 花子" in sheet
    assert "臨時の休み（システム更新）のため" in sheet
    assert "見本 太郎" not in sheet
    assert "当所の都合でご迷惑をおかけして" in (folder.staff / TELEPHONE_LIST).read_text(encoding="utf-8-sig")
    assert KEPT.encode() in (folder.feeds / "b.ics").read_bytes()
    assert KEPT.encode() not in (folder.feeds / "a.ics").read_bytes()
    results = (folder.root / "結果_電話.csv").read_text(encoding="utf-8-sig")
    assert [line.split(",")[2] for line in results.splitlines()[1:]] == ["予約済み", "要確認", "要確認", "予約済み"]
    again = (dump(folder), files(folder.root))
    assert "ありません" in affected(folder, "--confirm").stdout
    assert (dump(folder), files(folder.root)) == again
    assert affected(folder).exit_code == Exit.DONE
    assert run(folder).unfit == 0


def test_what_was_confirmed_is_told_to_other_programs(folder: OfficeFolder) -> None:
    told = json.loads(affected(folder, "--confirm", "--json").stdout)
    assert told["confirmed"] is True
    assert [one["reference"] for one in told["affected"]] == [KEPT, WITH_MAIL, WITHOUT]
    assert (told["schedule"]["move"], told["schedule"]["cancel"], told["tell"]["handed_over"]) == (1, 2, 2)


def test_staff_fix_a_new_time_on_the_review_sheet(folder: OfficeFolder) -> None:
    affected(folder, "--confirm")
    sheet = (folder.staff / REVIEW_LIST).read_text(encoding="utf-8-sig")
    lines = sheet.splitlines()
    place = lines[0].split(",").index("確定日時")
    for number, start in (("K00001", "2026-12-07 10:00"), ("K00002", "2026-12-07 14:00")):
        at = next(index for index, line in enumerate(lines) if line.startswith(number))
        cells = lines[at].split(",")
        cells[place] = start
        lines[at] = ",".join(cells)
    drop(folder, REVIEW_LIST, ("\r\n".join(lines) + "\r\n").encode("utf-8-sig"))
    run(folder)
    assert ("28050-2", "2026-12-07T10:00") in {booked[:2] for booked in bookings(folder)}
    assert query(folder, "SELECT count(*) FROM reviews WHERE closed_at IS NULL") == [(0,)]
    assert query(folder, "SELECT request_id FROM bookings WHERE start = '2026-12-07T10:00'") == [(2,)]


def test_an_answer_by_mail_with_another_time_is_booked(folder: OfficeFolder) -> None:
    affected(folder, "--confirm")
    subject = f"Re: 【受付番号 {WITH_MAIL}】オンライン職業相談の予約を取り消しました"
    drop(folder, "re.eml", mail("12月7日10時でお願いします。", sender="hanako@mihon.example", subject=subject))
    run(folder)
    assert ("28050-2", "2026-12-07T10:00") in {booked[:2] for booked in bookings(folder)}
    open_ones = query(folder, "SELECT request_id FROM reviews WHERE closed_at IS NULL")
    assert open_ones == [(3,)], "the other one still waits"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL; run this on Linux")
@pytest.mark.parametrize("quarter", [1, 2, 3])
def test_a_kill_leaves_nothing_half_done(tmp_path: Path, folder: OfficeFolder, quarter: int) -> None:
    after, harmed = OfficeFolder(tmp_path / "after"), OfficeFolder(tmp_path / "harmed")
    shutil.copytree(folder.root, after.root)
    shutil.copytree(folder.root, harmed.root)
    places = int(_confirm_and_kill(after, 0).stdout)
    assert places > 20
    killed = _confirm_and_kill(harmed, places * quarter // 4)
    assert killed.returncode == -signal.SIGKILL
    assert len(query(harmed, "SELECT 1 FROM bookings WHERE sequence = 1")) in {0, 3}
    affected(harmed, "--confirm")
    assert dump(harmed) == dump(after)
    assert _whole(harmed) == _whole(after)


def _whole(folder: OfficeFolder) -> dict[str, str]:
    """Return every file but the note of what the last step of publishing wrote, which a kill makes two steps."""
    return {path: content for path, content in contents(folder.root).items() if path != "public/in-place.json"}


def _confirm_and_kill(office: OfficeFolder, place: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(KILLED), str(office.root), AS_OF.isoformat(), str(place), "confirm"]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
