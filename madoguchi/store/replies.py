"""What calendars answered to invitations; an answer is kept once and changes no booking."""

from collections.abc import Iterable, Sequence
from operator import itemgetter

from sqlalchemy import RowMapping, insert, select, update

from madoguchi.model.reply import Answer, Reply
from madoguchi.store.columns import moment, moment_text, next_id
from madoguchi.store.engine import KEYS, Transaction
from madoguchi.store.schema_calendars import replies


def next_reply_id(transaction: Transaction) -> int:
    """Return the first free number of an answer."""
    return next_id(transaction, replies, "reply_id")


def add_replies(transaction: Transaction, new: Sequence[Reply]) -> None:
    """Store new answers.

    Raises:
        sqlalchemy.exc.IntegrityError: The same answer stands there already.
    """
    if new:
        transaction.run(insert(replies), [_row(transaction.office, reply) for reply in new])


def replies_to(transaction: Transaction, booking_ids: Iterable[int]) -> list[Reply]:
    """Return every answer to invitations to these bookings, in the order in which they came."""
    found = transaction.find(
        select(replies).where(replies.c.office == transaction.office, replies.c.booking_id.in_(KEYS)), booking_ids
    )
    return [_reply(row) for row in sorted(found, key=itemgetter("reply_id"))]


def replies_to_call(transaction: Transaction) -> list[Reply]:
    """Return the answers of which it is still to be looked at whether the person is called, oldest first."""
    found = transaction.run(
        select(replies)
        .where(replies.c.office == transaction.office, replies.c.to_call == 1)
        .order_by(replies.c.reply_id)
    )
    return [_reply(row) for row in found.mappings()]


def addresses_answered(transaction: Transaction) -> list[str]:
    """Return every address that has answered, each once."""
    found = transaction.run(select(replies.c.attendee).where(replies.c.office == transaction.office).distinct())
    return sorted(found.scalars())


def settle_calls(transaction: Transaction, reply_ids: Iterable[int]) -> None:
    """Note of answers that it has been looked at whether the person is called."""
    transaction.change(
        update(replies).where(replies.c.office == transaction.office, replies.c.reply_id.in_(KEYS)).values(to_call=0),
        reply_ids,
    )


def _row(office: str, reply: Reply) -> dict[str, object]:
    return {
        "office": office,
        "reply_id": reply.reply_id,
        "booking_id": reply.booking_id,
        "item_id": reply.item_id,
        "attendee": reply.attendee,
        "answer": reply.answer.value,
        "sequence": reply.sequence,
        "stamp": reply.stamp,
        "received_at": moment_text(reply.received_at),
        "to_call": int(reply.to_call),
    }


def _reply(row: RowMapping) -> Reply:
    return Reply(
        reply_id=row["reply_id"],
        booking_id=row["booking_id"],
        item_id=row["item_id"],
        attendee=row["attendee"],
        answer=Answer(row["answer"]),
        sequence=row["sequence"],
        stamp=row["stamp"],
        received_at=moment(row["received_at"]),
        to_call=bool(row["to_call"]),
    )
