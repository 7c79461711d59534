"""A hundred publishes while a real nginx serves the site by the sample configuration and readers ask all the time."""

import os
import re
import shutil
import tempfile
import threading
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path

import pytest
from web_servers import NGINX, WebServer, running

from sitegen.publishing.publish import publish
from sitegen.publishing.rollback import end_hold, roll_back, way_back

AS_OF = datetime(2026, 11, 30, 0, 0, tzinfo=UTC)
PUBLISHES = 100
KEEP = 3
ALWAYS = ("index.html", "flow.html", "terms.html", "slots.html", "free.ics")
AT_TIMES = "slots/2026-12-03.html"
_STYLE = re.compile(rb'href="/(assets/[^"]+)"')
_PADDING = "".join(f"<li>相談の時間 {number}</li>" for number in range(300))  # more than nginx sends at once


def _site(number: int) -> dict[str, bytes]:
    """Return the site of a publishing: its style has a new name now and then, one page comes and goes."""
    style = f"assets/style.{number // 3:010d}.css"
    pages = [*ALWAYS[:-1], AT_TIMES] if number % 4 else list(ALWAYS[:-1])
    files = {path: _page(path, number, style) for path in pages}
    files |= {f"more/{at}.html": _page("more", at, style) for at in range(10)}
    return files | {
        style: f"/* {number // 3} */ p {{ color: #000 }}\n".encode(),
        "free.ics": b"BEGIN:VCALENDAR\r\nX-NUMBER:%d\r\nEND:VCALENDAR\r\n" % number,
        "404.html": b"<!doctype html><p>nothing here</p></html>\n",
    }


def _page(path: str, number: int, style: str) -> bytes:
    return f'<!doctype html><link rel="stylesheet" href="/{style}"><h1>{path} {number}</h1>{_PADDING}</html>\n'.encode()


@dataclass
class Readers:
    """Some who ask all the time, and what they got that they should not have.

    Attributes:
        versions: Every content that a path has had.
        answers: How many answers there were, by status.
    """

    port: int
    versions: Mapping[str, set[bytes]]
    stop: threading.Event = field(default_factory=threading.Event)
    answers: Counter[int] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def ask(self) -> None:
        """Ask for pages, and for the style of each, until told to stop."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=10)) as connection:
            while not self.stop.is_set():
                for path in (*ALWAYS, AT_TIMES):
                    page = self.get(connection, path)
                    for style in _STYLE.findall(page):
                        self.get(connection, style.decode())

    def get(self, connection: HTTPConnection, path: str) -> bytes:
        """Get one file, note what is wrong with it, and return it where it is there."""
        connection.request("GET", f"/{path}")
        answer = connection.getresponse()
        body = answer.read()  # raises where it is cut
        self.answers[answer.status] += 1
        if answer.status == 404 and path == AT_TIMES:
            return b""
        if answer.status != 200:
            self.wrong.append(f"{path}: {answer.status}")
        elif body not in self.versions[path]:
            self.wrong.append(f"{path}: {len(body)} bytes that were never published")
        elif answer.headers["Content-Length"] != str(len(body)):
            self.wrong.append(f"{path}: a wrong length")
        return body


@pytest.fixture
def office() -> Iterator[Path]:
    """Make an office folder that the web server, another user, can enter; those of pytest it cannot."""
    root = Path(tempfile.mkdtemp(prefix="madoguchi-load-"))
    root.chmod(0o755)
    yield root
    shutil.rmtree(root)


@pytest.fixture
def nginx(office: Path) -> Iterator[WebServer]:
    """Start nginx; where it is not installed the test is skipped, but never on CI."""
    if NGINX.found() is None:
        if os.environ.get("CI"):
            pytest.fail(NGINX.how_to_get_it)
        pytest.skip(NGINX.how_to_get_it)
    publish(_site(0), office / "public", AS_OF, KEEP)
    with running(NGINX, office) as server:
        yield server


@contextmanager
def _asking(readers: Readers, many: int) -> Iterator[None]:
    threads = [threading.Thread(target=readers.ask) for _ in range(many)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        readers.stop.set()
        for thread in threads:
            thread.join()


def test_readers_never_miss_a_page_nor_its_style_and_never_get_one_cut(office: Path, nginx: WebServer) -> None:
    versions: defaultdict[str, set[bytes]] = defaultdict(set)
    for number in range(PUBLISHES + 1):
        for path, data in _site(number).items():
            versions[path].add(data)
    public, readers = office / "public", Readers(nginx.port, versions)
    with _asking(readers, 4), closing(HTTPConnection("127.0.0.1", nginx.port, timeout=10)) as connection:
        for number in range(1, PUBLISHES + 1):
            before = readers.get(connection, "index.html")
            if number % 10 == 0:
                roll_back(public, way_back(public), AS_OF + timedelta(minutes=number), KEEP)
                end_hold(public)
            else:
                publish(_site(number), public, AS_OF + timedelta(minutes=number), KEEP)
            for style in _STYLE.findall(before):  # of a page that was got just before
                readers.get(connection, style.decode())
    assert readers.wrong == []
    assert readers.answers[200] > 4 * PUBLISHES
    assert set(readers.answers) <= {200, 404}
