"""Whether the site that lies there is the one that would be made, told without making it.

A stamp is a hash of everything a site is made of. It is kept with the size and time of each file as it was published:
where both still hold, a run has nothing to make, to compare or to search for persons. Every doubt means no.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from madoguchi.config.content_files import LARGEST
from madoguchi.files import write_if_changed
from madoguchi.paths import shipped
from sitegen.publishing.disk import present
from sitegen.publishing.releases import CURRENT

_FILE = "stamp.json"
_READABLE = 0o644
_SHIPPED = ("templates/site", "site/content", "site/assets")
_PROGRAM = ("config", "model", "speech", "wording.py", "ruby.py")  # of madoguchi, beside the generator itself


def stamp_of(parts: Iterable[bytes]) -> str:
    """Return the stamp of a site.

    Args:
        parts: Everything it is made of beside the program: settings, the office's own words, free days, feeds, the day.
    """
    digest = hashlib.sha256(_program())
    for part in parts:
        digest.update(f"{len(part)}\0".encode() + part)
    return digest.hexdigest()


def files_below(folder: Path) -> Iterator[bytes]:
    """Yield name and bytes of every file below a folder, in order; nothing where there is no folder.

    What is too large to be words of a site is told by its size and time alone.
    """
    for name, path in sorted(present(folder).items()):
        yield name.encode()
        stat = path.stat()
        is_words = path.is_file() and stat.st_size <= LARGEST
        yield path.read_bytes() if is_words else f"{stat.st_size} {stat.st_mtime_ns}".encode()


def is_as_stamped(public: Path, stamp: str) -> tuple[str, ...]:
    """Return the paths of the site that lies there, if it has this stamp and nobody has touched it; else nothing.

    Args:
        public: The public folder.
        stamp: Of the site that would be made now.
    """
    try:
        known = json.loads((public / _FILE).read_bytes())
        same = known["stamp"] == stamp and known["files"] == _state(public)
        return tuple(known["files"]) if same else ()
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def put_stamp(public: Path, stamp: str) -> None:
    """Keep the stamp of the site that has just been published."""
    text = json.dumps({"stamp": stamp, "files": _state(public)}, sort_keys=True, separators=(",", ":"))
    write_if_changed(public / _FILE, text.encode(), mode=_READABLE)


def _state(public: Path) -> dict[str, list[int]]:
    current = public / CURRENT
    states = ((path, os.lstat(file)) for path, file in sorted(present(current).items()))
    return {path: [stat.st_size, stat.st_mtime_ns] for path, stat in states}


@cache
def _program() -> bytes:
    """Return a hash of what ships with the program and of the code that makes the pages: an update makes them anew."""
    digest = hashlib.sha256()
    house = Path(shipped.__code__.co_filename).parent
    folders = [*map(shipped, _SHIPPED), Path(__file__).parents[1], *(house / name for name in _PROGRAM)]
    for folder in folders:
        for file in sorted(folder.rglob("*")) if folder.is_dir() else [folder]:
            if file.is_file() and file.suffix != ".pyc":
                digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.digest()
