"""One run at a time: a lock file that also says who holds it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from madoguchi.errors import TryLater


@contextmanager
def one_run(lock: Path) -> Iterator[None]:
    """Hold the run lock of an office folder; a lock left by a killed run is free at once.

    Raises:
        TryLater: Another run is at work.
    """
    lock.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with FileLock(lock, timeout=0, mode=0o600):
            yield
    except Timeout:
        raise TryLater("ほかの処理が動いています。終わってからもう一度実行してください。") from None
