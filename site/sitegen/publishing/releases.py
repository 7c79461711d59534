"""Publishing by releases: a new folder beside the old one, and one rename that makes it the current one.

Readers see the old site or the new one, never a mixture. Unchanged files are hard links to those of
the release before, so that they keep their modification time and with it their ETag.
"""

import hashlib
import os
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from madoguchi.files import mtime_after
from sitegen.publishing.disk import holds, make_folder, present, sync_folder, write_durably
from sitegen.publishing.manifest import Manifest, is_manifest_of_nothing, manifest_of, read_manifest, write_manifest

CURRENT = "current"
RELEASES = "releases"
_UNDER_WAY = ".new-"
_NEXT = ".current-next"
_PROBE = ".probe"
_IN_PLACE = "in-place.json"


def links_work(public: Path) -> bool:
    """Find out by trying whether the disk has hard links, links to folders, and lets one replace another."""
    probe = public / _PROBE
    shutil.rmtree(probe, ignore_errors=True)
    try:
        make_folder(probe / "one")
        (probe / "file").write_bytes(b"")
        os.link(probe / "file", probe / "linked")
        (probe / "first").symlink_to("one", target_is_directory=True)
        (probe / "second").symlink_to("one", target_is_directory=True)
        (probe / "second").replace(probe / "first")
    except (OSError, NotImplementedError):
        return False
    finally:
        shutil.rmtree(probe, ignore_errors=True)
    return True


def current_release(public: Path) -> str:
    """Return the name of the release that is shown; empty where there is none."""
    current = public / CURRENT
    return current.resolve().name if current.is_symlink() else ""


def current_manifest(public: Path) -> Path:
    """Return where the manifest of what is shown lies."""
    release = current_release(public)
    return manifest_of(public / RELEASES / release) if release else public / _IN_PLACE


def publish_release(files: Mapping[str, bytes], public: Path, as_of: datetime, keep: int, manifest: Manifest) -> str:
    """Build a release, swap it in, and drop the oldest.

    Args:
        files: The whole site.
        public: Holds `releases/` and `current`.
        as_of: Names the release and dates its new files.
        keep: How many releases before this one stay.
        manifest: Of this release.

    Returns:
        The name of the release.
    """
    releases, current = public / RELEASES, public / CURRENT
    make_folder(releases)
    before = present(current) if current.is_dir() else {}
    name = _free_name(files, releases, as_of, manifest.before)
    if not (releases / name).exists():
        _build(files, releases / f"{_UNDER_WAY}{name}", before, int(as_of.timestamp()))
        write_manifest(manifest_of(releases / name), manifest)  # first, so that no release is without
        (releases / f"{_UNDER_WAY}{name}").rename(releases / name)
        sync_folder(releases)
    point(public, name)
    _drop_old(releases, {name, manifest.before}, keep)
    return name


def clear_leftovers(public: Path) -> None:
    """Remove what a run that died left half done; touches nothing when there is nothing."""
    releases = public / RELEASES
    for path in (*releases.glob(f"{_UNDER_WAY}*"), public / _PROBE):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
    for path in (*releases.glob(".*.tmp"), *public.glob(".*.tmp"), *filter(is_manifest_of_nothing, releases.glob("*"))):
        path.unlink()
    if (public / _NEXT).is_symlink():
        (public / _NEXT).unlink()


def _free_name(files: Mapping[str, bytes], releases: Path, as_of: datetime, before: str) -> str:
    """Name a release by its time and content; one that a crash kept from being shown is taken as it is."""
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(f"{path}\0{len(files[path])}\0".encode() + files[path])
    name = f"{as_of.astimezone(UTC):%Y%m%dT%H%M%SZ}-{digest.hexdigest()[:12]}"
    tried, number = name, 1
    while (there := releases / tried).exists() and not (
        read_manifest(manifest_of(there)).before == before and is_whole(files, there)
    ):
        number += 1
        tried = f"{name}-{number}"
    return tried


def is_whole(files: Mapping[str, bytes], root: Path) -> bool:
    """Tell whether a folder holds exactly these files."""
    there = present(root)
    return there.keys() == files.keys() and all(holds(there[path], data) for path, data in files.items())


def _build(files: Mapping[str, bytes], root: Path, before: Mapping[str, Path], mtime: int) -> None:
    shutil.rmtree(root, ignore_errors=True)
    folders = {root}
    make_folder(root)
    for path, data in files.items():
        target, old = root / path, before.get(path)
        make_folder(target.parent)
        folders.add(target.parent)
        if old is not None and holds(old, data):
            _link(old, target, data)
        else:
            write_durably(target, data, mtime_after(old, mtime))
    for folder in sorted(folders, reverse=True):
        sync_folder(folder)


def _link(old: Path, target: Path, data: bytes) -> None:
    try:
        os.link(old, target)
    except OSError:  # too many links to one file: a copy of the same age does as well
        write_durably(target, data, int(old.stat().st_mtime))


def point(public: Path, release: str) -> None:
    """Show a release from now on: readers see the one or the other, never a mixture."""
    upcoming = public / _NEXT
    upcoming.symlink_to(Path(RELEASES) / release, target_is_directory=True)
    upcoming.replace(public / CURRENT)
    sync_folder(public)


def _drop_old(releases: Path, needed: set[str], keep: int) -> None:
    earlier = sorted(path.name for path in releases.iterdir() if path.is_dir() and path.name not in needed)
    kept = keep - (len(needed - {""}) - 1)  # the one before is one of them
    for name in earlier[: max(0, len(earlier) - kept)]:
        shutil.rmtree(releases / name, ignore_errors=True)
        manifest_of(releases / name).unlink(missing_ok=True)
