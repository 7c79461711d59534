"""Thunderbird, a mail server that takes what it sends, and an office that writes to it."""

import queue
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from mail_server import AnyPort
from offices import empty
from thunderbird.correspondence import ADDRESS, NAME, OTHER_ADDRESS, Correspondence
from thunderbird.mail_program import HOW_TO_GET_IT, MailProgram, program, running


class _Letterbox:
    """Takes every mail."""

    def __init__(self) -> None:
        self.mails: queue.Queue[bytes] = queue.Queue()

    async def handle_DATA(self, _: SMTP, __: Session, envelope: Envelope) -> str:  # noqa: N802 -- aiosmtpd's name
        assert isinstance(envelope.original_content, bytes)
        self.mails.put(envelope.original_content)
        return "250 OK"


@pytest.fixture
def post() -> Iterator[tuple[int, queue.Queue[bytes]]]:
    """Return the port of a mail server on this machine, and the mails it takes."""
    letterbox = _Letterbox()
    server = AnyPort(letterbox, hostname="127.0.0.1", port=0)
    server.start()
    try:
        yield server.port, letterbox.mails
    finally:
        server.stop()


@pytest.fixture
def thunderbird(tmp_path: Path, post: tuple[int, queue.Queue[bytes]]) -> Iterator[MailProgram]:
    if program() is None:
        pytest.skip(HOW_TO_GET_IT)
    with running(tmp_path / "thunderbird", (ADDRESS, OTHER_ADDRESS), NAME, post[0]) as started:
        yield started


@pytest.fixture
def correspondence(tmp_path: Path, thunderbird: MailProgram, post: tuple[int, queue.Queue[bytes]]) -> Correspondence:
    """Return the correspondence of a person and an office that have not written to each other."""
    return Correspondence(empty(tmp_path / "office"), thunderbird, post[1])


@pytest.fixture
def between(correspondence: Correspondence) -> Correspondence:
    """Return the same when the person has asked for half past two and been booked."""
    correspondence.ask_for("12月3日 14時30分")
    return correspondence
