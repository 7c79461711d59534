"""Our commands that serve, as a shell starts them: in a process of their own, at a free port."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HOUSE = Path(__file__).parents[1]


@contextmanager
def serving(*words: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Start a command and yield its process and the port that it says; ended at the end."""
    env = os.environ | {"COLUMNS": "300", "PYTHONPATH": os.pathsep.join((str(HOUSE), str(HOUSE / "site")))}
    flags = subprocess.CREATE_NEW_PROCESS_GROUP if sys.platform == "win32" else 0
    with subprocess.Popen(
        [sys.executable, "-m", "madoguchi", *words, "--port", "0"],
        env=env | {"PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        creationflags=flags,
    ) as process:
        try:
            assert process.stdout is not None
            said = next(line for line in process.stdout if "Ctrl+C" in line)
            yield process, int(said.partition("http://127.0.0.1:")[2].partition(" ")[0])
        finally:
            process.kill()
