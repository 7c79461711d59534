"""What was decided about a request, and why: kept for `ledger`, the review list and the letters."""

from datetime import datetime
from enum import StrEnum

from madoguchi.model.frozen import Frozen


class Verdict(StrEnum):
    """What a decision does."""

    BOOK = "book"
    MOVE = "move"
    CANCEL = "cancel"
    WITHDRAW = "withdraw"
    COMPLETE = "complete"
    NO_SHOW = "no_show"
    REVIEW = "review"


class Rule(StrEnum):
    """The rule that a wish or a request met."""

    CHOSEN = "chosen"
    FULL = "full"
    CLOSED = "closed"
    TOO_LATE = "too_late"
    BEYOND_HORIZON = "beyond_horizon"
    OWN_BOOKING = "own_booking"
    NO_BOOKING = "no_booking"
    ALREADY_BOOKED = "already_booked"
    UNCLEAR_RECORD = "unclear_record"
    OTHER_PERSON = "other_person"


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
        booking_id: The live booking it is about (MOVE, CANCEL, COMPLETE, NO_SHOW); None otherwise.
        start: The slot taken (BOOK, MOVE); naive wall-clock time.
        counsellor: Id of the counsellor (BOOK, MOVE).
    """

    request_id: int
    verdict: Verdict
    decided_at: datetime
    reasons: tuple[Reason, ...]
    booking_id: int | None = None
    start: datetime | None = None
    counsellor: str | None = None
