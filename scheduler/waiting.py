"""The waiting list: who is offered a time that has become free, and until when (pure; docs/waiting-list.md).

Those who wait are gone through in order of receipt. Each who has no open offer is offered the best of the wished
starts that is free, was not offered to them before, and that they can still make.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from madoguchi.clock import aware, local
from madoguchi.config.office import Office
from madoguchi.model.booking import Booking
from madoguchi.model.decision import Rule
from madoguchi.model.offer import Offer, OfferState
from madoguchi.model.openings import OpenDays
from madoguchi.model.request import LISTED, UNDECIDED, BookingRequest
from scheduler.diary import Diary
from scheduler.rules import broken_rule, deadline, slot_at
from scheduler.serving import Serving

_SHORT = timedelta(hours=2)  # a letter that asks for an answer within this time might not be read
_BEFORE_START = timedelta(hours=1)  # a time of the same day can be taken until then
_LONGEST_CLOSURE = 60  # days looked ahead for an open day before giving up


@dataclass(frozen=True, slots=True)
class WaitingList:
    """What stands when the list is gone through.

    Attributes:
        requests: Those on the list, others of the same people that are not decided yet (what they were offered
            counts for the person), and every other that holds an open offer (it has been answered since).
        offers: Every offer ever made to them.
        live: The live bookings of today and later.
        last_counsellors: Counsellor of each person's latest visit, by job-seeker number.
        next_offer_id: The first free number.
    """

    requests: tuple[BookingRequest, ...]
    offers: tuple[Offer, ...] = ()
    live: tuple[Booking, ...] = ()
    last_counsellors: dict[str, str] = field(default_factory=dict)
    next_offer_id: int = 1


class GivenUp(NamedTuple):
    """A request that waits in vain: every wished start is out of reach, or it has had all its offers."""

    request: BookingRequest
    had_all_offers: bool


@dataclass(frozen=True, slots=True)
class Moves:
    """What is done now; the endings come before the new offers.

    Attributes:
        ended: Offers as they ended.
        made: New offers.
        given_up: Requests for staff, whose people are asked for other times.
    """

    ended: tuple[Offer, ...] = ()
    made: tuple[Offer, ...] = ()
    given_up: tuple[GivenUp, ...] = ()


class Limit(NamedTuple):
    """Until when an offer can be answered (aware), and whether only the telephone is quick enough."""

    until: datetime
    by_telephone: bool


def time_limit(office: Office, days: OpenDays, start: datetime, as_of: datetime) -> Limit | None:
    """Return the limit of an offer made now, or None when it is too late even for a call.

    A limit on a day the office is closed moves to the same time of its next open day; none lies behind the notice
    deadline. Where the start is today, or the deadline has passed or is near, only a call can be quick enough: it
    can be taken until an hour before the start.

    Args:
        office: Its notice rule and `offer_hours`.
        days: Its openings.
        start: Wall-clock time of the office.
        as_of: When the offer is made (aware).
    """
    now, last = local(as_of), deadline(office, days, start.date())
    if start.date() == now.date() or last - now < _SHORT:
        return Limit(aware(start - _BEFORE_START), by_telephone=True) if start - now >= _SHORT else None
    until = min(_on_open_day(days, now + timedelta(hours=office.booking.offer_hours)), last)
    return Limit(aware(until), by_telephone=until - now < _SHORT)


def next_moves(waiting: WaitingList, days: OpenDays, office: Office, as_of: datetime) -> Moves:
    """Decide which offers end, which are made, and who is given up."""
    return _Pass(waiting, days, office, as_of).moves()


class _Reach(NamedTuple):
    """Until when a start can be taken, or None when it is out of reach, and whether it can be offered already."""

    limit: Limit | None
    is_now: bool


class _Pass:
    """One pass over the list; knows what its own offers have taken."""

    def __init__(self, waiting: WaitingList, days: OpenDays, office: Office, as_of: datetime) -> None:
        self._days, self._office, self._as_of = days, office, as_of
        self._diary = Diary(waiting.live)
        self._serving = Serving(office)
        self._last = waiting.last_counsellors
        self._next_id = waiting.next_offer_id
        self._reaches: dict[datetime, _Reach] = {}
        self._full: set[datetime] = set()  # within a pass nothing becomes free any more
        self._asked = {one.request_id: one for one in waiting.requests}
        listed = [one for one in waiting.requests if one.state in LISTED]
        self._listed = sorted(listed, key=lambda one: (one.received_at, one.request_id))
        self._offers = sorted(waiting.offers, key=lambda one: one.offer_id)
        self._had: dict[str, list[Offer]] = {}
        for offer in self._offers:
            self._had.setdefault(_person(self._asked[offer.request_id]), []).append(offer)

    def moves(self) -> Moves:
        ended = tuple(self._endings())
        over = {one.offer_id for one in ended}
        standing = (one for one in self._offers if one.is_open and one.offer_id not in over)
        holding = {_person(self._asked[one.request_id]) for one in standing}
        made, given_up = [], []
        for request in self._listed:
            who = _person(request)
            if who in holding:
                continue
            had = self._had.get(who, [])
            if len(had) >= self._office.booking.most_offers:
                given_up.append(GivenUp(request, had_all_offers=True))
                continue
            new, hope = self._offer(request, {offer.start for offer in had})
            if new:
                self._diary.take(new)
                self._next_id += 1
                holding.add(who)
                made.append(new)
            elif not hope:
                given_up.append(GivenUp(request, had_all_offers=False))
        return Moves(ended, tuple(made), tuple(given_up))

    def _endings(self) -> Iterator[Offer]:
        """Yield the open offers that end; the others hold their times."""
        for offer in self._offers:
            if not offer.is_open:
                continue
            state = self._ending(offer)
            if state:
                yield offer.model_copy(update={"state": state, "ended_at": self._as_of})
            else:
                self._diary.take(offer)

    def _ending(self, offer: Offer) -> OfferState | None:
        if self._asked[offer.request_id].state not in UNDECIDED:
            return OfferState.WITHDRAWN
        if self._as_of > offer.until:
            return OfferState.LAPSED
        slot = slot_at(self._days, offer.start)
        if slot is None or offer.counsellor not in self._diary.free(slot, offer.end):
            return OfferState.WITHDRAWN
        return None

    def _offer(self, request: BookingRequest, offered: set[datetime]) -> tuple[Offer | None, bool]:
        """Return the offer for the best start that is free, and whether any start can still become free."""
        hope = False
        for start in wished_starts(request):
            limit, is_now = self._reach(start)
            if start in offered or limit is None or (limit.by_telephone and not request.person.phone):
                continue
            hope = True
            seat = self._seat(request, start) if is_now else None
            if seat:
                return self._made(request, start, seat, limit), True
        return None, hope

    def _reach(self, start: datetime) -> _Reach:
        """Return how a start can be offered; worked out once, for many wish for the same."""
        if start not in self._reaches:
            rule = broken_rule(self._office, self._days, start, self._as_of, by_staff=False)
            lost = rule in {Rule.PAST, Rule.CLOSED}
            limit = None if lost else time_limit(self._office, self._days, start, self._as_of)
            self._reaches[start] = _Reach(limit, rule is not Rule.BEYOND_HORIZON)
        return self._reaches[start]

    def _seat(self, request: BookingRequest, start: datetime) -> str | None:
        """Return the counsellor who has time then: the one of last time, or else whoever has the least to do."""
        slot = None if start in self._full else slot_at(self._days, start)
        free = self._diary.free(slot, start + timedelta(minutes=self._office.booking.minutes)) if slot else ()
        if not free:
            self._full.add(start)
            return None
        last = self._last.get(request.person.seeker_number)
        allowed = self._serving.allowed(request.person, last)
        if last in free and last in allowed:
            return last
        able = [one for one in free if one in allowed]
        return min(able, key=lambda one: (self._diary.loads[one, start.date()], able.index(one)), default=None)

    def _made(self, request: BookingRequest, start: datetime, counsellor: str, limit: Limit) -> Offer:
        return Offer(
            offer_id=self._next_id,
            request_id=request.request_id,
            counsellor=counsellor,
            start=start,
            minutes=self._office.booking.minutes,
            made_at=self._as_of,
            until=limit.until,
            by_telephone=limit.by_telephone,
        )


def wished_starts(request: BookingRequest) -> list[datetime]:
    """Return the wished starts, the best first: by rank, and those of one rank by time."""
    ranks: dict[datetime, int] = {}
    for wish in sorted(request.wishes, key=lambda one: one.rank):
        for start in wish.slots:
            ranks.setdefault(start, wish.rank)
    return sorted(ranks, key=lambda start: (ranks[start], start))


def _person(request: BookingRequest) -> str:
    """Return what makes two requests one person's: the job-seeker number, or nothing but being the same request."""
    return request.person.seeker_number or request.reference


def _on_open_day(days: OpenDays, until: datetime) -> datetime:
    for ahead in range(_LONGEST_CLOSURE):
        day = until + timedelta(days=ahead)
        if days.day(day.date()).slots:
            return day
    return until
