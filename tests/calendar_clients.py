"""Three calendar programs of other people, each started as a program of its own and talked to as people do.

vdirsyncer subscribes to a calendar over HTTP, khal shows what it has fetched, Radicale is a calendar server.
"""

import base64
import http.client
import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_LONGEST = 60  # seconds that a program may take for anything asked of it here

_VDIRSYNCER = """
[pair {name}]
a = "{name}_here"
b = "{name}_there"
collections = null
conflict_resolution = "b wins"
[storage {name}_here]
type = "filesystem"
path = "{folder}"
fileext = ".ics"
[storage {name}_there]
type = "http"
url = "{url}"
"""

_KHAL = """
[calendars]
{calendars}
[locale]
local_timezone = Asia/Tokyo
default_timezone = Asia/Tokyo
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {place}/khal.db
"""

_RADICALE = """
[server]
hosts = 127.0.0.1:{port}
[auth]
type = none
[storage]
filesystem_folder = {place}/radicale
[web]
type = none
"""


class Subscriber:
    """Somebody's vdirsyncer and khal, with subscriptions by name."""

    def __init__(self, place: Path, subscriptions: Mapping[str, str]) -> None:
        self.place = place
        self.folders = {name: place / name for name in subscriptions}
        parts = [f'[general]\nstatus_path = "{place.as_posix()}/status/"\n']
        for name, url in subscriptions.items():
            self.folders[name].mkdir(parents=True)
            parts.append(_VDIRSYNCER.format(name=name, folder=self.folders[name].as_posix(), url=url))
        (place / "vdirsyncer.conf").write_text("".join(parts), encoding="utf-8")
        calendars = "".join(f"[[{name}]]\npath = {folder.as_posix()}\n" for name, folder in self.folders.items())
        (place / "khal.conf").write_text(_KHAL.format(calendars=calendars, place=place.as_posix()), encoding="utf-8")
        self._vdirsyncer("discover")

    def sync(self) -> None:
        """Fetch what has changed."""
        self._vdirsyncer("sync")

    def kept(self, name: str) -> list[bytes]:
        """Return the events of a subscription as they now lie here, one file each."""
        return [path.read_bytes() for path in sorted(self.folders[name].glob("*.ics"))]

    def agenda(self, name: str, first: str, days: int) -> list[str]:
        """Return what khal shows of a subscription: begin, end and title, one line an event."""
        words = ("--include-calendar", name, "--day-format", "", "--format", "{start-long} {end-time} {title}")
        return self._khal("list", *words, first, f"{days}d")

    def printed(self, calendar: bytes) -> list[str]:
        """Return what khal shows of a file it is given, with the UID that stands in it."""
        path = self.place / "given.ics"
        path.write_bytes(calendar)
        said = self._khal("printics", "--format", "{start-long} {end-time} {uid} {title}", str(path))
        return said[1:]  # the first says how many

    def _vdirsyncer(self, *words: str) -> None:
        _said_by("vdirsyncer", "--config", str(self.place / "vdirsyncer.conf"), *words)

    def _khal(self, *words: str) -> list[str]:
        said = _said_by("khal", "--config", str(self.place / "khal.conf"), "--no-color", *words)
        return [line.rstrip() for line in said.splitlines() if line.strip()]


class Radicale:
    """A running calendar server."""

    def __init__(self, port: int) -> None:
        self.port = port

    def put(self, name: str, calendar: bytes) -> int:
        """Hand a whole calendar over, in place of what it had; return the HTTP status."""
        return self._asked("PUT", name, calendar)[0]

    def get(self, name: str) -> bytes:
        """Return the calendar as it now gives it out."""
        return self._asked("GET", name)[1]

    def _asked(self, method: str, name: str, body: bytes = b"") -> tuple[int, bytes]:
        user = "Basic " + base64.b64encode(b"office:").decode()  # it asks for no password, only who it is
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_LONGEST)
        try:
            headers = {"Authorization": user, "Content-Type": "text/calendar; charset=utf-8"}
            connection.request(method, f"/office/{name}/", body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()


@contextmanager
def radicale(place: Path) -> Iterator[Radicale]:
    """Run the server until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    config = place / "radicale.conf"
    config.write_text(_RADICALE.format(port=port, place=place.as_posix()), encoding="utf-8")
    with started("Radicale server ready", "radicale", "--config", str(config)):
        yield Radicale(port)


@contextmanager
def started(ready: str, program: str, *words: str) -> Iterator[re.Match[str]]:
    """Run a program from when it has said that it is ready (a pattern) until the block ends."""
    pipe, both = subprocess.PIPE, subprocess.STDOUT
    command = [sys.executable, "-m", program, *words]
    with subprocess.Popen(command, stdout=pipe, stderr=both, encoding="utf-8", env=_env()) as running:
        assert running.stdout
        limit = threading.Timer(_LONGEST, running.kill)
        limit.start()
        try:
            yield _said(ready, running.stdout, limit)
        finally:
            limit.cancel()
            running.terminate()


def _said(ready: str, lines: Iterable[str], limit: threading.Timer) -> re.Match[str]:
    said = []
    for line in lines:
        said.append(line)
        if found := re.search(ready, line):
            limit.cancel()
            return found
    raise AssertionError("".join(said))


def _said_by(program: str, *words: str) -> str:
    command = [sys.executable, "-m", program, *words]
    done = subprocess.run(
        command,
        capture_output=True,
        encoding="utf-8",
        env=_env(),
        timeout=_LONGEST,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    assert "error:" not in done.stderr.lower(), done.stderr
    return done.stdout


def _env() -> dict[str, str]:
    proxies = {"http_proxy", "https_proxy", "all_proxy"}
    kept = {name: value for name, value in os.environ.items() if name.lower() not in proxies}
    return kept | {"NO_PROXY": "127.0.0.1", "PYTHONUTF8": "1", "COLUMNS": "200"}
