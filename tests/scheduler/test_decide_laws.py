"""What holds of every run, whatever is asked of it."""

import dataclasses
import itertools
from datetime import datetime

import samples_of_papers as sample
import samples_of_requests as make
from hypothesis import given, settings
from hypothesis import strategies as st
from samples_of_requests import AS_OF, ask, booked
from stores import at

from madoguchi.clock import local
from madoguchi.config.office import Office
from madoguchi.model.booking import Booking
from madoguchi.model.decision import Decision, Rule, Verdict
from madoguchi.model.item import Kind
from madoguchi.model.offer import Offer
from madoguchi.model.request import BookingRequest
from scheduler.decide import decide
from scheduler.openings import OfficeDays
from scheduler.rules import broken_rule
from scheduler.situation import Situation

OFFICES = (make.office(counsellors=1), make.office(counsellors=2), make.office(counsellors=2, every=40, minutes=40))
# Two days that can be booked, a Saturday, today and a day behind the horizon: few, so that people collide.
STARTS = (
    *(at(3, hour, minute) for hour, minute in ((9, 30), (10, 0), (10, 10), (14, 0), (14, 40))),
    *(at(4, hour, minute) for hour, minute in ((9, 30), (10, 0), (14, 40))),
    at(5, 9, 30),
    datetime(2026, 11, 30, 14, 0),
    datetime(2027, 3, 1, 9, 30),
)
KINDS = st.sampled_from([Kind.REQUEST] * 4 + [Kind.CHANGE, Kind.CANCELLATION, Kind.RECORD])


@st.composite
def requests(draw: st.DrawFn) -> BookingRequest:
    number = draw(st.integers(1, 10_000))
    ranks = draw(st.lists(st.tuples(st.integers(1, 3), st.lists(st.sampled_from(STARTS), max_size=3)), max_size=3))
    person = draw(st.integers(1, 4))
    return ask(
        number,
        *(make.wish(rank, *sorted(starts)) for rank, starts in ranks),
        person=person,
        kind=draw(KINDS),
        minute=draw(st.integers(0, 5)),
        note=draw(st.sampled_from(["実施", "連絡なし", ""])),
        by_staff=draw(st.sampled_from([False, False, False, True])),
        name_key=f"見本{person}" if draw(st.integers(0, 9)) else "別人",
    )


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    """Draw live bookings that could stand together: one a person, none at a time that is taken."""
    live: list[Booking] = []
    for person in draw(st.sets(st.integers(1, 6))):
        new = booked(
            person,
            draw(st.sampled_from(STARTS[:8])),
            minutes=draw(st.sampled_from([30, 40])),
            counsellor=draw(st.sampled_from("ab")),
        )
        if not any(_overlap(new, other) for other in live):
            live.append(new)
    return Situation(live=tuple(live), own=tuple(live), next_booking_id=100)


def _overlap(one: Booking, other: Booking) -> bool:
    return one.counsellor == other.counsellor and one.start < other.end and other.start < one.end


def _after(situation: Situation, decisions: tuple[Decision, ...]) -> list[Booking]:
    """Return the live bookings as they stand after the decisions."""
    standing = {booking.booking_id: booking for booking in situation.live}
    standing |= {one.booking.booking_id: one.booking for one in decisions if one.booking}
    return [booking for booking in standing.values() if booking.is_live]


def _decide(asked: list[BookingRequest], situation: Situation, office: Office) -> tuple[Decision, ...]:
    return tuple(decide(asked, situation, OfficeDays(office), office, AS_OF))


lists = st.lists(requests(), max_size=12, unique_by=lambda one: one.request_id)
offices = st.sampled_from(OFFICES)
law = settings(deadline=None, max_examples=60)


@law
@given(lists, situations(), offices)
def test_nobodys_time_is_given_twice(asked: list[BookingRequest], situation: Situation, office: Office) -> None:
    standing = _after(situation, _decide(asked, situation, office))
    assert not [pair for pair in itertools.combinations(standing, 2) if _overlap(*pair)]


@law
@given(lists, situations(), offices)
def test_each_decision_can_be_carried_out_in_its_turn(
    asked: list[BookingRequest], situation: Situation, office: Office
) -> None:
    """The database refuses two bookings of one time, so whoever frees it must come before whoever takes it."""
    standing = {booking.booking_id: booking for booking in situation.live}
    for decision in _decide(asked, situation, office):
        if decision.booking:
            standing[decision.booking.booking_id] = decision.booking
        live = [booking for booking in standing.values() if booking.is_live]
        assert not [pair for pair in itertools.combinations(live, 2) if _overlap(*pair)]


@law
@given(lists, situations(), offices, st.data())
def test_nobody_gets_a_time_that_is_offered_to_somebody_else(
    asked: list[BookingRequest], situation: Situation, office: Office, data: st.DataObject
) -> None:
    free = [start for start in STARTS[:8] if not any(one.start <= start < one.end for one in situation.live)]
    start = data.draw(st.sampled_from([*free, None]))
    if start is None:
        return
    offer = Offer(offer_id=1, request_id=99_999, counsellor="a", start=start, minutes=40, made_at=AS_OF, until=AS_OF)
    held = dataclasses.replace(situation, offers=(offer,))
    for decision in _decide(asked, held, office):
        if decision.booking and decision.verdict in {Verdict.BOOK, Verdict.MOVE}:
            took = decision.booking
            assert took.counsellor != "a" or took.end <= offer.start or offer.end <= took.start


@law
@given(lists, situations(), offices)
def test_a_person_has_one_live_booking(asked: list[BookingRequest], situation: Situation, office: Office) -> None:
    people = [booking.seeker_number for booking in _after(situation, _decide(asked, situation, office))]
    assert len(people) == len(set(people))


@law
@given(lists, situations(), offices, st.randoms(use_true_random=False))
def test_the_order_of_giving_means_nothing(
    asked: list[BookingRequest], situation: Situation, office: Office, chance: object
) -> None:
    before = _decide(asked, situation, office)
    chance.shuffle(asked)  # type: ignore[attr-defined] # a random.Random
    assert _decide(asked, situation, office) == before


@law
@given(lists, situations(), offices, st.integers(0, 12))
def test_nobody_loses_by_who_comes_later(
    asked: list[BookingRequest], situation: Situation, office: Office, first: int
) -> None:
    """The start may be another one of the same rank; whether and by which rank somebody is served may not change."""
    in_order = sorted(asked, key=lambda one: (one.received_at, one.person.seeker_number, one.request_id))
    whole = {one.request_id: one for one in _decide(in_order, situation, office)}
    for decision in _decide(in_order[:first], situation, office):
        later = whole[decision.request_id]
        assert (later.verdict, _ranks(later)) == (decision.verdict, _ranks(decision))


def _ranks(decision: Decision) -> list[int]:
    return [reason.rank for reason in decision.reasons if reason.rule is Rule.CHOSEN]


@law
@given(lists, situations(), offices)
def test_every_request_is_decided_once_and_explained(
    asked: list[BookingRequest], situation: Situation, office: Office
) -> None:
    decisions = _decide(asked, situation, office)
    assert sorted(one.request_id for one in decisions) == sorted(one.request_id for one in asked)
    for decision in decisions:
        assert decision.reasons
        assert all(reason.say.endswith("。") for reason in decision.reasons)
        assert (decision.booking is not None) is (
            decision.verdict not in {Verdict.DUPLICATE, Verdict.REVIEW, Verdict.WITHDRAW, Verdict.WAIT}
        )


@law
@given(lists, situations(), offices)
def test_what_is_booked_was_wished_and_is_open(
    asked: list[BookingRequest], situation: Situation, office: Office
) -> None:
    by_id = {request.request_id: request for request in asked}
    for decision in _decide(asked, situation, office):
        if decision.verdict not in {Verdict.BOOK, Verdict.MOVE}:
            continue
        assert decision.booking is not None
        request, start = by_id[decision.request_id], decision.booking.start
        chosen = decision.reasons[-1]
        assert chosen.rule is Rule.CHOSEN
        assert start in {slot for wish in request.wishes if wish.rank == chosen.rank for slot in wish.slots}
        assert broken_rule(office, OfficeDays(office), start, AS_OF, by_staff=request.by_staff) is None
        better = {wish.rank for wish in request.wishes if wish.rank < chosen.rank}
        assert better <= {reason.rank for reason in decision.reasons}


@law
@given(lists, situations(), offices)
def test_announced_bookings_move_only_by_a_word_of_their_own(
    asked: list[BookingRequest], situation: Situation, office: Office
) -> None:
    spoke = {request.person.seeker_number for request in asked}
    standing = _after(situation, _decide(asked, situation, office))
    assert [one for one in situation.live if one.seeker_number not in spoke and one not in standing] == []


def test_the_table_holds_what_it_says() -> None:
    days = OfficeDays(OFFICES[0])
    rules = [broken_rule(OFFICES[0], days, start, AS_OF, by_staff=False) for start in STARTS]
    assert rules.count(None) == 5
    assert local(AS_OF) < STARTS[-2]
    assert sample.AS_OF == AS_OF
