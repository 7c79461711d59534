"""Mail both ways over Debian's Dovecot and Postfix: from a job seeker's mail to the answer of their calendar."""

import smtplib
import sys
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path

from calendar_replies import ics, mailbox_of, recorded, reply_mail, uid_of
from letters_to_us import mail
from offices import AS_OF, OfficeFolder, query
from real_mail.dovecot import OFFICE, Dovecot
from real_mail.fixtures import SEEKERS
from real_mail.mail_office import mail_office
from real_mail.postfix import BUSY, REFUSED, Postfix
from real_mail.processes import until

from madoguchi.cli.line import Report, run_stages

SEEKER, NOBODY = SEEKERS[0], "inai@mihon.example"
Servers = tuple[Postfix, Dovecot]


def _office(root: Path, servers: Servers, **more: object) -> OfficeFolder:
    """Return an office that uses both servers as one would: TLS, STARTTLS, and a login for each."""
    postfix, dovecot = servers
    settings: dict[str, object] = {
        "imap_security": "tls",
        "imap_ca_file": dovecot.ca_file,
        "smtp_security": "starttls",
        "smtp_ca_file": dovecot.ca_file,
        "smtp_user": OFFICE,
    }
    return mail_office(root, dovecot.tls_port, postfix.port, **settings | more)


def _pass(office: OfficeFolder, minutes: int = 0) -> Report:
    return run_stages(office.root, AS_OF + timedelta(minutes=minutes), lambda line: line.run())


def _send(servers: Servers, sender: str, raw: bytes, to: str = OFFICE) -> None:
    """Send a mail as anybody's server does, and wait until the office could read it."""
    postfix, dovecot = servers
    before = len(dovecot.raw_mails(OFFICE))
    with smtplib.SMTP(postfix.host, postfix.port, timeout=10) as client:
        client.sendmail(sender, [to], raw)
    until(lambda: len(dovecot.raw_mails(OFFICE)) > before)


def _request(sender: str, number: int = 1) -> bytes:
    body = (
        f"氏名：見本 太郎\n求職番号：28050-{number}\n電話番号：090-0000-000{number}\n第1希望：2026年12月3日（木）10時\n"
    )
    return mail(body, sender=sender, ident=str(number))


def _letters(office: OfficeFolder) -> list[tuple[object, ...]]:
    """Return the letters: to whom, and how they stand."""
    return query(office, "SELECT recipient, state FROM outbox WHERE means = 'mail' ORDER BY notice_id")


def _calls(office: OfficeFolder) -> list[str]:
    """Return the numbers that wait to be called."""
    found = query(
        office, "SELECT recipient FROM outbox WHERE means = 'telephone' AND state = 'waiting' ORDER BY notice_id"
    )
    return [str(number) for (number,) in found]


def test_a_mail_becomes_an_invitation_and_its_answer_comes_back(tmp_path: Path, postfix_server: Servers) -> None:
    office, (_, dovecot) = _office(tmp_path / "office", postfix_server), postfix_server
    _send(postfix_server, SEEKER, _request(SEEKER))
    report = _pass(office)
    assert (report.taken.away, report.told.handed_over) == ([], 1)
    until(lambda: bool(dovecot.raw_mails(SEEKER)))
    (letter,) = (message_from_bytes(raw) for raw in dovecot.raw_mails(SEEKER))
    assert letter["Return-Path"].startswith("<yoyaku+n1-")
    assert "request" in [part.get_param("method", "").lower() for part in letter.walk()]
    to = mailbox_of(office)
    assert to.startswith("yoyaku+b1-")
    answer = reply_mail(ics(uid_of(office), attendee=SEEKER, organizer=to), sender=SEEKER, to=to)
    _send(postfix_server, SEEKER, answer, to)
    _pass(office, 10)
    assert recorded(office) == [(SEEKER, "accepted", 0)]
    assert dovecot.raw_mails(OFFICE) == []
    assert len(dovecot.raw_mails(OFFICE, "処理済")) == 2


def test_letters_that_come_back_or_are_refused_become_calls_and_others_wait(
    tmp_path: Path, postfix_server: Servers
) -> None:
    office, (_, dovecot) = _office(tmp_path / "office", postfix_server), postfix_server
    for number, sender in enumerate((NOBODY, REFUSED, BUSY, SEEKER), 1):
        _send(postfix_server, sender, _request(sender, number))
    told = _pass(office).told
    assert (told.handed_over, told.refused, told.waiting) == (2, 1, 1)
    assert _calls(office) == ["090-0000-0002"]
    until(lambda: len(dovecot.raw_mails(OFFICE)) == 1)  # the report about the one that nobody has
    _pass(office, 1)
    assert _letters(office) == [
        (NOBODY, "bounced"),
        (REFUSED, "refused"),
        (BUSY, "waiting"),
        (SEEKER, "handed_over"),
    ]
    assert _calls(office) == ["090-0000-0002", "090-0000-0001"]
    assert query(office, "SELECT kind, outcome FROM items ORDER BY item_id DESC LIMIT 1") == [("bounce", "bounce")]


def test_tokens_open_both_servers_and_an_old_one_is_told_of(tmp_path: Path, postfix_server: Servers) -> None:
    token = tmp_path / "token"
    command = [sys.executable, "-c", f"print(open({str(token)!r}).read())"]
    by_token = {"login": "xoauth2", "token_command": command}
    more = {f"{server}_{key}": value for server in ("imap", "smtp") for key, value in by_token.items()}
    office, (_, dovecot) = _office(tmp_path / "office", postfix_server, **more), postfix_server
    _send(postfix_server, SEEKER, _request(SEEKER))
    token.write_text(dovecot.token(OFFICE, seconds=-1))
    (away,) = _pass(office).taken.away
    assert "トークン" in away or "ログイン" in away
    token.write_text(dovecot.token(OFFICE))
    report = _pass(office, 10)
    assert (report.taken.away, report.taken.arrivals, report.told.handed_over) == ([], 1, 1)


def test_a_certificate_nobody_vouches_for_is_refused_in_a_sentence(tmp_path: Path, postfix_server: Servers) -> None:
    _, dovecot = postfix_server
    _send(postfix_server, SEEKER, _request(SEEKER))
    (away,) = _pass(_office(tmp_path / "reads nothing", postfix_server, imap_ca_file="")).taken.away
    assert "証明書" in away
    assert len(dovecot.raw_mails(OFFICE)) == 1
    office = _office(tmp_path / "sends nothing", postfix_server, smtp_ca_file="")
    assert _pass(office).told.waiting == 1
    assert _letters(office) == [(SEEKER, "waiting")]
    assert dovecot.raw_mails(SEEKER) == []
