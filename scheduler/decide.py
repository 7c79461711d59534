"""From requests and what is booked to decisions: first come, first served (pure).

Each request in order of receipt gets its best wish that is still possible; announced bookings never
move by themselves. Nothing here reads a clock, a file or the store.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from madoguchi.clock import local
from madoguchi.config.office import Office
from madoguchi.model.booking import Booking, BookingState, Medium
from madoguchi.model.decision import Decision, Reason, Rule, Verdict
from madoguchi.model.item import Kind
from madoguchi.model.lifecycle import Step
from madoguchi.model.openings import OpenDays
from madoguchi.model.request import BookingRequest, Filed
from scheduler import reasons
from scheduler.diary import Diary
from scheduler.people import People
from scheduler.records import read_record
from scheduler.rules import broken_rule, slot_at
from scheduler.undecided import Undecided

_RECORDED = {
    Step.COMPLETE: (BookingState.COMPLETED, Verdict.COMPLETE, "実施として記録しました"),
    Step.TO_TELEPHONE: (BookingState.COMPLETED, Verdict.COMPLETE, "電話で実施したものとして記録しました"),
    Step.BREAK_OFF: (BookingState.BROKEN_OFF, Verdict.BREAK_OFF, "途中で終了したものとして記録しました"),
    Step.NO_SHOW: (BookingState.NO_SHOW, Verdict.NO_SHOW, "連絡なしの欠席として記録しました"),
}


@dataclass(frozen=True, slots=True)
class Situation:
    """What stands when a run begins to decide.

    Attributes:
        live: Every live booking of today and later.
        undecided: Requests on the review list.
        last_counsellors: Counsellor of each person's latest visit, by job-seeker number.
        filed: People of settled requests with the numbers or names of those to be decided.
        next_booking_id: The first free number.
    """

    live: tuple[Booking, ...]
    own: tuple[Booking, ...] = ()
    undecided: tuple[BookingRequest, ...] = ()
    last_counsellors: dict[str, str] = field(default_factory=dict)
    filed: tuple[Filed, ...] = ()
    next_booking_id: int = 1


def decide(
    requests: Iterable[BookingRequest], situation: Situation, days: OpenDays, office: Office, as_of: datetime
) -> Iterator[Decision]:
    """Decide every request, in order of receipt, each when it is asked for.

    A long day of requests is so never held decided as a whole.

    Args:
        requests: Those without doubt; two of one second are taken by job-seeker number.
        situation: What is booked already.
        days: The openings.
        office: The rules.
        as_of: When the decisions are made (aware).
    """
    run = _Run(situation, days, office, as_of)
    last_first = sorted(
        requests, key=lambda one: (one.received_at, one.person.seeker_number, one.request_id), reverse=True
    )
    del requests  # nothing holds a request any longer once it is decided
    while last_first:
        yield run.decide(last_first.pop())


class _Run:
    """One pass over the requests; holds what its own decisions have changed so far."""

    def __init__(self, situation: Situation, days: OpenDays, office: Office, as_of: datetime) -> None:
        self._days, self._office, self._as_of = days, office, as_of
        self._diary = Diary(situation.live)
        self._own: dict[str, list[Booking]] = {}
        for booking in situation.own:
            self._own.setdefault(booking.seeker_number, []).append(booking)
        self._undecided = Undecided(situation.undecided)
        self._last = dict(situation.last_counsellors)
        self._people = People(situation.filed)
        self._next_id = situation.next_booking_id

    def decide(self, request: BookingRequest) -> Decision:
        if contradiction := self._people.contradiction(request):
            return self._review(request, [contradiction])
        match request.kind:
            case Kind.CANCELLATION:
                return self._cancel(request)
            case Kind.RECORD:
                return self._record(request)
            case _:
                return self._place(request)

    def _place(self, request: BookingRequest) -> Decision:
        """Book, or move what is booked; staff who fix a time for somebody who has one mean that one."""
        coming = self._coming(request.person.seeker_number)
        if request.kind is Kind.CHANGE:
            return self._change(request, coming)
        if request.by_staff and request.concerns is not None:  # the next visit, booked at this one (art. 4)
            coming = [one for one in coming if one.start > local(self._as_of)]
        if coming and self._office.booking.one_live_booking:
            if request.by_staff and request.concerns is None:
                return self._change(request, coming)
            said = [reasons.already_booked(coming[0], request.wishes)]
            return self._same(request, coming) or self._review(request, said)
        return self._same(request, coming) or self._first_of(request) or self._book(request)

    def _first_of(self, request: BookingRequest) -> Decision | None:
        """Return the question which of two requests of one person holds; None when no earlier one is a rival."""
        if request.by_staff or not self._office.booking.one_live_booking:
            return None
        rival = self._undecided.rival(request, lambda one: self._best_place(one)[0] is not None)
        return self._review(request, [reasons.undecided_twice(rival, request)]) if rival else None

    def _change(self, request: BookingRequest, coming: list[Booking]) -> Decision:
        if len(coming) > 1:
            return self._review(request, [reasons.about_request(Rule.SEVERAL_BOOKINGS)])
        if coming:
            return self._move(request, coming[0])
        if request.by_staff:
            return self._book(request)
        return self._review(request, [reasons.about_request(Rule.NO_BOOKING)])

    def _same(self, request: BookingRequest, coming: list[Booking]) -> Decision | None:
        """Return that the request repeats a booking, or None when it does not."""
        wished = {start for wish in request.wishes for start in wish.slots}
        same = next((one for one in coming if one.start in wished), None)
        if same is None:
            return None
        return self._decided(request, Verdict.DUPLICATE, [reasons.same_time(same)], booking_id=same.booking_id)

    def _book(self, request: BookingRequest) -> Decision:
        number = request.person.seeker_number
        place, explained = self._best_place(request)
        if place is None:
            return self._review(request, explained)
        start, counsellor = place
        booking = Booking(
            booking_id=self._next_id,
            request_id=request.request_id,
            uid=self._uid(request),
            seeker_number=number,
            counsellor=counsellor,
            start=start,
            minutes=self._office.booking.minutes,
            changed_at=self._as_of,
        )
        self._next_id += 1
        self._diary.take(booking)
        self._own.setdefault(number, []).append(booking)
        if number:  # staff may book somebody whose number is not known yet
            self._last[number] = counsellor
        self._people.learn(request)
        repeated = self._undecided.repeated_by(request)
        self._undecided.drop(repeated)
        explained = [*(reasons.taken_together(one) for one in repeated), *explained]
        numbers = tuple(one.request_id for one in repeated)
        return self._decided(request, Verdict.BOOK, explained, booking=booking, withdraws=numbers)

    def _move(self, request: BookingRequest, current: Booking) -> Decision:
        self._diary.release(current)
        place, explained = self._best_place(request)
        if place is None:
            self._diary.take(current)
            return self._review(request, [*explained, reasons.already_booked(current)])
        start, counsellor = place
        if start == current.start:
            self._diary.take(current)
            return self._decided(
                request, Verdict.DUPLICATE, [reasons.same_time(current)], booking_id=current.booking_id
            )
        minutes = self._office.booking.minutes  # the length that was found free; an older booking may have another
        moved = self._changed(current, start=start, counsellor=counsellor, minutes=minutes)
        self._diary.take(moved)
        self._replace_own(current, moved)
        return self._decided(request, Verdict.MOVE, explained, booking=moved, before=current)

    def _cancel(self, request: BookingRequest) -> Decision:
        number = request.person.seeker_number
        coming = self._coming(number)
        if not coming:
            undecided = self._undecided.of(request)
            if not undecided:
                return self._review(request, [reasons.about_request(Rule.NO_BOOKING)])
            self._undecided.drop(undecided)
            numbers = tuple(one.request_id for one in undecided)
            return self._decided(request, Verdict.WITHDRAW, [reasons.withdrawn(len(numbers))], withdraws=numbers)
        if len(coming) > 1:
            return self._review(request, [reasons.about_request(Rule.SEVERAL_BOOKINGS)])
        current = coming[0]
        cancelled = self._changed(current, state=BookingState.CANCELLED)
        self._diary.release(current)
        self._own[number].remove(current)
        said = [reasons.done("取り消しました", current)]
        return self._decided(request, Verdict.CANCEL, said, booking=cancelled, before=current)

    def _record(self, request: BookingRequest) -> Decision:
        number = request.person.seeker_number
        written = min(local(request.received_at), local(self._as_of))  # a slip in the year records no visit to come
        held = [one for one in self._own.get(number, ()) if one.start <= written]
        if not held:
            return self._review(request, [reasons.about_request(Rule.NO_BOOKING)])
        if not (record := read_record(request.note)):
            return self._review(request, [reasons.about_request(Rule.UNCLEAR_RECORD)])
        visit = max(held, key=lambda one: one.start)
        state, verdict, how = _RECORDED[record.step]
        medium = Medium.TELEPHONE if record.step is Step.TO_TELEPHONE else visit.medium
        to = {"state": state, "medium": medium, "why": record.why, "changed_at": self._as_of}
        self._own[number].remove(visit)
        if visit.start.date() >= local(self._as_of).date():
            self._diary.release(visit)
        return self._decided(request, verdict, [reasons.done(how, visit)], booking=visit.model_copy(update=to))

    def _best_place(self, request: BookingRequest) -> tuple[tuple[datetime, str] | None, list[Reason]]:
        """Return the best start still possible with its counsellor, and what spoke against the better ones."""
        explained: list[Reason] = [reasons.about_request(Rule.BY_STAFF)] if request.by_staff else []
        length = timedelta(minutes=self._office.booking.minutes)
        for wish in sorted(request.wishes, key=lambda one: one.rank):
            failed: dict[Rule, datetime] = {}
            for start in wish.slots:
                rule = broken_rule(self._office, self._days, start, self._as_of, by_staff=request.by_staff)
                slot = slot_at(self._days, start)
                free = self._diary.free(slot, start + length) if slot and rule is None else ()
                if free:
                    counsellor, again = self._counsellor(request.person.seeker_number, free, start)
                    explained.append(reasons.chosen(wish.rank, self._name(counsellor), again=again))
                    return (start, counsellor), explained
                failed.setdefault(rule or Rule.FULL, start)
            if not wish.slots:
                explained.append(reasons.about_wish(wish.rank, Rule.CLOSED))
            only = next(iter(failed.values())) if len(wish.slots) == 1 else None
            explained += [reasons.about_wish(wish.rank, rule, only) for rule in failed]
        if not request.wishes:
            explained.append(reasons.about_request(Rule.CLOSED))
        return None, explained

    def _counsellor(self, number: str, free: tuple[str, ...], start: datetime) -> tuple[str, bool]:
        last = self._last.get(number)
        if last in free:
            return last, True
        return min(free, key=lambda one: (self._diary.load(one, start.date()), free.index(one))), False

    def _name(self, counsellor_id: str) -> str:
        counsellor = self._office.counsellor(counsellor_id)
        return counsellor.name if counsellor else counsellor_id

    def _coming(self, number: str) -> list[Booking]:
        """Return the person's live bookings that are not yet over, the next one first."""
        if not number:
            return []
        coming = [one for one in self._own.get(number, ()) if one.end > local(self._as_of)]
        return sorted(coming, key=lambda one: one.start)

    def _changed(self, booking: Booking, **to: object) -> Booking:
        return booking.model_copy(update={**to, "sequence": booking.sequence + 1, "changed_at": self._as_of})

    def _replace_own(self, old: Booking, new: Booking) -> None:
        own = self._own[old.seeker_number]
        own[own.index(old)] = new

    def _uid(self, request: BookingRequest) -> str:
        """Make an opaque id that no later booking can repeat, the same when the same run is repeated."""
        seed = (self._office.office.id, self._next_id, request.request_id, request.received_at, self._as_of)
        return hashlib.sha256("|".join(map(str, seed)).encode()).hexdigest()[:32]

    def _review(self, request: BookingRequest, said: list[Reason]) -> Decision:
        self._undecided.keep(request)
        return self._decided(request, Verdict.REVIEW, said)

    def _decided(
        self,
        request: BookingRequest,
        verdict: Verdict,
        said: list[Reason],
        *,
        booking: Booking | None = None,
        before: Booking | None = None,
        booking_id: int | None = None,
        withdraws: tuple[int, ...] = (),
    ) -> Decision:
        return Decision(
            request_id=request.request_id,
            verdict=verdict,
            decided_at=self._as_of,
            reasons=tuple(said),
            booking=booking,
            before=before,
            booking_id=booking.booking_id if booking else booking_id,
            withdraws=withdraws,
        )
