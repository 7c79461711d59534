"""A notice: what a person is told, as a mail or as a telephone task (promise 12)."""

from datetime import datetime
from enum import StrEnum

from madoguchi.model.frozen import Frozen


class NoticeKind(StrEnum):
    """What the notice tells."""

    CONFIRMATION = "confirmation"
    MOVED = "moved"
    COUNSELLOR = "counsellor"
    TO_TELEPHONE = "to_telephone"
    CANCELLATION = "cancellation"
    TELL_US_MORE = "tell_us_more"
    WAITING = "waiting"
    OFFER = "offer"
    REFUSAL = "refusal"
    NEW_TERMS = "new_terms"
    UNINVITED = "uninvited"
    DECLINED = "declined"
    RECEIPT = "receipt"
    REMINDER = "reminder"


class Means(StrEnum):
    """How the notice reaches the person."""

    MAIL = "mail"
    TELEPHONE = "telephone"


class NoticeState(StrEnum):
    """Where a notice stands.

    WAITING until a letter is handed over, or refused for good, or a call is made; SUPERSEDED when the
    booking changed again before anybody was told; BOUNCED when a letter that was handed over came back.
    """

    WAITING = "waiting"
    HANDED_OVER = "handed_over"
    REFUSED = "refused"
    DONE = "done"
    SUPERSEDED = "superseded"
    BOUNCED = "bounced"


class Notice(Frozen):
    """One entry of the outbox, written in the transaction of what it tells (promise 6).

    Attributes:
        to: Mail address or telephone number.
        message_id: The same for every sending of this notice; empty for a telephone task.
        mail: The finished message (RFC 5322 bytes); empty for a telephone task.
        note: What staff have noted about a call not made yet (不在).
        say: What to say on the telephone (Japanese); for a mail its twin, should it not arrive.
        tries: How often a mail server has been asked to take it and has put it off.
        next_try_at: Before then no server is asked again (aware); None when it may go at once.
        released_at: When staff released it, where letters are held for them; None while they have not.
        handed_over_at: When a server took it (aware).
        answered: What the server said last, a code and its words (RFC 5321 section 4.2); never a name.
    """

    notice_id: int
    kind: NoticeKind
    means: Means
    request_id: int | None
    booking_id: int | None
    name: str
    to: str
    message_id: str = ""
    mail: bytes = b""
    say: str = ""
    note: str = ""
    created_at: datetime
    state: NoticeState = NoticeState.WAITING
    tries: int = 0
    next_try_at: datetime | None = None
    released_at: datetime | None = None
    handed_over_at: datetime | None = None
    answered: str = ""
