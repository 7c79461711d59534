"""The mark that a watch leaves while it is at work, by which `status` knows one that fell."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from madoguchi.cli.watching.health import Watching
from madoguchi.clock import parse_as_of
from madoguchi.config.folder import OfficeFolder
from madoguchi.store.lock import is_held, one_watch


@contextmanager
def marked(folder: OfficeFolder, at: datetime) -> Iterator[None]:
    """Be the one watch of an office; the mark goes with a clean end alone.

    Raises:
        TryLater: Another watch is at work.
    """
    with one_watch(folder.watch_lock):
        folder.watch_began.write_text(at.isoformat(), encoding="utf-8")
        yield
        folder.watch_began.unlink(missing_ok=True)


def look(folder: OfficeFolder) -> tuple[Watching, datetime | None]:
    """Return whether a watch is at work here, and since when."""
    try:
        began_at = parse_as_of(folder.watch_began.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Watching.NONE, None
    except (OSError, ValueError):  # it fell while it wrote
        began_at = None
    return (Watching.AT_WORK if is_held(folder.watch_lock) else Watching.FALLEN), began_at
