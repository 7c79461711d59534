"""What must hold of an office's mail after whatever has happened to it: nothing lost, nothing doubled."""

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from typing import NamedTuple

from real_mail.dovecot import OFFICE, Dovecot
from real_mail.sink import Letter

from madoguchi.config.folder import OfficeFolder

_DONE = "処理済"


class Audit(NamedTuple):
    """What is wrong, each a number that must be zero, and what was seen.

    Attributes:
        lost: Delivered mails that are not in the store.
        strange: Arrivals that nobody delivered.
        endings: Arrivals of mail that did not end in exactly one item.
        unread: Arrivals that nobody has read yet.
        doubled: Live bookings beyond the first of one person, and of one counsellor and time.
        unsent: Letters of the outbox that are handed over and that the server never took.
        unknown: Letters the server took that the outbox does not know as handed over.
        altered: Letters that came again under one Message-ID with other bytes.
        renamed: Letters that came again under another Message-ID.
        broken: What SQLite finds wrong with the store.
        repeats: Letters the server took again; a kill may cost one.
        mails: Different mails delivered.
        letters: Letters handed over.
    """

    lost: int
    strange: int
    endings: int
    unread: int
    doubled: int
    unsent: int
    unknown: int
    altered: int
    renamed: int
    broken: int
    repeats: int
    mails: int
    letters: int

    def faults(self) -> dict[str, int]:
        """Return what is wrong by its name; empty when all is well."""
        return {name: number for name, number in zip(self._fields[:10], self[:10], strict=True) if number}


def audit(office: OfficeFolder, delivered: Iterable[bytes], taken: Iterable[Letter]) -> Audit:
    """Hold what the store has against the mails that were delivered and the letters that a server took."""
    mails = {hashlib.sha256(raw).hexdigest() for raw in delivered}
    arrived = [str(sha) for (sha,) in _ask(office, "SELECT sha256 FROM arrivals WHERE source = 'imap'")]
    letters = list(taken)
    sent = Counter(letter.message_id for letter in letters)
    handed_over = _handed_over(office)
    return Audit(
        lost=len(mails - set(arrived)),
        strange=len(set(arrived) - mails),
        endings=_count(
            office,
            "SELECT a.arrival_id FROM arrivals a LEFT JOIN items i USING (office, arrival_id) "
            "WHERE a.form = 'mail' AND a.read_at IS NOT NULL GROUP BY a.arrival_id HAVING count(i.item_id) != 1",
        ),
        unread=_count(office, "SELECT arrival_id FROM arrivals WHERE read_at IS NULL"),
        doubled=_doubled(office, "seeker_number") + _doubled(office, "counsellor, start"),
        unsent=len(handed_over - set(sent)),
        unknown=len(set(sent) - handed_over),
        altered=len({(letter.message_id, letter.sha256, letter.to) for letter in letters}) - len(sent),
        renamed=len({letter.message_id for letter in letters}) - len({(one.to, one.words) for one in letters}),
        broken=len(_ask(office, "PRAGMA foreign_key_check"))
        + sum(row != ("ok",) for row in _ask(office, "PRAGMA integrity_check")),
        repeats=len(letters) - len(sent),
        mails=len(mails),
        letters=len(sent),
    )


def left_behind(mailboxes: Dovecot, delivered: Iterable[bytes], folder: str = "INBOX") -> tuple[int, int]:
    """Return how many mails are still in the folder they come in, and how many deliveries are not once each in the folder of the done."""
    missing = Counter(delivered)
    missing.subtract(mailboxes.raw_mails(OFFICE, _DONE))
    return len(mailboxes.raw_mails(OFFICE, folder)), sum(abs(number) for number in missing.values())


def _handed_over(office: OfficeFolder) -> set[str]:
    found = _ask(office, "SELECT message_id FROM outbox WHERE means = 'mail' AND state IN ('handed_over', 'bounced')")
    return {str(message_id) for (message_id,) in found}


def _doubled(office: OfficeFolder, of_one: str) -> int:
    live = f"SELECT count(*) - 1 FROM bookings WHERE state = 'confirmed' AND seeker_number != '' GROUP BY {of_one}"  # noqa: S608 -- columns of ours
    return sum(int(str(more)) for (more,) in _ask(office, live))


def _count(office: OfficeFolder, sql: str) -> int:
    return len(_ask(office, sql))


def _ask(office: OfficeFolder, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(office.database)) as connection:
        return connection.execute(sql).fetchall()
