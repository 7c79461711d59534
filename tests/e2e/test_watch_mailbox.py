"""`madoguchi watch` on a real mailbox, polled so seldom that only the server's announcements can explain what is taken."""

import sqlite3
from pathlib import Path

from offices import empty, query
from real_mail.dovecot import OFFICE, PASSWORD, Dovecot
from real_mail.proxy import FaultyProxy
from watched import until, watching

from madoguchi.cli.line import run_stages
from madoguchi.clock import now
from madoguchi.config.folder import OfficeFolder
from madoguchi.store.lock import is_held

STARTED = "自動取り込みを始めました"
AWAY = "メールサーバー「127.0.0.1」"


def _mail(number: int) -> bytes:
    return (
        f"From: a{number}@mihon.example\r\nMessage-ID: <{number}@mihon.example>\r\n"
        "Subject: question\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        "相談の持ち物を教えてください。\r\n"
    ).encode()


def _set_up(root: Path, port: int, more: str = 'security = "none"') -> OfficeFolder:
    folder = empty(root)
    imap = f'\n[imap]\nhost = "127.0.0.1"\nport = {port}\nuser = "{OFFICE}"\npoll_minutes = 60\n{more}\n'
    folder.office_toml.write_text(folder.office_toml.read_text(encoding="utf-8") + imap, encoding="utf-8")
    folder.secrets.write_text(f'imap_password = "{PASSWORD}"\n', encoding="utf-8")
    return folder


def _taken(folder: OfficeFolder) -> int:
    try:
        return int(str(query(folder, "SELECT count(*) FROM arrivals WHERE source = 'imap'")[0][0]))
    except sqlite3.OperationalError:  # no table yet
        return 0


def _idles(server: Dovecot) -> bool:
    return OFFICE in server.doveadm("who", "-1")


def _until_visited(folder: OfficeFolder) -> None:
    def visited() -> bool:
        try:
            return bool(query(folder, "SELECT 1 FROM mailboxes WHERE fetched_at IS NOT NULL"))
        except sqlite3.OperationalError:
            return False

    until(visited, "the first visit")


def test_mail_is_taken_as_it_comes(tmp_path: Path, dovecot_server: Dovecot) -> None:
    folder = _set_up(tmp_path / "o", dovecot_server.tls_port, f'ca_file = "{dovecot_server.ca_file}"')
    with watching(folder.root) as watch:
        watch.until_said(STARTED)
        _until_visited(folder)
        for number in (1, 2):
            dovecot_server.deliver(OFFICE, _mail(number))
            until(lambda number=number: _taken(folder) == number, f"mail {number}")  # type: ignore[misc] # bound at once
        assert watch.stop() == 0
    assert len(dovecot_server.raw_mails(OFFICE, "処理済")) == 2
    assert not any("mihon" in line for line in watch.said)


def test_a_server_that_goes_and_comes_back_loses_nothing(tmp_path: Path, dovecot_server: Dovecot) -> None:
    folder = _set_up(tmp_path / "o", dovecot_server.port)
    with watching(folder.root) as watch:
        watch.until_said(STARTED)
        until(lambda: _idles(dovecot_server), "the listener")
        dovecot_server.stop()
        (folder.inbox / "a.pdf").write_bytes(b"x")  # something else asks for a pass, which finds nobody there
        watch.until_said(AWAY)
        dovecot_server.deliver(OFFICE, _mail(1))
        dovecot_server.start()
        until(lambda: _taken(folder) == 1, "the mail")
        assert watch.stop() == 0


def test_a_hole_holds_up_neither_the_end_nor_what_comes_after(
    tmp_path: Path, dovecot_server: Dovecot, faulty_line: FaultyProxy
) -> None:
    folder = _set_up(tmp_path / "o", faulty_line.port)
    with watching(folder.root) as watch:
        watch.until_said(STARTED)
        _until_visited(folder)
        until(lambda: not is_held(folder.lock), "the end of the first pass")
        came = faulty_line.connections
        faulty_line.black_hole()
        dovecot_server.deliver(OFFICE, _mail(1))
        (folder.inbox / "a.pdf").write_bytes(b"x")
        until(lambda: faulty_line.connections > came, "a pass that falls into the hole")
        assert is_held(folder.lock)
        assert watch.stop() == 0
    assert query(folder, "SELECT failure FROM mailboxes") == [("",)], "the pass was not waited for"
    assert not is_held(folder.lock)
    faulty_line.heal()
    run_stages(folder.root, now(), lambda line: line.run())
    assert _taken(folder) == 1
