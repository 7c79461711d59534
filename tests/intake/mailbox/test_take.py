"""Taking a mailbox on a real Dovecot: everything once, whatever happens to the server meanwhile."""

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from mailboxes import (
    LATER,
    LATER_STILL,
    NEXT_DAY,
    archived,
    endings,
    hashes,
    health,
    mail,
    not_given,
    places,
    take,
    write,
)
from offices import query
from real_mail.dovecot import OFFICE, Dovecot
from real_mail.mail_office import mail_office
from real_mail.proxy import FaultyProxy

from intake.mailbox import session
from madoguchi.store import arrivals
from madoguchi.store.engine import opened

DONE = "処理済"
MANY = [mail(number) for number in range(250)]


def test_everything_is_archived_read_and_moved(dovecot_server: Dovecot, tmp_path: Path) -> None:
    folder = mail_office(tmp_path / "o", dovecot_server.port)
    for one in MANY:
        dovecot_server.deliver(OFFICE, one)
    taken = take(folder)
    assert (taken.arrivals, taken.items, taken.left, taken.away) == (250, 250, [], [])
    assert archived(folder) == hashes(*MANY)
    assert dovecot_server.raw_mails(OFFICE) == []
    assert hashes(*dovecot_server.raw_mails(OFFICE, DONE)) == hashes(*MANY)
    assert set(places(folder).values()) == {"moved"}
    assert (health(folder), endings(folder)) == (("", ""), 250)


def test_the_folder_for_what_is_done_is_shown_by_mail_programs(dovecot_server: Dovecot, tmp_path: Path) -> None:
    folder = mail_office(tmp_path / "o", dovecot_server.port)
    dovecot_server.deliver(OFFICE, mail(1))
    take(folder)
    assert "&UWZ0Blsf-" not in (dovecot_server.maildir(OFFICE) / "subscriptions").read_text()
    assert DONE in dovecot_server.doveadm("mailbox", "list", "-u", OFFICE, "-s")


def test_again_changes_nothing(dovecot_server: Dovecot, tmp_path: Path) -> None:
    folder = mail_office(tmp_path / "o", dovecot_server.port)
    dovecot_server.deliver(OFFICE, mail(1))
    take(folder)
    before = places(folder)
    assert (take(folder, LATER).arrivals, places(folder), endings(folder)) == (0, before, 1)


def test_a_mail_that_comes_twice_is_archived_once_and_moved_twice(dovecot_server: Dovecot, tmp_path: Path) -> None:
    folder = mail_office(tmp_path / "o", dovecot_server.port)
    for _ in range(2):
        dovecot_server.deliver(OFFICE, mail(1))
    (folder.inbox / "same.eml").write_bytes(mail(1))
    assert take(folder).arrivals == 1
    assert (endings(folder), places(folder)) == (1, {1: "moved", 2: "moved"})


def test_a_mail_that_a_clerk_has_opened_is_taken_all_the_same(dovecot_server: Dovecot, tmp_path: Path) -> None:
    folder = mail_office(tmp_path / "o", dovecot_server.port)
    new = dovecot_server.deliver(OFFICE, mail(1))
    new.rename(dovecot_server.maildir(OFFICE) / "cur" / f"{new.name}:2,S")
    assert take(folder).arrivals == 1


def test_when_the_server_numbers_its_mails_anew_the_bytes_tell_what_is_known(
    dovecot_server: Dovecot, tmp_path: Path
) -> None:
    folder = mail_office(tmp_path / "o", dovecot_server.port)
    dovecot_server.deliver(OFFICE, mail(1))
    take(folder)
    maildir = dovecot_server.maildir(OFFICE)
    for index in maildir.glob("dovecot*"):
        index.unlink()
    (maildir / "dovecot-uidlist").write_text("3 V99 N1 G0123456789abcdef0123456789abcdef\n")
    for number in (1, 2):
        dovecot_server.deliver(OFFICE, mail(number))
    assert take(folder, LATER).arrivals == 1
    assert query(folder, "SELECT uid, place FROM fetched WHERE validity = 99") == [(1, "moved"), (2, "moved")]
    assert archived(folder) == hashes(mail(1), mail(2))


def test_a_folder_that_is_renamed_stops_nothing_else_and_is_said(dovecot_server: Dovecot, tmp_path: Path) -> None:
    folder = mail_office(tmp_path / "o", dovecot_server.port, imap_folder="予約")
    dovecot_server.deliver(OFFICE, mail(1), "予約")
    assert take(folder).arrivals == 1
    dovecot_server.doveadm("mailbox", "rename", "-u", OFFICE, "予約", "予約の前")
    (folder.inbox / "beside.eml").write_bytes(mail(2))
    taken = take(folder, LATER)
    assert taken.arrivals == 1
    assert [say for say in taken.away if "「予約」を開けません" in say] == taken.away != []
    assert health(folder)[0] == taken.away[0]
    dovecot_server.doveadm("mailbox", "rename", "-u", OFFICE, "予約の前", "予約")
    assert (take(folder, LATER_STILL).away, health(folder)[0]) == ([], "")


def test_a_mail_that_is_deleted_under_our_hands_harms_nothing(
    dovecot_server: Dovecot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = mail_office(tmp_path / "o", dovecot_server.port)
    for number in range(5):
        dovecot_server.deliver(OFFICE, mail(number))

    def and_meanwhile(*args: object) -> None:
        if dovecot_server.raw_mails(OFFICE):
            dovecot_server.doveadm("expunge", "-u", OFFICE, "mailbox", "INBOX", "uid", "2:3")
        original(*args)  # type: ignore[arg-type] # as it was called

    original = arrivals.archive
    monkeypatch.setattr("intake.mailbox.keeping.archive", and_meanwhile)
    assert take(folder).arrivals == 5
    assert places(folder) == {1: "moved", 2: "gone", 3: "gone", 4: "moved", 5: "moved"}


def test_what_is_too_large_is_archived_whole_read_in_part_and_told(dovecot_server: Dovecot, tmp_path: Path) -> None:
    folder = mail_office(tmp_path / "o", dovecot_server.port, imap_whole_bytes=100_000)
    head, text = mail(1).split(b"\r\n\r\n")
    boundary = (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain;'
    )
    attached = b"\r\n--b\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    large = head.replace(b"Content-Type: text/plain;", boundary) + b"\r\n\r\n" + text + attached + b"QUJD\r\n" * 500_000
    for one in (mail(0), large, mail(2)):
        dovecot_server.deliver(OFFICE, one)
    taken = take(folder)
    assert (taken.arrivals, taken.away) == (3, [])
    ((whole, size),) = query(folder, "SELECT whole, size FROM raw WHERE whole != ''")
    assert ((folder.archive / str(whole)).read_bytes(), size) == (large, len(large))
    assert list(folder.archive.glob(".*")) == []
    ((say, wish),) = query(folder, "SELECT doubts, wish_text FROM reviews WHERE doubts LIKE '%大きなメール%'")
    assert str(whole) in str(say)
    assert "予約をお願いします" in str(wish)
    assert dovecot_server.raw_mails(OFFICE) == []
    with opened(folder.database, "toyooka") as store, store.reading() as transaction:
        assert len(arrivals.raw_bytes(transaction, hashes(large)[0])) < 2_000


def test_what_the_disk_has_no_room_for_waits_on_the_server_and_the_rest_is_taken(
    dovecot_server: Dovecot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = mail_office(tmp_path / "o", dovecot_server.port)
    large = mail(2, "見" * 100_000)
    for one in (mail(1), large, mail(3)):
        dovecot_server.deliver(OFFICE, one)
    with monkeypatch.context() as full:
        full.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=10_000_000))
        taken = take(folder)
    assert (taken.arrivals, len(taken.away)) == (2, 1)
    assert "空き容量が足りません" in taken.away[0]
    assert (dovecot_server.raw_mails(OFFICE), not_given(folder)) == ([large], 0)
    assert take(folder, LATER).away == []
    assert (archived(folder), dovecot_server.raw_mails(OFFICE)) == (hashes(mail(1), large, mail(3)), [])


@pytest.mark.parametrize("text", ["予約をお願いします。", "先日はありがとうございました。", ""])
def test_a_large_mail_is_told_whatever_it_says(dovecot_server: Dovecot, tmp_path: Path, text: str) -> None:
    folder = mail_office(tmp_path / "o", dovecot_server.port)
    head, body = mail(1, text).split(b"Content-Type", 1)
    attached = (
        b"\r\n--b\r\nContent-Type: image/jpeg\r\nContent-Transfer-Encoding: base64\r\n\r\n" + b"QUJD\r\n" * 50_000
    )
    typed = b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type'
    dovecot_server.deliver(OFFICE, head + typed + body + attached + b"--b--\r\n")
    take(folder)
    assert len(query(folder, "SELECT 1 FROM reviews WHERE doubts LIKE '%大きなメール%'")) == 1


def test_a_server_that_is_away_stops_nothing_else(tmp_path: Path) -> None:
    folder = mail_office(tmp_path / "o", 1)
    (folder.inbox / "beside.eml").write_bytes(mail(2))
    taken = take(folder)
    assert (taken.arrivals, len(taken.away)) == (1, 1)
    assert "つながりません" in taken.away[0]
    assert health(folder) == (taken.away[0], "")


@pytest.mark.parametrize("after", [300, 3_000, 15_000, 30_000, 50_000])
def test_what_a_cut_connection_leaves_is_taken_in_the_same_pass(
    dovecot_server: Dovecot, faulty_line: FaultyProxy, tmp_path: Path, after: int
) -> None:
    folder = mail_office(tmp_path / "o", faulty_line.port)
    for one in MANY:
        dovecot_server.deliver(OFFICE, one)
    faulty_line.cut_after(after)
    assert take(folder).away == [] or after == 300  # before the login there is no second try
    assert take(folder, LATER).away == []
    assert faulty_line.cuts == 1
    assert (archived(folder), not_given(folder)) == (hashes(*MANY), 0)
    assert hashes(*dovecot_server.raw_mails(OFFICE, DONE)) == hashes(*MANY)
    assert endings(folder) == 250


def test_a_line_that_is_cut_again_and_again_comes_to_an_end(
    dovecot_server: Dovecot, faulty_line: FaultyProxy, tmp_path: Path
) -> None:
    folder = mail_office(tmp_path / "o", faulty_line.port)
    for one in MANY:
        dovecot_server.deliver(OFFICE, one)
    faulty_line.cut_after(*([9_000] * 60))
    passes = 0
    while dovecot_server.raw_mails(OFFICE) and passes < 40:
        take(folder, LATER)
        passes += 1
    assert dovecot_server.raw_mails(OFFICE) == []
    assert archived(folder) == hashes(*MANY)


def test_a_black_hole_ends_the_visit_and_not_the_pass(
    dovecot_server: Dovecot, faulty_line: FaultyProxy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "TIMEOUT", session.SocketTimeout(connect=0.3, read=0.3))
    folder = mail_office(tmp_path / "o", faulty_line.port)
    dovecot_server.deliver(OFFICE, mail(1))
    faulty_line.black_hole()
    taken = take(folder)
    assert (taken.arrivals, len(taken.away)) == (0, 1)
    faulty_line.heal()
    assert take(folder, LATER).arrivals == 1


def test_what_the_server_has_and_we_have_not_is_found_the_next_day(dovecot_server: Dovecot, tmp_path: Path) -> None:
    folder = mail_office(tmp_path / "o", dovecot_server.port)
    for number in range(3):
        dovecot_server.deliver(OFFICE, mail(number))
    take(folder)
    # As if UID 2 had been passed by: it lies on the server, and nothing of it is here.
    dovecot_server.doveadm("expunge", "-u", OFFICE, "mailbox", DONE, "all")
    shutil.rmtree(dovecot_server.maildir(OFFICE) / "cur")
    for number in range(3, 6):
        dovecot_server.deliver(OFFICE, mail(number))
    write(
        folder, "INSERT INTO fetched SELECT office, account, folder, validity, 9, 'x', 1, 'moved' FROM fetched LIMIT 1"
    )
    taken = take(folder, LATER)
    assert (taken.arrivals, taken.away) == (0, [])
    taken = take(folder, NEXT_DAY)
    assert (taken.arrivals, health(folder)[0]) == (3, "")
    assert "まだ取り込んでいなかったメールが3通" in str(health(folder)[1])
    assert taken.away == [health(folder)[1]]
    assert dovecot_server.raw_mails(OFFICE) == []


def test_what_somebody_moved_before_it_was_taken_is_said_once(dovecot_server: Dovecot, tmp_path: Path) -> None:
    folder = mail_office(tmp_path / "o", dovecot_server.port)
    dovecot_server.deliver(OFFICE, mail(9), DONE)  # from before the office used this
    dovecot_server.deliver(OFFICE, mail(1))
    take(folder)
    take(folder, NEXT_DAY)
    assert health(folder)[1] == ""
    dovecot_server.deliver(OFFICE, mail(2), DONE)
    assert "「処理済」へ移された" in take(folder, NEXT_DAY + (NEXT_DAY - LATER)).away[0]
    assert "メールが1通" in str(health(folder)[1])
