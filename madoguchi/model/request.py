"""A booking request: one person's wish to book, move or cancel, or a record of a visit."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Self

from madoguchi.model.frozen import Frozen
from madoguchi.model.item import Channel, Kind
from madoguchi.model.reading import Particulars, Wish


class RequestState(StrEnum):
    """Where a request stands."""

    RECEIVED = "received"
    REVIEW = "needs_review"
    BOOKED = "booked"
    DONE = "done"
    WITHDRAWN = "withdrawn"
    DUPLICATE = "duplicate"
    WAITING = "waiting"
    OFFERED = "offered"
    REFUSED = "refused"


# What stands on the waiting list, and what a later word of the same person still finds undecided.
LISTED = frozenset({RequestState.WAITING, RequestState.OFFERED})
UNDECIDED = LISTED | {RequestState.RECEIVED, RequestState.REVIEW}
ON_A_LIST = UNDECIDED - {RequestState.RECEIVED}


class Consent(Frozen):
    """The terms a request was made under (art. 4: applying is consenting).

    Attributes:
        version: Date of the terms version in force (2020-11-20).
        sha256: Hash of its text.
        explained: In a telephone call staff have ticked that they explained the terms (規約説明); None where no
            such tick is asked for: a mail, or a log without that column.
    """

    version: str
    sha256: str
    explained: bool | None = None


class Filed(NamedTuple):
    """Somebody as a settled request has them on file; the address in lower case."""

    seeker_number: str
    name: str
    name_key: str
    phone: str = ""
    email: str = ""


def reference_of(request_id: int) -> str:
    """Return the number that people are told (受付番号): M00012."""
    return f"M{request_id:05d}"


class BookingRequest(Frozen):
    """What the scheduler works on.

    Attributes:
        kind: REQUEST, CHANGE, CANCELLATION, RECORD, or REFUSAL (by a command of staff alone).
        name_key: The name folded for comparison (髙 = 高); it never identifies a person by itself.
        concerns: The earlier request that this one is about, when staff or the log row itself name it.
        note: For a RECORD the words that tell how the visit went; else remarks of staff.
        by_staff: Staff have fixed the time themselves: notice and horizon do not bind (recorded).
    """

    request_id: int
    kind: Kind
    channel: Channel
    received_at: datetime
    person: Particulars
    name_key: str = ""
    wishes: tuple[Wish, ...] = ()
    consent: Consent | None = None
    concerns: int | None = None
    note: str = ""
    by_staff: bool = False
    state: RequestState = RequestState.RECEIVED

    @property
    def reference(self) -> str:
        """The number people are told (受付番号)."""
        return reference_of(self.request_id)

    def with_contact_of(self, newest: Self) -> Self:
        """Return the same request with the address and number that a later one has given."""
        contact = {"phone": newest.person.phone or self.person.phone, "email": newest.person.email or self.person.email}
        return self.model_copy(update={"person": self.person.model_copy(update=contact)})
