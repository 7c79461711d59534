"""What the tests with Postfix rest on: a login, a delivery, a plus-address, a refusal and a bounce."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from real_mail.dovecot import OFFICE, PASSWORD, Dovecot
from real_mail.fixtures import SEEKERS
from real_mail.postfix import BUSY, REFUSED, Postfix
from real_mail.processes import until

LETTER = b"Subject: x\r\nFrom: yoyaku@hellowork-toyooka.example\r\n\r\nx\r\n"
MARKED = OFFICE.replace("@", "+n12-x@")


@contextmanager
def _logged_in(server: Postfix, mailboxes: Dovecot) -> Iterator[smtplib.SMTP]:
    with smtplib.SMTP(server.host, server.port, timeout=10) as client:
        client.starttls(context=ssl.create_default_context(cafile=str(mailboxes.ca_file)))
        client.login(OFFICE, PASSWORD)
        yield client


def test_a_letter_arrives_and_one_to_nobody_comes_back_to_the_marked_sender(
    postfix_server: tuple[Postfix, Dovecot],
) -> None:
    server, mailboxes = postfix_server
    with _logged_in(server, mailboxes) as client:
        client.sendmail(MARKED, [SEEKERS[0], "inai@mihon.example"], LETTER)
    until(lambda: bool(mailboxes.raw_mails(SEEKERS[0])) and bool(mailboxes.raw_mails(OFFICE)))
    (bounce,) = mailboxes.raw_mails(OFFICE)
    assert b"Final-Recipient: rfc822; inai@mihon.example" in bounce
    assert f"Delivered-To: {MARKED}".encode() in bounce


@pytest.mark.parametrize(("to", "code"), [(REFUSED, 550), (BUSY, 450)])
def test_it_refuses_whom_it_should(postfix_server: tuple[Postfix, Dovecot], to: str, code: int) -> None:
    with _logged_in(*postfix_server) as client, pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        client.sendmail(MARKED, [to], LETTER)
    assert refused.value.recipients[to][0] == code


def test_nobody_writes_to_the_outside_without_a_login(postfix_server: tuple[Postfix, Dovecot]) -> None:
    server, _ = postfix_server
    with smtplib.SMTP(server.host, server.port, timeout=10) as client, pytest.raises(smtplib.SMTPRecipientsRefused):
        client.sendmail(MARKED, ["soto@soto.example"], LETTER)
