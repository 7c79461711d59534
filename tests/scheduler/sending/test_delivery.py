"""Letters on their way out: to a folder, and to a real mail server on this machine."""

import os
import socket
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import samples_of_papers as sample
import stores
from aiosmtpd.smtp import SMTP, AuthResult, Envelope
from mail_server import ScriptedServer, serving
from pydantic import SecretStr

from madoguchi.config.mail import Smtp
from madoguchi.config.office import Office
from madoguchi.config.secrets import Secrets
from madoguchi.model.notice import Notice
from madoguchi.model.reply_address import return_path
from scheduler.sending.delivery import Delivery, Fate, FolderDelivery, Outcome, SmtpDelivery, open_delivery
from scheduler.sending.dialogue import Connection, connect

TAKEN = Outcome(Fate.HANDED_OVER, "DATA 250")
LOST = Outcome(Fate.TRY_LATER, "LOST")
OFFICE = "yoyaku@hellowork-toyooka.example"


def office(port: int, **smtp: object) -> Office:
    given = {"host": "127.0.0.1", "port": port, "security": "none"}
    return sample.office().model_copy(update={"smtp": Smtp.model_validate(given | smtp)})


@contextmanager
def way_out(
    port: int, tmp_path: Path, secrets: Secrets | None = None, key: bytes = b"", **smtp: object
) -> Iterator[Delivery]:
    with open_delivery(office(port, **smtp), secrets or Secrets(), tmp_path, key) as delivery:
        yield delivery


def letter(number: int = 1, to: str = "taro@mihon.example", **changes: object) -> Notice:
    mail = b"From: yoyaku@hellowork-toyooka.example\r\nSubject: x\r\n\r\n.dot\r\nend\r\n"
    return stores.notice(number, to=to, **{"mail": mail} | changes)


def test_without_a_server_letters_become_files(tmp_path: Path) -> None:
    with open_delivery(sample.office(), Secrets(), tmp_path / "outbox") as delivery:
        assert isinstance(delivery, FolderDelivery)
        assert delivery.deliver(letter(12)) == Outcome(Fate.HANDED_OVER)
    (path,) = (tmp_path / "outbox").iterdir()
    assert path.name == "00012-confirmation.eml"
    assert path.read_bytes() == b"X-Unsent: 1\r\n" + letter().mail
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_same_letter_again_is_the_same_file(tmp_path: Path) -> None:
    delivery = FolderDelivery(tmp_path)
    delivery.deliver(letter())
    (path,) = tmp_path.iterdir()
    os.utime(path, ns=(1, 1))
    assert delivery.deliver(letter()).fate is Fate.HANDED_OVER
    assert path.stat().st_mtime_ns == 1
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_a_mail_program_holds_waits_and_no_server_was_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "replace", held)
    assert FolderDelivery(tmp_path).deliver(letter()) == Outcome(Fate.TRY_LATER)


def test_letters_arrive_whole_over_one_connection(tmp_path: Path) -> None:
    server = ScriptedServer()
    with serving(server) as port, way_out(port, tmp_path) as delivery:
        assert isinstance(delivery, SmtpDelivery)
        assert [delivery.deliver(letter(number)) for number in (1, 2)] == [TAKEN] * 2
    assert [(sender, to) for sender, to, _ in server.taken] == [(OFFICE, ["taro@mihon.example"])] * 2
    assert len(set(server.peers)) == 1
    assert all(content.replace(b"..dot", b".dot") == letter().mail for _, _, content in server.taken)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("a..b@mihon.example", 'TO:<"a..b"@mihon.example>'),
        ("a.@mihon.example", 'TO:<"a."@mihon.example>'),
        (".a@mihon.example", 'TO:<".a"@mihon.example>'),
        ("a.b@mihon.example", "TO:<a.b@mihon.example>"),
        ("a-b_c+d/e@mihon.example", "TO:<a-b_c+d/e@mihon.example>"),
    ],
)
def test_addresses_as_japanese_carriers_gave_them_out_are_written_to(address: str, said: str, tmp_path: Path) -> None:
    server = ScriptedServer()
    with serving(server) as port, way_out(port, tmp_path) as delivery:
        assert delivery.deliver(letter(to=address)) == TAKEN
    assert server.recipients == [said]
    assert [to for _, to, _ in server.taken] == [[address]]


def test_an_address_that_no_server_takes_is_refused_and_stops_nothing(tmp_path: Path) -> None:
    with serving(ScriptedServer()) as port, way_out(port, tmp_path) as delivery:
        assert delivery.deliver(letter(to="a b@mihon.example")) == Outcome(Fate.REFUSED, "RCPT")
        assert delivery.deliver(letter()) == TAKEN


def test_each_letter_comes_back_to_its_own_mailbox_where_the_server_takes_marks(tmp_path: Path) -> None:
    server = ScriptedServer()
    with serving(server) as port, way_out(port, tmp_path, key=b"k") as delivery:
        assert delivery.deliver(letter(12)) == TAKEN
    ((sender, _, content),) = server.taken
    assert sender == return_path(OFFICE, 12, letter(12).message_id, b"k") != OFFICE
    assert b"From: yoyaku@hellowork-toyooka.example\r\n" in content


@pytest.mark.parametrize(
    ("command", "answer", "outcome"),
    [
        ("RCPT", "550 5.1.1 no such user", Outcome(Fate.REFUSED, "RCPT 550 5.1.1")),
        ("RCPT", "450 4.2.1 greylisted", Outcome(Fate.TRY_LATER, "RCPT 450 4.2.1")),
        ("RCPT", "452 4.5.3 too many recipients", Outcome(Fate.TRY_LATER, "RCPT 452 4.5.3")),
        ("RCPT", "421 4.7.0 closing", Outcome(Fate.TRY_LATER, "RCPT 421 4.7.0")),
        ("DATA", "554 5.7.1 not wanted", Outcome(Fate.REFUSED, "DATA 554 5.7.1")),
        ("DATA", "451 4.3.0 try again", Outcome(Fate.TRY_LATER, "DATA 451 4.3.0")),
        ("DATA", "552 message too large", Outcome(Fate.REFUSED, "DATA 552")),
        # Our own sender is refused: a matter of the set-up, and no reason to call everybody.
        ("MAIL", "550 5.7.1 sender not allowed", Outcome(Fate.TRY_LATER, "MAIL 550 5.7.1")),
        ("MAIL", "530 5.7.0 authentication required", Outcome(Fate.TRY_LATER, "MAIL 530 5.7.0")),
        ("MAIL", "552 5.3.4 message too large", Outcome(Fate.REFUSED, "MAIL 552 5.3.4")),
        ("MAIL", "421 4.7.0 too many letters", Outcome(Fate.TRY_LATER, "MAIL 421 4.7.0")),
        ("RCPT", "554 5.7.1 <taro@mihon.example>: Relay access denied", Outcome(Fate.TRY_LATER, "RCPT 554 5.7.1")),
    ],
)
def test_what_the_server_says_decides_and_only_its_codes_are_kept(
    command: str, answer: str, outcome: Outcome, tmp_path: Path
) -> None:
    server = ScriptedServer({command: lambda *_: answer})
    with serving(server) as port, way_out(port, tmp_path) as delivery:
        assert delivery.deliver(letter()) == outcome
        assert not delivery.is_closed, "one answer says nothing of the others"
    assert server.taken == []


def test_a_refused_letter_does_not_stop_the_next(tmp_path: Path) -> None:
    answers = iter(["550 no such user", "250 OK"])
    server = ScriptedServer({"RCPT": lambda *_: next(answers)})
    with serving(server) as port, way_out(port, tmp_path) as delivery:
        fates = [delivery.deliver(letter(number)).fate for number in (1, 2)]
    assert fates == [Fate.REFUSED, Fate.HANDED_OVER]


def test_a_server_that_will_not_have_us_is_left_alone_after_three_letters(tmp_path: Path) -> None:
    server = ScriptedServer({"MAIL": lambda *_: "550 5.7.1 not your address"})
    with serving(server) as port, way_out(port, tmp_path) as delivery:
        seen = [(delivery.deliver(letter(number)).fate, delivery.is_closed) for number in (1, 2, 3)]
    assert seen == [(Fate.TRY_LATER, False), (Fate.TRY_LATER, False), (Fate.TRY_LATER, True)]


def _abort(server: SMTP, _: Envelope) -> str:
    assert server.transport is not None
    server.transport.abort()
    return "250 OK"


@pytest.mark.parametrize("place", ["MAIL", "RCPT", "DATA"])
def test_a_server_that_hangs_up_twice_in_a_row_is_left_alone(place: str, tmp_path: Path) -> None:
    server = ScriptedServer({place: _abort})
    with serving(server) as port, way_out(port, tmp_path) as delivery:
        seen = [(delivery.deliver(letter(number)), delivery.is_closed) for number in (1, 2)]
    assert seen == [(LOST, False), (LOST, True)]
    assert len(set(server.peers)) == 2, "a new connection, once"


def test_a_server_that_closes_every_connection_after_some_letters_gets_them_all(tmp_path: Path) -> None:
    taken = 0

    def close_after_three(server: SMTP, envelope: Envelope) -> str:
        nonlocal taken
        taken += 1
        return _abort(server, envelope) if taken % 4 == 0 else "250 OK"

    server = ScriptedServer({"MAIL": close_after_three})
    with serving(server) as port, way_out(port, tmp_path) as delivery:
        outcomes = [delivery.deliver(letter(number)) for number in range(1, 13)]
        assert not delivery.is_closed
    assert outcomes == [TAKEN, TAKEN, TAKEN, LOST] * 3
    assert len(set(server.peers)) == 4 - 1


def test_a_letter_that_a_server_dies_of_does_not_stop_the_next(tmp_path: Path) -> None:
    dying = iter([True, False])
    server = ScriptedServer({"DATA": lambda *given: _abort(*given) if next(dying) else "250 OK"})
    with serving(server) as port, way_out(port, tmp_path) as delivery:
        assert [delivery.deliver(letter(number)) for number in (1, 2)] == [LOST, TAKEN]


def test_a_server_that_is_away_is_asked_once_a_pass(tmp_path: Path) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))  # bound but not listening: refused at once
        with way_out(unused.getsockname()[1], tmp_path) as delivery:
            assert not delivery.is_closed, "it is not asked before there is a letter"
            assert delivery.deliver(letter()) == Outcome(Fate.TRY_LATER, "CONNECT")
            assert delivery.is_closed


@pytest.mark.parametrize(
    ("smtp", "password", "answered", "why"),
    [
        ({"security": "starttls"}, "", "TLS", "the server knows no STARTTLS: never silently plain"),
        ({"security": "tls"}, "", "TLS", "the server speaks in the clear"),
        ({"user": "office"}, "wrong", "AUTH 535 5.7.8", "the password is wrong"),
        ({"user": "office"}, "合言葉", "AUTH", "a password that cannot be sent"),
        ({"host": "mail..example"}, "", "CONNECT", "a name that no resolver takes"),
        ({"ca_file": "missing.pem"}, "", "TLS", "the certificates are not where the settings say"),
        (
            {"user": "office", "login": "xoauth2", "token_command": ("no-such-program",)},
            "",
            "TOKEN",
            "the program that prints the token is missing",
        ),
    ],
)
def test_a_way_that_does_not_open_makes_everything_wait(
    smtp: dict[str, object], password: str, answered: str, why: str, tmp_path: Path
) -> None:
    server = ScriptedServer()
    with (
        serving(
            server, authenticator=lambda *_: AuthResult(success=False, handled=False), auth_require_tls=False
        ) as port,
        way_out(port, tmp_path, Secrets(smtp_password=SecretStr(password)), **smtp) as delivery,
    ):
        assert delivery.deliver(letter()) == Outcome(Fate.TRY_LATER, answered), why
        assert delivery.is_closed, why
    assert server.taken == []


def test_a_user_logs_in_with_the_password(tmp_path: Path) -> None:
    seen: list[object] = []

    def check(_: object, __: object, ___: object, mechanism: str, data: object) -> AuthResult:
        seen.append((mechanism, data))
        return AuthResult(success=True)

    secrets = Secrets(smtp_password=SecretStr("p"))
    with (
        serving(ScriptedServer(), authenticator=check, auth_require_tls=False) as port,
        way_out(port, tmp_path, secrets, user="office") as delivery,
    ):
        assert delivery.deliver(letter()) == TAKEN
    assert len(seen) == 1


def test_a_server_gone_at_the_end_is_no_failure(tmp_path: Path) -> None:
    with serving(ScriptedServer()) as port, way_out(port, tmp_path) as delivery:
        assert isinstance(delivery, SmtpDelivery)
        assert delivery.deliver(letter()) == TAKEN
        assert delivery._connection is not None
        sock = delivery._connection._server.sock
        assert sock is not None
        sock.shutdown(socket.SHUT_RDWR)


def test_a_slow_server_leaves_the_rest_to_the_next_pass() -> None:
    clock = iter([0.0, 0.0, 599.0, 600.0])
    with serving(ScriptedServer()) as port:
        smtp = office(port).smtp
        assert smtp is not None
        opened: list[Connection] = []

        def opening() -> Connection:
            opened.append(connect(smtp, Secrets()))
            return opened[-1]

        delivery = SmtpDelivery(opening, lambda _: OFFICE, lambda: next(clock))
        assert delivery.deliver(letter()) == TAKEN
        assert [delivery.is_closed for _ in range(3)] == [False, False, True]
        delivery.close()
    assert len(opened) == 1
