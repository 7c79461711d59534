"""One run at a time, and one watch: lock files that the system frees when their holder dies."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from madoguchi.errors import AnotherRun, TryLater

_PATIENCE = 1  # second; whoever only asks whether a watch is at work holds its lock for less


@contextmanager
def one_run(lock: Path) -> Iterator[None]:
    """Hold the run lock of an office folder; a lock left by a killed run is free at once.

    Raises:
        AnotherRun: Another run is at work.
    """
    try:
        with _held(lock, 0):
            yield
    except Timeout:
        raise AnotherRun("ほかの処理が動いています。終わってからもう一度実行してください。") from None


@contextmanager
def one_watch(lock: Path) -> Iterator[None]:
    """Hold the watch lock of an office folder.

    Raises:
        TryLater: Another watch is at work.
    """
    try:
        with _held(lock, _PATIENCE):
            yield
    except Timeout:
        raise TryLater(
            "この事業所では、すでに「madoguchi watch」が動いています。二つ動かす必要はありません。"
        ) from None


def is_held(lock: Path) -> bool:
    """Tell whether a living process holds a lock."""
    if not lock.exists():
        return False
    try:
        with _held(lock, 0):
            return False
    except (Timeout, OSError):
        return True


@contextmanager
def _held(lock: Path, seconds: float) -> Iterator[None]:
    lock.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with FileLock(lock, timeout=seconds, mode=0o600):
        yield
