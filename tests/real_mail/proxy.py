"""A line that can fail: it stands before a server on the loopback, and breaks in the ways lines do.

One thread carries every connection. What arrives in order leaves in order; only when, how much at a time and
whether at all is the fault's.
"""

import select
import socket
import struct
import threading
import time
from collections import deque
from contextlib import suppress
from types import TracebackType
from typing import Self

from real_mail.processes import LOOPBACK

_PIECE = 65_536
_MOST_HELD = 16  # pieces of one direction; then the sender waits, as it would for a slow line
_DRIP_SECONDS = 0.002


class _Way:
    """One direction of a connection."""

    def __init__(self, source: socket.socket, sink: socket.socket, *, to_client: bool) -> None:
        self.source, self.sink, self.to_client = source, sink, to_client
        self.pieces: deque[tuple[float, bytes]] = deque()
        self.not_before = 0.0
        self.ended = self.closed = False

    def due(self) -> float:
        return max(self.pieces[0][0], self.not_before)


class _Line:
    """One connection: a client and the server behind."""

    def __init__(self, client: socket.socket, server: socket.socket) -> None:
        self.ends = (client, server)
        self.ways = (_Way(client, server, to_client=False), _Way(server, client, to_client=True))
        self.in_hole = False

    def break_off(self) -> None:
        """Break it as a cable does: both ends learn it by a reset."""
        for one in self.ends:
            with suppress(OSError):
                one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            one.close()


class FaultyProxy:
    """Carries everything to a port of the loopback while it is entered, until it is told to fail.

    Attributes:
        port: Where clients connect.
        connections: How many clients have come.
        cuts: How many connections were broken.
    """

    def __init__(self, target_port: int) -> None:
        self._target = target_port
        self._listener: socket.socket | None = self._listen(0)
        self.port = int(self._listener.getsockname()[1])
        self.connections = self.cuts = 0
        self._lines: list[_Line] = []
        self._budgets: deque[int] = deque()
        self._delay, self._drip, self._hole, self._hole_in, self._over = 0.0, 0, False, 0, False
        self._lock = threading.Lock()
        self._bell, self._heard = socket.socketpair()
        self._thread = threading.Thread(target=self._carry, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over = True
        self._wake()
        self._thread.join(10)
        self.cut()
        for one in (self._listener, self._bell, self._heard):
            if one is not None:
                one.close()

    def cut(self) -> None:
        """Break every connection there is; the next ones are whole."""
        with self._lock:
            for line in list(self._lines):
                self._break(line)
        self._wake()

    def cut_after(self, *sizes: int) -> None:
        """Break a connection once the server has sent so many bytes from now on; then after the next size, and so on."""
        with self._lock:
            self._budgets = deque(sizes)

    def black_hole(self, after: int = 0) -> None:
        """Accept everything and carry nothing, either way, without a word, once the server has sent so many bytes."""
        with self._lock:
            self._hole_in = after
            if not after:
                self._fall_silent()
        self._wake()

    def delay(self, seconds: float) -> None:
        """Let everything arrive so much later, in each direction: a round trip takes twice that more."""
        with self._lock:
            self._delay = seconds

    def drip(self, size: int) -> None:
        """Carry so many bytes at a time, every 2 ms in each direction."""
        with self._lock:
            self._drip = size

    def refuse(self) -> None:
        """Take no more connections, as a server that is not running."""
        with self._lock:
            if self._listener is not None:
                with suppress(OSError):
                    self._listener.shutdown(socket.SHUT_RDWR)  # at once, although the thread still waits at it
                self._listener.close()
                self._listener = None
        self._wake()
        self.cut()

    def heal(self) -> None:
        """End every fault; what was in the hole is broken, as no line comes back from there."""
        with self._lock:
            self._delay, self._drip, self._hole, self._hole_in = 0.0, 0, False, 0
            self._budgets.clear()
            for line in [line for line in self._lines if line.in_hole]:
                self._break(line)
            if self._listener is None:
                self._listener = self._listen(self.port)
        self._wake()

    @staticmethod
    def _listen(port: int) -> socket.socket:
        return socket.create_server((LOOPBACK, port), backlog=64)

    def _wake(self) -> None:
        with suppress(OSError):
            self._bell.send(b".")

    def _carry(self) -> None:
        while not self._over:
            with self._lock:
                readers, writers, pause = self._waiting_for()
            try:
                readable, writable, _ = select.select(readers, writers, (), pause)
            except (OSError, ValueError):  # one of them was closed meanwhile
                continue
            with self._lock:
                self._do(set(readable), set(writable))

    def _waiting_for(self) -> tuple[list[socket.socket], list[socket.socket], float | None]:
        """Return from whom we read, to whom we write, and after how long something else is due."""
        ways = [way for line in self._lines if not line.in_hole for way in line.ways]
        now = time.monotonic()
        readers = [way.source for way in ways if not way.ended and len(way.pieces) < _MOST_HELD]
        doors = [self._heard] + ([self._listener] if self._listener else [])
        writers = [way.sink for way in ways if way.pieces and way.due() <= now]
        later = [way.due() - now for way in ways if way.pieces and way.due() > now]
        return doors + readers, writers, min(later, default=None)

    def _do(self, readable: set[socket.socket], writable: set[socket.socket]) -> None:
        if self._heard in readable:
            self._heard.recv(4096)
        if self._listener is not None and self._listener in readable:
            self._accept(self._listener)
        for line in [line for line in self._lines if not line.in_hole]:
            try:
                self._serve(line, readable, writable)
            except (BlockingIOError, InterruptedError):
                continue
            except OSError:
                self._forget(line)

    def _serve(self, line: _Line, readable: set[socket.socket], writable: set[socket.socket]) -> None:
        for way in line.ways:
            if way.source in readable:
                self._read(way)
            if way.sink in writable and way.pieces:
                self._write(line, way)
                if line not in self._lines:  # it was broken
                    return
            if way.ended and not way.pieces and not way.closed:
                way.sink.shutdown(socket.SHUT_WR)
                way.closed = True
        if all(way.closed for way in line.ways):
            self._forget(line)

    def _accept(self, listener: socket.socket) -> None:
        client, _ = listener.accept()
        try:
            server = socket.create_connection((LOOPBACK, self._target), timeout=10)
        except OSError:
            client.close()
            return
        for one in (client, server):
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            one.settimeout(0)
        line = _Line(client, server)
        line.in_hole = self._hole
        self.connections += 1
        self._lines.append(line)

    def _read(self, way: _Way) -> None:
        got = way.source.recv(_PIECE)
        if got:
            way.pieces.append((time.monotonic() + self._delay, got))
        else:
            way.ended = True

    def _write(self, line: _Line, way: _Way) -> None:
        arrived, piece = way.pieces.popleft()
        most = min(len(piece), self._drip or len(piece))
        if way.to_client and self._budgets:
            most = min(most, self._budgets[0])
        if way.to_client and self._hole_in:
            most = min(most, self._hole_in)
        sent = way.sink.send(piece[:most]) if most else 0
        if sent < len(piece):
            way.pieces.appendleft((arrived, piece[sent:]))
        if self._drip:
            way.not_before = time.monotonic() + _DRIP_SECONDS
        if way.to_client and self._hole_in:
            self._hole_in -= sent
            if not self._hole_in:
                self._fall_silent()
        if way.to_client and self._budgets:
            self._budgets[0] -= sent
            if self._budgets[0] <= 0:
                self._budgets.popleft()
                self._break(line)

    def _fall_silent(self) -> None:
        self._hole = True
        for line in self._lines:
            line.in_hole = True

    def _break(self, line: _Line) -> None:
        line.break_off()
        self._lines.remove(line)
        self.cuts += 1

    def _forget(self, line: _Line) -> None:
        for one in line.ends:
            one.close()
        if line in self._lines:
            self._lines.remove(line)
