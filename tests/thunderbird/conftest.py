"""Thunderbird, a mail server that takes what it sends, and an office that writes to it."""

import queue
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from offices import empty
from thunderbird.correspondence import ADDRESS, NAME, Correspondence
from thunderbird.mail_program import HOW_TO_GET_IT, MailProgram, program, running


class _Letterbox:
    """Takes every mail."""

    def __init__(self) -> None:
        self.mails: queue.Queue[bytes] = queue.Queue()

    async def handle_DATA(self, _: SMTP, __: Session, envelope: Envelope) -> str:  # noqa: N802 -- aiosmtpd's name
        assert isinstance(envelope.original_content, bytes)
        self.mails.put(envelope.original_content)
        return "250 OK"


class _AnyPort(Controller):
    """Listens at a port that the system chooses."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture
def post() -> Iterator[tuple[int, queue.Queue[bytes]]]:
    """Return the port of a mail server on this machine, and the mails it takes."""
    letterbox = _Letterbox()
    server = _AnyPort(letterbox, hostname="127.0.0.1", port=0)
    server.start()
    try:
        yield server.port, letterbox.mails
    finally:
        server.stop()


@pytest.fixture
def thunderbird(tmp_path: Path, post: tuple[int, queue.Queue[bytes]]) -> Iterator[MailProgram]:
    if program() is None:
        pytest.skip(HOW_TO_GET_IT)
    with running(tmp_path / "thunderbird", ADDRESS, NAME, post[0]) as started:
        yield started


@pytest.fixture
def between(tmp_path: Path, thunderbird: MailProgram, post: tuple[int, queue.Queue[bytes]]) -> Correspondence:
    """Return the correspondence of a person who has asked for half past two, and been booked."""
    begun = Correspondence(empty(tmp_path / "office"), thunderbird, post[1])
    begun.ask_for("12月3日 14時30分")
    return begun
