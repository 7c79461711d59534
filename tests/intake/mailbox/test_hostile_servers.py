"""Servers that break the rules: every good mail is taken, the bad one is told, and nothing hangs."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from mailboxes import LATER, LATER_STILL, NEXT_DAY, archived, endings, hashes, health, mail, not_given, places, take
from offices import OfficeFolder, query
from real_mail.dovecot import OFFICE, Dovecot
from real_mail.mail_office import mail_office
from real_mail.proxy import FaultyProxy
from scripted_imap import Script, ScriptedServer

from intake.mailbox import wire

MAILS = [mail(number) for number in range(1, 9)]
GOOD = [one for number, one in enumerate(MAILS, 1) if number != 4]
BAD = re.compile(rb"UID FETCH (?:4|[1-4]:[4-8]|1,2,3,4\S*) ")  # a FETCH that 4 belongs to
DONE = b"&UUZ0Blsf-"


def _office(tmp_path: Path, server: ScriptedServer) -> OfficeFolder:
    return mail_office(tmp_path / "o", server.port)


def _is_body(command: bytes) -> bool:
    return b"BODY.PEEK" in command


def _on_bad(change: Callable[[bytes], bytes]) -> Script:
    """Change the answer to every FETCH of bodies that the fourth mail is among."""
    return lambda command, answer: change(answer) if _is_body(command) and BAD.match(command) else answer


DECLINING: dict[str, Script] = {
    "declines": _on_bad(lambda _: b"TAG NO [SERVERBUG] internal error\r\n"),
    "calls it bad": _on_bad(lambda _: b"TAG BAD what\r\n"),
    "leaves it out": _on_bad(lambda answer: _replaced(answer, b"")),
    "names a negative length": _on_bad(lambda answer: _replaced(answer, b"* 4 FETCH (UID 4 BODY[] {-9}\r\n")),
    "sends rubbish in place of its items": _on_bad(lambda answer: _replaced(answer, b"* 4 FETCH (UID 4 (((\r\n")),
    "sends two of it": _on_bad(
        lambda answer: _replaced(answer, b"* 4 FETCH (UID 4 BODY[] {1}\r\nx)\r\n* 4 FETCH (UID 4 BODY[] {1}\r\ny)\r\n")
    ),
    "sends it empty": _on_bad(lambda answer: _replaced(answer, b"* 4 FETCH (UID 4 BODY[] NIL)\r\n")),
}


def _replaced(answer: bytes, new: bytes) -> bytes:
    parts = re.split(rb"(?=\* [0-9]+ FETCH)|(?=TAG )", answer)
    return b"".join(new if b"UID 4 " in part else part for part in parts)


@pytest.mark.parametrize("script", DECLINING.values(), ids=DECLINING.keys())
def test_a_mail_that_the_server_does_not_give_is_told_and_the_rest_is_taken(tmp_path: Path, script: Script) -> None:
    with ScriptedServer(script=script) as server:
        server.deliver(*MAILS)
        folder = _office(tmp_path, server)
        taken = take(folder)
        assert (archived(folder), not_given(folder), taken.away) == (hashes(*GOOD), 1, [])
        assert places(folder) == {uid: "set_aside" if uid == 4 else "moved" for uid in range(1, 9)}
        ((outcome, why),) = query(folder, "SELECT outcome, why FROM items WHERE kind = 'unreadable'")
        assert outcome == "unreadable"
        assert "受け取れませんでした" in str(why)
        assert (take(folder, LATER).arrivals, endings(folder)) == (0, 8)
        assert (take(folder, NEXT_DAY).arrivals, endings(folder)) == (0, 8), "the same is not told twice"
        server.script = lambda _, answer: answer
        assert take(folder, NEXT_DAY + (NEXT_DAY - LATER)).arrivals == 1
        assert "受け取れずにいたメール1通" in str(health(folder)[1])
        assert (archived(folder), endings(folder), list(server.inbox)) == (hashes(*MAILS), 9, [])


CUTTING: dict[str, Script] = {
    "says goodbye": _on_bad(lambda _: b"* BYE shutting down\r\nCLOSE"),
    "closes in the middle": _on_bad(lambda answer: answer[: len(answer) // 2] + b"CLOSE"),
    "names a length that no memory has": _on_bad(lambda _: b"* 4 FETCH (UID 4 BODY[] {9999999999}\r\nx"),
    "sends a line without end": _on_bad(lambda _: b"* 4 FETCH " + b"x" * 1_100_000 + b"\r\n"),
    "sends more than its length": _on_bad(lambda answer: answer.replace(b"{", b"{1")),
    "sends what is no IMAP": _on_bad(lambda _: b"HTTP/1.1 400 Bad Request\r\n\r\n"),
}


@pytest.mark.parametrize("script", CUTTING.values(), ids=CUTTING.keys())
def test_a_mail_that_costs_the_connection_twice_is_told_and_the_rest_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: Script
) -> None:
    monkeypatch.setattr(wire, "_COMMAND_SECONDS", 1)
    with ScriptedServer(script=script) as server:
        server.deliver(*MAILS)
        folder = _office(tmp_path, server)
        assert len(take(folder).away) == 1
        assert (not_given(folder), server.connections) == (0, 2), "once may be chance"
        assert take(folder, LATER).away == []
        assert (archived(folder), not_given(folder)) == (hashes(*GOOD), 1)
        assert take(folder, LATER_STILL).away == []
        assert places(folder)[4] == "set_aside"


def test_a_mail_that_was_cut_off_by_chance_is_no_matter_for_staff(tmp_path: Path) -> None:
    with ScriptedServer(script=CUTTING["says goodbye"]) as server:
        server.deliver(*MAILS)
        folder = _office(tmp_path, server)
        take(folder)
        server.script = lambda _, answer: answer
        take(folder, LATER)
        assert (archived(folder), not_given(folder), list(server.inbox)) == (hashes(*MAILS), 0, [])


def test_a_server_that_gives_none_of_its_mails_is_told_once_and_not_mail_by_mail(tmp_path: Path) -> None:
    def gives_none(command: bytes, answer: bytes) -> bytes:
        return b"TAG NO [UNAVAILABLE] later\r\n" if _is_body(command) else answer

    with ScriptedServer(script=gives_none) as server:
        server.deliver(*MAILS)
        folder = _office(tmp_path, server)
        taken = take(folder)
        assert (len(taken.away), endings(folder)) == (1, 0)
        assert "メールを受け取れません" in taken.away[0]
        server.script = lambda _, answer: answer
        take(folder, LATER)
        assert (archived(folder), not_given(folder)) == (hashes(*MAILS), 0)


@pytest.mark.parametrize("told", [0, 1, 10**9])
def test_a_size_that_is_not_true_loses_nothing(tmp_path: Path, told: int) -> None:
    def lies(command: bytes, answer: bytes) -> bytes:
        return re.sub(rb"SIZE [0-9]+", b"SIZE %d" % told, answer) if b"RFC822.SIZE" in command else answer

    with ScriptedServer(script=lies) as server:
        large = mail(9, "見" * 100_000)
        server.deliver(*MAILS, large)
        folder = _office(tmp_path, server)
        assert take(folder).away == []
        assert (archived(folder), list(server.inbox)) == (hashes(*MAILS, large), [])
        assert len(query(folder, "SELECT 1 FROM raw WHERE whole != ''")) == 1


def test_uids_that_are_none_and_answers_that_nobody_asked_for_are_passed_by(tmp_path: Path) -> None:
    def adds(command: bytes, answer: bytes) -> bytes:
        rubbish = b"* 3 EXPUNGE\r\n* OK hello\r\n* 99 FETCH (FLAGS (\\Seen))\r\n* X-THING (1 2)\r\n"
        if b"SEARCH" in command:
            answer = answer.replace(b"* SEARCH", b"* SEARCH 0 77777777777 1 1")
        return rubbish + answer if command.startswith(b"UID") else answer

    with ScriptedServer(script=adds) as server:
        server.deliver(*MAILS)
        folder = _office(tmp_path, server)
        assert take(folder).away == []
        assert (archived(folder), list(server.inbox)) == (hashes(*MAILS), [])


@pytest.mark.parametrize("uidplus", [True, False])
def test_without_move_mails_are_copied_marked_and_expunged_only_where_just_they_can_be(
    tmp_path: Path, *, uidplus: bool
) -> None:
    with ScriptedServer(b"IMAP4rev1 AUTH=PLAIN" + b" UIDPLUS" * uidplus) as server:
        server.deliver(*MAILS)
        folder = _office(tmp_path, server)
        take(folder)
        take(folder, LATER)
        assert hashes(*server.folders[_done(server)].values()) == hashes(*MAILS)
        assert (list(server.inbox), server.deleted) == ([] if uidplus else list(range(1, 9)), set(range(1, 9)))
        assert not [one for one in server.said if one.upper().startswith(b"EXPUNGE")]
        assert bool([one for one in server.said if one.startswith(b"UID EXPUNGE")]) is uidplus


def test_a_copy_that_was_not_noted_is_not_made_again(tmp_path: Path) -> None:
    with ScriptedServer(b"IMAP4rev1 AUTH=PLAIN") as server:
        server.deliver(*MAILS)
        folder = _office(tmp_path, server)
        server.script = lambda command, answer: b"CLOSE" if b" STORE " in command else answer
        take(folder)
        server.script = lambda _, answer: answer
        take(folder, LATER)
        assert len(server.folders[_done(server)]) == len(MAILS)


def test_where_mails_cannot_be_moved_they_are_taken_all_the_same_and_moved_later(tmp_path: Path) -> None:
    with ScriptedServer() as server:
        folder = _office(tmp_path, server)
        server.refuses = (b"MOVE", b"CREATE")
        server.deliver(*MAILS)
        taken = take(folder)
        assert (taken.arrivals, len(taken.away), len(server.inbox)) == (8, 1, 8)
        assert "取り込みは済んでいます" in str(health(folder)[0])
        server.refuses = ()
        assert (take(folder, LATER).away, list(server.inbox), endings(folder)) == ([], [], 8)


def test_a_server_that_never_comes_to_an_end_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "MOST_BYTES", 100_000)
    endless = b"* OK wait\r\n" * 20_000
    with ScriptedServer(script=lambda command, answer: endless if b"SEARCH" in command else answer) as server:
        folder = _office(tmp_path, server)
        assert "途中で切れました" in take(folder).away[0]


def test_a_line_that_only_drips_is_left(
    dovecot_server: Dovecot, faulty_line: FaultyProxy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "_COMMAND_SECONDS", 1)
    folder = mail_office(tmp_path / "o", faulty_line.port)
    dovecot_server.deliver(OFFICE, mail(1, "見本" * 10_000))
    faulty_line.drip(10)
    assert "途中で切れました" in take(folder).away[0]
    faulty_line.heal()
    assert take(folder, LATER).arrivals == 1


def test_a_server_without_lasting_numbers_is_not_taken_from(tmp_path: Path) -> None:
    with ScriptedServer(script=lambda _, answer: re.sub(rb"\* OK \[UIDVALIDITY.*\r\n", b"", answer)) as server:
        server.deliver(*MAILS)
        taken = take(_office(tmp_path, server))
        assert (taken.arrivals, len(taken.away)) == (0, 1)
        assert "UIDVALIDITY" in taken.away[0]


def test_a_uidvalidity_that_comes_back_means_other_mails(tmp_path: Path) -> None:
    with ScriptedServer() as server:
        folder = _office(tmp_path, server)
        for validity, number in ((7, 1), (8, 2), (7, 3)):
            server.validity, server.next_uid = validity, 1
            server.deliver(mail(number))
            take(folder, LATER)
        assert archived(folder) == hashes(mail(1), mail(2), mail(3))


def _done(server: ScriptedServer) -> bytes:
    (name,) = server.folders.keys() - {b"INBOX"}
    return name
