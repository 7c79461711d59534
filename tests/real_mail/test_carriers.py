"""Addresses that Japanese carriers gave out and RFC 5321 wants quoted, on a real Postfix."""

import pytest
from pydantic import SecretStr
from real_mail.dovecot import OFFICE, PASSWORD, Dovecot
from real_mail.postfix import Postfix
from real_mail.processes import until

from madoguchi.config.mail import Smtp
from madoguchi.config.secrets import Secrets
from scheduler.sending.dialogue import connect


@pytest.mark.parametrize("name", ["a..b", "a.", ".a"])
def test_a_quoted_local_part_is_understood(name: str, postfix_server: tuple[Postfix, Dovecot]) -> None:
    """Nobody has that mailbox, so the letter comes back, and says whom Postfix took it to be for."""
    server, mailboxes = postfix_server
    smtp = Smtp(host=server.host, port=server.port, user=OFFICE, ca_file=str(mailboxes.ca_file))
    connection = connect(smtp, Secrets(smtp_password=SecretStr(PASSWORD)))
    answer = connection.send(OFFICE, f"{name}@mihon.example", b"Subject: x\r\n\r\nx\r\n")
    connection.close()
    assert (answer.short, answer.code) == ("DATA 250 2.0.0", 250)
    until(lambda: bool(mailboxes.raw_mails(OFFICE)))
    (bounce,) = mailboxes.raw_mails(OFFICE)
    assert (
        f'Final-Recipient: rfc822; "{name}"@mihon.example'.encode() in bounce
        or f"<{name}@mihon.example>".encode() in bounce
    )
