"""What the store knows of the letters that bounces may be about, and what it is told of them."""

from collections.abc import Iterable

from intake.bounces.ties import ON_ITS_WAY, Bounces, Proof
from madoguchi.model.item import Kind
from madoguchi.model.notice import NoticeState
from madoguchi.model.reading import Reading
from madoguchi.model.reply_address import booking_named, letter_named
from madoguchi.store.bookings import bookings_by_id
from madoguchi.store.bounces import add_bounces, next_bounce_id
from madoguchi.store.engine import Transaction
from madoguchi.store.keys import reply_key
from madoguchi.store.outbox import letters_by_message_id, letters_to, notices_by_id, notices_of, set_notice_state


def load_bounces(transaction: Transaction, readings: Iterable[Reading], mailbox: str) -> Bounces:
    """Load the letters that the bounces of a batch may mean, as they stand now.

    Args:
        transaction: The one in which the bounces are recorded.
        readings: Of the whole batch.
        mailbox: Of the office; marks stand in it.
    """
    told = [(one, one.bounce) for one in readings if one.bounce is not None and one.kind is Kind.BOUNCE]
    if not told:
        return Bounces()
    reports = [report for _, report in told]
    boxes = {box for report in reports for box in report.mailboxes}
    bookings = bookings_by_id(transaction, {number for box in boxes if (number := booking_named(box)) is not None})
    since = min(reading.received_at for reading, _ in told) - ON_ITS_WAY
    found = [
        *notices_by_id(transaction, {number for box in boxes if (number := letter_named(box)) is not None}).values(),
        *letters_by_message_id(transaction, {one for report in reports for one in report.message_ids}),
        *letters_to(transaction, {one for report in reports for one in report.recipients}, since),
        *notices_of(transaction, (), bookings),
    ]
    letters = {letter.notice_id: letter for letter in sorted(found, key=lambda letter: letter.notice_id)}
    proof = Proof(mailbox, reply_key(transaction), bookings)
    return Bounces(tuple(letters.values()), proof, next_bounce_id(transaction))


def keep_bounces(transaction: Transaction, bounces: Bounces) -> None:
    """Store what was tied, after its items, and note which letters have come back."""
    add_bounces(transaction, bounces.new)
    set_notice_state(transaction, bounces.came_back, NoticeState.BOUNCED)
