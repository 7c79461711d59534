"""A mailbox on a server: what of it is here, and how the last visit went (RFC 9051)."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from madoguchi.model.frozen import Frozen


class MailPlace(StrEnum):
    """Where a mail of the server stands.

    ARCHIVED: its bytes are stored, and it still lies where it came in. MOVED: it was moved to the folder of what is
    done. GONE: it was no longer there when it was to be moved. SET_ASIDE: the server could not give it to us.
    """

    ARCHIVED = "archived"
    MOVED = "moved"
    GONE = "gone"
    SET_ASIDE = "set_aside"


class Folder(NamedTuple):
    """A folder of a mailbox as it counts now; a UID means nothing without its UIDVALIDITY (RFC 9051 section 2.3.1.1).

    Attributes:
        account: User and server, `yoyaku@mail.example`.
        name: As people read it (INBOX).
        validity: UIDVALIDITY.
    """

    account: str
    name: str
    validity: int


class Fetched(NamedTuple):
    """One mail of a folder that has been taken.

    Attributes:
        uid: In its folder.
        sha256: Hex digest of its raw bytes; while SET_ASIDE, of what staff are told about it, and empty as long as
            the next visit is to try it once more before anyone is told.
        size: Bytes, as the server told them (RFC822.SIZE).
    """

    uid: int
    sha256: str
    size: int
    place: MailPlace = MailPlace.ARCHIVED


class MailboxHealth(Frozen):
    """How the visits to one folder go; all times aware.

    Attributes:
        validity: The UIDVALIDITY met last.
        fetched_at: The last visit that came to its end.
        failed_at: The last one that did not, where none has come to its end since.
        failure: Why, one Japanese sentence; empty when all is well.
        reconciled_at: When the server's list was last held against ours.
        differences: What differed then, in Japanese sentences; empty when nothing did.
        done_besides: How many mails lay in the folder for what is done then that we had not moved there.
    """

    account: str
    folder: str
    validity: int = 0
    fetched_at: datetime | None = None
    failed_at: datetime | None = None
    failure: str = ""
    reconciled_at: datetime | None = None
    differences: str = ""
    done_besides: int = 0
