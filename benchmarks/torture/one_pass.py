"""`madoguchi run` that says where it is; `python one_pass.py MARKS GO OFFICE AS_OF` is started and killed by `kills.py`.

MARKS is a pipe that gets one letter when a stage begins; the pass itself begins when GO says so, so that the time
Python takes to load is no part of the moments at which it is killed.
"""

import os
import sys
from collections.abc import Callable
from typing import Any

from intake import stage
from madoguchi.cli import line, show  # noqa: F401 -- loaded before the pass begins
from madoguchi.cli.app import main

READY, OPENING, FETCHING, READING, DECIDING, SENDING, PUBLISHING, DONE = "rofisdpe"


def _mark(marks: int, owner: Any, name: str, before: str, after: str = "") -> None:
    """Let a function say that it begins, and what goes on after it."""
    original: Callable[..., Any] = getattr(owner, name)

    def marked(*args: Any, **keywords: Any) -> Any:
        os.write(marks, before.encode())
        result = original(*args, **keywords)
        os.write(marks, after.encode())
        return result

    setattr(owner, name, marked)


def _run(marks: int, go: int, office: str, as_of: str) -> None:
    _mark(marks, stage, "take_mailbox", FETCHING, READING)
    for name, letter in (("schedule", DECIDING), ("tell", SENDING), ("publish", PUBLISHING)):
        _mark(marks, line.Line, name, letter)
    os.write(marks, READY.encode())
    os.read(go, 1)
    os.write(marks, OPENING.encode())
    sys.argv = ["madoguchi", "run", office, "--as-of", as_of, "--json"]
    try:
        main()
    finally:
        os.write(marks, DONE.encode())


if __name__ == "__main__":
    _run(int(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:])
