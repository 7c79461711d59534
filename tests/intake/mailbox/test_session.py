"""Getting into the mailbox, on a real Dovecot, and what is said where that fails."""

import logging
import sys
from pathlib import Path

import pytest
from pydantic import SecretStr
from real_mail.dovecot import OFFICE, PASSWORD, Dovecot
from scripted_imap import ScriptedServer

from intake.mailbox import session
from intake.mailbox.session import account_of, open_mailbox
from madoguchi.config.mail import Imap
from madoguchi.config.secrets import Secrets
from madoguchi.errors import TryLater

SECRETS = Secrets(imap_password=SecretStr(PASSWORD))


def imap(server: Dovecot, **changes: object) -> Imap:
    given = {"host": "localhost", "port": server.tls_port, "user": OFFICE, "ca_file": str(server.ca_file)}
    return Imap.model_validate(given | changes)


def enters(settings: Imap, secrets: Secrets = SECRETS) -> bool:
    with open_mailbox(settings, secrets) as client:
        return b"UIDVALIDITY" in client.select_folder("INBOX")


def refusal(settings: Imap, secrets: Secrets = SECRETS) -> str:
    with pytest.raises(TryLater) as raised, open_mailbox(settings, secrets):
        pass
    return str(raised.value)


def test_within_tls_with_a_certificate_of_the_offices_own(dovecot_server: Dovecot) -> None:
    assert enters(imap(dovecot_server))


def test_with_starttls(dovecot_server: Dovecot) -> None:
    assert enters(imap(dovecot_server, port=dovecot_server.port, security="starttls"))


def test_with_a_token_of_a_program(dovecot_server: Dovecot, tmp_path: Path) -> None:
    program = tmp_path / "token.py"
    program.write_text(f"print({dovecot_server.token(OFFICE)!r})\n")
    assert enters(imap(dovecot_server, login="xoauth2", token_command=[sys.executable, str(program)]), Secrets())


def test_with_a_password_that_is_no_ascii() -> None:
    with Dovecot({"yoyaku": 'ひみつ 合言葉"'}) as server:
        assert enters(imap(server, user="yoyaku"), Secrets(imap_password=SecretStr('ひみつ 合言葉"')))


def test_an_account_is_named_by_user_and_host(dovecot_server: Dovecot) -> None:
    assert account_of(imap(dovecot_server)) == f"{OFFICE}@localhost"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param({"ca_file": ""}, "証明書を確かめられません", id="a certificate that nobody has signed"),
        pytest.param({"ca_file": "/nowhere.pem"}, "「/nowhere.pem」を読めません", id="no such file of certificates"),
        pytest.param({"host": "no.such.host.invalid"}, "見つかりません", id="no such host"),
        pytest.param({"port": 1}, "つながりません", id="nobody listens"),
        pytest.param({"user": "dareka"}, "ログインできません", id="another user"),
        pytest.param({"login": "xoauth2", "token_command": ["/nowhere"]}, "token_command", id="no token"),
    ],
)
def test_what_keeps_us_out_is_said_with_what_to_do(
    dovecot_server: Dovecot, changes: dict[str, object], said: str
) -> None:
    assert said in refusal(imap(dovecot_server, **changes))


def test_a_wrong_password_is_said_without_it(dovecot_server: Dovecot) -> None:
    said = refusal(imap(dovecot_server), Secrets(imap_password=SecretStr("chigau")))
    assert "パスワード" in said
    assert "chigau" not in said


def test_tls_where_the_server_speaks_plainly_is_said(dovecot_server: Dovecot) -> None:
    assert "暗号化" in refusal(imap(dovecot_server, port=dovecot_server.port))


def test_a_server_that_takes_starttls_away_gets_no_password() -> None:
    with ScriptedServer() as server:
        settings = Imap(host="localhost", port=server.port, user=OFFICE, security="starttls")
        assert "暗号化" in refusal(settings)
        assert not [one for one in server.said if one.upper().startswith((b"LOGIN", b"AUTH"))]


def test_a_server_that_says_nothing_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "TIMEOUT", session.SocketTimeout(connect=0.2, read=0.2))
    with ScriptedServer(script=lambda *_: b"") as server:
        settings = Imap(host="localhost", port=server.port, user=OFFICE, security="none")
        assert "応答しません" in refusal(settings)


def test_a_connection_that_is_cut_while_we_log_in_is_no_wrong_password() -> None:
    with ScriptedServer(script=lambda said, answer: b"CLOSE" if said.startswith(b"AUTH") else answer) as server:
        settings = Imap(host="localhost", port=server.port, user=OFFICE, security="none")
        assert "ログインできません" not in refusal(settings)


def test_the_library_writes_no_words_of_a_server_where_people_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(logging.root, "handlers", [])  # as in the program, which sets up none
    logging.getLogger("imapclient.util").warning("what a server said of 見本 太郎")
    logging.getLogger("elsewhere").warning("heard")
    assert capsys.readouterr().err == "heard\n"
