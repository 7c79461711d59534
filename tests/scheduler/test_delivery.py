"""Letters on their way out: to a folder, and to a real mail server on this machine."""

import os
import socket
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import samples_of_papers as sample
import stores
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session
from mail_server import AnyPort
from pydantic import SecretStr

from madoguchi.config.mail import Smtp
from madoguchi.config.office import Office
from madoguchi.config.secrets import Secrets
from madoguchi.model.notice import Notice
from scheduler.delivery import Delivery, Fate, FolderDelivery, NoDelivery, SmtpDelivery, open_delivery

Answer = Callable[[SMTP, Envelope], str]


@dataclass
class Server:
    """Answers each command as the test says and keeps what it took."""

    answers: dict[str, Answer] = field(default_factory=dict)
    taken: list[tuple[str, list[str], bytes]] = field(default_factory=list)

    async def handle_MAIL(self, server: SMTP, _: Session, envelope: Envelope, address: str, __: list[str]) -> str:  # noqa: N802 -- aiosmtpd's name
        envelope.mail_from = address
        return self.answers.get("MAIL", lambda *_: "250 OK")(server, envelope)

    async def handle_RCPT(self, server: SMTP, _: Session, envelope: Envelope, address: str, __: list[str]) -> str:  # noqa: N802
        answer = self.answers.get("RCPT", lambda *_: "250 OK")(server, envelope)
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, _: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = self.answers.get("DATA", lambda *_: "250 OK")(server, envelope)
        if answer.startswith("250"):
            assert envelope.mail_from is not None
            assert isinstance(envelope.original_content, bytes)
            self.taken.append((envelope.mail_from, list(envelope.rcpt_tos), envelope.original_content))
        return answer


@contextmanager
def serving(server: Server, **options: Any) -> Iterator[int]:
    controller = AnyPort(server, hostname="127.0.0.1", port=0, **options)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def office(port: int, **smtp: object) -> Office:
    given = {"host": "127.0.0.1", "port": port, "security": "none"}
    return sample.office().model_copy(update={"smtp": Smtp.model_validate(given | smtp)})


@contextmanager
def way_out(port: int, tmp_path: Path, secrets: Secrets | None = None, **smtp: object) -> Iterator[Delivery]:
    with open_delivery(office(port, **smtp), secrets or Secrets(), tmp_path) as delivery:
        yield delivery


def letter(number: int = 1, to: str = "taro@mihon.example", **changes: object) -> Notice:
    mail = b"From: yoyaku@hellowork-toyooka.example\r\nSubject: x\r\n\r\n.dot\r\nend\r\n"
    return stores.notice(number, to=to, **{"mail": mail} | changes)


def test_without_a_server_letters_become_files(tmp_path: Path) -> None:
    with open_delivery(sample.office(), Secrets(), tmp_path / "outbox") as delivery:
        assert isinstance(delivery, FolderDelivery)
        assert delivery.deliver(letter(12)) is Fate.HANDED_OVER
    (path,) = (tmp_path / "outbox").iterdir()
    assert path.name == "00012-confirmation.eml"
    assert path.read_bytes() == b"X-Unsent: 1\r\n" + letter().mail
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_same_letter_again_is_the_same_file(tmp_path: Path) -> None:
    delivery = FolderDelivery(tmp_path)
    delivery.deliver(letter())
    (path,) = tmp_path.iterdir()
    os.utime(path, ns=(1, 1))
    assert delivery.deliver(letter()) is Fate.HANDED_OVER
    assert path.stat().st_mtime_ns == 1
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_a_mail_program_holds_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "replace", held)
    assert FolderDelivery(tmp_path).deliver(letter()) is Fate.TRY_LATER


def test_letters_arrive_whole_over_one_connection(tmp_path: Path) -> None:
    server = Server()
    with serving(server) as port, way_out(port, tmp_path) as delivery:
        assert isinstance(delivery, SmtpDelivery)
        assert delivery.deliver(letter(1)) is Fate.HANDED_OVER
        assert delivery.deliver(letter(2, to="a..b@mihon.example")) is Fate.HANDED_OVER
    # aiosmtpd takes off the quotes that RFC 5321 asks for around such a local part.
    assert [(sender, to) for sender, to, _ in server.taken] == [
        ("yoyaku@hellowork-toyooka.example", ["taro@mihon.example"]),
        ("yoyaku@hellowork-toyooka.example", ["a..b@mihon.example"]),
    ]
    assert all(content.replace(b"..dot", b".dot") == letter().mail for _, _, content in server.taken)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("command", "answer", "fate"),
    [
        ("RCPT", "550 5.1.1 no such user", Fate.REFUSED),
        ("RCPT", "450 4.2.1 greylisted", Fate.TRY_LATER),
        ("RCPT", "452 4.2.2 mailbox full", Fate.TRY_LATER),
        ("DATA", "554 5.7.1 not wanted", Fate.REFUSED),
        ("DATA", "451 4.3.0 try again", Fate.TRY_LATER),
        # Our own sender is refused: a matter of the set-up, and no reason to call everybody.
        ("MAIL", "550 5.7.1 sender not allowed", Fate.TRY_LATER),
        ("MAIL", "530 5.7.0 authentication required", Fate.TRY_LATER),
        ("MAIL", "421 4.7.0 too many letters", Fate.TRY_LATER),
    ],
)
def test_what_the_server_says_decides(command: str, answer: str, fate: Fate, tmp_path: Path) -> None:
    server = Server({command: lambda *_: answer})
    with serving(server) as port, way_out(port, tmp_path) as delivery:
        assert delivery.deliver(letter()) is fate
    assert server.taken == []


def test_a_refused_letter_does_not_stop_the_next(tmp_path: Path) -> None:
    answers = iter(["550 no such user", "250 OK"])
    server = Server({"RCPT": lambda *_: next(answers)})
    with serving(server) as port, way_out(port, tmp_path) as delivery:
        assert [delivery.deliver(letter(number)) for number in (1, 2)] == [Fate.REFUSED, Fate.HANDED_OVER]


def test_a_dropped_connection_makes_the_rest_wait(tmp_path: Path) -> None:
    def drop(server: SMTP, _: Envelope) -> str:
        assert server.transport is not None
        server.transport.abort()
        return "250 OK"

    with serving(Server({"RCPT": drop})) as port, way_out(port, tmp_path) as delivery:
        assert [delivery.deliver(letter(number)) for number in (1, 2, 3)] == [Fate.TRY_LATER] * 3


def test_a_server_that_is_away_makes_everything_wait(tmp_path: Path) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))  # bound but not listening: refused at once
        with way_out(unused.getsockname()[1], tmp_path) as delivery:
            assert isinstance(delivery, NoDelivery)
            assert delivery.deliver(letter()) is Fate.TRY_LATER


@pytest.mark.parametrize(
    ("smtp", "password", "why"),
    [
        ({"security": "starttls"}, "", "the server knows no STARTTLS"),
        ({"security": "tls"}, "", "the server speaks in the clear"),
        ({"user": "office"}, "wrong", "the password is wrong"),
        ({"user": "office"}, "合言葉", "a password that cannot be sent"),
        ({"host": "mail..example"}, "", "a name that no resolver takes"),
    ],
)
def test_a_way_that_does_not_open_makes_everything_wait(
    smtp: dict[str, object], password: str, why: str, tmp_path: Path
) -> None:
    with (
        serving(
            Server(), authenticator=lambda *_: AuthResult(success=False, handled=False), auth_require_tls=False
        ) as port,
        way_out(port, tmp_path, Secrets(smtp_password=SecretStr(password)), **smtp) as delivery,
    ):
        assert isinstance(delivery, NoDelivery), why


def test_a_user_logs_in_with_the_password(tmp_path: Path) -> None:
    seen: list[object] = []

    def check(_: object, __: object, ___: object, mechanism: str, data: object) -> AuthResult:
        seen.append((mechanism, data))
        return AuthResult(success=True)

    server = Server()
    secrets = Secrets(smtp_password=SecretStr("p"))
    with (
        serving(server, authenticator=check, auth_require_tls=False) as port,
        way_out(port, tmp_path, secrets, user="office") as delivery,
    ):
        assert delivery.deliver(letter()) is Fate.HANDED_OVER
    assert len(seen) == 1


def test_a_server_gone_at_the_end_is_no_failure(tmp_path: Path) -> None:
    with serving(Server()) as port, way_out(port, tmp_path) as delivery:
        assert isinstance(delivery, SmtpDelivery)
        assert delivery.deliver(letter()) is Fate.HANDED_OVER
        assert delivery._server.sock is not None
        delivery._server.sock.shutdown(socket.SHUT_RDWR)
