"""Talking to an IMAP server that can neither fill the memory nor keep us waiting for ever.

imaplib reads a literal of whatever length the server names and answers without end; a read timeout alone lets a
server that sends a byte now and then keep us for days. Commands may be sent before earlier ones are answered
(RFC 9051 section 5.5): the public interfaces of IMAPClient and imaplib wait for each, so two of imaplib's own
steps are used here, as IMAPClient itself does.
"""

import io
import math
import re
import selectors
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from imaplib import IMAP4
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, ProtocolError
from imapclient.imap4 import IMAP4WithTimeout
from imapclient.tls import IMAP4_TLS

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MOST_BYTES: Final = 80_000_000  # between two commands: more than two batches, or the largest mail fetched whole
_COMMAND_SECONDS: Final = 300
_GREETING_SECONDS: Final = 60
_MOST_IN_LINE: Final = 1_000_000
_READ_AHEAD: Final = 262_144  # bytes; with imaplib's 8 KB each mail of a batch costs a call of the system or two
_LITERAL: Final = re.compile(rb"\{([0-9]{1,10})\}\Z")
# What comes once a mail, and would cost imaplib up to five patterns a line.
_MANY: Final = re.compile(rb"\* ([0-9]{1,10} )(?:EXPUNGE|FETCH (\(.*))", re.DOTALL)


class ConnectionLost(Exception):
    """Raised when nothing more can be heard over this connection, or nothing that could be trusted."""


class Declined(Exception):
    """Raised when the server answers a command with NO or BAD; the connection goes on."""


class _Stream(io.RawIOBase):
    """What the server sends; while nothing has come, work is done that need not wait for it.

    Attributes:
        meanwhile: Does a small piece, and returns whether there was one; None for nothing to do.
    """

    def __init__(self, sock: socket.socket) -> None:
        self.meanwhile: Callable[[], bool] | None = None
        self._sock, self._raw, self._ready = sock, sock.makefile("rb", buffering=0), selectors.DefaultSelector()
        self._ready.register(sock, selectors.EVENT_READ)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int | None:
        while self.meanwhile and not self._has_come() and self.meanwhile():
            pass
        return self._raw.readinto(buffer)

    def _has_come(self) -> bool:
        is_decrypted = isinstance(self._sock, ssl.SSLSocket) and self._sock.pending() > 0
        return is_decrypted or bool(self._ready.select(0))

    def close(self) -> None:
        self._ready.close()
        self._raw.close()
        super().close()


class _Bounded(IMAP4):
    """Counts what the server sends since the last command, and closes the connection when its time is over."""

    _left = MOST_BYTES
    _unread = b""

    def open(self, host: str = "", port: int = 0, timeout: float | None = None) -> None:
        super().open(host, port, timeout)
        self.file.close()
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else each command waits for the one before
        self.stream = _Stream(self.sock)
        self.file = io.BufferedReader(self.stream, _READ_AHEAD)
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

    def _get_line(self) -> bytes:
        """Return a line without its end; imaplib keeps the last ones, and with them what people wrote."""
        line, self._unread = self._unread or self.readline(), b""
        if not line.endswith(b"\r\n"):
            raise IMAPClientAbortError("EOF")  # IMAPClient looks for this word while it is idle
        return line[:-2]

    def _get_response(self) -> Any:
        """Read one answer: a FETCH as imaplib does, an EXPUNGE for nobody, and leave all others to it."""
        line = self._get_line()
        found = _MANY.fullmatch(line)
        if found is None:
            self._unread = line + b"\r\n"
            return super()._get_response()  # type: ignore[misc] # as above
        if found[2] is None:  # which mail it was depends on all that came before; we go by UIDs
            return line
        records = self.untagged_responses.setdefault("FETCH", [])
        said = found[1] + found[2]
        while literal := _LITERAL.search(said):
            records.append((said, self.read(int(literal[1]))))
            said = self._get_line()
        records.append(said)
        return line

    def read(self, size: int) -> bytes:
        self._spend(size)
        return super().read(size)

    def readline(self) -> bytes:
        line: bytes = self.file.readline(_MOST_IN_LINE + 1)  # type: ignore[assignment] # bytes, as it is binary
        if len(line) > _MOST_IN_LINE:  # what follows is the rest of it
            raise IMAPClientAbortError("the line is too long")
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

    def answer(self, name: str, meanwhile: Callable[[], bool] | None = None) -> list[Any]:
        """Wait for the end of the command and return the untagged answers of a name since they were asked for last.

        Args:
            name: Of the answers.
            meanwhile: Does a small piece of other work while nothing comes, and returns whether there was one.

        Raises:
            ConnectionLost: See `talking`.
            Declined: See `talking`.
        """
        self._imap.stream.meanwhile = meanwhile
        try:
            with talking(self._client):
                kind, said = self._imap._command_complete("UID", self._tag)  # noqa: SLF001
                _, found = self._imap.response(name)
        finally:
            self._imap.stream.meanwhile = None
        if kind != "OK":
            raise Declined(said)
        return [record for record in found if record is not None]
