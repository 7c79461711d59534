"""Talking to an IMAP server that can neither fill the memory nor keep us waiting for ever.

imaplib reads a literal of whatever length the server names and answers without end; a read timeout alone lets a
server that sends a byte now and then keep us for days. Commands may be sent before earlier ones are answered
(RFC 9051 section 5.5): the public interfaces of IMAPClient and imaplib wait for each, so two of imaplib's own
steps are used here, as IMAPClient itself does.
"""

import math
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from imaplib import IMAP4
from threading import Event, Thread
from time import monotonic
from typing import Any, Final

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, ProtocolError
from imapclient.imap4 import IMAP4WithTimeout
from imapclient.tls import IMAP4_TLS

MOST_BYTES: Final = 80_000_000  # between two commands: more than two batches, or the largest mail fetched whole
_COMMAND_SECONDS: Final = 300
_GREETING_SECONDS: Final = 60


class ConnectionLost(Exception):
    """Raised when nothing more can be heard over this connection, or nothing that could be trusted."""


class Declined(Exception):
    """Raised when the server answers a command with NO or BAD; the connection goes on."""


class _Bounded(IMAP4):
    """Counts what the server sends since the last command, and closes the connection when its time is over."""

    _left = MOST_BYTES

    def open(self, host: str = "", port: int = 0, timeout: float | None = None) -> None:
        super().open(host, port, timeout)
        self.until = monotonic() + _GREETING_SECONDS
        self._over = Event()
        Thread(target=self._watch, daemon=True).start()

    def shutdown(self) -> None:
        self._over.set()
        super().shutdown()

    def _watch(self) -> None:
        while not self._over.wait(1):
            if monotonic() > self.until:
                with suppress(OSError):  # closed already
                    # The plain socket's own: on a TLS socket it would wait for the thread that reads.
                    socket.socket.shutdown(self.sock, socket.SHUT_RDWR)

    def _command(self, name: str, *args: Any) -> Any:
        self._left = MOST_BYTES
        return super()._command(name, *args)  # type: ignore[misc] # imaplib's own, which the stubs leave out

    def read(self, size: int) -> bytes:
        self._spend(size)
        return super().read(size)

    def readline(self) -> bytes:
        try:
            line = super().readline()
        except IMAPClientAbortError:
            raise
        except IMAPClientError as error:  # a line of more than 1 MB: what follows is the rest of it
            raise IMAPClientAbortError(str(error)) from error
        self._spend(len(line))
        return line

    def _spend(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise IMAPClientAbortError("the answer is too long")


class _Plain(_Bounded, IMAP4WithTimeout):
    pass


class _Tls(_Bounded, IMAP4_TLS):
    pass


class Client(IMAPClient):
    """An IMAPClient whose answers are bounded; see `within` for the time.

    Nothing of them is logged: IMAPClient would write every mail out, and that costs more than fetching it.
    """

    def __init__(self, *where: Any, **how: Any) -> None:
        super().__init__(*where, **how)
        self._imap.debug = 0

    def _create_IMAP4(self) -> IMAP4:  # noqa: N802 -- IMAPClient's name
        seconds = self._timeout.connect  # type: ignore[union-attr] # always a SocketTimeout by then
        if self.ssl:
            return _Tls(self.host, self.port, self.ssl_context, seconds)
        return _Plain(self.host, self.port, seconds)


@contextmanager
def within(client: IMAPClient, seconds: float) -> Iterator[None]:
    """Close the connection when what is done inside takes longer, however busily the server sends.

    Whoever waits for its answer then meets an error of a connection that was closed.
    """
    imap = client._imap  # noqa: SLF001 -- see the head of this file
    imap.until = monotonic() + seconds
    try:
        yield
    finally:
        imap.until = math.inf


@contextmanager
def talking(client: IMAPClient, seconds: float | None = None) -> Iterator[None]:
    """Talk to the server for so long at most (None: five minutes), whatever it answers.

    Raises:
        ConnectionLost: It went silent, closed the connection, or sent what is no IMAP.
        Declined: It answered NO or BAD.
    """
    try:
        with within(client, seconds or _COMMAND_SECONDS):
            yield
    except (IMAPClientAbortError, ProtocolError, OSError) as error:
        raise ConnectionLost from error
    except IMAPClientError as error:
        raise Declined from error
    except (ValueError, TypeError, LookupError, AttributeError, AssertionError) as error:
        # What IMAPClient's readers meet in an answer of no known shape.
        raise ConnectionLost from error


class Asked:
    """A UID command that was sent, and is answered when its answer is wanted.

    Args:
        client: With a folder selected.
        words: The command after UID, as imaplib sends it; no literals.
    """

    def __init__(self, client: IMAPClient, *words: str) -> None:
        self._client, self._imap = client, client._imap  # noqa: SLF001 -- see the head of this file
        with talking(client):
            self._tag = self._imap._command("UID", *words)  # noqa: SLF001

    def answer(self, name: str) -> list[Any]:
        """Wait for the end of the command and return the untagged answers of a name since they were asked for last.

        Raises:
            ConnectionLost: See `talking`.
            Declined: See `talking`.
        """
        with talking(self._client):
            kind, said = self._imap._command_complete("UID", self._tag)  # noqa: SLF001
            _, found = self._imap.response(name)
        if kind != "OK":
            raise Declined(said)
        return [record for record in found if record is not None]
