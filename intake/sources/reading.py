"""Read what waits, without following a link that was put in its place."""

import os
import stat
from pathlib import Path
from typing import Final

from intake.sources.found import MAILDIR, Found
from intake.sources.maildir import where_now
from madoguchi.errors import TryLater, UnreadableInput

MOST_BYTES: Final = 35_000_000

# O_NONBLOCK: opening a named pipe must not wait for its writer. Windows has neither flag.
_FLAGS: Final = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def read_bytes(found: Found, limit: int = MOST_BYTES) -> bytes:
    """Read a waiting file whole.

    Args:
        found: As it was listed; a mail whose flags were changed since is found again.
        limit: Most bytes that are read.

    Raises:
        UnreadableInput: It is larger than `limit`.
        TryLater: It is held by another program, or gone, or no longer a file.
    """
    path = where_now(found) if found.source == MAILDIR else found.path
    try:
        raw = None if path is None else _read(path, limit + 1)
    except OSError as error:
        raise TryLater(f"「{found.name}」は今は開けません。ほかの人が開いている場合は閉じてください。") from error
    if raw is None:
        raise TryLater(f"「{found.name}」が見つかりません。次の回に確かめます。")
    if len(raw) > limit:
        raise UnreadableInput(f"「{found.name}」は大きすぎるため読めません（上限は{limit // 1_000_000}MBです）。")
    return raw


def _read(path: Path, most: int) -> bytes | None:
    with os.fdopen(os.open(path, _FLAGS), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return None
        return file.read(most)
