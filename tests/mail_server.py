"""A real mail server on this machine; what it does with a mail is the test's."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

Answer = Callable[[SMTP, Envelope], str]


class AnyPort(Controller):
    """Listens at a port that the system chooses."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]  # type: ignore[union-attr] # it is listening by now
        super()._trigger_server()


@dataclass
class ScriptedServer:
    """Answers MAIL, RCPT and the end of DATA as the test says, and keeps what it heard and took.

    Attributes:
        answers: By command.
        taken: Return path, recipients and content of each letter.
        peers: The other end of each connection, once a letter.
        recipients: What stood behind each RCPT.
    """

    answers: dict[str, Answer] = field(default_factory=dict)
    taken: list[tuple[str, list[str], bytes]] = field(default_factory=list)
    peers: list[object] = field(default_factory=list)
    recipients: list[str | None] = field(default_factory=list)

    async def handle_MAIL(self, server: SMTP, session: Session, envelope: Envelope, address: str, __: list[str]) -> str:  # noqa: N802 -- aiosmtpd's name
        envelope.mail_from = address
        self.peers.append(session.peer)
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


class _Listening(SMTP):
    """Notes how a recipient was written, before it is taken apart."""

    async def smtp_RCPT(self, arg: str | None) -> None:  # noqa: N802 -- aiosmtpd's name
        self.event_handler.recipients.append(arg)
        await super().smtp_RCPT(arg)


class _Scripted(AnyPort):
    def factory(self) -> SMTP:
        return _Listening(self.handler, **self.SMTP_kwargs)


@contextmanager
def serving(server: ScriptedServer, **options: Any) -> Iterator[int]:
    controller = _Scripted(server, hostname="127.0.0.1", port=0, **options)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()
