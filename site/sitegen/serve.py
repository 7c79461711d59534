"""A small server on this machine alone, to look at the site before it goes out (`madoguchi demo`)."""

import contextlib
import http.server
from http import HTTPStatus
from pathlib import Path
from urllib.parse import unquote, urlsplit

from madoguchi.errors import TryLater
from sitegen.releases import CURRENT

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
}
_LONGEST_PATH = 1024


class Preview(http.server.ThreadingHTTPServer):
    """Serves `public/current` of one office folder on 127.0.0.1."""

    daemon_threads = True

    def __init__(self, public: Path, port: int) -> None:
        self.current = public / CURRENT
        super().__init__(("127.0.0.1", port), _Handler)


def serve(public: Path, port: int = 8000) -> None:
    """Serve until interrupted (Ctrl+C).

    Args:
        public: The public folder of the office.
        port: 0 takes any free one.

    Raises:
        TryLater: The port is taken.
    """
    try:
        server = Preview(public, port)
    except OSError as error:
        raise TryLater(
            f"ページを見せるための番号 {port} をほかのプログラムが使っています。それを終わらせてからもう一度実行してください。"
        ) from error
    with server, contextlib.suppress(KeyboardInterrupt):
        server.serve_forever()


def look_up(current: Path, target: str) -> Path | None:
    """Return the file a request means; None for anything that is no file of the site.

    Args:
        current: The root of the site, a folder or a link to one.
        target: The path of the request as it came.
    """
    path = unquote(urlsplit(target).path)
    parts = path.strip("/").split("/")
    if len(path) > _LONGEST_PATH or "\0" in path or "\\" in path or ".." in parts:
        return None
    try:
        root = current.resolve()  # once: a release swapped in meanwhile must not part the two halves of the answer
        wanted = root.joinpath(*(part for part in parts if part))
        if path.endswith("/"):
            wanted /= "index.html"
        inside = wanted.resolve().is_relative_to(root)
        return wanted if inside and wanted.is_file() else None
    except OSError:
        return None


class _Handler(http.server.BaseHTTPRequestHandler):
    server: Preview
    protocol_version = "HTTP/1.1"
    server_version = "madoguchi"
    sys_version = ""
    timeout = 30
    disable_nagle_algorithm = True  # else the body waits 40 ms for the head to be acknowledged

    def do_GET(self) -> None:
        """Answer with a file or the page for what is not found."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """Answer without the file itself."""
        self._answer(with_body=False)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the parameter is http.server's
        """Print nothing: addresses and paths of visitors are nobody's business."""

    def _answer(self, *, with_body: bool) -> None:
        found = look_up(self.server.current, self.path)
        status = HTTPStatus.OK if found else HTTPStatus.NOT_FOUND
        shown = found or self.server.current / "404.html"
        try:
            body = shown.read_bytes()
        except OSError:
            body, shown = "ページが見つかりません。\n".encode(), Path("404.txt")
        self.send_response(status)
        self.send_header("Content-Type", _TYPES.get(shown.suffix, "application/octet-stream"))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.end_headers()
        if with_body:
            self.wfile.write(body)
