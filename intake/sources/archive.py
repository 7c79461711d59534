"""Where a file goes once what it said is committed: `private/archive/2026-12/<hash>_<name>`.

The bytes stand in the store already. Wherever a run is cut off here, the file is in at least one place, and the
next run ends the same.
"""

import os
from datetime import datetime
from pathlib import Path

from intake.sources.drop_folder import shown_name
from madoguchi.clock import local
from madoguchi.errors import TryLater
from madoguchi.files import fingerprint


def place(archive: Path, arrived_at: datetime, sha256: str, name: str) -> Path:
    """Return where a file of that name and those bytes belongs.

    Args:
        archive: The folder of all that was taken.
        arrived_at: Aware; its month at the office names the folder.
        sha256: Hex digest of the bytes.
        name: File name as dropped.
    """
    return archive / f"{local(arrived_at):%Y-%m}" / f"{sha256[:12]}_{shown_name(name)}"


def keep(path: Path, archive: Path, arrived_at: datetime, sha256: str, name: str = "") -> Path:
    """Move a taken file into the archive; the same bytes again leave no second copy.

    For bytes that came before under another name or in another month, pass the `arrived_at` and `name` of the
    first arrival.

    Args:
        path: The file in the inbox or the Maildir.
        archive: The folder of all that was taken.
        arrived_at: When it was taken (aware).
        sha256: Hex digest of the bytes that were taken.
        name: The name to keep it under; the file's own when empty.

    Returns:
        Where it lies in the archive.

    Raises:
        TryLater: The file has changed since it was taken, or the archive cannot be written.
    """
    target = place(archive, arrived_at, sha256, name or path.name)
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        target = _free_or_same(target, sha256)
        if not target.exists():
            _move(path, target, sha256)
        elif path.exists() and fingerprint(path.read_bytes()) != sha256:
            raise _changed(path)
    except OSError as error:
        raise TryLater(
            f"「{shown_name(path.name)}」を保管場所へ移せません。空き容量と権限を確かめてください。"
        ) from error
    _remove(path)
    return target


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        # A program that still shows the file holds it (Windows): the next run meets the same bytes and removes it.
        if getattr(error, "winerror", None) not in {32, 33}:
            raise TryLater(
                f"「{shown_name(path.name)}」を取り込み元から消せません。権限を確かめてください。"
            ) from error


def _free_or_same(target: Path, sha256: str) -> Path:
    """Return `target`, or the place under the whole hash when another file has the same beginning of one."""
    if target.exists() and fingerprint(target.read_bytes()) != sha256:
        return target.with_name(f"{sha256}_{target.name[13:]}")
    return target


def _move(path: Path, target: Path, sha256: str) -> None:
    """Rename within one disk, which costs nothing; else copy, flush and leave the removing to the caller."""
    raw = path.read_bytes()
    if fingerprint(raw) != sha256:
        raise _changed(path)
    try:
        path.rename(target)
    except OSError:  # another disk, or a program that still shows the file (Windows)
        _store(raw, target)
    else:
        target.chmod(0o600)


def _changed(path: Path) -> TryLater:
    return TryLater(f"「{shown_name(path.name)}」は取り込みの間に書き換えられました。次の回に取り込みます。")


def _store(raw: bytes, target: Path) -> None:
    unfinished = target.with_name(f".{target.name[:64]}.part")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(target)
    flush_folder(target.parent)


def flush_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut; Windows has no such call."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
