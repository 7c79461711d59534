"""What holds of the waiting list, whoever waits and whatever becomes free."""

from datetime import datetime, timedelta

import samples_of_requests as make
from hypothesis import given, settings
from hypothesis import strategies as st
from samples_of_offers import offer, waits
from samples_of_requests import AS_OF, booked, wish
from stores import at

from madoguchi.clock import local
from madoguchi.config.office import Office
from madoguchi.model.decision import Rule
from madoguchi.model.offer import Offer, OfferState
from madoguchi.model.request import BookingRequest, RequestState
from scheduler.openings import OfficeDays
from scheduler.rules import broken_rule
from scheduler.waiting import Moves, WaitingList, next_moves, time_limit, wished_starts

OFFICES = (make.office(counsellors=1), make.office(counsellors=2), make.office(counsellors=2, same_counsellor="insist"))
STARTS = (
    *(at(day, hour, 0) for day in (1, 2, 3) for hour in (10, 14)),
    datetime(2026, 11, 30, 14, 0),  # today
    datetime(2026, 11, 27, 14, 0),  # past
    at(5, 10, 0),  # a Saturday
    datetime(2027, 2, 8, 10, 0),  # behind the horizon
)
ENDS = st.sampled_from([OfferState.LAPSED, OfferState.DECLINED, OfferState.WITHDRAWN])


@st.composite
def lists(draw: st.DrawFn) -> WaitingList:
    people = [
        waits(
            number,
            *(wish(rank, *draw(st.lists(st.sampled_from(STARTS), max_size=3, unique=True))) for rank in (1, 2)),
            person=draw(st.integers(1, 5)),
            minute=draw(st.integers(0, 3)),
        )
        for number in range(1, draw(st.integers(0, 6)) + 1)
    ]
    offers: list[Offer] = []
    held: set[tuple[str, datetime]] = set()
    holding: set[str] = set()
    for number, one in enumerate(people):
        had = draw(st.lists(st.sampled_from(STARTS), max_size=2, unique=True))
        for start in had:
            offers.append(offer(100 + len(offers), one.request_id, start, state=draw(ENDS)))
        start, seat = draw(st.sampled_from(STARTS[:6])), draw(st.sampled_from("ab"))
        who = one.person.seeker_number
        if draw(st.booleans()) and (seat, start) not in held and who not in holding and start not in had:
            held.add((seat, start))
            holding.add(who)
            until = AS_OF + timedelta(hours=draw(st.integers(-2, 2)))
            offers.append(offer(100 + len(offers), one.request_id, start, counsellor=seat, until=until))
            people[number] = one.model_copy(update={"state": RequestState.OFFERED})
    free = [one for one in STARTS[:7] if all(one != start for _, start in held)]
    live = [booked(50 + place, start) for place, start in enumerate(sorted(draw(st.sets(st.sampled_from(free)))))]
    return WaitingList(tuple(people), tuple(offers), tuple(live), next_offer_id=200)


def _go(waiting: WaitingList, office: Office) -> Moves:
    return next_moves(waiting, OfficeDays(office), office, AS_OF)


def _after(waiting: WaitingList, moves: Moves) -> WaitingList:
    """Return the list as it stands when the moves have been carried out."""
    changed = {one.offer_id: one for one in (*moves.ended, *moves.made)}
    offers = tuple({one.offer_id: one for one in waiting.offers} | changed)
    standing = {one.offer_id: one for one in waiting.offers} | changed
    holders = {one.request_id for one in standing.values() if one.is_open}
    given_up = {one.request.request_id for one in moves.given_up}
    states = dict.fromkeys(holders, RequestState.OFFERED) | dict.fromkeys(given_up, RequestState.REVIEW)
    requests = [
        one.model_copy(update={"state": states.get(one.request_id, RequestState.WAITING)}) for one in waiting.requests
    ]
    kept = tuple(standing[number] for number in offers)
    return WaitingList(tuple(requests), kept, waiting.live, waiting.last_counsellors, next_offer_id=300)


def _who(waiting: WaitingList) -> dict[int, str]:
    return {one.request_id: one.person.seeker_number for one in waiting.requests}


law = settings(deadline=None, max_examples=80)
offices = st.sampled_from(OFFICES)


@law
@given(lists(), offices)
def test_no_seat_and_no_person_has_two_open_offers(waiting: WaitingList, office: Office) -> None:
    after, who = _after(waiting, _go(waiting, office)), _who(waiting)
    standing = [one for one in after.offers if one.is_open]
    seats = [(one.counsellor, one.start) for one in standing]
    assert len(set(seats)) == len(seats)
    taken = {(one.counsellor, one.start) for one in waiting.live}
    assert not taken & set(seats)
    assert len({who[one.request_id] for one in standing}) == len(standing)


@law
@given(lists(), offices)
def test_nobody_has_more_offers_than_the_office_makes_nor_one_start_twice(waiting: WaitingList, office: Office) -> None:
    moves, who = _go(waiting, office), _who(waiting)
    for new in moves.made:
        had = [one for one in waiting.offers if who[one.request_id] == who[new.request_id]]
        assert len(had) < office.booking.most_offers
        assert new.start not in {one.start for one in had}


@law
@given(lists(), offices)
def test_nothing_is_offered_outside_the_rules(waiting: WaitingList, office: Office) -> None:
    days, wished = OfficeDays(office), {one.request_id: wished_starts(one) for one in waiting.requests}
    for new in _go(waiting, office).made:
        assert new.start in wished[new.request_id]
        rule = broken_rule(office, days, new.start, AS_OF, by_staff=False)
        assert rule in {None, Rule.TOO_LATE}
        assert new.until > AS_OF
        assert local(new.until) < new.start
        if rule is Rule.TOO_LATE or new.start.date() == AS_OF.date():
            assert new.by_telephone
        if not new.by_telephone:
            assert new.until - AS_OF >= timedelta(hours=2)


@law
@given(lists(), offices)
def test_nobody_is_passed_over_by_a_later_one(waiting: WaitingList, office: Office) -> None:
    """A later person gets no start that an earlier one wants, can make, was not offered and does not wait beside."""
    moves, who, days = _go(waiting, office), _who(waiting), OfficeDays(office)
    place = {one.request_id: (one.received_at, one.request_id) for one in waiting.requests}
    ended = {one.offer_id for one in moves.ended}
    holding = {who[one.request_id] for one in waiting.offers if one.is_open and one.offer_id not in ended}
    given_up = {one.request.request_id for one in moves.given_up}
    got = {who[one.request_id]: one for one in moves.made}
    for new in moves.made:
        for earlier in waiting.requests:
            person = who[earlier.request_id]
            if place[earlier.request_id] >= place[new.request_id] or person in holding:
                continue
            had = {one.start for one in waiting.offers if who[one.request_id] == person}
            if new.start in had or not time_limit(office, days, new.start, AS_OF):
                continue
            wished = wished_starts(earlier)
            if new.start not in wished or person == who[new.request_id]:
                continue
            if earlier.request_id in given_up:
                assert len([one for one in waiting.offers if who[one.request_id] == person]) >= 3
                continue
            assert person in got
            own = got[person]
            if own.request_id == earlier.request_id:
                assert wished.index(own.start) <= wished.index(new.start)


@law
@given(lists(), offices)
def test_the_same_moment_again_changes_nothing(waiting: WaitingList, office: Office) -> None:
    moves = _go(waiting, office)
    assert _go(waiting, office) == moves
    assert _go(_after(waiting, moves), office) == Moves()


@law
@given(lists(), offices, st.randoms(use_true_random=False))
def test_the_order_in_which_the_store_gives_them_does_not_matter(
    waiting: WaitingList, office: Office, chance: object
) -> None:
    assert hasattr(chance, "sample")
    requests: list[BookingRequest] = chance.sample(waiting.requests, len(waiting.requests))
    offers: list[Offer] = chance.sample(waiting.offers, len(waiting.offers))
    mixed = WaitingList(tuple(requests), tuple(offers), waiting.live, waiting.last_counsellors, 200)
    assert _go(mixed, office) == _go(waiting, office)
