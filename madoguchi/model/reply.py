"""What a person's calendar answers to an invitation of ours (METHOD:REPLY, RFC 5546 section 3.2.3)."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from madoguchi.model.frozen import Frozen


class Answer(StrEnum):
    """The participation status that is answered (RFC 5545 section 3.2.12)."""

    ACCEPTED = "accepted"
    TENTATIVE = "tentative"
    DECLINED = "declined"


SAY_ANSWER = {Answer.ACCEPTED: "承諾", Answer.TENTATIVE: "仮の承諾", Answer.DECLINED: "辞退"}


class Attendee(Frozen):
    """An attendee as a calendar names it.

    Attributes:
        addresses: In lower case: its own first, then others it gives (EMAIL, SENT-BY).
        answer: None for what is no answer (NEEDS-ACTION, DELEGATED).
    """

    addresses: tuple[str, ...]
    answer: Answer | None = None


class CalendarAnswer(Frozen):
    """What a calendar answers in a mail, before it is known which booking it means.

    Attributes:
        uid: Of the event, as written; empty when it names none.
        sequence: Of the invitation that is answered; None when it says none.
        stamp: When it was answered, in UTC (`20261122T144549Z`).
        mailboxes: Addresses the mail came to and the organizer it names; one of them may be a booking's own.
        asks: Why it is no plain answer, a Japanese sentence; empty when it is one.
    """

    uid: str = ""
    attendees: tuple[Attendee, ...] = ()
    sequence: int | None = None
    stamp: str
    mailboxes: tuple[str, ...] = ()
    asks: str = ""


class Reply(Frozen):
    """An answer that belongs to a booking; it never changes the booking.

    Attributes:
        item_id: The mail that brought it.
        attendee: The address that answers, in lower case.
        sequence: Of the invitation that is answered; below the booking's own it answers an older time.
        stamp: When it was answered, in UTC (`20261122T144549Z`, which sorts); the newest of one address counts.
        to_call: Whether the person is to be called about it is still to be looked at.
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


def standing_answer(replies: Iterable[Reply], sequence: int) -> Reply | None:
    """Return the answer that counts: the newest to the invitation of that sequence, whichever address it is from."""
    current = (one for one in replies if one.sequence == sequence)
    return max(current, key=lambda one: (one.stamp, one.reply_id), default=None)
