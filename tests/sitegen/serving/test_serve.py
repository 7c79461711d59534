"""The server: right answers over real HTTP, whole old or whole new bytes, bounds, and silence."""

import hashlib
import http.client
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import Message
from pathlib import Path

import pytest

from madoguchi.errors import ConfigurationError, TryLater
from sitegen.serving import serve
from sitegen.serving.addresses import Places
from sitegen.serving.serve import Server

NAME = "abcdefghijklmnopqrstuvwxyz234567"
FEED = f"/feeds/{NAME}.ics"
HTML, CALENDAR = "text/html; charset=utf-8", "text/calendar; charset=utf-8"
NOON = 1795748400  # Fri, 27 Nov 2026 03:00:00 GMT


@pytest.fixture
def places(tmp_path: Path) -> Places:
    root = tmp_path / "public" / "releases" / "one"
    (root / "terms").mkdir(parents=True)
    (root / "assets").mkdir()
    (tmp_path / "feeds").mkdir()
    for path, text in {
        "index.html": "home",
        "404.html": "nothing here",
        "free.ics": "BEGIN:VCALENDAR",
        "terms/one.html": "terms",
        "assets/style.0123456789.css": "css",
        "odd.bin": "odd",
    }.items():
        (root / path).write_text(text)
    (tmp_path / "public" / "current").symlink_to("releases/one")
    (tmp_path / "public" / "secret.txt").write_text("secret")
    (tmp_path / "feeds" / f"{NAME}.ics").write_text("BEGIN:VCALENDAR")
    os.utime(tmp_path / "feeds" / f"{NAME}.ics", (NOON, NOON))
    return Places(tmp_path / "public", tmp_path / "feeds")


@contextmanager
def _running(places: Places, most: int = 32, seconds: float = 10) -> Iterator[Server]:
    with Server(places, "127.0.0.1", 0, most=most, seconds=seconds) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield running
        finally:
            running.shutdown()
            thread.join()


@pytest.fixture
def server(places: Places) -> Iterator[Server]:
    with _running(places) as running:
        yield running


def _ask(server: Server, target: str, method: str = "GET", **headers: str) -> tuple[int, Message, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=5)
    try:
        connection.putrequest(method, target, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def _send(server: Server, raw: bytes) -> bytes:
    """Send bytes as they are and return all that comes until the server closes, be it on what it has not read."""
    got = b""
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=5) as connection:
        with suppress(ConnectionError):
            connection.sendall(raw)
        with suppress(ConnectionError):
            while more := connection.recv(65536):
                got += more
    return got


@pytest.mark.parametrize(
    ("target", "status", "kind", "body"),
    [
        ("/", 200, HTML, b"home"),
        ("/index.html?x=1", 200, HTML, b"home"),
        ("/free.ics", 200, CALENDAR, b"BEGIN:VCALENDAR"),
        (FEED, 200, CALENDAR, b"BEGIN:VCALENDAR"),
        ("/terms/one.html", 200, HTML, b"terms"),
        ("/odd.bin", 200, "application/octet-stream", b"odd"),
        ("/terms/", 404, HTML, b"nothing here"),
        ("/none.html", 404, HTML, b"nothing here"),
        ("/feeds/", 404, HTML, b"nothing here"),
        (f"/feeds/{'a' * 32}.ics", 404, HTML, b"nothing here"),
        ("/../secret.txt", 404, HTML, b"nothing here"),
        ("//evil.example/secret.txt", 404, HTML, b"nothing here"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_requests_are_answered(server: Server, method: str, target: str, status: int, kind: str, body: bytes) -> None:
    answer = _ask(server, target, method)
    assert (answer[0], answer[1]["Content-Type"]) == (status, kind)
    assert answer[1]["Content-Length"] == str(len(body))
    assert answer[2] == (body if method == "GET" else b"")
    assert (answer[1]["X-Content-Type-Options"], answer[1]["Referrer-Policy"]) == ("nosniff", "no-referrer")
    assert "Content-Disposition" not in answer[1]


def test_a_feed_is_told_with_all_that_calendar_programs_go_by(server: Server) -> None:
    _, headers, body = _ask(server, FEED)
    assert headers["ETag"] == f'"{hashlib.sha256(body).hexdigest()}"'
    assert headers["Last-Modified"] == "Fri, 27 Nov 2026 03:00:00 GMT"
    assert headers["Cache-Control"] == "no-cache"
    assert headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("target", ["/", "/assets/style.0123456789.css", FEED])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_who_has_the_bytes_gets_304_without_a_body(server: Server, method: str, target: str) -> None:
    _, first, _ = _ask(server, target)
    status, headers, body = _ask(server, target, method, If_None_Match=first["ETag"])
    assert (status, body, headers["ETag"]) == (304, b"", first["ETag"])
    assert headers["Cache-Control"] == first["Cache-Control"]
    assert _ask(server, target, method, If_Modified_Since=first["Last-Modified"])[0] == 304
    both = _ask(server, target, method, If_None_Match='"other"', If_Modified_Since=first["Last-Modified"])
    assert both[0] == 200


def test_a_304_leaves_the_connection_usable(server: Server) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=5)
    for asked, status in ({}, 200), ({"If-None-Match": "*"}, 304), ({}, 200):
        connection.request("GET", FEED, headers=asked)
        answer = connection.getresponse()
        assert (answer.status, len(answer.read())) == (status, 15 if status == 200 else 0)
        kept = connection.sock
        assert kept is not None
    connection.close()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "BREW"])
@pytest.mark.parametrize("target", ["/", FEED])
def test_other_methods_are_refused(server: Server, method: str, target: str) -> None:
    status, headers, _ = _ask(server, target, method)
    assert (status, headers["Allow"]) == (405, "GET, HEAD")


def test_the_body_of_a_get_is_not_taken_for_a_request(server: Server) -> None:
    smuggled = b"GET /none.html HTTP/1.1\r\n\r\n"
    head = f"GET {FEED} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(smuggled)}\r\n\r\n".encode()
    answer = _send(server, head + smuggled)
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert answer.count(b"HTTP/1.1 ") == 1


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\n\r\n", 414),
        (b"GET / HTTP/1.1\r\nX: " + b"a" * 20_000 + b"\r\n\r\n", 431),
        (b"GET / HTTP/1.1\r\n" + b"X: a\r\n" * 200 + b"\r\n", 431),
        (b"GET / HTTP/1.1\r\n" + b"X: aaa\r\n" * 2_500 + b"\r\n", 431),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\r\n", 400),
        (b"GET / HTTP/9.9\r\n\r\n", 505),
    ],
    ids=["long address", "long line", "many lines", "endless lines", "TLS", "version"],
)
def test_what_is_too_much_or_no_request_is_refused(server: Server, raw: bytes, status: int) -> None:
    assert _send(server, raw).split(b" ")[1] == str(status).encode()


@pytest.mark.parametrize("begun", [b"", b"GET", b"GET / HTTP/1.1\r\nHost: x\r\n"])
def test_a_request_that_does_not_end_is_not_waited_for(places: Places, begun: bytes) -> None:
    with _running(places, seconds=0.05) as server:
        assert _send(server, begun) == b""


def test_when_every_place_is_taken_others_wait_and_then_hear_so(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "_WAIT_FOR_ROOM", 0.01)
    with _running(places, most=1) as server, socket.create_connection(("127.0.0.1", server.server_port)) as slow:
        slow.sendall(b"GET / HTTP/1.1\r\n")
        assert _send(server, b"").startswith(b"HTTP/1.1 503 ")
        slow.sendall(b"\r\n")
        assert slow.recv(4).startswith(b"HTTP")
        slow.close()


def test_where_many_are_served_a_connection_makes_room_after_its_answer(places: Places) -> None:
    with _running(places, most=1) as server:
        assert _ask(server, "/")[1]["Connection"] == "close"
        assert _ask(server, "/")[0] == 200  # the place was given back


def test_nothing_is_printed_of_who_asked_for_what(
    server: Server, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _ask(server, FEED)
    _ask(server, "/none", "BREW")
    _send(server, b"nonsense\r\n\r\n")
    assert capfd.readouterr() == ("", "")
    monkeypatch.setattr(serve, "look_up", lambda *_: 1 // 0)
    assert _send(server, f"GET {FEED} HTTP/1.1\r\n\r\n".encode()) == b""
    said = capfd.readouterr().err
    assert "ZeroDivisionError" in said
    assert NAME not in said


def test_a_new_release_is_seen_at_once(server: Server, places: Places) -> None:
    (places.public / "releases" / "two").mkdir()
    (places.public / "releases" / "two" / "index.html").write_text("new home")
    (places.public / "next").symlink_to("releases/two")
    (places.public / "next").replace(places.current)
    assert _ask(server, "/")[2] == b"new home"
    status, headers, _ = _ask(server, "/none")
    assert (status, headers["Content-Type"]) == (404, "text/plain; charset=utf-8")


def test_a_revoked_feed_is_gone_at_once(server: Server, places: Places) -> None:
    assert _ask(server, FEED)[0] == 200
    (places.feeds / f"{NAME}.ics").unlink()
    assert _ask(server, FEED)[0::2] == _ask(server, f"/feeds/{'b' * 32}.ics")[0::2] == (404, b"nothing here")


def test_files_swapped_while_they_are_served_come_whole_with_their_own_tag(server: Server, places: Places) -> None:
    contents = [bytes([letter]) * 300_000 for letter in b"ab"]
    feed, upcoming = places.feeds / f"{NAME}.ics", places.feeds / ".upcoming"
    feed.write_bytes(contents[0])
    done = threading.Event()

    def swap() -> None:
        turn = 0
        while not done.is_set():
            turn = 1 - turn
            upcoming.write_bytes(contents[turn])
            os.utime(upcoming, (NOON, NOON))  # as alike as two versions can be
            upcoming.replace(feed)

    swapping = threading.Thread(target=swap)
    swapping.start()
    try:
        for _ in range(40):
            status, headers, body = _ask(server, FEED)
            assert status == 200
            assert body in contents
            assert headers["ETag"] == f'"{hashlib.sha256(body).hexdigest()}"'
    finally:
        done.set()
        swapping.join()


def test_serving_ends_when_it_is_interrupted(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: Server) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(serve.Server, "serve_forever", interrupted)
    ports: list[int] = []
    serve.serve(places, "127.0.0.1", 0, ports.append)  # Ctrl+C is how it ends, so it ends without a word
    assert ports[0] > 0


def test_a_taken_port_is_to_be_tried_later_and_a_wrong_address_to_be_mended(server: Server, places: Places) -> None:
    with pytest.raises(TryLater, match=f"番号 {server.server_port} をほかのプログラム"):
        serve.serve(places, "127.0.0.1", server.server_port, print)
    with pytest.raises(ConfigurationError, match="--host と --port を確かめて"):
        serve.serve(places, "192.0.2.1", 0, print)  # RFC 5737: nobody's address


def test_it_listens_where_it_is_told(server: Server) -> None:
    assert server.server_address[0] == "127.0.0.1"
