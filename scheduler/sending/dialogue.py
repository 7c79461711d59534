"""One connection to a mail server, on which letters are told one after the other (RFC 5321).

A server may be silent, or drip a byte now and then: every answer has to be there whole within its time.
"""

import io
import smtplib
import socket
import ssl
import time
from contextlib import suppress
from typing import Any

from madoguchi.config.access_token import access_token
from madoguchi.config.mail import Smtp
from madoguchi.config.secrets import Secrets
from madoguchi.config.trust import trusted
from madoguchi.errors import TryLater
from scheduler.letters.mime import quote_address
from scheduler.sending.answers import Answer, At

_CONNECTING = 20.0  # seconds
_ANSWERING = 60.0
# After the end of a letter: who gives up sooner sends it twice (RFC 1047, RFC 5321 section 4.5.3.2.6).
_TAKING = 300.0

_OK, _REFUSED, _CLOSING = 250, 400, 421
_RECIPIENT_TAKEN = frozenset({250, 251})


class NoWayError(Exception):
    """Raised when no connection comes about; carries the answer, or where none came, the place."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.short)
        self.answer = answer


class _Timed(io.RawIOBase):
    """Reads what a server says, until its time is up."""

    def __init__(self, sock: socket.socket, seconds: float) -> None:
        self._sock, self._until = sock, time.monotonic() + seconds

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._sock.settimeout(left)
        return self._sock.recv_into(buffer)


class _Patient(smtplib.SMTP):
    """Waits for a whole answer so long and no longer."""

    seconds = _ANSWERING

    def getreply(self) -> tuple[int, bytes]:
        if self.sock is not None:
            self.file = io.BufferedReader(_Timed(self.sock, self.seconds))
        return super().getreply()

    def send(self, s: Any) -> None:
        if self.sock is not None:
            self.sock.settimeout(self.seconds)
        super().send(s)


class _PatientTls(_Patient, smtplib.SMTP_SSL):
    """The same, encrypted from the first byte."""


class Connection:
    """An open connection, logged in."""

    def __init__(self, server: _Patient) -> None:
        self._server = server

    def send(self, sender: str, to: str, mail: bytes) -> Answer:
        """Send one letter and return the answer that decides about it.

        Args:
            sender: The return path (RFC 5321 section 4.4).
            to: The recipient; the local part of carriers' addresses is quoted (`"a..b"@`).
            mail: The finished message.

        Raises:
            ValueError: One of the addresses cannot be written to.
        """
        back, recipient = quote_address(sender), quote_address(to)
        size = f" SIZE={len(mail)}" if self._server.has_extn("size") else ""
        answer = self._ask(At.SENDER, f"MAIL FROM:<{back}>{size}")
        if answer.code == _OK:
            answer = self._ask(At.RECIPIENT, f"RCPT TO:<{recipient}>")
            if answer.code in _RECIPIENT_TAKEN:
                answer = self._tell(mail)
        if answer.code >= _REFUSED and answer.code != _CLOSING:
            self._ask(At.SENDER, "RSET")  # a connection that is lost here is noticed by the next letter
        return answer

    def close(self) -> None:
        """Take leave, whether or not the server still answers."""
        self._server.seconds = _CONNECTING
        with suppress(OSError, smtplib.SMTPException):
            self._server.quit()
        self._server.close()

    def _ask(self, at: At, command: str) -> Answer:
        try:
            return Answer(at, *self._server.docmd(command))
        except (OSError, smtplib.SMTPException):
            self._server.close()
            return Answer(at)

    def _tell(self, mail: bytes) -> Answer:
        self._server.seconds = _TAKING
        try:
            return Answer(At.LETTER, *self._server.data(mail))
        except smtplib.SMTPDataError as error:  # it does not want to hear the letter
            return Answer(At.LETTER, error.smtp_code, _bytes(error.smtp_error))
        except (OSError, smtplib.SMTPException):
            self._server.close()
            return Answer(At.LETTER)
        finally:
            self._server.seconds = _ANSWERING


def connect(smtp: Smtp, secrets: Secrets) -> Connection:
    """Open a connection: encrypted where the settings say so, never silently without, and logged in.

    Raises:
        NoWayError: The server is away, knows no TLS, has no certificate that we trust, or does not let us in.
    """
    at = At.TLS
    server: _Patient | None = None
    try:
        context = trusted(smtp.ca_file)
        if smtp.security == "tls":
            server = _PatientTls(smtp.host, smtp.port, timeout=_CONNECTING, context=context)
        else:
            at = At.CONNECT
            server = _Patient(smtp.host, smtp.port, timeout=_CONNECTING)
        if smtp.security == "starttls":
            at = At.TLS
            server.starttls(context=context)
        at = At.LOGIN
        _log_in(server, smtp, secrets)
    except (OSError, smtplib.SMTPException, UnicodeError, TryLater) as error:
        if server:
            server.close()
        raise NoWayError(_answer(at, error)) from error
    return Connection(server)


def _log_in(server: smtplib.SMTP, smtp: Smtp, secrets: Secrets) -> None:
    server.ehlo_or_helo_if_needed()
    if smtp.login == "xoauth2":
        token = access_token(smtp.token_command)
        words = f"user={smtp.user}\1auth=Bearer {token}\1\1"
        # An error comes as a challenge, and the empty answer brings the refusal that belongs to it.
        server.auth("XOAUTH2", lambda challenge=None: words if challenge is None else "")
    elif smtp.user:
        server.login(smtp.user, secrets.smtp_password.get_secret_value())


def _answer(at: At, error: Exception) -> Answer:
    if isinstance(error, TryLater):  # no token, or no certificates where the settings name them
        return Answer(At.TLS if at is At.TLS else At.TOKEN)
    if isinstance(error, smtplib.SMTPResponseException):
        return Answer(at, error.smtp_code, _bytes(error.smtp_error))
    if at is At.TLS and not isinstance(error, (ssl.SSLError, smtplib.SMTPException)):
        return Answer(At.CONNECT)
    return Answer(at)


def _bytes(words: bytes | str) -> bytes:
    return words if isinstance(words, bytes) else words.encode("utf-8", "replace")
