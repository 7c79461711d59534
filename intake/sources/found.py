"""What a source holds, before anyone has read it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from madoguchi.model.item import Form

INBOX: Final = "inbox"
MAILDIR: Final = "maildir"
STAFF: Final = "staff"
MAILBOX: Final = "imap"

NOT_GIVEN: Final = ".txt"  # ends the name of what stands for a mail that its server does not give


@dataclass(frozen=True, slots=True)
class Found:
    """One file or mail that waits.

    Attributes:
        source: INBOX, MAILDIR or STAFF (a list that staff filled in where it lies).
        name: As it is shown to staff and kept; without any folder, controls or marks that turn text.
        form: As far as the name tells: LOG stands for any table (`intake.form.form_of` tells more).
        size: Bytes, when it was listed.
        mtime: When it was last written, seconds since 1970.
        why: For UNKNOWN a Japanese sentence that says why it is not taken.
    """

    source: str
    name: str
    path: Path
    form: Form
    size: int
    mtime: float
    why: str = ""
