"""How the people of bookings can be reached now: with the address and number that they gave last."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from madoguchi.model.booking import Booking
from madoguchi.model.decision import Verdict
from madoguchi.model.request import BookingRequest
from madoguchi.store.decisions import decisions_of
from madoguchi.store.engine import Transaction
from madoguchi.store.requests import requests_by_id

_GIVING = frozenset({Verdict.BOOK, Verdict.MOVE})


def people_of(
    transaction: Transaction,
    bookings: Iterable[Booking],
    known: Mapping[int, BookingRequest] = MappingProxyType({}),
) -> dict[int, BookingRequest]:
    """Return by booking the request it came of, for people know its number, with the contact given last.

    Args:
        transaction: To ask what has been decided about the bookings.
        bookings: Any.
        known: Requests that need not be loaded any more.
    """
    owners = {booking.booking_id: booking.request_id for booking in bookings}
    spoken = [one for one in decisions_of(transaction, booking_ids=owners) if one.verdict in _GIVING]
    needed = {*owners.values(), *(one.request_id for one in spoken)}
    requests = {**requests_by_id(transaction, needed - known.keys()), **known}
    people = {booking_id: requests[owner] for booking_id, owner in owners.items()}
    for decision in spoken:
        if decision.booking_id is not None:
            booked = people[decision.booking_id]
            people[decision.booking_id] = booked.with_contact_of(requests[decision.request_id])
    return people
