"""From requests and what is booked to decisions: first come, first served (pure).

Each request in order of receipt is promised its best rank that is still possible; which of the starts of that rank
it gets is fixed when the run ends, so that later ones lose as little as possible (`scheduler.assignment`).
Announced bookings never move by themselves. Nothing here reads a clock, a file or the store.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from madoguchi.clock import local
from madoguchi.config.office import Office
from madoguchi.model.booking import Booking
from madoguchi.model.decision import Decision, Reason, Rule, Verdict
from madoguchi.model.item import Kind
from madoguchi.model.openings import OpenDays
from madoguchi.model.request import BookingRequest, RequestState
from scheduler import reasons
from scheduler.assignment import Placement
from scheduler.ending import Ended, end_visit, record_visit, who_changes
from scheduler.held import HeldTimes
from scheduler.identity import new_uid, organizer_of
from scheduler.people import People
from scheduler.places import Places, Sought
from scheduler.situation import Situation
from scheduler.standing import Standing
from scheduler.undecided import Undecided


def decide(
    requests: Iterable[BookingRequest], situation: Situation, days: OpenDays, office: Office, as_of: datetime
) -> Iterator[Decision]:
    """Decide every request in order of receipt.

    Bookings come last, when nobody's seat can change any more, and after everything that gives a time back; one of
    whose person the run hears again comes as soon as that is so.

    Args:
        requests: Those without doubt; two of one second are taken by job-seeker number.
        situation: What is booked already.
        days: The openings.
        office: The rules.
        as_of: When the decisions are made (aware).
    """
    last_first = sorted(
        requests, key=lambda one: (one.received_at, one.person.seeker_number, one.request_id), reverse=True
    )
    run = _Run(last_first, situation, days, office, as_of)
    while last_first:
        yield from run.decide(last_first.pop())
    yield from run.finish()


class _Promised(NamedTuple):
    """A request that is sure of its rank, but not yet of its start."""

    request: BookingRequest
    sought: Sought
    repeated: tuple[BookingRequest, ...]


class _Run:
    """One pass over the requests; holds what its own decisions have changed so far."""

    def __init__(
        self,
        requests: list[BookingRequest],
        situation: Situation,
        days: OpenDays,
        office: Office,
        as_of: datetime,
    ) -> None:
        self._office, self._as_of = office, as_of
        self._places = Places(
            [*requests, *situation.undecided], (*situation.live, *situation.offers), days, office, as_of
        )
        self._held = HeldTimes(situation.offers, self._places)
        self._offered: datetime | None = None  # the start that was offered to the person whose request is decided
        self._standing = Standing(situation.own, situation.concerned, local(as_of))
        self._undecided = Undecided(situation.undecided)
        self._last = dict(situation.last_counsellors)
        self._no_shows = situation.no_shows
        self._people = People(situation.filed)
        self._promised: dict[int, _Promised] = {}
        self._by_number: dict[str, list[int]] = {}
        self._next_id, self._reply_key = situation.next_booking_id, situation.reply_key

    def decide(self, request: BookingRequest) -> Iterator[Decision]:
        """Decide one request; first what was promised to the same person is fixed, so that it can be spoken of."""
        for request_id in self._by_number.pop(request.person.seeker_number, []):
            yield self._booked(self._promised.pop(request_id), self._places.settle(request_id))
        offer = self._held.answered_by(request, self._undecided.of_person(request))
        self._offered = offer.start if offer else None
        decision = self._decide(request)
        if decision:
            self._held.keep(offer, request)
            yield decision

    def finish(self) -> Iterator[Decision]:
        """Fix what has been promised to everybody else, in order of receipt."""
        for request_id, placement in self._places.settle_all().items():
            yield self._booked(self._promised.pop(request_id), placement)

    def _decide(self, request: BookingRequest) -> Decision | None:
        if contradiction := self._people.contradiction(request):
            return self._review(request, [contradiction])
        match request.kind:
            case Kind.CANCELLATION | Kind.REFUSAL:
                return self._end(request)
            case Kind.RECORD:
                return self._record(request)
            case Kind.CHANGE:
                return self._change(request, self._coming(request))
            case _:
                return self._request(request, self._coming(request))

    def _coming(self, request: BookingRequest) -> list[Booking]:
        """Return the bookings to come that a request may mean: the one it names, else all of the person's."""
        coming = self._standing.coming(request.person.seeker_number)
        named = self._standing.of_request(request.concerns)
        return coming if named is None or named not in coming else [named]

    def _request(self, request: BookingRequest, coming: list[Booking]) -> Decision | None:
        """Book; staff who fix a time for somebody who has one mean that one, unless they name a request."""
        if request.by_staff and request.concerns is not None:  # the next visit may be booked during a visit (art. 4)
            coming = [one for one in coming if one.start > local(self._as_of)]
        if unknown := self._people.elsewhere(request, coming, self._undecided.of_person(request)):
            return self._review(request, unknown)
        if coming and self._office.booking.one_live_booking:
            if request.by_staff and request.concerns is None:
                return self._change(request, coming)
            said = reasons.already_booked(coming[0], request.wishes)
            return self._same(request, coming) or self._review(request, [said])
        return self._same(request, coming) or self._question(request) or self._book(request)

    def _question(self, request: BookingRequest) -> Decision | None:
        """Return what staff are asked before a person is booked; None when there is nothing to ask."""
        if request.by_staff:
            return None
        number, rules = request.person.seeker_number, self._office.booking
        absences = self._no_shows.get(number, 0)
        if rules.no_shows_before_review and absences >= rules.no_shows_before_review:
            return self._review(request, [reasons.no_shows(absences)])
        if rules.confirm_first_time and number not in self._last:
            return self._review(request, [reasons.about_request(Rule.FIRST_TIME)])
        rival = self._undecided.rival(request, self._places.has_room) if rules.one_live_booking else None
        return self._review(request, [reasons.undecided_twice(rival, request)]) if rival else None

    def _same(self, request: BookingRequest, coming: list[Booking]) -> Decision | None:
        """Return that the request repeats a booking, or None when it does not."""
        wished = {start for wish in request.wishes for start in wish.slots}
        same = next((one for one in coming if one.start in wished), None)
        if same is None:
            return None
        return self._decided(request, Verdict.DUPLICATE, [reasons.same_time(same)], booking_id=same.booking_id)

    def _book(self, request: BookingRequest) -> Decision | None:
        """Promise the best rank that can be; the decision comes when the seat is fixed."""
        number = request.person.seeker_number
        sought = self._places.sought(request, self._offered)
        if self._places.add(request, sought, self._last.get(number)) is None:
            return self._not_placed(request, sought)
        self._people.learn(request)
        repeated = tuple(self._undecided.settled_by(request, alone=self._office.booking.one_live_booking))
        self._undecided.drop(repeated)
        self._held.give_back(one.request_id for one in repeated)
        self._promised[request.request_id] = _Promised(request, sought, repeated)
        if number:
            self._by_number.setdefault(number, []).append(request.request_id)
        return None

    def _booked(self, promised: _Promised, place: Placement) -> Decision:
        request = promised.request
        uid = new_uid(self._office, self._next_id, request, self._as_of)
        booking = Booking(
            booking_id=self._next_id,
            request_id=request.request_id,
            uid=uid,
            organizer=organizer_of(self._office, self._next_id, uid, self._reply_key),
            seeker_number=request.person.seeker_number,
            counsellor=place.counsellor,
            start=place.start,
            minutes=self._office.booking.minutes,
            changed_at=self._as_of,
            changed_by=who_changes(request),
        )
        self._next_id += 1
        self._places.enter(booking)
        self._standing.put(booking)
        if booking.seeker_number:  # staff may book somebody whose number is not known yet
            self._last[booking.seeker_number] = booking.counsellor
        said = [*map(reasons.taken_together, promised.repeated), *self._chosen(request, promised.sought, place)]
        numbers = tuple(one.request_id for one in promised.repeated)
        return self._decided(request, Verdict.BOOK, said, booking=booking, withdraws=numbers)

    def _change(self, request: BookingRequest, coming: list[Booking]) -> Decision | None:
        if len(coming) > 1:
            return self._review(request, [reasons.about_request(Rule.SEVERAL_BOOKINGS)])
        if coming:
            return self._move(request, coming[0])
        if request.by_staff and request.concerns is None:
            return self._book(request)
        return self._review(request, [reasons.about_request(Rule.NO_BOOKING)])

    def _move(self, request: BookingRequest, current: Booking) -> Decision:
        """Move a booking; its own time is free for it, and is kept when nothing else can be."""
        sought = self._places.sought(request)
        self._places.release(current)
        if self._places.add(request, sought, current.counsellor) is None:
            self._places.take_back(current)
            said = [*_by_staff(request), *sought.against(), reasons.already_booked(current)]
            return self._review(request, said)
        place = self._places.settle(request.request_id)
        if place.start == current.start and current.counsellor == place.counsellor:
            self._places.enter(current)
            said = [reasons.same_time(current)]
            return self._decided(request, Verdict.DUPLICATE, said, booking_id=current.booking_id)
        moved = current.model_copy(
            update={
                "start": place.start,
                "counsellor": place.counsellor,
                "minutes": self._office.booking.minutes,  # what was found free; an older booking may have another length
                "sequence": current.sequence + 1,
                "changed_at": self._as_of,
                "changed_by": who_changes(request),
                "why": "",
            }
        )
        self._places.enter(moved)
        self._standing.put(moved)
        said = self._chosen(request, sought, place)
        return self._decided(request, Verdict.MOVE, said, booking=moved, before=current)

    def _end(self, request: BookingRequest) -> Decision:
        undecided = self._undecided.meant_by(request)
        named = self._standing.of_request(request.concerns) if request.by_staff else None
        ended = end_visit(request, self._coming(request), named, undecided, self._as_of)
        self._undecided.drop(undecided if ended.withdraws else ())
        self._held.give_back(ended.withdraws)
        return self._ended(request, ended)

    def _record(self, request: BookingRequest) -> Decision:
        number = request.person.seeker_number
        written = min(local(request.received_at), local(self._as_of))  # a slip in the year records no visit to come
        named = self._standing.of_request(request.concerns)
        begun, coming = self._standing.begun(number, written), self._standing.coming(number)
        return self._ended(request, record_visit(request, begun, coming, named, self._as_of))

    def _ended(self, request: BookingRequest, ended: Ended) -> Decision:
        if ended.verdict is Verdict.REVIEW:
            return self._review(request, list(ended.said))
        if ended.booking:
            self._standing.put(ended.booking)
            if ended.gives_time_back and ended.booking.start.date() >= local(self._as_of).date():
                self._places.release(ended.booking)
        return self._decided(
            request,
            ended.verdict,
            list(ended.said),
            booking=ended.booking,
            before=ended.before if ended.verdict is Verdict.CANCEL else None,
            withdraws=ended.withdraws,
        )

    def _not_placed(self, request: BookingRequest, sought: Sought) -> Decision:
        """Put a request whose wishes are full on the waiting list; anything else is for staff."""
        said = [*_by_staff(request), *sought.against()]
        if not sought.tiers or request.by_staff or not self._office.booking.waiting_list:
            return self._review(request, said)
        if self._places.allowed(request, None) == frozenset():
            return self._review(request, [reasons.about_request(Rule.NO_COUNSELLOR)])
        if waiting := self._undecided.waits_for(request):
            return self._decided(request, Verdict.DUPLICATE, [reasons.waits_already(waiting)])
        self._undecided.keep(request.model_copy(update={"state": RequestState.WAITING}))
        return self._decided(request, Verdict.WAIT, [*said, reasons.about_request(Rule.WAITS)])

    def _chosen(self, request: BookingRequest, sought: Sought, place: Placement) -> list[Reason]:
        counsellor = self._office.counsellor(place.counsellor)
        name = counsellor.name if counsellor else place.counsellor
        rank, starts = sought.ranks[place.tier], sought.tiers[place.tier]
        chosen = reasons.chosen(rank, name, again=place.again, first=place.start == starts[0], one_of=len(starts))
        return [*_by_staff(request), *sought.against(place.tier), chosen]

    def _review(self, request: BookingRequest, said: list[Reason]) -> Decision:
        self._undecided.keep(request)
        return self._decided(request, Verdict.REVIEW, said)

    def _decided(self, request: BookingRequest, verdict: Verdict, said: list[Reason], **more: Any) -> Decision:
        if booking := more.get("booking"):
            more["booking_id"] = booking.booking_id
        said_of = {"request_id": request.request_id, "decided_at": self._as_of, "reasons": tuple(said)}
        return Decision(verdict=verdict, **said_of, **more)


def _by_staff(request: BookingRequest) -> list[Reason]:
    return [reasons.about_request(Rule.BY_STAFF)] if request.by_staff else []
