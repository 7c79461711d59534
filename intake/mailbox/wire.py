"""An IMAP client whose server can neither fill the memory nor keep us waiting for ever.

imaplib reads a literal of whatever length the server names and answers without end; a read timeout alone lets a
server that sends a byte now and then keep us for days.
"""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from imaplib import IMAP4
from threading import Timer
from typing import Any, Final

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientAbortError
from imapclient.imap4 import IMAP4WithTimeout
from imapclient.tls import IMAP4_TLS

MOST_BYTES: Final = 80_000_000  # one answer: more than a batch or the largest mail that is fetched whole


class _Bounded(IMAP4):
    """Counts what the server sends since the last command."""

    _left = MOST_BYTES

    def _command(self, name: str, *args: Any) -> Any:
        self._left = MOST_BYTES
        return super()._command(name, *args)  # type: ignore[misc] # imaplib's own, which the stubs leave out

    def read(self, size: int) -> bytes:
        self._spend(size)
        return super().read(size)

    def readline(self) -> bytes:
        line = super().readline()
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
    """An IMAPClient whose answers are bounded; see `within` for the time."""

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
    watch = Timer(seconds, _close, [client.socket()])
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()


def _close(connection: socket.socket) -> None:
    try:
        # The plain socket's own: on a TLS socket it would wait for the thread that reads.
        socket.socket.shutdown(connection, socket.SHUT_RDWR)
    except OSError:  # closed already
        return
