"""The preview: right types, this machine alone, nothing outside the site, and silence."""

import http.client
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen import serve
from sitegen.serve import Preview, look_up


@pytest.fixture
def public(tmp_path: Path) -> Path:
    root = tmp_path / "public" / "releases" / "one"
    (root / "terms").mkdir(parents=True)
    (root / "index.html").write_text("home")
    (root / "404.html").write_text("nothing here")
    (root / "free.ics").write_text("BEGIN:VCALENDAR")
    (root / "terms" / "a b.html").write_text("terms")
    (root / "odd.bin").write_bytes(b"\0")
    (tmp_path / "public" / "current").symlink_to("releases/one")
    (tmp_path / "public" / "secret.txt").write_text("secret")
    return tmp_path / "public"


@pytest.fixture
def server(public: Path) -> Iterator[Preview]:
    with Preview(public, 0) as preview:
        thread = threading.Thread(target=preview.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield preview
        preview.shutdown()
        thread.join()


def _ask(server: Preview, target: str, method: str = "GET") -> tuple[int, str, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=5)
    try:
        connection.putrequest(method, target, skip_accept_encoding=True)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, answer.headers["Content-Type"], answer.read()
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("target", "status", "kind", "body"),
    [
        ("/", 200, "text/html; charset=utf-8", b"home"),
        ("/index.html?x=1", 200, "text/html; charset=utf-8", b"home"),
        ("/free.ics", 200, "text/calendar; charset=utf-8", b"BEGIN:VCALENDAR"),
        ("/terms/a%20b.html", 200, "text/html; charset=utf-8", b"terms"),
        ("/odd.bin", 200, "application/octet-stream", b"\0"),
        ("/terms", 404, "text/html; charset=utf-8", b"nothing here"),
        ("/terms/", 404, "text/html; charset=utf-8", b"nothing here"),
        ("/none.html", 404, "text/html; charset=utf-8", b"nothing here"),
        ("/../secret.txt", 404, "text/html; charset=utf-8", b"nothing here"),
        ("/%2e%2e/secret.txt", 404, "text/html; charset=utf-8", b"nothing here"),
        ("//evil.example/secret.txt", 404, "text/html; charset=utf-8", b"nothing here"),
    ],
)
def test_requests_are_answered(server: Preview, target: str, status: int, kind: str, body: bytes) -> None:
    assert _ask(server, target) == (status, kind, body)


def test_head_has_no_body_and_nothing_is_printed(server: Preview, capfd: pytest.CaptureFixture[str]) -> None:
    assert _ask(server, "/", "HEAD") == (200, "text/html; charset=utf-8", b"")
    assert capfd.readouterr() == ("", "")


def test_a_new_release_is_seen_at_once(server: Preview, public: Path) -> None:
    (public / "releases" / "two").mkdir()
    (public / "releases" / "two" / "index.html").write_text("new home")
    (public / "next").symlink_to("releases/two")
    (public / "next").replace(public / "current")
    assert _ask(server, "/")[2] == b"new home"
    assert _ask(server, "/none")[:2] == (404, "text/plain; charset=utf-8")


@pytest.mark.parametrize(
    "target", ["/a\0b", "/a%00b", "/..%5csecret.txt", "/" + "a" * 2000, "/" + "a/" * 400, "/../public/secret.txt"]
)
def test_what_is_no_path_of_the_site_is_nothing(public: Path, target: str) -> None:
    assert look_up(public / "current", target) is None


def test_a_link_that_leads_out_is_not_followed(public: Path) -> None:
    (public / "current" / "out.txt").symlink_to(public / "secret.txt")
    assert look_up(public / "current", "/out.txt") is None


def test_a_name_too_long_for_the_disk_is_nothing(public: Path) -> None:
    assert look_up(public / "current", "/" + "a" * 1000) is None


def test_serving_ends_when_it_is_interrupted(public: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: Preview) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(serve.Preview, "serve_forever", interrupted)
    serve.serve(public, 0)  # Ctrl+C is how it ends, so it ends without a word


def test_it_listens_to_this_machine_alone(server: Preview) -> None:
    assert server.server_address[0] == "127.0.0.1"
