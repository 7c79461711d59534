"""What `doctor` learns from the mail servers themselves."""

from pathlib import Path

import pytest
from mail_server import ScriptedServer, serving
from offices import AS_OF, empty
from real_mail.dovecot import OFFICE, PASSWORD, Dovecot
from real_mail.postfix import Postfix
from real_mail.processes import free_port
from real_mail.proxy import FaultyProxy

from intake.mailbox.session import open_mailbox
from madoguchi.cli import doctor, servers
from madoguchi.cli.finding import Finding
from madoguchi.cli.servers import ask_servers, concerns_of_settings
from madoguchi.config.load import parse_office
from madoguchi.config.office import Office
from madoguchi.config.secrets import Secrets
from madoguchi.paths import shipped

WRONG = "chigau"
SECRETS = Secrets(imap_password=PASSWORD, smtp_password=PASSWORD)


def _office(**servers: dict[str, object]) -> Office:
    """Return the sample office with these servers; each without TLS unless it says otherwise."""
    text = (shipped("examples") / "office.toml").read_text(encoding="utf-8")
    for name, given in servers.items():
        settings = {"host": "127.0.0.1", "security": "none"} | given
        text += f"\n[{name}]\n" + "".join(f"{key} = {_toml(value)}\n" for key, value in settings.items())
    return parse_office(text.encode())


def _toml(value: object) -> str:
    return str(value) if isinstance(value, int) else f'"{value}"'


def _said(office: Office, secrets: Secrets = SECRETS) -> list[Finding]:
    return list(ask_servers(office, secrets))


def test_a_mailbox_that_is_ready_says_at_most_what_will_be_made(dovecot_server: Dovecot) -> None:
    office = _office(
        imap={"port": dovecot_server.tls_port, "security": "tls", "ca_file": dovecot_server.ca_file, "user": OFFICE}
    )
    (finding,) = _said(office)
    assert not finding.must
    assert finding.say == "メールサーバーにフォルダー「処理済」がありません。最初にメールを取り込むときに作ります。"
    dovecot_server.maildir(OFFICE, "処理済")
    assert _said(office) == []


IMAP_FAULTS = [
    ({"security": "tls"}, PASSWORD, "証明書を確かめられません", "a certificate that nobody knows"),
    ({}, WRONG, "ログインできません", "a wrong password"),
    ({"folder": "予約"}, PASSWORD, "フォルダー「予約」を開けません", "a folder that is not there"),
    ({"security": "starttls", "ca_file": "/nowhere.pem"}, PASSWORD, "ca_file を確かめて", "no such certificates"),
]


@pytest.mark.parametrize(("more", "password", "expected", "why"), IMAP_FAULTS, ids=[one[-1] for one in IMAP_FAULTS])
def test_what_keeps_us_out_of_the_mailbox_is_told(
    dovecot_server: Dovecot, more: dict[str, object], password: str, expected: str, why: str
) -> None:
    port = dovecot_server.tls_port if more.get("security") == "tls" else dovecot_server.port
    office = _office(imap={"port": port, "user": OFFICE} | more)
    (finding,) = _said(office, Secrets(imap_password=password))
    assert finding.must
    assert expected in finding.say, why
    assert password not in finding.say


def test_nobody_there_and_a_silent_hole_are_told_in_time(dovecot_server: Dovecot, faulty_line: FaultyProxy) -> None:
    (finding,) = _said(_office(imap={"port": free_port(), "user": OFFICE}))
    assert (finding.must, "つながりません" in finding.say) == (True, True)
    faulty_line.black_hole()
    office = _office(imap={"port": faulty_line.port, "user": OFFICE}, smtp={"port": faulty_line.port})
    found = list(ask_servers(office, SECRETS, seconds=0.3))
    assert [finding.must for finding in found] == [True, True]
    assert all("答えません" in finding.say for finding in found)
    assert dovecot_server.port


def test_what_a_server_cannot_do_is_told_with_what_it_means(
    dovecot_server: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dovecot_server.maildir(OFFICE, "処理済")
    office = _office(imap={"port": dovecot_server.port, "user": OFFICE, "poll_minutes": 7})
    assert office.imap is not None
    with open_mailbox(office.imap, SECRETS) as client:
        able = type(client).has_capability
        monkeypatch.setattr(type(client), "has_capability", lambda self, name: name not in _LACKS and able(self, name))
    found = _said(office)
    assert not any(finding.must for finding in found)
    assert [finding.say.partition("（")[2].partition("）")[0] for finding in found] == ["MOVE", "UIDPLUS", "IDLE"]
    assert "7 分ごと" in found[-1].say


_LACKS = {"MOVE", "UIDPLUS", "IDLE"}


def test_a_way_out_is_tried_up_to_the_login(postfix_server: tuple[Postfix, Dovecot]) -> None:
    postfix, dovecot = postfix_server
    smtp = {"port": postfix.port, "security": "starttls", "ca_file": dovecot.ca_file, "user": OFFICE}
    assert _said(_office(smtp=smtp)) == []
    (finding,) = _said(_office(smtp=smtp), Secrets(smtp_password=WRONG))
    assert finding.must
    assert "ログインを受け付けません" in finding.say
    (finding,) = _said(_office(smtp=smtp | {"ca_file": ""}))
    assert "TLS" in finding.say


def test_a_way_out_without_a_login_is_tried_too() -> None:
    with serving(ScriptedServer()) as port:
        assert _said(_office(smtp={"port": port})) == []
    (finding,) = _said(_office(smtp={"port": free_port()}))
    assert "メールサーバーにつながりません" in finding.say


SETTINGS = [
    ({"smtp": {"user": "a", "security": "tls"}}, ["SMTP_PASSWORD"], "a login without a password"),
    ({"imap": {"user": "a", "security": "tls"}}, ["IMAP_PASSWORD", "[smtp]"], "the mailbox has one too"),
    ({"smtp": {"host": "mail.example"}}, ["[smtp] の security が none"], "letters in the clear"),
    ({"smtp": {"host": "localhost"}}, [], "within this machine nobody listens"),
    ({"smtp": {"host": "::1"}}, [], "nor here"),
    ({}, ["[smtp]"], "no server at all"),
]


@pytest.mark.parametrize(("given", "expected", "why"), SETTINGS, ids=[one[-1] for one in SETTINGS])
def test_the_settings_are_looked_at_first(given: dict[str, dict[str, object]], expected: list[str], why: str) -> None:
    said = [finding.say for finding in concerns_of_settings(_office(**given), Secrets())]
    assert len(said) == len(expected), why
    assert all(any(words in say for say in said) for words in expected), why


def test_without_a_password_no_server_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(*_: object) -> None:
        raise AssertionError("a login that must fail may lock the mailbox")

    monkeypatch.setattr(servers, "_in_a_thread", asked)
    office = _office(imap={"port": 1, "user": "a"}, smtp={"port": 1, "user": "a"})
    assert list(ask_servers(office, Secrets())) == []


def test_doctor_asks_unless_it_is_told_not_to(tmp_path: Path) -> None:
    folder = empty(tmp_path / "o")
    smtp = f'\n[smtp]\nhost = "127.0.0.1"\nport = {free_port()}\nsecurity = "none"\n'
    folder.office_toml.write_text(folder.office_toml.read_text(encoding="utf-8") + smtp, encoding="utf-8")
    offline = {finding.say for finding in doctor.examine(folder.root, AS_OF, offline=True)}
    online = {finding.say for finding in doctor.examine(folder.root, AS_OF)}
    assert ["お知らせメールを送れません" in say for say in online - offline] == [True]
