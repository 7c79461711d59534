"""The mailbox as it is known here: how the visits go, and what of each folder has been taken.

The greatest UID of a folder is the cursor; what a mail is, its hash says (RFC 9051 section 2.3.1.1).
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, RowMapping, and_, bindparam, delete, func, insert, literal_column, select, update

from madoguchi.model.mailbox import Fetched, Folder, MailboxHealth, MailPlace
from madoguchi.store.columns import moment, moment_text
from madoguchi.store.engine import KEYS, Transaction
from madoguchi.store.portable import without_nul
from madoguchi.store.schema_mail import fetched, mailboxes


def mailbox_health(transaction: Transaction, account: str, folder: str) -> MailboxHealth | None:
    """Return how the visits to a folder go; None when there was none."""
    found = transaction.run(
        select(mailboxes).where(
            mailboxes.c.office == transaction.office, mailboxes.c.account == account, mailboxes.c.folder == folder
        )
    )
    row = found.mappings().one_or_none()
    return None if row is None else _health(row)


def store_health(transaction: Transaction, health: MailboxHealth) -> None:
    """Note how the visits to a folder go, in place of what stood there."""
    transaction.run(
        delete(mailboxes).where(
            mailboxes.c.office == transaction.office,
            mailboxes.c.account == health.account,
            mailboxes.c.folder == health.folder,
        )
    )
    times = {
        name: None if at is None else moment_text(at)
        for name, at in (
            ("fetched_at", health.fetched_at),
            ("failed_at", health.failed_at),
            ("reconciled_at", health.reconciled_at),
        )
    }
    transaction.run(insert(mailboxes), [health.model_dump() | times | {"office": transaction.office}])


def greatest_uid(transaction: Transaction, folder: Folder) -> int:
    """Return the cursor of a folder: the greatest UID that was taken, 0 for none."""
    return int(transaction.run(select(func.max(fetched.c.uid)).where(_of(transaction, folder))).scalar() or 0)


def put_fetched(transaction: Transaction, folder: Folder, taken: Sequence[Fetched]) -> None:
    """Note mails as taken, each in place of what was known of its UID."""
    if not taken:
        return
    uids = {one.uid for one in taken}
    between = select(fetched.c.uid).where(_of(transaction, folder), fetched.c.uid.between(min(uids), max(uids)))
    if known := uids.intersection(transaction.run(between).scalars()):
        one = fetched.c.uid == bindparam("one")
        transaction.run(delete(fetched).where(_of(transaction, folder), one), [{"one": uid} for uid in known])
    account, name = without_nul(folder.account), without_nul(folder.name)
    transaction.put(
        fetched,
        [
            {
                "office": transaction.office,
                "account": account,
                "folder": name,
                "validity": folder.validity,
                "uid": one.uid,
                "sha256": one.sha256,
                "size": one.size,
                "place": one.place.value,
            }
            for one in taken
        ],
    )


def move_fetched(transaction: Transaction, folder: Folder, uids: Iterable[int], place: MailPlace) -> None:
    """Note where mails stand now; neighbours are noted together."""
    ranges: list[dict[str, int]] = []
    for uid in sorted(uids):
        if ranges and uid == ranges[-1]["last"] + 1:
            ranges[-1]["last"] = uid
        else:
            ranges.append({"first": uid, "last": uid})
    if ranges:
        between = fetched.c.uid.between(bindparam("first"), bindparam("last"))
        transaction.run(update(fetched).where(_of(transaction, folder), between).values(place=place.value), ranges)


def forget_folder(transaction: Transaction, folder: Folder) -> None:
    """Take out what is known of a folder: its UIDs mean other mails now."""
    transaction.run(delete(fetched).where(_of(transaction, folder)))


def fetched_in(transaction: Transaction, folder: Folder, place: MailPlace) -> list[Fetched]:
    """Return the mails that stand at a place, by UID; quick for ARCHIVED and SET_ASIDE alone, which are few."""
    found = transaction.run(
        select(fetched)
        # Written out, not bound: only then does SQLite see that a partial index fits.
        .where(_of(transaction, folder), fetched.c.place == literal_column(f"'{place.value}'"))
        .order_by(fetched.c.uid)
    )
    return [Fetched(row["uid"], row["sha256"], row["size"], MailPlace(row["place"])) for row in found.mappings()]


def known_uids(transaction: Transaction, folder: Folder, uids: Iterable[int]) -> list[int]:
    """Return which of some UIDs have been taken, in order."""
    found = transaction.find(select(fetched.c.uid).where(_of(transaction, folder), fetched.c.uid.in_(KEYS)), uids)
    return sorted(row["uid"] for row in found)


def count_moved(transaction: Transaction, account: str, folder: str) -> int:
    """Count what was ever moved out of a folder; it grows with the history, so for the daily look alone."""
    counted = transaction.run(
        select(func.count()).where(
            fetched.c.office == transaction.office,
            fetched.c.account == account,
            fetched.c.folder == folder,
            fetched.c.place == MailPlace.MOVED.value,
        )
    )
    return int(counted.scalar_one())


def _of(transaction: Transaction, folder: Folder) -> ColumnElement[bool]:
    return and_(
        fetched.c.office == transaction.office,
        fetched.c.account == folder.account,
        fetched.c.folder == folder.name,
        fetched.c.validity == folder.validity,
    )


def _health(row: RowMapping) -> MailboxHealth:
    return MailboxHealth(
        account=row["account"],
        folder=row["folder"],
        validity=row["validity"],
        fetched_at=_moment(row["fetched_at"]),
        failed_at=_moment(row["failed_at"]),
        failure=row["failure"],
        reconciled_at=_moment(row["reconciled_at"]),
        differences=row["differences"],
        done_besides=row["done_besides"],
    )


def _moment(text: str | None) -> datetime | None:
    return None if text is None else moment(text)
