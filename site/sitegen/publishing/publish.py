"""From the bytes of a site to what a web server shows, with nothing done where nothing has changed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sitegen.guard.findings import Guarded, refuse
from sitegen.publishing.disk import holds, make_folder, present
from sitegen.publishing.in_place import publish_in_place
from sitegen.publishing.manifest import Manifest, assets_after, read_manifest, write_manifest
from sitegen.publishing.releases import (
    CURRENT,
    clear_leftovers,
    current_manifest,
    current_release,
    links_work,
    publish_release,
)
from sitegen.serving.addresses import PATH


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did, each path with `/`.

    Attributes:
        removed: What is gone; assets stay for a while (see `sitegen.publishing.manifest`).
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
        keep: How many earlier releases stay for a way back, and their assets with them (see `sitegen.publishing.manifest`).

    Raises:
        ValueError: A path that could leave the folder, or no file at all.
    """
    return _carry_out(_plan(files, public, keep), public, as_of, keep)


def publish_guarded(
    files: Mapping[str, bytes],
    public: Path,
    as_of: datetime,
    keep: int,
    guarded: Guarded,
    *,
    dry_run: bool = False,
) -> Published:
    """Publish, unless something personal stands in what would be published (promise 8).

    Args:
        files: See `publish`.
        public: See `publish`.
        as_of: See `publish`.
        keep: See `publish`.
        guarded: Who and what must not be seen; nobody is looked up when nothing has changed.
        dry_run: Return what would be done, and write nothing at all.

    Raises:
        PublishingRefused: Something personal was found; nothing has been written.
        ValueError: See `publish`.
    """
    plan = _plan(files, public, keep)
    if plan.done.changed:
        found = guarded.findings(plan.whole)
        refuse(one for one in found if one.file not in plan.staying)
        if found:  # an asset of an earlier release: that must not stay
            plan = _plan(files, public, keep, frozenset(one.file for one in found))
    return plan.done if dry_run else _carry_out(plan, public, as_of, keep)


class _Plan(NamedTuple):
    """What publishing will do.

    Attributes:
        whole: The files of the site with the assets of earlier releases that stay.
        assets: See `Manifest`.
        staying: The paths of the latter.
    """

    whole: Mapping[str, bytes]
    assets: Mapping[str, int]
    staying: frozenset[str]
    done: Published


def _plan(files: Mapping[str, bytes], public: Path, keep: int, unwelcome: frozenset[str] = frozenset()) -> _Plan:
    _check_paths(files)
    current = public / CURRENT
    there = present(current) if current.is_dir() else {}
    known = read_manifest(current_manifest(public)).assets
    same = {path for path, data in files.items() if path in there and holds(there[path], data)}
    unchanged, written = tuple(sorted(same)), tuple(sorted(files.keys() - same))
    if not written and there.keys() <= files.keys() | known.keys():
        return _Plan(files, known, frozenset(), Published(unchanged=unchanged))
    assets = assets_after(known, files, there.keys() - unwelcome, keep)
    staying = frozenset(assets.keys() - files.keys())
    whole = dict(files) | {path: there[path].read_bytes() for path in sorted(staying)}
    return _Plan(whole, assets, staying, Published(written, unchanged, tuple(sorted(there.keys() - whole.keys()))))


def _carry_out(plan: _Plan, public: Path, as_of: datetime, keep: int) -> Published:
    clear_leftovers(public)
    done = plan.done
    if not done.changed:
        return done
    make_folder(public)
    current = public / CURRENT
    manifest = Manifest(as_of.isoformat(), current_release(public), done.written, done.removed, plan.assets)
    if (current.is_dir() and not current.is_symlink()) or not links_work(public):
        write_manifest(current_manifest(public), manifest)
        publish_in_place(plan.whole, current, as_of)
        return done
    return replace(done, release=publish_release(plan.whole, public, as_of, keep, manifest))


def _check_paths(files: Mapping[str, bytes]) -> None:
    if "index.html" not in files:
        raise ValueError("a site without index.html is not published")
    for path in files:
        if not PATH.fullmatch(path):
            raise ValueError(f"not a path of a site: {path!r}")
