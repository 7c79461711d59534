"""Fetching one mail alone, in portions, straight to a file: what is too large, and what made its batch fail."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from imapclient import IMAPClient

from intake.mailbox.fetch_answers import bodies_in, uids_in
from intake.mailbox.wire import Asked, Declined

PORTION: Final = 1024 * 1024
_MOST_PORTIONS: Final = 1024
_SPARE_BYTES: Final = 100_000_000  # left free for the store and its journal


class NotGiven(Exception):
    """Raised when the server does not give a mail that is there."""


class NoRoom(Exception):
    """Raised when the disk has no room for a mail."""


class _Gone(Exception):
    """Raised when a mail is there no longer."""


class Spooled(NamedTuple):
    """A mail in a file of its own; whoever gets it moves or removes the file."""

    path: Path
    sha256: str
    size: int


def spool(client: IMAPClient, uid: int, size: int, archive: Path) -> Spooled | None:
    """Write a mail of the selected folder to a file, whatever its size; None when it is there no longer.

    Args:
        client: With the folder selected.
        uid: Of the mail.
        size: As the server told it; what comes may be more or less.
        archive: The folder of all that was taken; the file lies in it, unfinished as its name says.

    Raises:
        NotGiven: The server declines, answers something else, or comes to no end.
        NoRoom: The file cannot be written.
        ConnectionLost: See `wire.talking`.
    """
    path = archive / f".{uid}.part"
    try:
        archive.mkdir(mode=0o700, parents=True, exist_ok=True)
        _must_have_room(archive, size)
        return _write(path, _portions(client, uid, empty=size == 0))
    except _Gone:
        path.unlink(missing_ok=True)
        return None
    except OSError as error:
        path.unlink(missing_ok=True)
        raise NoRoom from error
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _must_have_room(archive: Path, size: int) -> None:
    if shutil.disk_usage(archive).free < size + _SPARE_BYTES:
        raise NoRoom


def _write(path: Path, portions: Iterator[bytes]) -> Spooled:
    digest, size = hashlib.sha256(), 0
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        for portion in portions:
            file.write(portion)
            digest.update(portion)
            size += len(portion)
        file.flush()
        os.fsync(file.fileno())
    return Spooled(path, digest.hexdigest(), size)


def _portions(client: IMAPClient, uid: int, *, empty: bool) -> Iterator[bytes]:
    """Yield a mail portion by portion.

    Args:
        client: With the folder selected.
        uid: Of the mail.
        empty: Whether the mail is said to be empty; one that is said to hold something does.
    """
    for number in range(_MOST_PORTIONS):
        try:
            wanted = f"(BODY.PEEK[]<{number * PORTION}.{PORTION}>)"
            portion = bodies_in(Asked(client, "FETCH", str(uid), wanted).answer("FETCH")).get(uid)
        except Declined as error:
            raise NotGiven from error
        if (portion is None or not (portion or number or empty)) and not _is_there(client, uid):
            raise _Gone
        if portion is None or len(portion) > PORTION or not (portion or number or empty):
            raise NotGiven
        yield portion
        if len(portion) < PORTION:
            return
    raise NotGiven


def _is_there(client: IMAPClient, uid: int) -> bool:
    try:
        return uid in uids_in(Asked(client, "SEARCH", "UID", str(uid)).answer("SEARCH"))
    except Declined:
        return True
