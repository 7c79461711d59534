"""Servers of a test as processes: found, waited for until they listen, ended by their own pid."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

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


def until(true: Callable[[], bool], seconds: float = 20) -> None:
    """Wait for what another process does."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            raise TimeoutError("what was waited for did not come")
        time.sleep(0.02)
