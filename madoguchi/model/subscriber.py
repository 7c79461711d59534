"""Who subscribes to a calendar of the office over the web."""

import re
from datetime import datetime
from enum import StrEnum
from typing import Final

from madoguchi.files import fingerprint
from madoguchi.model.frozen import Frozen

WHOLE_OFFICE: Final = "office"  # shows the bookings of every counsellor
FEED_FILE: Final = re.compile(r"([a-z2-7]{32})\.ics")
"""What a served calendar is called: 160 bits in base32 that only its subscriber knows."""


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


def digest_of(secret: str) -> str:
    """Return what the store keeps of the secret of an address."""
    return fingerprint(secret.encode())
