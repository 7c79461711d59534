"""How long and for how much a server listens: a client that is slow, endless or dead must not hold a thread."""

import io
import socket
import time
from http.client import HTTPException

SECONDS = 10.0  # for a whole head of a request, and for the wait before it
MOST_BYTES = 16 * 1024  # of a head


class TooMuch(HTTPException):
    """Raised when the head of a request is longer than anything we are asked for in earnest."""


class BoundedInput(io.RawIOBase):
    """Reads a connection within a time and a number of bytes for each request.

    A timeout of the socket alone counts from the last byte, so that a byte now and then would hold it for ever.
    """

    def __init__(self, connection: socket.socket, seconds: float, most: int) -> None:
        self._connection = connection
        self._seconds = seconds
        self._most = most
        self.begin()

    def begin(self) -> None:
        """Allow one more request."""
        self._until = time.monotonic() + self._seconds
        self._left = self._most

    def readable(self) -> bool:
        """Tell that this can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # a buffer that io makes
        """Read what has come.

        Raises:
            TimeoutError: The time is up.
            TooMuch: The bytes are.
        """
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        if self._left <= 0:
            raise TooMuch
        self._connection.settimeout(left)
        got = self._connection.recv_into(buffer[: self._left])
        self._left -= got
        return got
