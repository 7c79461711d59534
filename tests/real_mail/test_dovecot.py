"""The servers of the tests themselves: what the tests with them rest on."""

import ssl

import pytest
from imapclient import IMAPClient
from imapclient.exceptions import LoginError
from real_mail.dovecot import OFFICE, PASSWORD, Dovecot


def test_a_delivered_mail_is_read_byte_for_byte_within_tls(dovecot_server: Dovecot) -> None:
    raw = "Subject: 予約\r\n\r\n見本\r\n".encode()
    dovecot_server.deliver(OFFICE, raw)
    trusted = ssl.create_default_context(cafile=str(dovecot_server.ca_file))
    with IMAPClient(dovecot_server.host, port=dovecot_server.tls_port, ssl_context=trusted, timeout=10) as client:
        client.login(OFFICE, PASSWORD)
        client.select_folder("INBOX")
        assert client.fetch([1], ["BODY.PEEK[]"])[1][b"BODY[]"] == raw


def test_it_takes_tokens_of_its_own_key_alone(dovecot_server: Dovecot) -> None:
    with IMAPClient(dovecot_server.host, port=dovecot_server.port, ssl=False, timeout=10) as client:
        with pytest.raises(LoginError):
            client.oauth2_login(OFFICE, dovecot_server.token(OFFICE, seconds=-1))
        client.oauth2_login(OFFICE, dovecot_server.token(OFFICE))
        assert client.has_capability("MOVE")


def test_a_folder_can_be_numbered_anew(dovecot_server: Dovecot) -> None:
    with IMAPClient(dovecot_server.host, port=dovecot_server.port, ssl=False, timeout=10) as client:
        client.login(OFFICE, PASSWORD)
        dovecot_server.deliver(OFFICE, b"Subject: x\r\n\r\n", "受付")
        before, uids = client.select_folder("受付"), client.search()
        client.unselect_folder()
        dovecot_server.renumber(OFFICE, "受付")
        after = client.select_folder("受付")
        assert after[b"UIDVALIDITY"] > before[b"UIDVALIDITY"]
        assert after[b"EXISTS"] == 1
        assert client.search() != uids
