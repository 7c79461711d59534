"""Programs that take mails out of a folder: what they are asked to do here, and ours."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from bad_mails import Sent

from intake.mail.message import read_mail
from madoguchi.cli.line import Line, run_stages
from madoguchi.cli.looks import looking
from madoguchi.config.folder import OfficeFolder
from madoguchi.files import fingerprint
from madoguchi.store.arrivals import arrivals_by_hash, raw_bytes
from madoguchi.store.items import items_of_arrival
from madoguchi.store.reviews import open_entries


class Fate(StrEnum):
    """What became of a mail."""

    WHOLE = "whole"
    DAMAGED = "words damaged"
    LEFT = "left in the folder"
    GONE = "gone without an entry"


class MailDesk(Protocol):
    """A program that takes mails.

    Attributes:
        name: As it is shown.
        stopped_by: What made the last pass stop before its end; empty when it did not.
    """

    name: str
    stopped_by: str

    def start_anew(self) -> None:
        """Forget everything, and empty the folder."""

    def drop(self, mails: Iterable[Sent]) -> None:
        """Put mails into the folder; names go on where the last ones ended."""

    def take(self) -> None:
        """Do what is timed: one pass over the folder."""

    def left(self) -> list[bytes]:
        """Return the mails that lie in the folder."""

    def entries(self) -> int:
        """Return how many entries were made of mails."""

    def kept(self, mails: Sequence[Sent]) -> list[str | None]:
        """Return the text that was kept of each mail; None where there is no entry."""

    def asked(self, mails: Sequence[Sent]) -> int:
        """Return about how many of them the program says that a person has to look."""


def fates(desk: MailDesk, mails: Sequence[Sent]) -> list[Fate]:
    """Return what became of each mail."""
    left = Counter(desk.left())
    return [_fate(mail, text, left) for mail, text in zip(mails, desk.kept(mails), strict=True)]


def _fate(mail: Sent, text: str | None, left: Counter[bytes]) -> Fate:
    if text is None:
        return Fate.LEFT if left[mail.raw] else Fate.GONE
    return Fate.WHOLE if all(word in text for word in mail.words) else Fate.DAMAGED


class OurDesk:
    """The intake stage of an office: archives, reads and stores what lies in its inbox, flushed to the disk.

    What it keeps of a mail is the subject and the text that the stage reads from the archived bytes.

    Args:
        room: The office folder.
        make: Makes one there.
        as_of: When the passes are done (aware).
    """

    name = "Madoguchi"
    stopped_by = ""  # an exception of the stage would end the benchmark

    def __init__(self, room: Path, make: Callable[[Path], OfficeFolder], as_of: datetime) -> None:
        self._make, self._as_of, self._dropped = make, as_of, 0
        self._office = OfficeFolder(room)

    def start_anew(self) -> None:
        """Make an office folder in the place of the last one."""
        shutil.rmtree(self._office.root, ignore_errors=True)
        self._office, self._dropped = self._make(self._office.root), 0

    def drop(self, mails: Iterable[Sent]) -> None:
        """Put mails into its inbox."""
        for mail in mails:
            (self._office.inbox / f"{self._dropped:07d}.eml").write_bytes(mail.raw)
            self._dropped += 1

    def take(self) -> None:
        """Do the whole intake stage once, as the command line does."""
        run_stages(self._office.root, self._as_of, Line.intake)

    def left(self) -> list[bytes]:
        """Return the mails that lie in the inbox."""
        return [path.read_bytes() for path in self._office.inbox.glob("*.eml")]

    def entries(self) -> int:
        """Return how many files of mails lie in the archive: each has one arrival."""
        return len(list(self._office.archive.rglob("*.eml")))

    def kept(self, mails: Sequence[Sent]) -> list[str | None]:
        """Return subject and text as they were read of each mail."""
        texts: list[str | None] = []
        with looking(self._office.root) as (_, _, transaction):
            arrivals = arrivals_by_hash(transaction, {fingerprint(mail.raw) for mail in mails})
            for mail in mails:
                arrival = arrivals.get(fingerprint(mail.raw))
                ended = arrival and items_of_arrival(transaction, arrival.arrival_id)
                texts.append(_text(raw_bytes(transaction, arrival.sha256)) if arrival and ended else None)
        return texts

    def asked(self, mails: Sequence[Sent]) -> int:
        """Return how many of these mails stand on the review list."""
        with looking(self._office.root) as (_, _, transaction):
            listed = {entry.item_id for entry in open_entries(transaction)}
            arrivals = arrivals_by_hash(transaction, {fingerprint(mail.raw) for mail in mails})
            return sum(
                any(item.item_id in listed for item in items_of_arrival(transaction, arrival.arrival_id))
                for arrival in arrivals.values()
            )


def _text(raw: bytes) -> str:
    mail = read_mail(raw)
    return f"{mail.subject}\n{mail.text}"
