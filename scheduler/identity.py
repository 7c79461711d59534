"""What a new booking is called in calendars, for as long as it lives (pure)."""

import hashlib
from datetime import datetime

from madoguchi.config.office import Office
from madoguchi.model.reply_address import reply_address
from madoguchi.model.request import BookingRequest


def new_uid(office: Office, booking_id: int, request: BookingRequest, as_of: datetime) -> str:
    """Make an opaque id that no later booking can repeat, the same when the same run is repeated."""
    seed = (office.office.id, booking_id, request.request_id, request.received_at, as_of)
    return hashlib.sha256("|".join(map(str, seed)).encode()).hexdigest()[:32]


def organizer_of(office: Office, booking_id: int, uid: str, key: bytes) -> str:
    """Return the mailbox that the booking's answers come to.

    Args:
        office: Whose mailbox it is, and whether it takes addresses with a mark (`invitations.plus_addresses`).
        booking_id: Stands in the address.
        uid: Of the booking.
        key: Of the office; without one the mailbox itself is named.
    """
    return reply_address(office.office.mail, booking_id, uid, key if office.invitations.plus_addresses else b"")
