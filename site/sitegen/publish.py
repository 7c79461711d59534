"""From the bytes of a site to what a web server shows, with nothing done where nothing has changed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sitegen.addresses import PATH
from sitegen.disk import holds, make_folder, present
from sitegen.guard import Traces, refuse_personal
from sitegen.in_place import publish_in_place
from sitegen.releases import CURRENT, clear_leftovers, links_work, publish_release


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did, each path with `/`.

    Attributes:
        release: Name of the new release; empty when nothing changed or files are replaced in place.
    """

    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    release: str = ""

    @property
    def changed(self) -> bool:
        """Tell whether anything was written or removed."""
        return bool(self.written or self.removed)


def publish(files: Mapping[str, bytes], public: Path, as_of: datetime, keep: int) -> Published:
    """Make these files the public site, all at once.

    A crash at any step leaves the last good site, and the next run mends what it left. Where the disk
    has no links, `public/current` is a real folder whose files are replaced one by one.

    Args:
        files: The whole site by path.
        public: The public folder; `public/current` is what the web server shows.
        as_of: Names the release (aware).
        keep: How many earlier releases stay for a way back.

    Raises:
        ValueError: A path that could leave the folder, or no file at all.
    """
    _check_paths(files)
    clear_leftovers(public)
    done = _difference(files, public / CURRENT)
    if not done.changed:
        return done
    make_folder(public)
    current = public / CURRENT
    in_place = current.is_dir() and not current.is_symlink()
    if in_place or not links_work(public):
        publish_in_place(files, current, as_of)
        return done
    release = publish_release(files, public, as_of, keep)
    return Published(done.written, done.unchanged, done.removed, release)


def publish_guarded(
    files: Mapping[str, bytes],
    public: Path,
    as_of: datetime,
    keep: int,
    persons: Callable[[], Iterable[Traces]],
    *,
    allowed: Iterable[str] = (),
    secrets: Iterable[str] = (),
) -> Published:
    """Publish, unless something personal stands in what would be published (promise 8).

    Args:
        files: See `publish`.
        public: See `publish`.
        as_of: See `publish`.
        keep: See `publish`.
        persons: Gives every stored person; not asked when nothing has changed.
        allowed: The office's own telephone and mail, and `site.not_personal`.
        secrets: Meeting ids and passcodes.

    Raises:
        PublishingRefused: Something personal was found; nothing has been written.
        ValueError: See `publish`.
    """
    if _difference(files, public / CURRENT).changed:
        refuse_personal(files, persons(), allowed, secrets)
    return publish(files, public, as_of, keep)


def _difference(files: Mapping[str, bytes], current: Path) -> Published:
    there = present(current) if current.is_dir() else {}
    same = {path for path, data in files.items() if path in there and holds(there[path], data)}
    return Published(
        written=tuple(sorted(files.keys() - same)),
        unchanged=tuple(sorted(same)),
        removed=tuple(sorted(there.keys() - files.keys())),
    )


def _check_paths(files: Mapping[str, bytes]) -> None:
    if "index.html" not in files:
        raise ValueError("a site without index.html is not published")
    for path in files:
        if not PATH.fullmatch(path):
            raise ValueError(f"not a path of a site: {path!r}")
