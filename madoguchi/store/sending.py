"""How sending goes: what waits for the mail server or for staff, what left when, and who was written to unasked."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from operator import itemgetter

from sqlalchemy import ColumnElement, Update, func, literal, select, update

from madoguchi.model.notice import Means, Notice, NoticeKind, NoticeState
from madoguchi.store.columns import moment, moment_text
from madoguchi.store.engine import KEYS, Transaction
from madoguchi.store.notice_rows import notice_of
from madoguchi.store.schema import outbox

# What nobody has decided to write: two robots could go on with it for ever.
_AUTOMATIC = [NoticeKind.RECEIPT.value, NoticeKind.TELL_US_MORE.value]

_WITHOUT_MAIL = [column for column in outbox.c if column.name != "mail"]


def automatic_letters_since(transaction: Transaction, addresses: Iterable[str], since: datetime) -> dict[str, int]:
    """Return how many receipts and questions were written to each of these addresses after a moment.

    Those that nothing was written to are left out, and so is a letter that was taken back before it left. What was
    written to an address in small letters counts for the same in capitals.
    """
    asked = {address: {address, address.lower()} for address in addresses}
    found = transaction.find(
        select(outbox.c.recipient, func.count().label("letters"))
        .where(
            outbox.c.office == transaction.office,
            outbox.c.recipient.in_(KEYS),
            outbox.c.created_at > moment_text(since),
            outbox.c.kind.in_(_AUTOMATIC),
            outbox.c.message_id != "",  # a telephone task has none
            outbox.c.state != NoticeState.SUPERSEDED.value,
        )
        .group_by(outbox.c.recipient),
        sorted(set().union(*asked.values())),
    )
    letters = {row["recipient"]: int(row["letters"]) for row in found}
    counted = {address: sum(letters.get(one, 0) for one in forms) for address, forms in asked.items()}
    return {address: number for address, number in counted.items() if number}


def oldest_waiting(transaction: Transaction, *, by_staff: bool = False) -> datetime | None:
    """Return since when the letter that waits longest for the mail server does; None when none waits.

    Args:
        transaction: Of the office.
        by_staff: Whether letters are held until staff release them: then those not released do not count, and a
            released one waits from its release.
    """
    since = outbox.c.released_at if by_staff else outbox.c.created_at
    oldest = transaction.run(select(func.min(since)).where(*_waiting(transaction))).scalar()
    return moment(oldest) if oldest else None


def next_try(transaction: Transaction, after: datetime) -> datetime | None:
    """Return when the next letter that a server has put off is to be tried again; None when none is after then."""
    later = outbox.c.next_try_at > moment_text(after)
    soonest = transaction.run(select(func.min(outbox.c.next_try_at)).where(*_waiting(transaction), later)).scalar()
    return moment(soonest) if soonest else None


def last_handed_over(transaction: Transaction) -> datetime | None:
    """Return when a letter was handed over last; None when none ever was."""
    newest = transaction.run(
        select(func.max(outbox.c.handed_over_at)).where(
            outbox.c.office == transaction.office, outbox.c.handed_over_at.is_not(None)
        )
    ).scalar()
    return moment(newest) if newest else None


def count_unreleased(transaction: Transaction) -> int:
    """Return how many letters wait that staff have not released, whether or not they are asked to."""
    return len(unreleased(transaction))


def count_by_answer(transaction: Transaction) -> Counter[str]:
    """Return what the server said last about the letters that it has put off, and about how many of them."""
    found = transaction.run(
        select(outbox.c.answered, func.count())
        .where(*_waiting(transaction), outbox.c.tries > 0)
        .group_by(outbox.c.answered)
    )
    return Counter({str(answer): int(number) for answer, number in found})


def handed_over_since(transaction: Transaction, since: datetime) -> list[str]:
    """Return the address of each letter that was handed over after a moment."""
    found = transaction.run(
        select(outbox.c.recipient).where(
            outbox.c.office == transaction.office,
            outbox.c.handed_over_at > moment_text(since),
            outbox.c.means == Means.MAIL.value,
        )
    )
    return list(found.scalars())


def note_handed_over(transaction: Transaction, notice_ids: Iterable[int], at: datetime, answered: str) -> None:
    """Note that letters have left, and what the server said to them."""
    transaction.change(
        update(outbox)
        .where(outbox.c.office == transaction.office, outbox.c.notice_id.in_(KEYS))
        .values(
            state=NoticeState.HANDED_OVER.value,
            handed_over_at=moment_text(at),
            next_try_at=None,
            answered=answered,
        ),
        notice_ids,
    )


def put_off(transaction: Transaction, notice_id: int, tries: int, next_try_at: datetime, answered: str) -> None:
    """Note that a server has put a letter off: how often now, until when, and what it said."""
    transaction.run(
        _one(transaction, notice_id).values(tries=tries, next_try_at=moment_text(next_try_at), answered=answered)
    )


def unreleased(transaction: Transaction) -> list[int]:
    """Return the numbers of the letters that wait and that staff have not released, oldest first."""
    found = transaction.run(select(outbox.c.notice_id).where(*_waiting(transaction), outbox.c.released_at.is_(None)))
    return sorted(found.scalars())


def release(transaction: Transaction, notice_ids: Iterable[int], at: datetime) -> None:
    """Let letters go that wait for staff."""
    transaction.change(
        update(outbox)
        .where(*_waiting(transaction), outbox.c.notice_id.in_(KEYS), outbox.c.released_at.is_(None))
        .values(released_at=moment_text(at)),
        notice_ids,
    )


def letters_that_wait(transaction: Transaction) -> list[Notice]:
    """Return the letters that wait, for the mail server or for staff, oldest first; `mail` is left empty."""
    found = transaction.run(select(*_WITHOUT_MAIL, literal(b"").label("mail")).where(*_waiting(transaction)))
    return [notice_of(row) for row in sorted(found.mappings(), key=itemgetter("notice_id"))]


def _one(transaction: Transaction, notice_id: int) -> Update:
    return update(outbox).where(outbox.c.office == transaction.office, outbox.c.notice_id == notice_id)


def _waiting(transaction: Transaction) -> tuple[ColumnElement[bool], ...]:
    return (
        outbox.c.office == transaction.office,
        outbox.c.means == Means.MAIL.value,
        outbox.c.state == NoticeState.WAITING.value,
    )
