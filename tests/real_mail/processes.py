"""Servers of a test as processes: found, waited for until they listen, ended by their own pid."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final, Self

LOOPBACK: Final = "127.0.0.1"
_START_SECONDS = 20


def program(name: str) -> str | None:
    """Return where a program is; Debian keeps servers out of the path of users."""
    return shutil.which(name, path=os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/bin")))


def free_port() -> int:
    """Return a port of the loopback that nobody listens at."""
    with socket.socket() as one:
        one.bind((LOOPBACK, 0))
        return int(one.getsockname()[1])


def wait_for(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Wait until a server takes connections; it says in its log why it does not."""
    until = time.monotonic() + _START_SECONDS
    while process.poll() is None and time.monotonic() < until:
        with suppress(OSError), socket.create_connection((LOOPBACK, port), timeout=1):
            return
        time.sleep(0.02)
    raise RuntimeError(f"the server does not start: {log.read_text(errors='replace') if log.exists() else ''}")


def end(process: subprocess.Popen[bytes]) -> None:
    """End a server that we started, kindly at first."""
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(_START_SECONDS)
    process.kill()
    process.wait()


class Server(ABC):
    """A server that runs while it is entered, with all it writes in a folder of its own.

    Attributes:
        folder: Goes with the server.
    """

    def __init__(self, prefix: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix=prefix))
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        try:
            self._write()
            self.start()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    @abstractmethod
    def _write(self) -> None:
        """Write its configuration."""

    @abstractmethod
    def start(self) -> None:
        """Start it, and wait until it takes connections."""

    def stop(self) -> None:
        """End it with all its processes."""
        if self._process is not None:
            end(self._process)
            self._process = None


def until(true: Callable[[], bool], seconds: float = 20) -> None:
    """Wait for what another process does."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            raise TimeoutError("what was waited for did not come")
        time.sleep(0.02)
