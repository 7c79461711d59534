"""What stands when a run begins to decide."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from madoguchi.model.booking import Booking
from madoguchi.model.offer import Offer
from madoguchi.model.request import BookingRequest, Filed


@dataclass(frozen=True, slots=True)
class Situation:
    """The part of the store that the requests of a run meet.

    Attributes:
        live: Every live booking of today and later.
        own: Live bookings of the people of the run, past ones without a record included.
        concerned: Bookings that requests of the run name, by the number of the request they came of.
        offers: The open offers of the waiting list; each holds its time.
        undecided: Requests on the review list and on the waiting list.
        last_counsellors: Counsellor of each person's latest visit, by job-seeker number.
        no_shows: Absences without word since the last visit held, by job-seeker number.
        filed: People of settled requests with the numbers or names of those to be decided.
        next_booking_id: The first free number.
        reply_key: Makes the addresses that answers to invitations come to.
    """

    live: tuple[Booking, ...]
    own: tuple[Booking, ...] = ()
    concerned: Mapping[int, Booking] = field(default_factory=dict)
    offers: tuple[Offer, ...] = ()
    undecided: tuple[BookingRequest, ...] = ()
    last_counsellors: Mapping[str, str] = field(default_factory=dict)
    no_shows: Mapping[str, int] = field(default_factory=dict)
    filed: tuple[Filed, ...] = ()
    next_booking_id: int = 1
    reply_key: bytes = b""
