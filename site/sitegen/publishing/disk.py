"""Files on the disk that outlast a power cut, and what lies there now."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

_READABLE = 0o644  # the web server is another user
_OPEN = 0o755


def present(root: Path) -> dict[str, Path]:
    """Return every file below a folder by its path with `/`; links count as files and are not followed."""
    found: dict[str, Path] = {}
    for folder, folders, names in os.walk(root):
        here = Path(folder)
        links = [name for name in folders if (here / name).is_symlink()]
        for name in [*names, *links]:
            path = here / name
            found[path.relative_to(root).as_posix()] = path
    return found


def holds(path: Path, data: bytes) -> bool:
    """Tell whether a regular file has exactly these bytes."""
    with contextlib.suppress(OSError):
        return not path.is_symlink() and path.stat().st_size == len(data) and path.read_bytes() == data
    return False


def make_folder(path: Path) -> None:
    """Make a folder, and those above it, that the web server can enter."""
    if not path.is_dir():
        make_folder(path.parent)
        path.mkdir()
        path.chmod(_OPEN)


def write_durably(path: Path, data: bytes, mtime: int) -> None:
    """Write a new file down to the disk.

    Args:
        path: Where; its folder exists.
        data: What.
        mtime: Seconds since 1970: web servers make their ETag of it, so it follows the data and not the run.
    """
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(_READABLE)
    os.utime(path, (mtime, mtime))


def sync_folder(path: Path) -> None:
    """Put the entries of a folder down to the disk; where folders cannot be opened (Windows) that is not needed."""
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def folders_below(root: Path) -> Iterator[Path]:
    """Yield the folders below a folder, the deepest first."""
    for folder, _, _ in os.walk(root, topdown=False):
        if Path(folder) != root:
            yield Path(folder)
