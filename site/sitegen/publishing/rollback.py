"""The way back to an earlier release, and the hold that keeps the next run from undoing it.

A release is rolled back because something wrong stands in it. What made it wrong is still in the content folder or
the settings, so a run by the clock would bring it back within minutes: a site that was rolled back is held as it is
until somebody asks for publishing in so many words.
"""

import contextlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from madoguchi.errors import NotAllowed
from madoguchi.files import write_if_changed
from sitegen.publishing.disk import make_folder, present, write_durably
from sitegen.publishing.manifest import Manifest, assets_after, manifest_of, read_manifest, write_manifest
from sitegen.publishing.releases import CURRENT, RELEASES, clear_leftovers, current_manifest, current_release, point

_HELD = "held"
_READABLE = 0o644


@dataclass(frozen=True, slots=True)
class Release:
    """A release that lies there.

    Attributes:
        is_shown: It is what readers see.
    """

    name: str
    manifest: Manifest
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Hold:
    """A site that was rolled back and stays so.

    Attributes:
        since: When it was; None where that cannot be read any more.
        release: What is shown.
    """

    since: datetime | None
    release: str


def releases_of(public: Path) -> tuple[Release, ...]:
    """Return every release that lies there, the newest first."""
    shown = current_release(public)
    folders = (path for path in (public / RELEASES).glob("[!.]*") if path.is_dir())
    return tuple(
        Release(path.name, read_manifest(manifest_of(path)), path.name == shown)
        for path in sorted(folders, reverse=True)
    )


def way_back(public: Path, to: str = "") -> Release:
    """Return the release to go back to: the one named, else the one whose place the present one took.

    Raises:
        NotAllowed: There is none such, or files are replaced in place here.
    """
    current = public / CURRENT
    if current.is_dir() and not current.is_symlink():
        raise NotAllowed(
            "この場所ではファイルを1つずつ書き換えて公開しているため、前の版が残っていません。"
            "content や office.toml を直してから「madoguchi publish」を実行してください。"
        )
    there = {release.name: release for release in releases_of(public)}
    shown = there.get(current_release(public))
    wanted = to or (shown.manifest.before if shown else "")
    if shown and wanted == shown.name:
        raise NotAllowed(
            f"「{wanted}」は、今公開している版です。ほかの版は「madoguchi rollback --list」で確かめられます。"
        )
    if wanted in there:
        return there[wanted]
    raise NotAllowed(
        (f"「{to}」という版はありません。" if to else "今公開している版より前の版は残っていません。")
        + "残っている版は「madoguchi rollback --list」で確かめられます。"
    )


def files_of(public: Path, release: str) -> dict[str, bytes]:
    """Return every file of a release."""
    return {path: file.read_bytes() for path, file in present(public / RELEASES / release).items()}


def roll_back(public: Path, release: Release, as_of: datetime, keep: int) -> None:
    """Show an earlier release, all at once, and hold it.

    What readers have from the present one still finds its style: those files are linked into the earlier release.

    Args:
        public: The public folder.
        release: See `way_back`.
        as_of: Since when it is held (aware).
        keep: How many releases an asset outlasts its own.
    """
    clear_leftovers(public)
    _keep_assets(public, release, keep)
    write_if_changed(public / _HELD, f"{as_of.isoformat()}\n".encode(), mode=_READABLE)  # before the swap: see `held`
    point(public, release.name)


def held(public: Path) -> Hold | None:
    """Return the hold on a site; None where runs publish.

    A crash between the hold and the swap leaves a hold alone: nothing is published until somebody looks, which is
    what was asked for.
    """
    try:
        text = (public / _HELD).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError):
        text = ""
    since = None
    with contextlib.suppress(ValueError):
        since = datetime.fromisoformat(text)
    return Hold(since, current_release(public))


def end_hold(public: Path) -> None:
    """Let runs publish again."""
    (public / _HELD).unlink(missing_ok=True)


def _keep_assets(public: Path, release: Release, keep: int) -> None:
    root, current = public / RELEASES / release.name, public / CURRENT
    there: Mapping[str, Path] = present(current) if current.is_dir() else {}
    theirs = assets_after(read_manifest(current_manifest(public)).assets, (), there, keep)
    missing = {path: there[path] for path in theirs if not (root / path).exists()}
    assets = theirs | dict(release.manifest.assets)
    write_manifest(manifest_of(root), replace(release.manifest, assets=dict(sorted(assets.items()))))
    for path, old in missing.items():
        make_folder((root / path).parent)
        try:
            os.link(old, root / path)
        except OSError:  # too many links to one file
            write_durably(root / path, old.read_bytes(), int(old.stat().st_mtime))
