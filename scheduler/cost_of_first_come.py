"""What first come, first served costs an office now: how many of those who wait others' wishes could have made room for (pure)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from madoguchi.config.office import Office
from madoguchi.model.booking import Booking
from madoguchi.model.openings import OpenDays
from madoguchi.model.request import BookingRequest
from scheduler.assignment import Applicant
from scheduler.first_come import compare
from scheduler.places import Places
from scheduler.rules import slot_at


class Cost(NamedTuple):
    """People, each counted once.

    Attributes:
        booked: With a booking to come.
        waiting: On the waiting list.
        served_at_best: With a seat, had all of them been assigned at once.
    """

    booked: int
    waiting: int
    served_at_best: int

    @property
    def lost(self) -> int:
        """How many wait because others came first, and not because there is no room at all."""
        return max(0, self.served_at_best - self.booked)


def cost_of_first_come(
    booked: Mapping[int, Booking],
    requests: Iterable[BookingRequest],
    days: OpenDays,
    office: Office,
    as_of: datetime,
) -> Cost:
    """Compare what is booked with what the best assignment of the same people would have given.

    Args:
        booked: Bookings to come, by the number of the request they came of.
        requests: Those requests, and the ones on the waiting list.
        days: The openings.
        office: The rules and the counsellors.
        as_of: Aware.
    """
    asked = sorted(requests, key=lambda one: (one.received_at, one.request_id))
    places = Places(asked, (), days, office, as_of)
    applicants = [_applicant(one, booked.get(one.request_id), places) for one in asked]
    starts = {start for one in applicants for tier in one.tiers for start in tier}
    seats: dict[datetime, Sequence[str]] = {
        start: slot.counsellors for start in starts if (slot := slot_at(days, start)) is not None
    }
    for booking in booked.values():  # one that stands on hours of an earlier configuration keeps its seat
        seats.setdefault(booking.start, (booking.counsellor,))
    best = compare(applicants, seats).best
    held = sum(one.request_id in booked for one in asked)
    return Cost(booked=held, waiting=len(asked) - held, served_at_best=best.people)


def _applicant(request: BookingRequest, booking: Booking | None, places: Places) -> Applicant:
    """Return who asks: with the wishes still possible, and with the time they have as the last of them."""
    tiers = places.sought(request).tiers
    if booking and not any(booking.start in tier for tier in tiers):
        tiers = (*tiers, (booking.start,))
    allowed = None if booking else places.allowed(request, None)
    return Applicant(request.request_id, tiers, None, allowed)
