"""The lists and sheets that staff fill in where they lie, and how their words survive the next run.

They are written anew at each run. What staff have filled in meanwhile is told from our own writing by its
hash; it is taken like a file dropped into the inbox, and until then nothing is written over it.
"""

import json
from pathlib import Path

from madoguchi.files import fingerprint, write_if_changed

REVIEW_LIST = "要確認.csv"
TELEPHONE_LIST = "電話連絡.csv"
WAITING_LIST = "空き待ち.csv"  # to look at; nothing is filled in there
CALENDAR_FAULTS = "カレンダーの誤り.txt"  # only there while something is wrong
DAY_SHEET = "予約票_"
# Pages to look at and to print; nothing is filled in there either.
CONTENTS_PAGE = "はじめに.html"
WEEK_PAGE = "週の予定.html"
REVIEW_PAGE = "要確認.html"
TELEPHONE_PAGE = "電話連絡.html"
FIGURES_PAGE = "数字で見る.html"
_RECORD = ".written.json"
_KEPT = 3  # of each sheet: the last writing, the one before (a crash lies between), and what was taken


def edited(staff: Path) -> tuple[Path, ...]:
    """Return the lists and sheets that hold something neither written nor taken by us.

    Raises:
        OSError: One of them is there and cannot be read.
    """
    record = _record(staff)
    paths = [staff / REVIEW_LIST, staff / TELEPHONE_LIST, *sorted(staff.glob(f"{DAY_SHEET}*.csv"))]
    return tuple(path for path in paths if path.exists() and not _is_settled(path, record))


def note_settled(path: Path, content: bytes) -> None:
    """Note that these bytes of a sheet may be written over: they are ours, or have been taken."""
    record = _record(path.parent)
    ours = fingerprint(content)
    hashes = record.get(path.name, [])
    if ours in hashes:
        return
    there = {name: kept for name, kept in record.items() if (path.parent / name).exists()}
    there[path.name] = [*hashes, ours][-_KEPT:]
    write_if_changed(path.parent / _RECORD, json.dumps(there, ensure_ascii=False).encode())


def write_sheet(path: Path, content: bytes) -> bool:
    """Write a sheet unless it is unchanged, or staff have filled it in since.

    Returns:
        Whether it was written.

    Raises:
        OSError: Another program holds it, or the disk is full.
    """
    if path.exists() and not _is_settled(path, _record(path.parent)):
        return False
    note_settled(path, content)
    return write_if_changed(path, content)


def remove_sheet(path: Path) -> None:
    """Take a sheet away unless staff have filled it in since."""
    if path.suffix != ".csv" or _is_settled(path, _record(path.parent)):
        path.unlink(missing_ok=True)


def _is_settled(path: Path, record: dict[str, list[str]]) -> bool:
    return fingerprint(path.read_bytes()) in record.get(path.name, [])


def _record(staff: Path) -> dict[str, list[str]]:
    try:
        record: dict[str, list[str]] = json.loads((staff / _RECORD).read_bytes())
    except (OSError, ValueError):
        return {}
    return record
