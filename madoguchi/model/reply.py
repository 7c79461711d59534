"""What a person's calendar answers to an invitation of ours (METHOD:REPLY, RFC 5546 section 3.2.3)."""

from datetime import datetime
from enum import StrEnum

from madoguchi.model.frozen import Frozen


class Answer(StrEnum):
    """The participation status that is answered (RFC 5545 section 3.2.12)."""

    ACCEPTED = "accepted"
    TENTATIVE = "tentative"
    DECLINED = "declined"


class Reply(Frozen):
    """An answer that belongs to a booking; it never changes the booking.

    Attributes:
        item_id: The mail that brought it.
        attendee: The address that answers, in lower case.
        sequence: Of the invitation that is answered; below the booking's own it answers an older time.
        stamp: When it was answered (DTSTAMP as written, which sorts); the newest of one address counts.
        to_call: The person is to be called about it.
    """

    reply_id: int
    booking_id: int
    item_id: int
    attendee: str
    answer: Answer
    sequence: int
    stamp: str
    received_at: datetime
    to_call: bool = False
