"""What was decided about a request, and why: kept for `ledger`, the review list and the letters."""

from datetime import datetime
from enum import StrEnum

from madoguchi.model.booking import Booking
from madoguchi.model.frozen import Frozen


class Verdict(StrEnum):
    """What a decision does."""

    BOOK = "book"
    MOVE = "move"
    CANCEL = "cancel"
    WITHDRAW = "withdraw"
    REFUSE = "refuse"
    WAIT = "wait"
    OFFER = "offer"
    LAPSE = "lapse"
    TO_TELEPHONE = "to_telephone"
    READDRESS = "readdress"
    COMPLETE = "complete"
    BREAK_OFF = "break_off"
    NO_SHOW = "no_show"
    DUPLICATE = "duplicate"
    REVIEW = "review"


class Rule(StrEnum):
    """The rule that a wish or a request met."""

    CHOSEN = "chosen"
    FULL = "full"
    CLOSED = "closed"
    PAST = "past"
    TOO_LATE = "too_late"
    BEYOND_HORIZON = "beyond_horizon"
    SAME_TIME = "same_time"
    NO_BOOKING = "no_booking"
    SEVERAL_BOOKINGS = "several_bookings"
    ALREADY_BOOKED = "already_booked"
    UNCLEAR_RECORD = "unclear_record"
    OTHER_PERSON = "other_person"
    OTHER_NUMBER = "other_number"
    OTHER_ADDRESS = "other_address"
    UNDECIDED_TWICE = "undecided_twice"
    NO_SHOWS = "no_shows"
    FIRST_TIME = "first_time"
    NO_COUNSELLOR = "no_counsellor"
    WAITS = "waits"
    TOO_SOON = "too_soon"
    NOT_ALLOWED = "not_allowed"
    BY_STAFF = "by_staff"
    OFFICE_CHANGED = "office_changed"
    READDRESSED = "readdressed"
    DONE = "done"


class Reason(Frozen):
    """One step of the explanation.

    Attributes:
        rank: Rank of the wish spoken of; 0 when it is about the request as a whole.
        rule: The rule that spoke.
        say: The same as a Japanese sentence.
    """

    rank: int
    rule: Rule
    say: str


class Decision(Frozen):
    """A verdict with everything needed to carry it out and to explain it.

    Attributes:
        booking: The booking as it is from now on (BOOK, MOVE, CANCEL, COMPLETE, NO_SHOW).
        before: The booking as it was (MOVE, CANCEL).
        booking_id: The booking spoken of; for a DUPLICATE the one that exists already.
        withdraws: Requests that need no answer any more (WITHDRAW; with BOOK those that it repeats).
    """

    request_id: int
    verdict: Verdict
    decided_at: datetime
    reasons: tuple[Reason, ...]
    booking: Booking | None = None
    before: Booking | None = None
    booking_id: int | None = None
    withdraws: tuple[int, ...] = ()
