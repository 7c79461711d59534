"""A small server for the site and the subscribed feeds (`madoguchi serve`, `madoguchi demo`).

Plain HTTP for an office's own machine or behind a web server that speaks HTTPS. It writes no log: the
address of a feed is its only key, and who reads the site is nobody's business.
"""

import contextlib
import errno
import http.server
import io
import os
import socket
import socketserver
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from http import HTTPStatus

from madoguchi.errors import ConfigurationError, TryLater
from sitegen.headers import headers_of, type_of
from sitegen.serving.addresses import Places, look_up
from sitegen.serving.conditional import Versions, is_current
from sitegen.serving.patience import MOST_BYTES, SECONDS, BoundedInput, TooMuch

_MOST_AT_ONCE = 32  # connections, each a thread
_WAIT_FOR_ROOM = 1.0  # seconds
_SECONDS_TO_SEND = 60.0  # for a whole answer
_METHODS = ("GET", "HEAD")
_REFUSAL = "404.html"


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    """Serves one office folder's site at `/` and its feeds below `/feeds/`, to so many at once and no more."""

    daemon_threads = True
    request_queue_size = 64
    allow_reuse_address = os.name == "posix"  # on Windows it would let two programs share a port

    def __init__(
        self, places: Places, host: str, port: int, *, most: int = _MOST_AT_ONCE, seconds: float = SECONDS
    ) -> None:
        self.places = places
        self.versions = Versions()
        self.seconds = seconds
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._most = most
        self._room = threading.Semaphore(most)
        self._inside: set[object] = set()
        super().__init__((host, port), _Handler)

    def server_bind(self) -> None:
        """Bind without asking what this machine is called, which may take seconds where no name server answers."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[:2]  # type: ignore[assignment] # of an internet socket

    @property
    def is_crowded(self) -> bool:
        """Tell whether connections should end after their answer, to make room for others."""
        return len(self._inside) > self._most // 2

    def process_request(self, request: socket.socket | tuple[bytes, socket.socket], client_address: object) -> None:
        """Start a thread for a connection, or turn it away where all stay taken."""
        if not self._room.acquire(timeout=_WAIT_FOR_ROOM):
            _turn_away(request)
            self.shutdown_request(request)
            return
        self._inside.add(request)
        try:
            super().process_request(request, client_address)
        except BaseException:
            self._leave(request)
            raise

    def process_request_thread(
        self, request: socket.socket | tuple[bytes, socket.socket], client_address: object
    ) -> None:
        """Serve a connection, then give its place to another."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._leave(request)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a client that went away; tell of a defect without the address that was asked for."""
        del request, client_address
        if not isinstance(sys.exception(), OSError):
            traceback.print_exc()

    def _leave(self, request: object) -> None:
        self._inside.discard(request)
        self._room.release()


def serve(places: Places, host: str, port: int, ready: Callable[[int], None]) -> None:
    """Serve until interrupted (Ctrl+C).

    Args:
        places: Where the files lie.
        host: The address to listen at.
        port: 0 takes any free one.
        ready: Called with the port once connections are taken.

    Raises:
        TryLater: The port is taken.
        ConfigurationError: It cannot be listened there at all.
    """
    try:
        server = Server(places, host, port)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise TryLater(
                f"ページを見せるための番号 {port} をほかのプログラムが使っています。それを終わらせるか、--port で別の番号を選んでから、もう一度実行してください。"
            ) from error
        said = f"{host} の番号 {port} ではページを見せられません（{error.strerror or type(error).__name__}）。"
        raise ConfigurationError([f"{said}--host と --port を確かめてください。"]) from error
    with server, contextlib.suppress(KeyboardInterrupt):
        ready(server.server_port)
        server.serve_forever()


def _turn_away(request: socket.socket | tuple[bytes, socket.socket]) -> None:
    """Answer 503 without a thread; a client that does not take even that is left."""
    if isinstance(request, socket.socket):
        with contextlib.suppress(OSError):
            request.settimeout(0)
            request.sendall(
                b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 10\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            )


class _Handler(http.server.BaseHTTPRequestHandler):
    server: Server
    connection: socket.socket
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else the body waits 40 ms for the head to be acknowledged

    def setup(self) -> None:
        """Read within bounds."""
        super().setup()
        self.rfile.close()
        self._input = BoundedInput(self.connection, self.server.seconds, MOST_BYTES)
        self.rfile = io.BufferedReader(self._input)

    def handle_one_request(self) -> None:
        """Read one request and answer it."""
        self._input.begin()
        try:
            super().handle_one_request()
        except TooMuch:  # already in the first line
            self.requestline = self.command = ""
            self.send_error(HTTPStatus.REQUEST_URI_TOO_LONG)

    def parse_request(self) -> bool:
        """Read the head, and refuse a method that is none of ours."""
        if not super().parse_request():
            return False
        if self.command not in _METHODS:
            self.send_error(HTTPStatus.METHOD_NOT_ALLOWED)
            return False
        return True

    def do_GET(self) -> None:
        """Answer with a file or the page for what is not found."""
        self._answer()

    def do_HEAD(self) -> None:
        """Answer without the file itself."""
        self._answer()

    def version_string(self) -> str:
        """Name the program, not its version."""
        return "madoguchi"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the parameter is http.server's
        """Print nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer in one line; what was asked is not repeated."""
        del message, explain
        self.close_connection = True  # what may follow of this request is no request
        self.request_version = self.protocol_version  # else one that cannot be read counts as HTTP/0.9, without a head
        headers = {"Content-Type": "text/plain; charset=utf-8"} | headers_of(_REFUSAL)
        if code == HTTPStatus.METHOD_NOT_ALLOWED:
            headers["Allow"] = ", ".join(_METHODS)
        self._send(code, headers, f"{code} {HTTPStatus(code).phrase}\n".encode())

    def _answer(self) -> None:
        if self.server.is_crowded or self._has_body():
            self.close_connection = True
        found = look_up(self.server.places, self.path)
        if found is None:
            return self._not_found()
        try:
            with found.file.open("rb") as file:
                version = self.server.versions.of(found.file, file)
                headers = {"ETag": version.etag, "Last-Modified": version.last_modified, **headers_of(found.path)}
                asked = self.headers.get_all
                if is_current(version, asked("If-None-Match", []), asked("If-Modified-Since", [])):
                    return self._send(HTTPStatus.NOT_MODIFIED, headers, None)
                body = file.read()
        except OSError:  # gone meanwhile, or not for us to read
            return self._not_found()
        return self._send(HTTPStatus.OK, {"Content-Type": type_of(found.path)} | headers, body)

    def _not_found(self) -> None:
        page = _REFUSAL
        try:
            body = (self.server.places.current / page).read_bytes()
        except OSError:
            page, body = "404.txt", "ページが見つかりません。\n".encode()
        self._send(HTTPStatus.NOT_FOUND, {"Content-Type": type_of(page)} | headers_of(_REFUSAL), body)

    def _has_body(self) -> bool:
        """Tell whether something follows the head that must not be taken for the next request."""
        return "Transfer-Encoding" in self.headers or self.headers.get("Content-Length", "0") != "0"

    def _send(self, status: int, headers: Mapping[str, str], body: bytes | None) -> None:
        self.connection.settimeout(_SECONDS_TO_SEND)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if body is not None:
            self.send_header("Content-Length", str(len(body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if body is not None and self.command != "HEAD":
            self.wfile.write(body)
