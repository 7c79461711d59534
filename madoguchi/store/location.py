"""Where the store is: the file of the office folder or a server; and whether a folder lies on a network share.

SQLite's WAL must not live on one. Source: sqlite.org/wal.html ("all processes using a database must be on the same
host").
"""

import os
import sys
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from madoguchi.config.folder import OfficeFolder
from madoguchi.config.secrets import Secrets
from madoguchi.errors import ConfigurationError

_SHARES = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ncpfs", "davfs", "fuse.sshfs", "fuse.rclone", "fuse.davfs2"}
)
_DRIVE_REMOTE = 4  # GetDriveTypeW


_POSTGRESQL = {"postgresql", "postgres"}  # both are usual; see postgresql.org/docs/current/libpq-connect.html


def store_place(folder: OfficeFolder, secrets: Secrets) -> Path | URL:
    """Return the database that the secrets name, or else the file of the office folder.

    Raises:
        ConfigurationError: What they name is no address of a PostgreSQL database; it is not repeated.
    """
    given = secrets.store_url.get_secret_value().strip()
    if not given:
        return folder.database
    try:
        url = make_url(given)
    except (ArgumentError, ValueError):
        url = None
    if url is None or url.drivername not in _POSTGRESQL or not url.database:
        raise ConfigurationError(
            ["記録庫の URL は「postgresql://利用者名:パスワード@サーバー名/データベース名」の形で書いてください。"]
        )
    return url.set(drivername="postgresql+psycopg")


def say_place(place: Path | URL) -> str:
    """Name a store for the office, the password left out."""
    if isinstance(place, Path):
        return f"このフォルダーのファイル（{place.parent.name}/{place.name}）"
    return f"PostgreSQL（サーバー {place.host or 'このコンピューター'}、データベース {place.database}）"


def is_network_share(folder: Path, mounts: str | None = None) -> bool:
    """Tell whether the folder lies on a network share.

    Args:
        folder: An existing folder.
        mounts: Content of `/proc/mounts`; read from there when left out.

    Returns:
        False also where the system does not tell (no `/proc`, not Windows).
    """
    if sys.platform == "win32":
        return _is_remote_drive(folder)
    if mounts is None:
        try:
            mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="surrogateescape")
        except OSError:
            return False
    real = os.path.realpath(folder)
    longest, kind = "", ""
    for line in mounts.splitlines():
        _device, point, filesystem, *_ = [*line.split(" "), "", "", ""]
        point = point.replace("\\040", " ")
        inside = real == point or real.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(longest):
            longest, kind = point, filesystem
    return kind in _SHARES


def _is_remote_drive(folder: Path) -> bool:  # pragma: no cover -- Windows only
    import ctypes

    anchor = folder.resolve().anchor
    if anchor.startswith("\\\\"):
        return True
    drive_type: int = ctypes.windll.kernel32.GetDriveTypeW(anchor)  # type: ignore[attr-defined] # Windows only
    return drive_type == _DRIVE_REMOTE
