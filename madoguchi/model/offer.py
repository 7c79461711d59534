"""An offer of a slot that has become free, made to somebody on the waiting list."""

from datetime import datetime, timedelta
from enum import StrEnum

from madoguchi.model.frozen import Frozen


class OfferState(StrEnum):
    """How an offer stands; every one but OPEN is the end of it."""

    OPEN = "open"
    TAKEN = "taken"
    DECLINED = "declined"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


class Offer(Frozen):
    """One offer; while it is open nobody else gets its time.

    Attributes:
        offer_id: Counted for each office.
        start: Wall-clock time of the office (naive).
        made_at: When the notice was written (aware).
        until: When it lapses (aware).
        by_telephone: It is made on the telephone alone, for no letter would be read in time.
        ended_at: When it ended (aware); None while it is open.
    """

    offer_id: int
    request_id: int
    counsellor: str
    start: datetime
    minutes: int
    made_at: datetime
    until: datetime
    by_telephone: bool = False
    state: OfferState = OfferState.OPEN
    ended_at: datetime | None = None

    @property
    def end(self) -> datetime:
        """When the session would end (naive wall-clock time)."""
        return self.start + timedelta(minutes=self.minutes)
