"""What the store knows of the bookings that calendars answer about."""

from collections.abc import Iterable
from datetime import datetime

from intake.calendar.answers import CalendarAnswers
from intake.calendar.invited import Invited, numbers_named, uid_of
from madoguchi.model.reading import Reading
from madoguchi.store.bookings import bookings_by_id, bookings_by_uid
from madoguchi.store.engine import Transaction
from madoguchi.store.outbox import addresses_told
from madoguchi.store.replies import next_reply_id, replies_to
from madoguchi.store.requests import requests_by_id


def load_answers(
    transaction: Transaction, readings: Iterable[Reading], mailbox: str, as_of: datetime
) -> CalendarAnswers:
    """Load the bookings that the calendars of a batch may mean, as they stand now.

    Args:
        transaction: The one in which the answers are recorded.
        readings: Of the whole batch.
        mailbox: Of the office; its domain stands in the UID of a booking that knows no mailbox of its own.
        as_of: Of the run (aware).
    """
    answers = [reading.calendar for reading in readings if reading.calendar is not None]
    if not answers:
        return CalendarAnswers()
    numbers = {number for answer in answers for number in numbers_named(answer)}
    booked = bookings_by_uid(transaction, {uid_of(answer) for answer in answers}) | bookings_by_id(transaction, numbers)
    requests = requests_by_id(transaction, {booking.request_id for booking in booked.values()})
    told = addresses_told(transaction, booked)
    known = {
        number: Invited(
            booking,
            requests[booking.request_id],
            frozenset(
                address.lower()
                for address in (requests[booking.request_id].person.email, *told.get(number, ()))
                if address
            ),
        )
        for number, booking in booked.items()
    }
    domains = {mailbox.rpartition("@")[2].lower()}
    return CalendarAnswers(known, replies_to(transaction, booked), domains, as_of, next_reply_id(transaction))
