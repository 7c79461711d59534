"""`madoguchi watch` as a process of its own, and waiting for what it does."""

import os
import queue
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Final

_HOUSE: Final = Path(__file__).parents[1]
_PATIENCE = 60  # seconds; on a busy machine everything takes long, and nothing here is measured


class Watched:
    """A watch at work."""

    def __init__(self, root: Path, *options: str) -> None:
        env = os.environ | {"PYTHONPATH": os.pathsep.join((str(_HOUSE), str(_HOUSE / "site"))), "PYTHONUTF8": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "madoguchi", "watch", str(root), *options],
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self.said: list[str] = []
        Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line.rstrip("\n"))
        self._lines.put(None)

    def until_said(self, words: str) -> str:
        """Wait for a line with these words, and return it."""
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            line = self._lines.get(timeout=_PATIENCE)
            if line is None:
                break
            self.said.append(line)
            if words in line:
                return line
        raise AssertionError(f"{words} was not said: {self.said}")

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Ask it to end, and return how it ended; then `said` holds everything."""
        self.process.send_signal(number)
        code = self.process.wait(_PATIENCE)
        while (line := self._lines.get(timeout=_PATIENCE)) is not None:
            self.said.append(line)
        return code


@contextmanager
def watching(root: Path, *options: str) -> Iterator[Watched]:
    """Start a watch; a test that fails leaves none behind."""
    watched = Watched(root, *options)
    try:
        yield watched
    finally:
        watched.process.kill()
        watched.process.wait()
        if watched.process.stdout is not None:
            watched.process.stdout.close()


def until(holds: Callable[[], bool], what: str) -> None:
    """Wait until something holds."""
    ends = time.monotonic() + _PATIENCE
    while not holds():
        if time.monotonic() > ends:
            raise AssertionError(f"{what} does not come")
        time.sleep(0.05)
