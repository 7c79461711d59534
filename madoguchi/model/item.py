"""What comes in: arrivals (a file or a mail, whole) and items (one log row or one mail)."""

from datetime import datetime
from enum import StrEnum

from madoguchi.model.frozen import Frozen


class Channel(StrEnum):
    """How a person reached the office."""

    TELEPHONE = "telephone"
    MAIL = "mail"
    STAFF = "staff"


class Form(StrEnum):
    """What an arrival is, as far as its outside tells."""

    LOG = "log"
    MAIL = "mail"
    REVIEW_SHEET = "review_sheet"
    TELEPHONE_SHEET = "telephone_sheet"
    DAY_SHEET = "day_sheet"
    UNKNOWN = "unknown"
    COMMAND = "command"


class Kind(StrEnum):
    """What a mail or a row is."""

    REQUEST = "request"
    CHANGE = "change"
    CANCELLATION = "cancellation"
    RECORD = "record"
    QUESTION = "question"
    THANKS = "thanks"
    ANSWER = "answer"
    CALENDAR_REPLY = "calendar_reply"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    LIST = "list"
    SPAM = "spam"
    OWN = "own"
    MEMO = "memo"
    EMPTY = "empty"
    UNREADABLE = "unreadable"
    REFUSAL = "refusal"


class Outcome(StrEnum):
    """The one ending of an item (promise 2)."""

    REQUEST = "request"
    CHANGE = "change"
    CANCELLATION = "cancellation"
    VISIT_RECORD = "visit_record"
    REPLY = "reply"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    DUPLICATE = "duplicate"
    NOT_A_REQUEST = "not_a_request"
    NEEDS_REVIEW = "needs_review"
    UNREADABLE = "unreadable"


class Arrival(Frozen):
    """One file or mail as it came in, whole.

    Attributes:
        sha256: Hex digest of the raw bytes: the identity of an arrival.
        name: File name as dropped, without any folder.
        arrived_at: As-of time of the run that took it (aware).
        whole: Where the archive keeps all of it when only its header and text are read; empty for everything else.
            Known to who reads it alone.
    """

    arrival_id: int
    sha256: str
    source: str
    name: str
    form: Form
    arrived_at: datetime
    whole: str = ""


class Item(Frozen):
    """One log row or one mail and how it ended.

    Attributes:
        line: Physical line of a row in its file, from 1; 0 for a mail or a whole file.
        identity: What makes this the same item when it comes again (row key, or sha256 of a mail).
        fingerprint: Changes when the content of the item changes.
        outcome: The one ending.
        why: One Japanese sentence for it.
    """

    item_id: int
    arrival_id: int
    line: int
    identity: str
    fingerprint: str
    received_at: datetime
    channel: Channel
    kind: Kind
    outcome: Outcome
    why: str
    request_id: int | None = None
