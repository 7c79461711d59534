"""Publishing file by file, for disks without links (a share, Windows without the right to make them).

Each file is whole at every moment. What pages need comes before the pages, and deletions come last,
so that a reader in between finds every style sheet and every page a link leads to.
"""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from madoguchi.files import mtime_after
from sitegen.publishing.disk import folders_below, holds, make_folder, present, sync_folder, write_durably

_UNDER_WAY = ".tmp"


def publish_in_place(files: Mapping[str, bytes], current: Path, as_of: datetime) -> None:
    """Bring a folder to exactly these files."""
    make_folder(current)
    before = present(current)
    for path in sorted(files, key=_order):
        target, data = current / path, files[path]
        old = before.get(path)
        if old is not None and holds(old, data):
            continue
        make_folder(target.parent)
        upcoming = target.with_name(target.name + _UNDER_WAY)
        write_durably(upcoming, data, mtime_after(old, int(as_of.timestamp())))
        upcoming.replace(target)
        sync_folder(target.parent)
    for path in sorted(present(current).keys() - files.keys()):
        (current / path).unlink()
    for folder in folders_below(current):
        if not any(folder.iterdir()):
            folder.rmdir()


def _order(path: str) -> tuple[int, str]:
    """Assets, then everything that is no page, then the pages, the home page last."""
    if path.startswith("assets/"):
        return 0, path
    if not path.endswith(".html"):
        return 1, path
    return (3 if path == "index.html" else 2), path
