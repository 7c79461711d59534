"""Whether what a client already has is still right (RFC 9110 section 13), and the validators it is asked by."""

import hashlib
import os
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import formatdate, parsedate_to_datetime
from io import BufferedReader
from pathlib import Path

_OPAQUE_TAG = re.compile(r'"[^"]*"')  # section 8.8.3, without the W/ of a weak one
_MOST_REMEMBERED = 1024
_SETTLED = 2.0  # seconds, the grain of FAT, the coarsest there is


@dataclass(frozen=True, slots=True)
class Version:
    """What a client is told of the bytes it gets.

    Attributes:
        etag: Strong, with its quotes: the sha256 of the bytes.
        modified: Seconds since 1970, whole, because HTTP has no finer ones.
        length: Of the bytes.
    """

    etag: str
    modified: int
    length: int

    @property
    def last_modified(self) -> str:
        """The time as a header writes it."""
        return formatdate(self.modified, usegmt=True)


def is_current(version: Version, if_none_match: Sequence[str], if_modified_since: Sequence[str]) -> bool:
    """Tell whether the client has these bytes, so that 304 is the answer to its GET or HEAD.

    Args:
        version: What would be sent.
        if_none_match: The lines of that header. Where there is one it alone decides, readable or not (13.2.2);
            tags are compared weakly (13.1.2).
        if_modified_since: The lines of that header; more than one, or no date, counts as none (13.1.3).
    """
    if if_none_match:
        asked = ", ".join(if_none_match).strip(" \t")
        return asked == "*" or version.etag in _OPAQUE_TAG.findall(asked)
    if len(if_modified_since) == 1:
        since = _date(if_modified_since[0])
        return since is not None and version.modified <= since.timestamp()
    return False


class Versions:
    """Remembers the tags of files, so that one that has not changed is not hashed anew."""

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        self._now = now
        self._etags: dict[tuple[Path, int, int, int, int], str] = {}

    def of(self, path: Path, file: BufferedReader) -> Version:
        """Describe an open file.

        Args:
            path: Its place.
            file: Opened at its beginning, and left there; a file that takes its place meanwhile is another one.
        """
        stat = os.fstat(file.fileno())
        key = path, stat.st_ino, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size
        etag = self._etags.get(key)
        if etag is None:
            etag = f'"{hashlib.sha256(file.read()).hexdigest()}"'
            file.seek(0)
            # Clocks of disks are coarse: within their grain a second version could look like the first.
            if self._now() - max(stat.st_mtime, stat.st_ctime) >= _SETTLED:
                self._remember(key, etag)
        return Version(etag, int(stat.st_mtime), stat.st_size)

    def _remember(self, key: tuple[Path, int, int, int, int], etag: str) -> None:
        if len(self._etags) >= _MOST_REMEMBERED:
            self._etags.clear()
        self._etags[key] = etag


def _date(text: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)  # "-0000", which no date of HTTP ends in
