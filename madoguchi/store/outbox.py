"""The outbox: notices that wait to be handed over or said (promise 6)."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import Select, bindparam, exists, func, insert, or_, select, true, update

from madoguchi.model.notice import Means, Notice, NoticeKind, NoticeState
from madoguchi.store.columns import moment, moment_text, next_id
from madoguchi.store.engine import KEYS, Transaction
from madoguchi.store.notice_rows import notice_of, row_of
from madoguchi.store.schema import outbox

# What is told of a request before it is decided.
_WHILE_UNDECIDED = [NoticeKind.TELL_US_MORE.value, NoticeKind.WAITING.value, NoticeKind.OFFER.value]

_EARLIER = outbox.alias("earlier")
_AN_EARLIER_ONE_WAITS = exists().where(
    _EARLIER.c.office == outbox.c.office,
    _EARLIER.c.booking_id == outbox.c.booking_id,
    _EARLIER.c.notice_id - outbox.c.notice_id < 0,  # so written, no index walks the history up to that number
    _EARLIER.c.state == NoticeState.WAITING.value,
    _EARLIER.c.message_id != "",  # a letter
)


def next_notice_id(transaction: Transaction) -> int:
    """Return the first free notice number."""
    return next_id(transaction, outbox, "notice_id")


def add_notices(transaction: Transaction, new: Sequence[Notice]) -> None:
    """Store notices in the transaction of what they tell."""
    if not new:
        return
    transaction.run(insert(outbox), [row_of(transaction.office, notice) for notice in new])


def waiting_notices(transaction: Transaction, means: Means) -> list[Notice]:
    """Return the notices that wait, oldest first."""
    found = transaction.run(_waiting(transaction.office, outbox.c.means == means.value).order_by(outbox.c.notice_id))
    return [notice_of(row) for row in found.mappings()]


def claim_letters(
    transaction: Transaction, *, after: int, limit: int, as_of: datetime, released_only: bool = False
) -> list[Notice]:
    """Claim letters that may leave and nobody else is sending, oldest first.

    A letter stays behind an earlier one about the same booking for as long as that one waits, for whatever reason:
    calendars take them in their order.

    Args:
        transaction: The one in which they are sent.
        after: Only letters of greater numbers.
        limit: So many at most.
        as_of: A letter that was put off until later is left alone.
        released_only: Whether letters that staff have not released are left alone too.
    """
    found = transaction.run(
        _waiting(transaction.office, outbox.c.means == Means.MAIL.value, outbox.c.notice_id > after)
        .where(
            or_(outbox.c.next_try_at.is_(None), outbox.c.next_try_at <= moment_text(as_of)),
            outbox.c.released_at.is_not(None) if released_only else true(),
            ~_AN_EARLIER_ONE_WAITS,
        )
        .order_by(outbox.c.notice_id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return [notice_of(row) for row in found.mappings()]


def still_waiting(transaction: Transaction, notice_ids: Iterable[int]) -> list[Notice]:
    """Return those that still wait, oldest first; one that is being sent is waited for."""
    found = transaction.find(_waiting(transaction.office, outbox.c.notice_id.in_(KEYS)).with_for_update(), notice_ids)
    return [notice_of(row) for row in sorted(found, key=itemgetter("notice_id"))]


def waiting_of_kind(transaction: Transaction, kind: NoticeKind) -> list[Notice]:
    """Return the notices of a kind that nobody has been told yet, oldest first."""
    any_means = outbox.c.means.in_([means.value for means in Means])  # leads the index over those that wait
    found = transaction.run(_waiting(transaction.office, any_means, outbox.c.kind == kind.value)).mappings().all()
    return [notice_of(row) for row in sorted(found, key=itemgetter("notice_id"))]


def notices_by_id(transaction: Transaction, notice_ids: Iterable[int]) -> dict[int, Notice]:
    """Return notices by their number."""
    found = transaction.find(
        select(outbox).where(outbox.c.office == transaction.office, outbox.c.notice_id.in_(KEYS)), notice_ids
    )
    return {row["notice_id"]: notice_of(row) for row in sorted(found, key=itemgetter("notice_id"))}


def notices_of(transaction: Transaction, request_ids: Iterable[int], booking_ids: Iterable[int]) -> list[Notice]:
    """Return every notice about these requests or these bookings, oldest first."""
    written = select(outbox).where(outbox.c.office == transaction.office)
    found = [
        *transaction.find(written.where(outbox.c.request_id.in_(KEYS)), request_ids),
        *transaction.find(written.where(outbox.c.booking_id.in_(KEYS)), booking_ids),
    ]
    by_id = {row["notice_id"]: row for row in found}
    return [notice_of(by_id[notice_id]) for notice_id in sorted(by_id)]


def letters_by_message_id(transaction: Transaction, message_ids: Iterable[str]) -> list[Notice]:
    """Return the letters with these Message-IDs, oldest first."""
    found = transaction.find(
        select(outbox).where(outbox.c.office == transaction.office, outbox.c.message_id.in_(KEYS)),
        filter(None, message_ids),
    )
    return [notice_of(row) for row in sorted(found, key=itemgetter("notice_id"))]


def letters_to(transaction: Transaction, addresses: Iterable[str], since: datetime) -> list[Notice]:
    """Return the letters written to these addresses since then, oldest first; an address as given or in lower case."""
    found = transaction.find(
        select(outbox).where(
            outbox.c.office == transaction.office,
            outbox.c.recipient.in_(KEYS),
            outbox.c.means == Means.MAIL.value,
            outbox.c.created_at >= moment_text(since),
        ),
        (form for address in addresses for form in (address, address.casefold())),
    )
    return [notice_of(row) for row in sorted(found, key=itemgetter("notice_id"))]


def addresses_told(transaction: Transaction, booking_ids: Iterable[int]) -> dict[int, set[str]]:
    """Return by booking the mail addresses that letters about it were written to."""
    found = transaction.find(
        select(outbox.c.booking_id, outbox.c.recipient).where(
            outbox.c.office == transaction.office,
            outbox.c.booking_id.in_(KEYS),
            outbox.c.means == Means.MAIL.value,
        ),
        booking_ids,
    )
    by_booking: dict[int, set[str]] = {}
    for row in found:
        by_booking.setdefault(row["booking_id"], set()).add(row["recipient"])
    return by_booking


def untold(transaction: Transaction, booking_ids: Iterable[int]) -> dict[int, list[Notice]]:
    """Return by booking the notices that nobody has been told yet, oldest first; for the one who writes.

    A letter that is being sent is waited for, so that nobody is told of a move from a time they were never told.
    Those of new terms are left out: a change of the booking does not make them untrue.
    """
    about = outbox.c.booking_id.in_(KEYS) & (outbox.c.kind != NoticeKind.NEW_TERMS.value)
    found = transaction.find(_waiting(transaction.office, about).with_for_update(), booking_ids)
    by_booking: dict[int, list[Notice]] = {}
    for row in sorted(found, key=itemgetter("notice_id")):
        by_booking.setdefault(row["booking_id"], []).append(notice_of(row))
    return by_booking


def reminded_at(transaction: Transaction, booking_ids: Iterable[int]) -> dict[int, datetime]:
    """Return by booking when its newest reminder was written; one that was taken back does not count."""
    found = transaction.find(
        select(outbox.c.booking_id, outbox.c.created_at).where(
            outbox.c.office == transaction.office,
            outbox.c.booking_id.in_(KEYS),
            outbox.c.kind == NoticeKind.REMINDER.value,
            outbox.c.state != NoticeState.SUPERSEDED.value,
        ),
        booking_ids,
    )
    return {row["booking_id"]: moment(row["created_at"]) for row in sorted(found, key=itemgetter("created_at"))}


def note_notices(transaction: Transaction, notes: Sequence[tuple[int, str]]) -> None:
    """Keep what staff have noted about calls not made yet: notice number and remark."""
    if notes:
        transaction.run(
            update(outbox)
            .where(outbox.c.office == transaction.office, outbox.c.notice_id == bindparam("one"))
            .values(note=bindparam("remark")),
            [{"one": one, "remark": remark} for one, remark in notes],
        )


def untold_of_requests(transaction: Transaction, request_ids: Iterable[int], kind: NoticeKind) -> list[int]:
    """Return the numbers of those requests that have a notice of that kind which nobody has been told yet."""
    found = transaction.find(
        select(outbox.c.request_id).where(
            outbox.c.office == transaction.office,
            outbox.c.request_id.in_(KEYS),
            outbox.c.kind == kind.value,
            outbox.c.state == NoticeState.WAITING.value,
        ),
        request_ids,
    )
    return sorted({row["request_id"] for row in found})


def supersede_questions(transaction: Transaction, request_ids: Iterable[int]) -> None:
    """Take back what nobody has been told yet about requests while they were undecided: they have moved on."""
    transaction.change(
        update(outbox)
        .where(
            outbox.c.office == transaction.office,
            outbox.c.request_id.in_(KEYS),
            outbox.c.kind.in_(_WHILE_UNDECIDED),
            outbox.c.state == NoticeState.WAITING.value,
        )
        .values(state=NoticeState.SUPERSEDED.value),
        request_ids,
    )


def set_notice_state(transaction: Transaction, notice_ids: Iterable[int], state: NoticeState) -> None:
    """Note that notices have been handed over or said."""
    transaction.change(
        update(outbox)
        .where(outbox.c.office == transaction.office, outbox.c.notice_id.in_(KEYS))
        .values(state=state.value),
        notice_ids,
    )


def count_notices(transaction: Transaction) -> dict[tuple[Means, NoticeState], int]:
    """Return how many notices stand where, by their means."""
    found = transaction.run(
        select(outbox.c.means, outbox.c.state, func.count())
        .where(outbox.c.office == transaction.office)
        .group_by(outbox.c.means, outbox.c.state)
    )
    return {(Means(means), NoticeState(state)): number for means, state, number in found}


def _waiting(office: str, *conditions: Any) -> Select[Any]:
    return select(outbox).where(outbox.c.office == office, outbox.c.state == NoticeState.WAITING.value, *conditions)
