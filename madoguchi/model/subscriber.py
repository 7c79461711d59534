"""Who subscribes to a calendar of the office over the web."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from madoguchi.model.frozen import Frozen

WHOLE_OFFICE: Final = "office"  # shows the bookings of every counsellor


class Detail(StrEnum):
    """What a feed tells of the person of a booking: all that leaves the house with it."""

    NUMBER = "number"
    INITIALS = "initials"
    NAME = "name"


class Subscriber(Frozen):
    """One subscriber, with an address of their own.

    Attributes:
        name: Whose it is, in the words of staff (相談員Aのスマートフォン).
        shows: Id of a counsellor, or `WHOLE_OFFICE`.
        digest: Sha256 of the secret of the address, in hex.
        revoked_at: Since when the address shows nothing any more (aware).
    """

    subscriber_id: int
    name: str
    shows: str
    detail: Detail = Detail.NUMBER
    digest: str
    made_at: datetime
    renewed_at: datetime | None = None
    revoked_at: datetime | None = None
