"""When to look at the inbox again, because a file there is too fresh or still grows."""

import os
from datetime import datetime
from pathlib import Path
from typing import Final

from intake.sources.drop_folder import could_be_taken
from intake.sources.growing import patience

_A_MOMENT: Final = 1.0  # second; passes know the time to the second, files more finely


def rested_at(inbox: Path, as_of: datetime, rest_seconds: float) -> datetime | None:
    """Return when the next file there will have rested, or will be taken although it stops in the middle.

    Args:
        inbox: The folder; one that cannot be listed asks for nothing.
        as_of: Aware; only what comes after it is returned.
        rest_seconds: As for `list_inbox`.

    Returns:
        None when no file is waited for.
    """
    now = as_of.timestamp()
    rests = (rest_seconds, patience(rest_seconds).total_seconds())
    try:
        with os.scandir(inbox) as entries:
            written = [entry.stat().st_mtime for entry in entries if _counts(entry)]
    except OSError:
        return None
    waited_for = [at + rest + _A_MOMENT for at in written for rest in rests if abs(now - at) < rest]
    return datetime.fromtimestamp(min(waited_for), as_of.tzinfo) if waited_for else None


def _counts(entry: os.DirEntry[str]) -> bool:
    return could_be_taken(entry.name) and entry.is_file(follow_symlinks=False)
