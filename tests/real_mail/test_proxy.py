"""The failing line fails as it says, and carries everything when it is told nothing."""

import socket
import threading
import time
from collections.abc import Iterator

import pytest
from real_mail.processes import LOOPBACK
from real_mail.proxy import FaultyProxy

SENT = bytes(range(256)) * 2_000
SHORT = 0.2


@pytest.fixture
def echo() -> Iterator[int]:
    """Return the port of a server that sends back what it gets."""
    with socket.create_server((LOOPBACK, 0)) as listener:
        threading.Thread(target=_serve, args=(listener,), daemon=True).start()
        yield int(listener.getsockname()[1])


def _serve(listener: socket.socket) -> None:
    while True:
        try:
            client, _ = listener.accept()
        except OSError:
            return
        threading.Thread(target=_echo, args=(client,), daemon=True).start()


def _echo(client: socket.socket) -> None:
    with client:
        try:
            while got := client.recv(65_536):
                client.sendall(got)
        except OSError:
            return


def _connected(proxy: FaultyProxy, timeout: float = 10) -> socket.socket:
    return socket.create_connection((LOOPBACK, proxy.port), timeout=timeout)


def _round(proxy: FaultyProxy, sent: bytes) -> bytes:
    """Send everything, say that it was all, and return what comes back."""
    with _connected(proxy) as one:
        threading.Thread(target=lambda: (one.sendall(sent), one.shutdown(socket.SHUT_WR)), daemon=True).start()
        got = bytearray()
        while piece := one.recv(65_536):
            got += piece
        return bytes(got)


def test_a_whole_line_carries_every_byte_and_the_end(echo: int) -> None:
    with FaultyProxy(echo) as proxy:
        assert _round(proxy, SENT) == SENT


def test_a_dripping_line_carries_every_byte_too(echo: int) -> None:
    with FaultyProxy(echo) as proxy:
        proxy.drip(100)
        assert _round(proxy, SENT[:5_000]) == SENT[:5_000]


def test_a_delay_is_added_in_each_direction(echo: int) -> None:
    with FaultyProxy(echo) as proxy:
        proxy.delay(0.05)
        begun = time.monotonic()
        assert _round(proxy, b"x") == b"x"
        assert time.monotonic() - begun >= 0.1


def test_a_cut_breaks_what_there_is_and_nothing_after(echo: int) -> None:
    with FaultyProxy(echo) as proxy, _connected(proxy) as one:
        one.sendall(b"x")
        assert one.recv(1) == b"x"
        proxy.cut()
        with pytest.raises(ConnectionResetError):
            one.recv(1)
        assert proxy.cuts == 1
        assert _round(proxy, SENT) == SENT


def test_a_cut_comes_after_so_many_bytes_of_the_server(echo: int) -> None:
    with FaultyProxy(echo) as proxy, _connected(proxy) as one:
        proxy.cut_after(10)
        one.sendall(bytes(20))
        assert len(one.recv(20)) == 10
        with pytest.raises(ConnectionResetError):
            one.recv(1)


def test_a_black_hole_takes_everything_and_says_nothing(echo: int) -> None:
    with FaultyProxy(echo) as proxy, _connected(proxy, SHORT) as before:
        proxy.black_hole()
        with _connected(proxy, SHORT) as after:
            for one in (before, after):
                one.sendall(b"x")
                with pytest.raises(TimeoutError):
                    one.recv(1)
            proxy.heal()
            with pytest.raises(ConnectionResetError):
                after.recv(1)
        assert _round(proxy, b"x") == b"x"


def test_a_black_hole_can_open_in_the_middle_of_an_answer(echo: int) -> None:
    with FaultyProxy(echo) as proxy, _connected(proxy, SHORT) as one:
        proxy.black_hole(after=10)
        one.sendall(bytes(20))
        assert len(one.recv(20)) == 10
        with pytest.raises(TimeoutError):
            one.recv(1)


def test_a_refusing_line_is_as_a_server_that_does_not_run(echo: int) -> None:
    with FaultyProxy(echo) as proxy:
        proxy.refuse()
        with pytest.raises(ConnectionRefusedError):
            _connected(proxy)
        proxy.heal()
        assert _round(proxy, b"x") == b"x"
