"""Whom to tell of which new version of the terms (art. 11: use after a change is consent to it), pure."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import NamedTuple

from madoguchi.clock import local
from madoguchi.model.booking import Booking
from madoguchi.model.request import BookingRequest
from madoguchi.model.terms import TermsVersion


class News(NamedTuple):
    """A version that somebody has not heard of.

    Attributes:
        corrected: They know a version of that date, and its text has been changed since.
    """

    version: TermsVersion
    corrected: bool = False


class Announcement(NamedTuple):
    """What one person is told, about the first of their bookings that it concerns; oldest version first."""

    booking: Booking
    news: tuple[News, ...]


def whom_to_tell(
    booked: Iterable[Booking],
    requests: Mapping[int, BookingRequest],
    versions: Sequence[TermsVersion],
    told: Mapping[int, AbstractSet[tuple[str, str]]],
    as_of: datetime,
) -> list[Announcement]:
    """Return who is told of what, in order of the bookings' starts.

    A version concerns the bookings that lie on or after its day and whose request was made under an earlier one.
    A changed text of the version that a request was made under concerns it too, where no later one has replaced it:
    the person has agreed to other words. A text that is changed before anybody has heard of it is simply the text.

    Args:
        booked: Bookings; only live ones that lie ahead are told.
        requests: The requests they came of, by number.
        versions: Every version there is, in force or not.
        told: By booking, what its person has been told (id and hash).
        as_of: The as-of time of the run (aware).
    """
    heard: dict[int | str, set[tuple[str, str]]] = {}
    found = []
    for booking in sorted(booked, key=lambda one: (one.start, one.booking_id)):
        if not booking.is_live or booking.start <= local(as_of):
            continue
        known = heard.setdefault(booking.seeker_number or booking.booking_id, set())
        known |= told.get(booking.booking_id, frozenset())
        request = requests[booking.request_id]
        dates = {version for version, _ in known} | {_bound_to(request)}
        news = tuple(
            News(version, corrected=version.version in dates)
            for version in _concerning(booking, request, versions)
            if (version.version, version.sha256) not in known
        )
        if news:
            known |= {(one.version.version, one.version.sha256) for one in news}
            found.append(Announcement(booking, news))
    return found


def _concerning(booking: Booking, request: BookingRequest, versions: Iterable[TermsVersion]) -> list[TermsVersion]:
    begun = sorted(
        (version for version in versions if version.effective_on <= booking.start.date()),
        key=lambda version: version.effective_on,
    )
    bound = _bound_to(request)
    later = [version for version in begun if version.version > bound]
    if later or request.consent is None:
        return later
    return [one for one in begun if one.version == bound and one.sha256 != request.consent.sha256]


def _bound_to(request: BookingRequest) -> str:
    """Return the version a request was made under; without one, the day it came, which sorts among versions."""
    return request.consent.version if request.consent else local(request.received_at).date().isoformat()
