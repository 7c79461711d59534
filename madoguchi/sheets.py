"""The two lists that staff fill in where they lie, and how their words survive the next run.

A list is written anew at each run. What staff have filled in meanwhile is told from our own writing by its
hash, and taken like a file dropped into the inbox before the list is written again.
"""

import json
from pathlib import Path

from madoguchi.files import fingerprint, write_if_changed

REVIEW_LIST = "要確認.csv"
TELEPHONE_LIST = "電話連絡.csv"
_RECORD = ".written.json"


def edited(staff: Path) -> tuple[Path, ...]:
    """Return the lists that hold something we did not write.

    Raises:
        OSError: A list is there and cannot be read.
    """
    written = _written(staff)
    lists = [staff / name for name in (REVIEW_LIST, TELEPHONE_LIST)]
    return tuple(path for path in lists if path.exists() and fingerprint(path.read_bytes()) not in written)


def write_list(path: Path, content: bytes) -> bool:
    """Write a list unless it is unchanged, noting beforehand that these bytes are ours.

    Returns:
        Whether it was written.

    Raises:
        OSError: Another program holds it, or the disk is full.
    """
    written = _written(path.parent)
    ours = fingerprint(content)
    if ours not in written:
        kept = [hash_ for hash_, name in written.items() if name == path.name][-1:]
        others = {hash_: name for hash_, name in written.items() if name != path.name}
        record = {**others, **dict.fromkeys([*kept, ours], path.name)}
        write_if_changed(path.parent / _RECORD, json.dumps(record).encode())
    return write_if_changed(path, content)


def _written(staff: Path) -> dict[str, str]:
    """Return the hashes of our last two writings of each list, oldest first."""
    try:
        record: dict[str, str] = json.loads((staff / _RECORD).read_bytes())
    except (OSError, ValueError):
        return {}
    return record
