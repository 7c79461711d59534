"""The sample configurations of nginx and Apache, in the real programs, answer as our own server does."""

import gzip
import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path

import pytest
from web_servers import APACHE, NGINX, Program, WebServer, running

from sitegen.headers import headers_of
from sitegen.serving.addresses import Places
from sitegen.serving.serve import Server

NAME = "abcdefghijklmnopqrstuvwxyz234567"
FEED = f"/feeds/{NAME}.ics"
STYLE = "/assets/style.0123456789.css"
CALENDAR = b"BEGIN:VCALENDAR\r\n" + b"X-COMMENT:" + b"a" * 5000 + b"\r\nEND:VCALENDAR\r\n"  # enough to be packed
SAFE = (
    *("X-Content-Type-Options", "Referrer-Policy", "Content-Security-Policy"),
    *("Cache-Control", "X-Robots-Tag", "Content-Type"),
)
PAGE = b"<p>" + b"home " * 500  # enough to be packed


@pytest.fixture(scope="module")
def office() -> Iterator[Path]:
    """Make an office as `publish` and the feeds leave it; the web server has its group and is another user.

    It lies in a folder of its own, because nobody else may enter those of pytest.
    """
    root = Path(tempfile.mkdtemp(prefix="madoguchi-office-"))
    root.chmod(0o755)
    release = root / "public" / "releases" / "one"
    for path, data in {
        release / "index.html": PAGE,
        release / "easy" / "index.html": b"<p>easy",
        release / "en" / "index.html": b"<p>English",
        release / "404.html": b"<p>nothing here",
        release / "free.ics": CALENDAR,
        release / "terms" / "2020-11-20.html": b"<p>terms",
        release / STYLE[1:]: b"p{}",
        release / "assets" / "icon.0123456789.svg": b"<svg/>",
        release / "robots.txt": b"User-agent: *",
        release / "sitemap.xml": b"<urlset/>",
        release / "leaflet.pdf": b"%PDF-1.7",
        release / "assets" / "card.0123456789.png": b"\x89PNG",
        release / "_headers": b"/*",
        release / ".well-known" / "security.txt": b"Contact: mailto:a@b.example",
        release / ".well-known" / "other.txt": b"hidden",
        release / "terms" / ".well-known" / "security.txt": b"hidden",
        release / ".hidden": b"hidden",
        root / "feeds" / f"{NAME}.ics": CALENDAR,
        root / "feeds" / "short.ics": CALENDAR,
        root / "feeds" / f".{NAME}.ics": CALENDAR,
        root / "feeds" / f"{NAME}.ics.new": CALENDAR,
        root / "private" / "madoguchi.db": b"everything personal",
        root / "office.toml": b"the configuration",
    }.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (root / "feeds" / f"{'b' * 32}.ics").symlink_to(root / "office.toml")
    (root / "public" / "current").symlink_to("releases/one")
    (root / "private").chmod(0o700)
    (root / "feeds" / f"{NAME}.ics").chmod(0o640)
    (root / "feeds").chmod(0o2710)
    yield root
    shutil.rmtree(root)


@contextmanager
def _started(program: Program, office: Path) -> Iterator[WebServer]:
    """Start a server; where it is not installed the test is skipped, but never on CI."""
    if program.found() is None:
        if os.environ.get("CI"):
            pytest.fail(program.how_to_get_it)
        pytest.skip(program.how_to_get_it)
    with running(program, office) as server:
        yield server


@pytest.fixture(scope="module")
def nginx(office: Path) -> Iterator[WebServer]:
    with _started(NGINX, office) as server:
        yield server


@pytest.fixture(scope="module")
def apache(office: Path) -> Iterator[WebServer]:
    with _started(APACHE, office) as server:
        yield server


@pytest.fixture(scope="module")
def ours(office: Path) -> Iterator[int]:
    with Server(Places(office / "public", office / "feeds"), "127.0.0.1", 0) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def _ask(port: int, target: str, method: str = "GET", **headers: str) -> tuple[int, Message, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
        for name, value in {"Host": "yoyaku.hellowork-toyooka.example", "Accept-Encoding": "gzip", **headers}.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


REQUESTS = [
    ("GET", "/", 200, "the home page"),
    ("HEAD", "/", 200, "the same without its body"),
    ("GET", "/en/", 200, "the first page in English, as its canonical address and the code on the leaflet say it"),
    ("GET", "/easy/", 200, "the one in easy Japanese"),
    ("GET", "/en", 404, "no page: links in it would lead elsewhere"),
    ("GET", "/terms/2020-11-20.html", 200, "a page of a folder"),
    ("GET", STYLE, 200, "kept for ever"),
    ("GET", "/assets/icon.0123456789.svg", 200, "a picture"),
    ("GET", "/robots.txt", 200, "which calendar programs read first"),
    ("GET", "/sitemap.xml", 200, "of the site"),
    ("GET", "/leaflet.pdf", 200, "which Safari shows only without the policy"),
    ("GET", "/assets/card.0123456789.png", 200, "what links to the site are shown with"),
    ("GET", "/_headers", 404, "for other hosts to read, not for people"),
    ("GET", "/.well-known/security.txt", 200, "the one name with a dot"),
    ("GET", "/free.ics", 200, "the public feed"),
    ("GET", FEED, 200, "a subscribed feed"),
    ("HEAD", FEED, 200, "the same without its body"),
    ("GET", f"{FEED}?x=1", 200, "as programs ask that want to go round a cache"),
    ("GET", "/none.html", 404, "not there"),
    ("GET", "/assets/none.css", 404, "must not be kept for ever"),
    ("GET", "/terms", 404, "a folder"),
    ("GET", "/terms/", 404, "a folder, not listed"),
    ("GET", "/assets/", 404, "another"),
    ("GET", "/none.pdf", 404, "a page says so, and pages have the policy"),
    ("GET", "/.hidden", 404, "hidden"),
    ("GET", "/.well-known", 404, "a folder"),
    ("GET", "/.well-known/", 404, "a folder, not listed"),
    ("GET", "/.well-known/other.txt", 404, "hidden"),
    ("GET", "/.well-known/security.txt/x", 404, "something below a file"),
    ("GET", "/terms/.well-known/security.txt", 404, "not in its place"),
    ("GET", "/feeds", 404, "not even told to be there"),
    ("GET", "/feeds/", 404, "not listed"),
    ("GET", f"/feeds/{'a' * 32}.ics", 404, "unknown or revoked"),
    ("GET", "/feeds/short.ics", 404, "there, but no secret"),
    ("GET", f"/feeds/.{NAME}.ics", 404, "there, but hidden"),
    ("GET", f"{FEED}.new", 404, "there, but half written"),
    ("GET", f"/feeds/{NAME.upper()}.ics", 404, "another name"),
    ("GET", f"{FEED}/x", 404, "something below a file"),
    ("POST", "/", 405, "nothing is taken"),
    ("POST", FEED, 405, "nothing is taken"),
    ("PUT", FEED, 405, "nothing is written"),
    ("DELETE", FEED, 405, "nothing is deleted"),
    ("OPTIONS", FEED, 405, "no method is offered"),
    ("PROPFIND", FEED, 405, "this is no CalDAV"),
]


@pytest.mark.parametrize(("method", "target", "status", "why"), REQUESTS)
@pytest.mark.parametrize("name", ["nginx", "apache"])
def test_a_web_server_answers_as_our_own(
    request: pytest.FixtureRequest, ours: int, name: str, method: str, target: str, status: int, why: str
) -> None:
    theirs = _ask(request.getfixturevalue(name).port, target, method)
    own = _ask(ours, target, method)
    assert (theirs[0], own[0]) == (status, status), why
    kept = SAFE if status != 405 else SAFE[:3]  # the body of a refusal is each program's own
    assert {one: theirs[1][one] for one in kept} == {one: own[1][one] for one in kept}
    if status != 405:
        assert _unpacked(theirs) == own[2]


@pytest.mark.parametrize("name", ["nginx", "apache"])
@pytest.mark.parametrize("target", ["/", FEED, STYLE, "/leaflet.pdf", "/none.html"])
def test_every_answer_has_each_header_once_as_the_one_source_says(
    request: pytest.FixtureRequest, name: str, target: str
) -> None:
    _, headers, _ = _ask(request.getfixturevalue(name).port, target)
    told = {"/": "index.html", "/none.html": "404.html"}.get(target, target[1:])
    names = {header for path in ("index.html", "assets/x", "feeds/x") for header in headers_of(path)}
    assert {one: headers.get_all(one, []) for one in names} == {
        one: [headers_of(told)[one]] if one in headers_of(told) else [] for one in names
    }


@pytest.mark.parametrize("name", ["nginx", "apache"])
def test_a_page_comes_packed_and_is_not_sent_again_to_who_has_it(request: pytest.FixtureRequest, name: str) -> None:
    port = request.getfixturevalue(name).port
    _, headers, body = _ask(port, "/")
    assert (headers["Content-Encoding"], headers["Vary"]) == ("gzip", "Accept-Encoding")
    assert gzip.decompress(body) == PAGE
    status, again, _ = _ask(port, "/", If_None_Match=headers["ETag"])
    assert status == 304
    assert again["Content-Security-Policy"] == headers["Content-Security-Policy"]


def _unpacked(answer: tuple[int, Message, bytes]) -> bytes:
    return gzip.decompress(answer[2]) if answer[2] and answer[1]["Content-Encoding"] == "gzip" else answer[2]


@pytest.mark.parametrize("name", ["nginx", "apache"])
@pytest.mark.parametrize("target", [FEED, "/free.ics"])
class TestACalendar:
    def test_comes_whole_inline_and_unpacked(self, request: pytest.FixtureRequest, name: str, target: str) -> None:
        _, headers, body = _ask(request.getfixturevalue(name).port, target)
        assert headers["Content-Type"] == "text/calendar; charset=utf-8"
        assert "Content-Encoding" not in headers
        assert "Content-Disposition" not in headers
        assert body == CALENDAR

    def test_is_not_sent_again_to_who_has_it(self, request: pytest.FixtureRequest, name: str, target: str) -> None:
        port = request.getfixturevalue(name).port
        first = _ask(port, target)[1]
        assert not first["ETag"].startswith("W/")
        status, headers, body = _ask(port, target, If_None_Match=first["ETag"])
        assert (status, headers["ETag"], body) == (304, first["ETag"], b"")
        assert headers["Cache-Control"] == "no-cache"
        assert _ask(port, target, If_None_Match='"other"')[0] == 200
        assert _ask(port, target, If_Modified_Since=first["Last-Modified"])[0] == 304


OUTSIDE = [
    "/../office.toml",
    "/../../private/madoguchi.db",
    "/%2e%2e/%2e%2e/office.toml",
    "/..%2f..%2foffice.toml",
    "/feeds/../office.toml",
    "/feeds/..%2foffice.toml",
    "/feeds../office.toml",
    "/feeds/%2e%2e/private/madoguchi.db",
    f"/feeds/{'b' * 32}.ics",
    "//office.toml",
    "/office.toml",
]


@pytest.mark.parametrize("target", OUTSIDE)
@pytest.mark.parametrize("name", ["nginx", "apache"])
def test_nothing_leads_out_of_the_two_folders(
    request: pytest.FixtureRequest, ours: int, name: str, target: str
) -> None:
    for port in (request.getfixturevalue(name).port, ours):
        status, _, body = _ask(port, target)
        assert status in {400, 403, 404}
        assert b"personal" not in body
        assert b"configuration" not in body


@pytest.mark.parametrize("name", ["nginx", "apache"])
def test_http_leads_to_https(request: pytest.FixtureRequest, name: str) -> None:
    status, headers, _ = _ask(request.getfixturevalue(name).redirecting, FEED)
    assert (status, headers["Location"]) == (301, f"https://yoyaku.hellowork-toyooka.example{FEED}")


@pytest.mark.parametrize("name", ["nginx", "apache"])
def test_no_log_knows_who_subscribes(request: pytest.FixtureRequest, name: str) -> None:
    server: WebServer = request.getfixturevalue(name)
    revoked = f"{'c' * 32}.ics"
    for target in (FEED, f"/feeds/{revoked}", f"/{FEED}", f"/%66eeds/{NAME}.ics", f"{FEED}?x=1"):
        _ask(server.port, target)
        _ask(server.redirecting, target)
    _ask(server.port, FEED, "POST")
    _ask(server.port, "/terms/2020-11-20.html")
    said = server.logged()
    assert "GET /terms/2020-11-20.html" in said
    assert NAME not in said
    assert revoked not in said
