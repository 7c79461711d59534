"""The preview: from memory, to this machine alone, told anew when the files change; over a real socket."""

import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPResponse

import pytest

from madoguchi.errors import ConfigurationError, TryLater
from sitegen.serving.preview import EVENTS, HOST, SCRIPT, Preview, PreviewServer

PAGE = b"""<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; \
style-src &#39;self&#39;"></head><body>%s</body></html>"""


class Files:
    """What lies in the content folder, so to say."""

    def __init__(self, site: Mapping[str, bytes]) -> None:
        self.now: Mapping[str, bytes] | Exception = site

    def __call__(self) -> Mapping[str, bytes]:
        if isinstance(self.now, Exception):
            raise self.now
        return self.now


@pytest.fixture
def files() -> Files:
    return Files({"index.html": PAGE % b"home", "404.html": PAGE % b"nothing here", "assets/s.css": b"p{}"})


@contextmanager
def _serving(files: Files, base: str = "/") -> Iterator[PreviewServer]:
    with PreviewServer(Preview(files), 0, base) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def server(files: Files) -> Iterator[PreviewServer]:
    with _serving(files) as one:
        yield one


@contextmanager
def _asked(server: PreviewServer, target: str, host: str = "") -> Iterator[HTTPResponse]:
    with closing(HTTPConnection(HOST, server.server_port, timeout=20)) as connection:
        connection.putrequest("GET", target, skip_host=True)
        connection.putheader("Host", host or f"127.0.0.1:{server.server_port}")
        connection.endheaders()
        yield connection.getresponse()


def _ask(server: PreviewServer, target: str, host: str = "") -> tuple[int, str, str]:
    with _asked(server, target, host) as answer:
        return answer.status, answer.headers["Content-Type"], answer.read().decode()


def test_a_page_is_shown_and_may_load_itself_anew_and_do_nothing_else(server: PreviewServer) -> None:
    status, kind, page = _ask(server, "/")
    assert (status, kind) == (200, "text/html; charset=utf-8")
    assert f'<script src="{SCRIPT}" data-shown="1"></script></head>' in page
    assert "default-src 'none'; script-src 'self'; connect-src 'self'; style-src &#39;self&#39;" in page
    assert EVENTS in _ask(server, SCRIPT)[2]


def test_other_files_are_sent_as_they_are_and_what_is_missing_has_its_page(server: PreviewServer) -> None:
    assert _ask(server, "/assets/s.css") == (200, "text/css; charset=utf-8", "p{}")
    status, _, page = _ask(server, "/none.html")
    assert (status, "nothing here" in page) == (404, True)


def test_a_site_below_a_folder_of_its_host_finds_its_files(files: Files) -> None:
    with _serving(files, "/office/") as server:
        assert _ask(server, "/office/assets/s.css")[0] == _ask(server, "/assets/s.css")[0] == 200


def test_nothing_that_is_published_has_the_script(files: Files, site: dict[str, bytes]) -> None:
    with _serving(files) as server:
        _ask(server, "/")
    assert isinstance(files.now, dict)
    assert b"script" not in files.now["index.html"]
    assert not [path for path, data in site.items() if b"~preview" in data]


def test_an_open_page_is_told_of_a_change_and_finds_it(server: PreviewServer, files: Files) -> None:
    with _asked(server, f"{EVENTS}?shown=1") as events:
        assert events.headers["Content-Type"] == "text/event-stream"
        assert events.readline() == b"retry: 1000\n"
        files.now = {"index.html": PAGE % b"another home"}
        server.preview.make_again()
        assert _next_event(events) == b"data: 2\n"
        assert "another home" in _ask(server, "/")[2]


def test_a_page_that_was_opened_before_a_change_is_told_at_once(server: PreviewServer, files: Files) -> None:
    files.now = {"index.html": PAGE % b"another home"}
    server.preview.make_again()
    with _asked(server, f"{EVENTS}?shown=1") as events:
        assert _next_event(events) == b"data: 2\n"


def _next_event(events: HTTPResponse) -> bytes:
    return next(line for line in iter(events.readline, b"") if line.startswith(b"data"))


def test_a_save_that_changes_nothing_loads_nothing_anew(server: PreviewServer) -> None:
    server.preview.make_again()
    assert server.preview.number == 1


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            ConfigurationError(["content/flow.md の3行目：<b> は使えません。"]),
            "content/flow.md の3行目：&lt;b&gt; は使えません。",
        ),
        (TryLater("記録庫をほかのプログラムが使っています。"), "記録庫をほかのプログラムが使っています。"),
        (PermissionError(13, "Permission denied"), "ファイルを読めません（Permission denied）"),
    ],
)
def test_what_is_wrong_is_a_page_until_it_is_mended(
    server: PreviewServer, files: Files, error: Exception, said: str
) -> None:
    good = files.now
    files.now = error
    server.preview.make_again()
    status, _, page = _ask(server, "/flow.html")
    assert status == 503
    assert said in page
    assert SCRIPT in page
    with _asked(server, f"{EVENTS}?shown=2") as events:
        assert events.readline() == b"retry: 1000\n"
        files.now = good
        server.preview.make_again()
        assert _next_event(events) == b"data: 3\n"
    assert "home" in _ask(server, "/")[2]


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8001", "127.0.0.1.evil.example", "x"])
@pytest.mark.parametrize("target", ["/", EVENTS, "/assets/s.css"])
def test_a_page_of_another_site_cannot_read_drafts(server: PreviewServer, host: str, target: str) -> None:
    status, _, body = _ask(server, target, host)
    assert (status, body) == (421, "not here\n")


def test_only_this_machine_can_reach_it(server: PreviewServer) -> None:
    assert server.server_address[0] == "127.0.0.1"
    with _asked(server, "/") as answer:
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert answer.headers["Cache-Control"] == "no-store"


def test_the_policy_of_the_real_pages_is_the_one_that_is_relaxed(site: dict[str, bytes]) -> None:
    with _serving(Files(site)) as server:
        page = _ask(server, "/")[2]
    policies = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert len(policies) == 1
    assert "script-src 'self'" in policies[0]
