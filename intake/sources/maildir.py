"""A Maildir that a mail program delivers into.

Nothing in it is changed before the commit; which flags a mail has says nothing, for a clerk's looking sets them.
"""

import os
import stat
from pathlib import Path

from intake.sources.drop_folder import shown_name
from intake.sources.found import MAILDIR, Found
from madoguchi.errors import TryLater
from madoguchi.model.item import Form


def list_maildir(maildir: Path) -> tuple[Found, ...]:
    """List the mails in `new/` and `cur/` in the order of their names, flags aside; each once.

    Raises:
        TryLater: The folders cannot be listed.
    """
    mails: dict[str, Found] = {}
    for part in ("new", "cur"):  # a mail on its way is seen in `cur` last
        for found in _mails_in(maildir / part):
            mails[unique_name(found.path.name)] = found
    return tuple(mails[name] for name in sorted(mails))


def unique_name(name: str) -> str:
    """Return the part of a Maildir name that never changes: what stands before `:2,S` (`;2,S` on Windows)."""
    for separator in (":2,", ";2,", "!2,", ":1,"):
        name = name.partition(separator)[0]
    return name


def where_now(found: Found) -> Path | None:
    """Return where a listed mail lies now, for a mail program may have set a flag since; None when it is gone."""
    if found.path.exists():
        return found.path
    wanted = unique_name(found.path.name)
    for part in ("cur", "new"):
        for other in _mails_in(found.path.parents[1] / part):
            if unique_name(other.path.name) == wanted:
                return other.path
    return None


def _mails_in(folder: Path) -> list[Found]:
    mails = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                try:
                    status = entry.stat(follow_symlinks=False)
                except OSError:  # a mail program has moved it: seen in the other folder, or next time
                    continue
                if stat.S_ISREG(status.st_mode) and status.st_size:
                    name = shown_name(unique_name(entry.name))
                    path = Path(entry.path)
                    mails.append(Found(MAILDIR, name, path, Form.MAIL, status.st_size, status.st_mtime))
    except OSError as error:
        raise TryLater(
            f"メールのフォルダー「{folder.name}」を開けません。置き場所と権限を確かめてください。"
        ) from error
    return mails
