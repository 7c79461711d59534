"""The line to the mail server: encrypted, logged in, and never waited for without end."""

import base64
import shutil
import socket
import ssl
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest
from aiosmtpd.smtp import SMTP, AuthResult
from certificates import self_signed
from mail_server import ScriptedServer, serving
from pydantic import SecretStr

from madoguchi.config.mail import Smtp
from madoguchi.config.secrets import Secrets
from scheduler.sending import dialogue
from scheduler.sending.answers import Answer, At
from scheduler.sending.dialogue import NoWayError, connect

OURS, TARO, MAIL = "yoyaku@hellowork-toyooka.example", "taro@mihon.example", b"Subject: x\r\n\r\nx\r\n"


def _smtp(port: int, **more: object) -> Smtp:
    return Smtp.model_validate({"host": "127.0.0.1", "port": port, "security": "none", **more})


def _refusal(smtp: Smtp, secrets: Secrets | None = None) -> str:
    with pytest.raises(NoWayError) as error:
        connect(smtp, secrets or Secrets())
    return error.value.answer.short


@pytest.fixture
def trusted(tmp_path: Path) -> tuple[Path, ssl.SSLContext]:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed; get it with: sudo apt install openssl")
    return self_signed(tmp_path)


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_server_with_a_certificate_of_its_own_is_trusted_when_the_settings_name_it(
    security: str, trusted: tuple[Path, ssl.SSLContext]
) -> None:
    certificate, context = trusted
    how = {"tls_context": context, "require_starttls": True} if security == "starttls" else {"ssl_context": context}
    server = ScriptedServer()
    with serving(server, **how) as port:
        connection = connect(_smtp(port, security=security, ca_file=str(certificate)), Secrets())
        assert connection.send(OURS, TARO, MAIL).code == 250
        connection.close()
        assert _refusal(_smtp(port, security=security)) == "TLS", "no certificate that the system knows"
    assert len(server.taken) == 1


class _TokenServer(ScriptedServer):
    """Knows one token (XOAUTH2), and tells of an error as Microsoft and Google do: in a challenge."""

    def __init__(self) -> None:
        super().__init__()
        self.answers_to_error: list[object] = []

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:  # noqa: N802 -- aiosmtpd's name
        said = base64.b64decode(args[1]).decode()
        if said == "user=yoyaku@office.example\1auth=Bearer good-token\1\1":
            return AuthResult(success=True)
        self.answers_to_error.append(await server.challenge_auth('{"status":"400"}'))
        return AuthResult(success=False, handled=False)


@pytest.mark.parametrize(("token", "refused"), [("good-token", ""), ("stale-token", "AUTH 535 5.7.8")])
def test_a_login_with_an_access_token(token: str, refused: str) -> None:
    server = _TokenServer()
    command = (sys.executable, "-c", f"print('{token}')")
    with serving(server, auth_require_tls=False) as port:
        smtp = _smtp(port, user="yoyaku@office.example", login="xoauth2", token_command=command)
        if refused:
            assert _refusal(smtp) == refused
            assert server.answers_to_error == [b""], "an empty line, as the protocol has it"
        else:
            connection = connect(smtp, Secrets())
            assert connection.send(OURS, TARO, MAIL).code == 250
            connection.close()


def test_a_password_is_never_told_before_the_line_is_encrypted() -> None:
    seen: list[object] = []

    def check(*given: object) -> AuthResult:
        seen.append(given)
        return AuthResult(success=True)

    with serving(ScriptedServer(), authenticator=check, auth_require_tls=False) as port:
        smtp = _smtp(port, security="starttls", user="office")
        assert _refusal(smtp, Secrets(smtp_password=SecretStr("p"))) == "TLS"
    assert seen == []


@contextmanager
def saying(*answers: Callable[[socket.socket, Event], None]) -> Iterator[int]:
    """Listen, and give these answers one after the other: the greeting, and one to each command."""
    ended = Event()

    def serve() -> None:
        peer, _ = listener.accept()
        with peer:
            peer.settimeout(20)
            for place, answer in enumerate(answers):
                if place and not peer.recv(4096):
                    return
                answer(peer, ended)
            ended.wait(20)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = Thread(target=serve)
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            ended.set()
            thread.join(20)


def _line(words: str) -> Callable[[socket.socket, Event], None]:
    return lambda peer, _: peer.sendall(f"{words}\r\n".encode())


def _drip(peer: socket.socket, ended: Event) -> None:
    """Send a byte now and then and never come to an end; each one alone would be in time."""
    while not ended.wait(0.01):
        try:
            peer.sendall(b"2")
        except OSError:
            return


def _silence(peer: socket.socket, ended: Event) -> None:
    del peer
    ended.wait(20)


def _endless_lines(peer: socket.socket, ended: Event) -> None:
    while not ended.wait(0.01):
        try:
            peer.sendall(b"250-more\r\n")
        except OSError:
            return


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_CONNECTING", "_ANSWERING", "_TAKING"):
        monkeypatch.setattr(dialogue, name, 0.3)
    monkeypatch.setattr(dialogue._Patient, "seconds", 0.3)


BAD = [_drip, _silence, _endless_lines]


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("bad", BAD)
def test_a_server_that_never_comes_to_an_end_is_left_at_the_greeting(
    bad: Callable[[socket.socket, Event], None],
) -> None:
    with saying(bad) as port:
        assert _refusal(_smtp(port)) == "CONNECT"


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize("place", range(4))
def test_a_server_that_never_comes_to_an_end_is_left_at_every_step_of_a_letter(
    bad: Callable[[socket.socket, Event], None], place: int
) -> None:
    good = [
        _line("220 hello"),
        _line("250 hello"),
        _line("250 ok"),
        _line("250 ok"),
        _line("354 go on"),
        _line("250 ok"),
    ]
    where = [At.SENDER, At.RECIPIENT, At.LETTER, At.LETTER][place]
    with saying(*good[: 2 + place], bad) as port:
        connection = connect(_smtp(port), Secrets())
        assert connection.send(OURS, TARO, MAIL) == Answer(where)
        connection.close()


@pytest.mark.parametrize(
    ("greeting", "short"),
    [("554 5.3.2 no service here", "CONNECT 554 5.3.2"), ("421 4.3.2 too busy", "CONNECT 421 4.3.2")],
)
def test_a_server_that_greets_with_a_refusal_has_its_codes_kept(greeting: str, short: str) -> None:
    with saying(_line(greeting)) as port:
        assert _refusal(_smtp(port)) == short


def test_a_letter_that_is_larger_than_the_server_takes_is_refused_before_it_is_told() -> None:
    server = ScriptedServer()
    with serving(server, data_size_limit=len(MAIL) - 1) as port:
        connection = connect(_smtp(port), Secrets())
        assert connection.send(OURS, TARO, MAIL).short == "MAIL 552"
        connection.close()
    assert server.recipients == []
