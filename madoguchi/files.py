"""Writing a file so that a reader sees the old or the new one whole, and never for nothing."""

import contextlib
import hashlib
import os
from pathlib import Path


def write_if_changed(path: Path, content: bytes, *, mode: int = 0o600, served: bool = False) -> bool:
    """Write a file unless it holds these bytes already.

    Comparing costs a hundredth of replacing (the file system flushes on a replace).

    Args:
        path: Its folder is made when it is missing, closed to others like the file.
        content: The whole file.
        mode: Rights of a new file; personal ones are for the office alone.
        served: A web server shows the file: it has just these rights whatever the umask, and is told from the one
            before by its time (`mtime_after`).

    Returns:
        Whether anything was written.

    Raises:
        OSError: Another program holds the file (Excel on Windows), or the disk is full.
    """
    if is_same(path, content):
        return False
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.tmp")
    try:
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        if served:
            aside.chmod(mode)
            mtime = mtime_after(path, int(aside.stat().st_mtime))
            os.utime(aside, (mtime, mtime))
        aside.replace(path)
    except OSError:
        aside.unlink(missing_ok=True)
        raise
    return True


def mtime_after(path: Path | None, wished: int) -> int:
    """Return a modification time at least a second later than that of the file it takes the place of.

    nginx makes its ETag of whole seconds and the length: two versions of equal length in one second
    would share it, and a reader would keep the old page.
    """
    if path is None:
        return wished
    with contextlib.suppress(OSError):
        return max(wished, int(path.lstat().st_mtime) + 1)
    return wished


def is_same(path: Path, content: bytes) -> bool:
    """Tell whether a file holds exactly these bytes."""
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def fingerprint(content: bytes) -> str:
    """Return the identity of raw bytes: their sha256 as hex."""
    return hashlib.sha256(content).hexdigest()


def fingerprint_of(*parts: str) -> str:
    """Return the identity of texts in their order; they hold no unit separator (U+001F), as controls are stripped."""
    return fingerprint("\x1f".join(parts).encode("utf-8", "surrogatepass"))
