"""`madoguchi outbox` and `release` as a clerk uses them: read a letter, then let it go."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command_line import call
from mail_server import ScriptedServer, serving
from offices import OfficeFolder, drop, empty, log, query, row

from madoguchi.errors import Exit

AT = ("--as-of", "2026-11-30T10:00")
LATER = ("--as-of", "2026-11-30T12:00")
TARO = row("001", "見本 太郎", "28050-1", "12/3 10:00", mail="taro@mihon.example")
HANAKO = row("002", "見本 花子", "28050-2", "12/3 14:00", mail="hanako@mihon.example")


@pytest.fixture
def server() -> ScriptedServer:
    return ScriptedServer()


@pytest.fixture
def folder(tmp_path: Path, server: ScriptedServer) -> Iterator[OfficeFolder]:
    """Return an office whose staff release every letter, with two of them waiting."""
    made = empty(tmp_path / "o")
    text = made.office_toml.read_text(encoding="utf-8").replace('release = "automatic"', 'release = "by_staff"')
    with serving(server) as port:
        smtp = f'\n[smtp]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\n'
        made.office_toml.write_text(text + smtp, encoding="utf-8")
        drop(made, "a.csv", log(TARO, HANAKO))
        call("run", str(made.root), *AT)
        yield made


def _listed(folder: OfficeFolder, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert call("outbox", str(folder.root), *AT, "--json") == Exit.DONE
    return list(json.loads(capsys.readouterr().out))


def test_a_run_says_that_letters_wait_for_staff(folder: OfficeFolder, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("run", str(folder.root), *AT) == Exit.DONE
    said = capsys.readouterr().out.replace("\n", "")
    assert "お知らせメール 2 通が、職員の確認を待っています。" in said
    assert "madoguchi release" in said


def test_what_waits_is_listed_without_names(
    folder: OfficeFolder, server: ScriptedServer, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = _listed(folder, capsys)
    assert (one["number"], one["reference"], one["held"], one["next_try"]) == (1, "M00001", True, None)
    assert other["reference"] == "M00002"
    assert call("outbox", str(folder.root), *AT) == Exit.DONE
    said = capsys.readouterr().out
    assert "00001" in said
    assert "日時の決定" in said
    assert not any(word in said for word in ("見本", "mihon", "090"))
    assert server.taken == []


def test_a_letter_is_read_before_it_is_let_go(folder: OfficeFolder, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert call("outbox", "1", str(folder.root)) == Exit.DONE
    said = capsys.readouterr().out
    assert "あて先：taro@mihon.example" in said
    assert "状態：まだ送っていません" in said
    assert "見本 太郎 様" in said
    assert call("outbox", "00001", str(folder.root), "--json") == Exit.DONE
    assert json.loads(capsys.readouterr().out)["state"] == "waiting"
    assert call("outbox", "99", str(folder.root)) == Exit.NEEDS_PERSON
    assert "見つかりません" in capsys.readouterr().err


def test_a_released_letter_leaves_at_once_and_the_others_stay(
    folder: OfficeFolder, server: ScriptedServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("release", "2", str(folder.root), *LATER) == Exit.DONE
    assert [to for _, to, _ in server.taken] == [["hanako@mihon.example"]]
    assert query(folder, "SELECT notice_id, released_at, handed_over_at FROM outbox ORDER BY notice_id") == [
        (1, None, None),
        (2, "2026-11-30T03:00:00+00:00", "2026-11-30T03:00:00+00:00"),
    ]
    assert [one["number"] for one in _listed(folder, capsys)] == [1]


def test_all_are_released_together(
    folder: OfficeFolder, server: ScriptedServer, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert call("release", "--all", str(folder.root), *LATER, "--json") == Exit.DONE
    told = json.loads(capsys.readouterr().out)
    assert (told["released"], told["tell"]["handed_over"], told["tell"]["held_back"]) == ([1, 2], 2, 0)
    assert len(server.taken) == 2
    assert call("outbox", str(folder.root)) == Exit.DONE
    assert "ありません" in capsys.readouterr().out


def test_a_number_that_is_not_held_lets_none_go(
    folder: OfficeFolder, server: ScriptedServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("release", "1", "7", str(folder.root), *LATER) == Exit.NEEDS_PERSON
    assert "00007 は確認を待っているお知らせメールではありません。" in capsys.readouterr().err
    assert server.taken == []
    assert len(_listed(folder, capsys)) == 2


@pytest.mark.parametrize("words", [(), ("--all", "1"), ("1", "one", "other")])
def test_a_release_names_what_it_lets_go(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert call("release", *words) == Exit.USAGE
    assert "--all" in capsys.readouterr().err


def test_a_booking_that_is_cancelled_takes_its_held_letter_back(folder: OfficeFolder, server: ScriptedServer) -> None:
    call("cancel", "M00001", "--why", "都合", str(folder.root), *LATER)
    kinds = query(folder, "SELECT kind, state FROM outbox WHERE booking_id = 1 ORDER BY notice_id")
    assert kinds[0] == ("confirmation", "superseded")
    call("release", "--all", str(folder.root), *LATER)
    confirmed = [to for _, to, content in server.taken if b".confirmation@" in content]
    assert confirmed == [["hanako@mihon.example"]]
