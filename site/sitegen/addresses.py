"""From the target of a request to the file it means; pure but for looking whether that file is there."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from madoguchi.model.subscriber import FEED_FILE
from sitegen.releases import CURRENT

PATH = re.compile(r"(?!.*(?:^|/)\.)[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*")
"""What a file of the site may be called; nothing that any disk reads as something else."""

FEED = re.compile(rf"/feeds/({FEED_FILE.pattern})")
"""The address of a subscribed feed."""

SAFE = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
"""Headers of every answer, whatever its status."""

ASK_AGAIN = {"Cache-Control": "no-cache"}
_FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}  # the name carries a hash of the bytes
_UNLISTED = {"X-Robots-Tag": "noindex"}

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".pdf": "application/pdf",
    ".ics": "text/calendar; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
}
_LONGEST = 1024


@dataclass(frozen=True, slots=True)
class Places:
    """Where the files lie: those of the site below `public/current`, the subscribed feeds in a folder of their own."""

    public: Path
    feeds: Path

    @property
    def current(self) -> Path:
        """The root of the site, a folder or a link to one."""
        return self.public / CURRENT


@dataclass(frozen=True, slots=True)
class Found:
    """A file that may be shown, with the headers of its kind."""

    file: Path
    headers: Mapping[str, str] = field(default_factory=dict)


def look_up(places: Places, target: str) -> Found | None:
    """Return what a request means; None for anything that is no file of the site and no feed.

    Args:
        places: Where the files lie.
        target: The target of the request as it came.
    """
    try:
        path = unquote(urlsplit(target).path, errors="strict")
    except ValueError:  # no address at all, or bytes that are no UTF-8
        return None
    if feed := FEED.fullmatch(path):
        file = _inside(places.feeds, feed[1])
        return Found(file, ASK_AGAIN | _UNLISTED) if file else None
    name = path.removeprefix("/")
    if not name or name.endswith("/"):  # the first page of a language: `/en/`
        name += "index.html"
    if len(name) > _LONGEST or not PATH.fullmatch(name):
        return None
    file = _inside(places.current, name)
    return Found(file, _FOR_EVER if name.startswith("assets/") else ASK_AGAIN) if file else None


def type_of(file: Path) -> str:
    """Return the media type of a file of ours."""
    return _TYPES.get(file.suffix, "application/octet-stream")


def _inside(folder: Path, name: str) -> Path | None:
    """Return a regular file, unless a link leads out of the folder."""
    try:
        root = folder.resolve()  # once: a release swapped in meanwhile must not part the two halves of the answer
        wanted = (root / name).resolve()
        return wanted if wanted.is_relative_to(root) and wanted.is_file() else None
    except OSError:
        return None
