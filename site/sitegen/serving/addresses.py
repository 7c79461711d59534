"""From the target of a request to the file it means; pure but for looking whether that file is there."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from madoguchi.model.subscriber import FEED_FILE
from sitegen.headers import HEADERS_FILE
from sitegen.publishing.releases import CURRENT

SECURITY_FILE = ".well-known/security.txt"
"""The one file that is shown although its name begins with a dot (RFC 9116 section 3)."""

PATH = re.compile(rf"{re.escape(SECURITY_FILE)}|(?!.*(?:^|/)\.)[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*")
"""What a file of the site may be called; nothing that any disk reads as something else."""

FEED = re.compile(rf"/feeds/({FEED_FILE.pattern})")
"""The address of a subscribed feed."""

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
    """A file that may be shown.

    Attributes:
        path: From the root of the site, `feeds/…` for a feed: what its headers go by.
    """

    file: Path
    path: str


def file_at(path: str) -> str:
    """Return the file that a path from the root of the site means: `en/` is the first page of a language."""
    return f"{path}index.html" if not path or path.endswith("/") else path


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
        return Found(file, path[1:]) if file else None
    name = file_at(path.removeprefix("/"))
    if len(name) > _LONGEST or not PATH.fullmatch(name) or name == HEADERS_FILE:
        return None
    file = _inside(places.current, name)
    return Found(file, name) if file else None


def _inside(folder: Path, name: str) -> Path | None:
    """Return a regular file, unless a link leads out of the folder."""
    try:
        root = folder.resolve()  # once: a release swapped in meanwhile must not part the two halves of the answer
        wanted = (root / name).resolve()
        return wanted if wanted.is_relative_to(root) and wanted.is_file() else None
    except OSError:
        return None
