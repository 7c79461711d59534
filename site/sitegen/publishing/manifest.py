"""What stands beside a release: when it came, in whose place, what changed, and how long its assets stay.

A reader who got a page just before a release was swapped asks for that page's style just after it. So what lies below
`assets/` stays in the releases that follow, as many as are kept for a way back; its name carries a hash of its bytes.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from madoguchi.files import write_if_changed

ASSETS = "assets/"
_SUFFIX = ".json"
_READABLE = 0o644


@dataclass(frozen=True, slots=True)
class Manifest:
    """One release.

    Attributes:
        as_of: When, ISO 8601.
        before: The release it took the place of; empty for the first, and for files in place.
        written: What was new or changed then.
        removed: What went then.
        assets: Each asset, and in how many releases after this one it still stays.
    """

    as_of: str
    before: str = ""
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    assets: Mapping[str, int] = field(default_factory=dict)


def manifest_of(release: Path) -> Path:
    """Return where the manifest of a release lies: beside its folder, where no web server looks."""
    return release.with_name(release.name + _SUFFIX)


def read_manifest(path: Path) -> Manifest:
    """Read one; where it is missing or damaged nothing is known of the release, which is whole all the same."""
    try:
        known = json.loads(path.read_bytes())
        return Manifest(
            as_of=datetime.fromisoformat(known["as_of"]).isoformat(),
            before=str(known["before"]),
            written=tuple(map(str, known["written"])),
            removed=tuple(map(str, known["removed"])),
            assets={str(asset): int(stays) for asset, stays in known["assets"].items()},
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Manifest(as_of="")


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Write one whole, or not at all."""
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    write_if_changed(path, text.encode(), mode=_READABLE)


def is_manifest_of_nothing(path: Path) -> bool:
    """Tell whether a file is the manifest of a release that is gone."""
    return path.suffix == _SUFFIX and not path.with_suffix("").is_dir()


def assets_after(
    before: Mapping[str, int], files: Collection[str], there: Collection[str], keep: int
) -> dict[str, int]:
    """Return the assets of the next release: its own, and those of earlier ones that still stay.

    Args:
        before: The assets of the release whose place it takes.
        files: The paths of the next release.
        there: The paths that lie there now.
        keep: How many releases an asset outlasts its own.
    """
    staying = {path: stays - 1 for path, stays in before.items() if stays > 0 and path in there}
    return dict(sorted((staying | {path: keep for path in files if path.startswith(ASSETS)}).items()))
