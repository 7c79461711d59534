"""`madoguchi status` of an office with mail servers: how the mail goes, and an exit code that calls for somebody."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from offices import AS_OF, drop, empty, log, row, run
from real_mail.processes import free_port

from madoguchi.cli.looks import show_status
from madoguchi.config.folder import OfficeFolder
from madoguchi.errors import Exit

QUARTER = timedelta(minutes=15)


@pytest.fixture
def office(tmp_path: Path) -> OfficeFolder:
    """Return an office whose servers are both away, with one letter on its way."""
    folder = empty(tmp_path / "o")
    servers = "".join(
        f'\n[{name}]\nhost = "127.0.0.1"\nport = {free_port()}\nuser = "a"\nsecurity = "none"\n'
        for name in ("imap", "smtp")
    )
    folder.office_toml.write_text(folder.office_toml.read_text(encoding="utf-8") + servers, encoding="utf-8")
    drop(folder, "a.csv", log(row("001", "見本 太郎", "28050-1", "12/3 10:00", mail="taro@mihon.example")))
    run(folder)
    return folder


def test_servers_that_are_away_call_for_somebody(office: OfficeFolder, capsys: pytest.CaptureFixture[str]) -> None:
    assert show_status(office.root, AS_OF + QUARTER, json_wanted=True) is Exit.NEEDS_PERSON
    told = json.loads(capsys.readouterr().out)
    assert told["letters_waiting"] == 1
    assert told["oldest_unsent_at"] == AS_OF.isoformat()
    assert "127.0.0.1" in told["mailbox"]["failure"]
    assert ["まだ一度も取り込めていません" in alarm for alarm in told["alarms"]] == [True], "the letter may still wait"
    assert show_status(office.root, AS_OF + 2 * QUARTER, json_wanted=False) is Exit.NEEDS_PERSON
    said = capsys.readouterr().out.replace("\n", "")
    assert said.count("［警告］") == 2
    assert said.count(told["mailbox"]["failure"]) == 1, "the alarm says it"
    assert "最後のお知らせメールの送信：なし" in said
    assert "見本" not in said


def test_letters_held_for_staff_call_for_nobody(office: OfficeFolder, capsys: pytest.CaptureFixture[str]) -> None:
    text = office.office_toml.read_text(encoding="utf-8").replace('release = "automatic"', 'release = "by_staff"')
    office.office_toml.write_text(text[: text.index("\n[imap]")] + text[text.index("\n[smtp]") :], encoding="utf-8")
    assert show_status(office.root, AS_OF + timedelta(days=1), json_wanted=True) is Exit.DONE
    told = json.loads(capsys.readouterr().out)
    assert (told["letters_held"], told["alarms"], told["mailbox"]) == (1, [], None)
