"""What the store knows of the bookings that mails may be about."""

from collections.abc import Iterable
from datetime import datetime

from intake.proof.proved import ABOUT_A_BOOKING, OnFile, Proofs
from madoguchi.model.reading import Reading
from madoguchi.model.reply_address import booking_named
from madoguchi.store.bookings import bookings_by_id, live_bookings_of
from madoguchi.store.contacts import people_of
from madoguchi.store.engine import Transaction


def load_proofs(transaction: Transaction, readings: Iterable[Reading], as_of: datetime, *, carry_out: bool) -> Proofs:
    """Load the bookings that the mails of a batch may be about, as they stand now.

    Args:
        transaction: The one in which the mails are settled.
        readings: Of the whole batch.
        as_of: Of the run (aware).
        carry_out: What a proved writer plainly asks is done without staff.
    """
    about = [one for one in readings if one.claim is not None and one.kind in ABOUT_A_BOOKING]
    boxes = [box for one in about if one.claim for box in one.claim.mailboxes]
    marked = bookings_by_id(transaction, {number for box in boxes if (number := booking_named(box)) is not None})
    numbers = {one.person.seeker_number for one in about} - {""}
    own = {one.booking_id: one for one in live_bookings_of(transaction, numbers)}
    booked = {**marked, **own}
    people = people_of(transaction, booked.values())
    known = {number: OnFile(booking, people[number]) for number, booking in booked.items()}
    return Proofs(known, as_of, carry_out)
