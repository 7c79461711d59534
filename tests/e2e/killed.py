"""Run an office and kill this very process at the n-th place where something becomes lasting.

Usage: python killed.py OFFICE AS_OF PLACE [confirm|tell]; with confirm it is the confirmation of `affected`, with tell that stage alone; PLACE 0 kills nowhere and prints how many places there are.
"""

import os
import signal
import smtplib
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from madoguchi.cli.affected import carry_out
from madoguchi.cli.line import Line, run_stages


class Places:
    """Counts the places and kills at one of them."""

    def __init__(self, fatal: int) -> None:
        self.count, self._fatal = 0, fatal

    def pass_one(self) -> None:
        self.count += 1
        if self.count == self._fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, owner: Any, name: str) -> None:
        """Make a function of the system a place before and after its work."""
        original: Callable[..., Any] = getattr(owner, name)

        def watched(*args: Any, **keywords: Any) -> Any:
            self.pass_one()
            result = original(*args, **keywords)
            self.pass_one()
            return result

        setattr(owner, name, watched)


_STAGES: dict[str, Callable[[Line], None]] = {"confirm": carry_out, "run": Line.run, "tell": Line.tell}


def main(root: str, as_of: str, fatal: str, what: str = "run") -> None:
    places = Places(int(fatal))
    for name in ("replace", "rename", "link", "unlink", "fsync", "symlink"):
        places.around(os, name)
    for name in ("replace", "rename", "unlink", "write_bytes"):
        places.around(Path, name)
    places.around(smtplib.SMTP, "getreply")
    event.listen(Engine, "commit", lambda _connection: places.pass_one())
    event.listen(Engine, "begin", lambda _connection: places.pass_one())
    run_stages(Path(root), datetime.fromisoformat(as_of), _STAGES[what])
    sys.stdout.write(f"{places.count}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
