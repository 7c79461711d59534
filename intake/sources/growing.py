"""A log that another program is still writing: it stops in the middle of a row."""

from datetime import datetime, timedelta
from typing import Final

from intake.sources.found import INBOX, Found
from intake.table.opened import is_half_written
from madoguchi.model.item import Form

_RESTS: Final = 30
_MOST_MORE: Final = timedelta(minutes=10)


def waits_for_its_end(found: Found, raw: bytes, as_of: datetime, rest_seconds: float) -> bool:
    """Tell whether a file is to be left until it is whole.

    A file whose last row is half there waits; when nothing has been written to it for `patience`, it is taken as it
    is, and its last row goes to a person.

    Args:
        found: As it was listed.
        raw: Its bytes.
        as_of: Aware; the file's age is measured against it.
        rest_seconds: How long a file must have rested; with 0 none waits.
    """
    if found.source != INBOX or found.form is not Form.LOG:
        return False
    if abs(as_of.timestamp() - found.mtime) >= patience(rest_seconds).total_seconds():
        return False
    try:
        return is_half_written(raw)
    except Exception:  # noqa: BLE001 -- reading it will tell what is wrong; here it would stop all the others
        return False


def patience(rest_seconds: float) -> timedelta:
    """Return how long a file that stops in the middle is waited for: 30 rests, but 10 minutes more than one at most."""
    rest = timedelta(seconds=rest_seconds)
    return min(_RESTS * rest, rest + _MOST_MORE)
