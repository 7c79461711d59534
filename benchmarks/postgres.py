"""A PostgreSQL to measure and to test on: a private cluster on a free loopback port, gone at the end.

Its language sorts unlike bytes (ICU, ja-JP), as a server in an office may; the store must not care.
"""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from sqlalchemy import URL, create_engine, make_url

HOW_TO_GET_IT = "PostgreSQL is not installed; get it with: sudo apt install postgresql"
_DEBIAN = Path("/usr/lib/postgresql")
_QUICK = "-c fsync=off -c full_page_writes=off -c max_connections=60 -c unix_socket_directories=''"


@dataclass(slots=True)
class Cluster:
    """A running server."""

    url: URL
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def new_database(self, owner: str = "") -> URL:
        """Make an empty database and return its address, as the program takes it."""
        name = f"store{next(self._numbers)}"
        self.do(f'CREATE DATABASE "{name}"' + (f' OWNER "{owner}"' if owner else ""))
        return self.url.set(database=name)

    def do(self, statement: str) -> None:
        """Execute a statement as the owner of the server."""
        engine = create_engine(self.url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(statement)
        engine.dispose()


def programs() -> Path | None:
    """Return the folder of initdb and pg_ctl, or None: Debian keeps them out of the path."""
    places = [Path(found).resolve().parent for name in ("initdb",) if (found := shutil.which(name))]
    places += sorted(_DEBIAN.glob("*/bin"), key=lambda place: place.parent.name, reverse=True)
    return next((place for place in places if any(place.glob("pg_ctl*"))), None)


@contextmanager
def running_cluster() -> Iterator[Cluster]:
    """Start a cluster in a folder of its own and stop it at the end."""
    folder = Path(tempfile.mkdtemp(prefix="madoguchi-postgresql-"))
    data, password_file = folder / "data", folder / "password"
    password = secrets.token_urlsafe()
    password_file.write_text(password)
    if _user():
        for path in (folder, password_file):
            shutil.chown(path, _user())
    language = ("--locale=C", "--encoding=UTF8", "--locale-provider=icu", "--icu-locale=ja-JP")
    owner = ("--username=owner", f"--pwfile={password_file}", "--auth=scram-sha-256")
    try:
        _call("initdb", "--no-sync", f"--pgdata={data}", *language, *owner)
        port = _free_port()
        options = f"{_QUICK} -c listen_addresses=127.0.0.1 -c port={port}"
        _call("pg_ctl", "start", "-w", f"--pgdata={data}", f"--log={folder / 'log'}", f"--options={options}")
        try:
            yield Cluster(make_url(f"postgresql+psycopg://owner:{password}@127.0.0.1:{port}/postgres"))
        finally:
            _call("pg_ctl", "stop", "-w", "--mode=immediate", f"--pgdata={data}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _call(program: str, *words: str) -> None:
    """Run a program of PostgreSQL; it refuses to run as root, so root runs it as another."""
    place = programs()
    if place is None:
        raise FileNotFoundError(HOW_TO_GET_IT)
    as_other = {"user": _user(), "extra_groups": ()} if _user() else {}
    subprocess.run(  # noqa: S603 -- the words are ours
        [place / program, *words],
        cwd=tempfile.gettempdir(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,  # the server inherits it, so it must not be a pipe that is waited for
        stderr=subprocess.STDOUT,
        timeout=120,
        check=True,
        **as_other,  # type: ignore[arg-type, call-overload] # none on Windows
    )


def _user() -> str | None:
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    import pwd

    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    return None


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
