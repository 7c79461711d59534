"""The inbox folder that staff drop files into."""

import os
import re
import stat
from datetime import datetime
from pathlib import Path
from typing import Final

from intake.sources.found import INBOX, Found
from madoguchi.errors import TryLater
from madoguchi.model.item import Form

_TABLES: Final = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods")  # .txt: Excel's "Unicode text"
_FORMS: Final = {".eml": Form.MAIL, **dict.fromkeys(_TABLES, Form.LOG)}
_UNFINISHED: Final = (".tmp", ".part", ".crdownload", ".partial", ".download")
_HOUSEKEEPING: Final = frozenset({"desktop.ini", "thumbs.db", "ehthumbs.db"})
# Controls, lone surrogates, marks that turn or hide text, and what a folder path is made of.
_TRICKS = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff/\\\\:]")
_LONGEST_SUFFIX: Final = 12
_LONGEST_NAME: Final = 180  # bytes; most file systems end at 255, and the archive puts a hash before it


def list_inbox(inbox: Path, as_of: datetime, rest_seconds: float) -> tuple[Found, ...]:
    """List what waits in the inbox, in the order of names.

    Left out in silence: unfinished and hidden files, empty ones, folders, links, what was written less than
    `rest_seconds` ago and what another program holds. Told as UNKNOWN: anything else that is not taken.

    Args:
        inbox: The folder.
        as_of: Aware; a file's age is measured against it.
        rest_seconds: How long a file must have rested; with 0 it is taken at once.

    Raises:
        TryLater: The folder cannot be listed.
    """
    try:
        with os.scandir(inbox) as entries:
            waiting = [_look_at(entry, as_of.timestamp(), rest_seconds) for entry in entries]
    except OSError as error:
        raise TryLater(f"受け入れフォルダー「{inbox.name}」を開けません。つながりと権限を確かめてください。") from error
    return tuple(sorted(filter(None, waiting), key=lambda found: (found.name, str(found.path))))


def could_be_taken(name: str) -> bool:
    """Tell whether a file of that name is anything but hidden, unfinished or some system's housekeeping."""
    lowered = name.lower()
    return not (name.startswith((".", "~$")) or lowered in _HOUSEKEEPING or lowered.endswith(_UNFINISHED))


def _look_at(entry: os.DirEntry[str], as_of: float, rest_seconds: float) -> Found | None:
    name = entry.name
    if not could_be_taken(name):
        return None
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError:  # gone since it was listed
        return None
    if not stat.S_ISREG(status.st_mode) or not status.st_size:
        return None
    # A file far ahead of the as-of time tells nothing about rest: its clock is another one.
    if abs(as_of - status.st_mtime) < rest_seconds or _is_held(Path(entry.path)):
        return None
    form, why = _judge(name)
    return Found(INBOX, shown_name(name), Path(entry.path), form, status.st_size, status.st_mtime, why)


def _judge(name: str) -> tuple[Form, str]:
    if _TRICKS.search(name):
        return Form.UNKNOWN, "ファイル名に使えない文字があります。名前を付け直して入れてください。"
    form = _FORMS.get(Path(name).suffix.lower(), Form.UNKNOWN)
    if form is not Form.UNKNOWN:
        return form, ""
    return (
        form,
        "この種類のファイルは読めません。電話受付簿（.csv、.xlsx など）か保存したメール（.eml）を入れてください。",
    )


def shown_name(name: str) -> str:
    """Return a file name that can be shown and stored: tricks become `_`, 180 bytes at most."""
    kept = _TRICKS.sub("_", name).encode("utf-8")
    if len(kept) <= _LONGEST_NAME:
        return kept.decode()
    suffix = Path(name).suffix.encode("utf-8", "replace")[:_LONGEST_SUFFIX]
    return (kept[: _LONGEST_NAME - len(suffix)] + suffix).decode("utf-8", "ignore")


def _is_held(path: Path) -> bool:
    """Tell whether another program keeps the file to itself (Windows: sharing or lock violation)."""
    try:
        with path.open("rb"):
            return False
    except OSError as error:
        return getattr(error, "winerror", None) in {32, 33}
