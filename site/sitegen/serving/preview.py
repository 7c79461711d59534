"""A small server that shows a site from memory, on this machine alone, and tells open pages when it has changed.

Nothing of it goes to the disk. The script that loads a page anew and the policy that lets it run are put in here, into
what is sent, so that no published page ever has them.
"""

import contextlib
import html
import http.server
import os
import re
import socketserver
import sys
import threading
from collections.abc import Callable, Mapping
from http import HTTPStatus
from urllib.parse import parse_qs, unquote, urlsplit

from madoguchi.errors import ConfigurationError, MadoguchiError
from sitegen.headers import type_of
from sitegen.serving.addresses import file_at

HOST = "127.0.0.1"
EVENTS = "/~preview/events"
SCRIPT = "/~preview/reload.js"
_OURS = re.compile(r"(?:127\.0\.0\.1|localhost)(?::\d+)?")  # else a page of another site could read drafts (rebinding)
_POLICY = re.compile(rb"default-src (?:'|&#39;)none(?:'|&#39;);")
_RELAXED = b"default-src 'none'; script-src 'self'; connect-src 'self';"
_JAVASCRIPT = """const shown = document.currentScript.dataset.shown
new EventSource('%s?shown=' + shown).onmessage = () => location.reload()
"""
_SIGN_OF_LIFE = 15.0  # seconds, after which a reader that has gone is noticed


class Preview:
    """The site as its files stand now, or what is wrong in them.

    Attributes:
        files: The site; that of before while something is wrong.
        problems: What is wrong, each with file and line; empty when the site could be made.
        number: Grows with each change.
    """

    def __init__(self, make: Callable[[], Mapping[str, bytes]]) -> None:
        self._make = make
        self._changed = threading.Condition()
        self.files: Mapping[str, bytes] = {}
        self.problems: tuple[str, ...] = ()
        self.number = 0
        self.make_again()

    def make_again(self) -> None:
        """Make the site from its files as they stand; tell open pages when it is another."""
        files = self.files
        problems: tuple[str, ...] = ()
        try:
            files = self._make()
        except ConfigurationError as error:
            problems = error.problems
        except MadoguchiError as error:
            problems = (str(error),)
        except OSError as error:  # a file that is just being written
            problems = (f"ファイルを読めません（{error.strerror or type(error).__name__}）。保存し直してください。",)
        with self._changed:
            if self.number and (files, problems) == (self.files, self.problems):
                return
            self.files, self.problems = files, problems
            self.number += 1
            self._changed.notify_all()

    def wait_for_other(self, than: int, seconds: float) -> int:
        """Wait until the site is another than the one of that number, or the time is up; return its number."""
        with self._changed:
            self._changed.wait_for(lambda: self.number != than, seconds)
            return self.number


class PreviewServer(socketserver.ThreadingMixIn, http.server.HTTPServer):
    """Serves a preview on the loopback address; nobody else can reach it."""

    daemon_threads = True
    allow_reuse_address = os.name == "posix"  # on Windows it would let two programs share a port

    def __init__(self, preview: Preview, port: int, base: str = "/") -> None:
        self.preview = preview
        self.base = base
        super().__init__((HOST, port), _Handler)

    def server_bind(self) -> None:
        """Bind without asking what this machine is called, which may take seconds where no name server answers."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[:2]  # type: ignore[assignment] # of an internet socket

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that went on to another page meanwhile."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type] # as socketserver hands them over


class _Handler(http.server.BaseHTTPRequestHandler):
    server: PreviewServer
    timeout = 60  # seconds; for whoever connects and says nothing

    def do_GET(self) -> None:
        """Answer with a page, with what is wrong, or with the stream of changes."""
        if not _OURS.fullmatch(self.headers.get("Host", "")):
            return self._send(HTTPStatus.MISDIRECTED_REQUEST, "text/plain; charset=utf-8", b"not here\n")
        address = urlsplit(self.path)
        if address.path == EVENTS:
            return self._tell_of_changes(parse_qs(address.query).get("shown", [""])[0])
        if address.path == SCRIPT:
            return self._send(HTTPStatus.OK, "text/javascript; charset=utf-8", (_JAVASCRIPT % EVENTS).encode())
        return self._show(unquote(address.path))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the parameter is http.server's
        """Print nothing."""

    def _show(self, path: str) -> None:
        preview = self.server.preview
        if preview.problems:
            page = _page_of_problems(preview.problems)
            return self._send(HTTPStatus.SERVICE_UNAVAILABLE, "text/html; charset=utf-8", self._alive(page))
        name = file_at(path.removeprefix(self.server.base if path.startswith(self.server.base) else "/"))
        status = HTTPStatus.OK if name in preview.files else HTTPStatus.NOT_FOUND
        name = name if status is HTTPStatus.OK else "404.html"
        body = preview.files.get(name, b"")
        return self._send(status, type_of(name), self._alive(body) if name.endswith(".html") else body)

    def _alive(self, page: bytes) -> bytes:
        """Let a page load itself anew, and no other script run."""
        script = f'<script src="{SCRIPT}" data-shown="{self.server.preview.number}"></script>'
        relaxed = _POLICY.sub(_RELAXED, page, count=1)
        return relaxed.replace(b"</head>", script.encode() + b"</head>", 1)

    def _tell_of_changes(self, shown: str) -> None:
        """Send a line for each change (the HTML standard, server-sent events) until the reader goes."""
        self.close_connection = True
        self._head(HTTPStatus.OK, {"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        number = int(shown) if shown.isdecimal() else self.server.preview.number
        with contextlib.suppress(OSError):
            self.wfile.write(b"retry: 1000\n\n")
            while True:
                before, number = number, self.server.preview.wait_for_other(number, _SIGN_OF_LIFE)
                self.wfile.write(b"data: %d\n\n" % number if number != before else b": still here\n\n")

    def _send(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        headers = {"Content-Type": kind, "Content-Length": str(len(body)), "Cache-Control": "no-store"}
        self._head(status, headers)
        self.wfile.write(body)

    def _head(self, status: HTTPStatus, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "X-Robots-Tag": "noindex", "X-Content-Type-Options": "nosniff"}.items():
            self.send_header(name, value)
        self.end_headers()


def _page_of_problems(problems: tuple[str, ...]) -> bytes:
    items = "".join(f"<li>{html.escape(problem)}</li>" for problem in problems)
    return (
        '<!doctype html>\n<html lang="ja"><head><meta charset="utf-8"><title>直すところがあります</title>'
        '<meta name="viewport" content="width=device-width"></head><body><main>'
        f"<h1>直すところがあります</h1><ul>{items}</ul>"
        "<p>直して保存すると、この画面は自動で新しくなります。公開中のページは変わっていません。</p>"
        "</main></body></html>\n"
    ).encode()
