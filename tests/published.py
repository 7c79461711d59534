"""Two versions of a small site, what lies on the disk, and a machine that stops at any step."""

import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sitegen.publishing import publish
from sitegen.publishing.publish import Published

AS_OF = datetime(2026, 11, 30, 0, 0, tzinfo=UTC)
OLD = {
    "index.html": b"old home",
    "flow.html": b"flow",
    "assets/s.1.css": b"one",
    "terms/a.html": b"terms",
    "f.ics": b"x",
}
NEW = {"index.html": b"new home", "flow.html": b"flow", "assets/s.2.css": b"two", "slots.html": b"slots", "f.ics": b"y"}
OLD_STYLE = {"assets/s.1.css": b"one"}  # what stays of the old one for a while


def shown_files(public: Path) -> dict[str, bytes]:
    current = public / "current"
    return {path.relative_to(current).as_posix(): path.read_bytes() for path in current.rglob("*") if path.is_file()}


def disk_state(public: Path) -> dict[str, tuple[int, int]]:
    """Every path with inode and modification time, links and folders included."""
    return {
        str(path.relative_to(public)): (path.lstat().st_ino, path.lstat().st_mtime_ns)
        for path in [public, *public.rglob("*")]
    }


def no_links(*_: object, **__: object) -> None:
    raise OSError(95, "Operation not supported")


def publish_small(files: dict[str, bytes], public: Path, as_of: datetime = AS_OF, keep: int = 3) -> Published:
    return publish.publish(files, public, as_of, keep)


class PowerCut(BaseException):
    """No handler of the program may catch this one."""


def cut_power_at(step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the machine stop before the given call that changes the disk."""
    left = [step]

    def dying(real: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **given: object) -> object:
            left[0] -= 1
            if left[0] < 0:
                raise PowerCut
            return real(*args, **given)

        return call

    for name in ("link", "fsync", "utime"):
        monkeypatch.setattr(os, name, dying(getattr(os, name)))
    for name in ("mkdir", "rename", "replace", "symlink_to", "unlink", "rmdir", "chmod"):
        monkeypatch.setattr(Path, name, dying(getattr(Path, name)))
    monkeypatch.setattr(shutil, "rmtree", dying(shutil.rmtree))
