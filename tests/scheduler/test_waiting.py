"""Who on the waiting list is offered what, until when, and who is given up."""

from datetime import datetime, timedelta

import pytest
import samples_of_requests as make
from samples_of_offers import HOUR, offer, waits
from samples_of_requests import AS_OF, booked, wish
from stores import at

from madoguchi.clock import aware, local
from madoguchi.config.office import Office
from madoguchi.config.openings import Closure
from madoguchi.model.offer import OfferState
from madoguchi.model.request import RequestState
from scheduler.openings import OfficeDays
from scheduler.waiting import Moves, WaitingList, next_moves, time_limit, wished_starts

ONE, TWO = make.office(counsellors=1), make.office(counsellors=2)
TODAY = datetime(2026, 11, 30, 14, 0)  # a Monday; it is 9:00


def go(waiting: WaitingList, office: Office = ONE, as_of: datetime = AS_OF) -> Moves:
    return next_moves(waiting, OfficeDays(office), office, as_of)


def made(moves: Moves) -> list[tuple[int, datetime]]:
    return [(one.request_id, one.start) for one in moves.made]


def test_the_first_of_the_list_is_offered_what_is_free() -> None:
    moves = go(WaitingList((waits(2, at(3)), waits(1, at(3)))))
    assert made(moves) == [(1, at(3))]
    assert moves.given_up == ()


def test_an_offer_names_its_counsellor_and_its_limit() -> None:
    (new,) = go(WaitingList((waits(1, at(3)),), next_offer_id=7)).made
    assert (new.offer_id, new.counsellor, new.minutes, new.is_open) == (7, "a", 30, True)
    assert (new.made_at, new.until, new.by_telephone) == (AS_OF, AS_OF + 24 * HOUR, False)
    assert new.end == at(3, 15, 0)


def test_each_gets_the_best_wish_that_is_left() -> None:
    people = (waits(1, at(3), at(4)), waits(2, at(3), at(4)), waits(3, at(3), at(4)))
    assert made(go(WaitingList(people))) == [(1, at(3)), (2, at(4))]


def test_wishes_of_one_rank_are_taken_by_time_and_ranks_before_times() -> None:
    request = waits(1, wish(2, at(2)), wish(1, at(4), at(3)))
    assert wished_starts(request) == [at(3), at(4), at(2)]
    assert made(go(WaitingList((request,)))) == [(1, at(3))]


def test_a_booking_and_an_open_offer_hold_their_time() -> None:
    listed = (waits(1, at(3), state=RequestState.OFFERED), waits(2, at(3), at(4)))
    assert made(go(WaitingList(listed, (offer(1, 1, at(3)),), (booked(9, at(4)),)))) == []
    assert made(go(WaitingList(listed, (offer(1, 1, at(3)),), (booked(9, at(4)),)), TWO)) == [(2, at(3))]


def test_the_counsellor_of_last_time_is_preferred_or_insisted_on() -> None:
    last = {"28070-1": "b"}
    (new,) = go(WaitingList((waits(1, at(3)),), last_counsellors=last), TWO).made
    assert new.counsellor == "b"
    full = WaitingList((waits(1, at(3)),), live=(booked(9, at(3), counsellor="b"),), last_counsellors=last)
    assert [one.counsellor for one in go(full, TWO).made] == ["a"]
    insisting = make.office(counsellors=2, same_counsellor="insist")
    assert go(full, insisting) == Moves()
    gone = make.office(counsellors=1, same_counsellor="insist")
    assert [one.counsellor for one in go(WaitingList((waits(1, at(3)),), last_counsellors=last), gone).made] == ["a"]


def test_only_who_speaks_the_language_is_offered() -> None:
    english = TWO.counsellors[1].model_copy(update={"languages": ("英語",)})
    office = TWO.model_copy(update={"counsellors": (TWO.counsellors[0], english)})
    request = waits(1, at(3))
    person = request.person.model_copy(update={"language": "英語"})
    waiting = WaitingList((request.model_copy(update={"person": person}),))
    assert [one.counsellor for one in go(waiting, office).made] == ["b"]
    assert go(WaitingList(waiting.requests, live=(booked(9, at(3), counsellor="b"),)), office) == Moves()


def test_without_a_counsellor_of_before_the_load_is_even() -> None:
    (new,) = go(WaitingList((waits(1, at(3)),), live=(booked(9, at(3, 10, 0)),)), TWO).made
    assert new.counsellor == "b"


# Limits


@pytest.mark.parametrize(
    ("start", "now", "until", "by_telephone", "why"),
    [
        (at(3), at(1, 9, 0), at(2, 9, 0), False, "a day to answer"),
        (at(3), at(2, 15, 0), datetime(2026, 12, 2, 23, 59, 59), False, "never behind the notice deadline"),
        (at(3), at(2, 22, 30), at(3, 13, 30), True, "the deadline is near: only a call is quick enough"),
        (at(3), at(3, 9, 0), at(3, 13, 30), True, "the deadline has passed"),
        (at(3), at(3, 12, 30), at(3, 13, 30), True, "two hours are just enough"),
        (at(3), at(3, 12, 31), None, None, "too late even for a call"),
        (at(8), at(4, 16, 0), at(7, 16, 0), False, "over the weekend nobody answers"),
        (at(7), at(4, 16, 0), datetime(2026, 12, 6, 23, 59, 59), False, "and still not behind the deadline"),
    ],
)
def test_until_when_an_offer_can_be_answered(
    start: datetime, now: datetime, until: datetime | None, *, by_telephone: bool | None, why: str
) -> None:
    limit = time_limit(ONE, OfficeDays(ONE), start, aware(now))
    assert (limit and (local(limit.until), limit.by_telephone)) == (until and (until, by_telephone)), why


def test_an_hour_to_answer_is_too_short_for_a_letter() -> None:
    hasty = make.office(counsellors=1, offer_hours=1)
    limit = time_limit(hasty, OfficeDays(hasty), at(3), AS_OF)
    assert limit is not None
    assert (limit.until, limit.by_telephone) == (AS_OF + HOUR, True)


def test_a_time_of_today_is_offered_on_the_telephone_alone() -> None:
    (new,) = go(WaitingList((waits(1, TODAY),))).made
    assert (new.by_telephone, local(new.until)) == (True, TODAY - HOUR)


def test_who_cannot_be_called_is_not_offered_a_time_of_today() -> None:
    nobody = waits(1, TODAY)
    silent = nobody.model_copy(update={"person": nobody.person.model_copy(update={"phone": ""})})
    moves = go(WaitingList((silent, waits(2, TODAY))))
    assert made(moves) == [(2, TODAY)]
    assert [one.request.request_id for one in moves.given_up] == [1]


def test_a_time_behind_the_horizon_is_waited_for() -> None:
    assert go(WaitingList((waits(1, datetime(2027, 2, 8, 14, 30)),))) == Moves()


# Endings


def _ending(**changes: object) -> list[OfferState]:
    listed = (waits(1, at(3), at(4), state=changes.pop("state", RequestState.OFFERED)),)
    live = changes.pop("live", ())
    office = changes.pop("office", ONE)
    assert isinstance(office, Office)
    found = WaitingList(listed, (offer(1, 1, at(3), **changes),), live)  # type: ignore[arg-type] # a field by name
    return [one.state for one in go(found, office).ended]


@pytest.mark.parametrize(
    ("changes", "ended", "why"),
    [
        ({}, [], "it stands"),
        ({"until": AS_OF}, [], "the last moment counts"),
        ({"until": AS_OF - timedelta(seconds=1)}, [OfferState.LAPSED], "no word in time"),
        ({"live": (booked(9, at(3)),)}, [OfferState.WITHDRAWN], "staff have booked somebody else"),
        ({"live": (booked(9, at(3, 14, 15)),)}, [OfferState.WITHDRAWN], "a booking reaches into it"),
        ({"counsellor": "z"}, [OfferState.WITHDRAWN], "the counsellor is not there"),
        (
            {"office": make.office(counsellors=1, closures=(Closure(on=at(3).date(), say="停電"),))},
            [OfferState.WITHDRAWN],
            "the day is closed now",
        ),
        ({"state": RequestState.REVIEW}, [], "staff are looking at the answer"),
        ({"state": RequestState.WITHDRAWN}, [OfferState.WITHDRAWN], "nobody wants it any more"),
        ({"state": RequestState.BOOKED}, [OfferState.WITHDRAWN], "the person is booked"),
    ],
)
def test_how_an_offer_ends(changes: dict[str, object], ended: list[OfferState], why: str) -> None:
    assert _ending(**changes) == ended, why


def test_what_has_ended_does_not_end_again() -> None:
    assert go(WaitingList((waits(1, at(3)),), (offer(1, 1, at(3), state=OfferState.LAPSED),))).ended == ()


def test_what_lapses_goes_to_the_next_and_the_person_keeps_the_place() -> None:
    listed = (waits(1, at(3), at(4), state=RequestState.OFFERED), waits(2, at(3), at(4)))
    moves = go(WaitingList(listed, (offer(1, 1, at(3), until=AS_OF - HOUR),), next_offer_id=2))
    assert [(one.offer_id, one.state, one.ended_at) for one in moves.ended] == [(1, OfferState.LAPSED, AS_OF)]
    assert made(moves) == [(1, at(4)), (2, at(3))]
    assert [one.offer_id for one in moves.made] == [2, 3]


def test_nobody_holds_two_offers_with_two_requests() -> None:
    twice = (waits(1, at(3), person=5), waits(2, at(4), person=5))
    assert made(go(WaitingList(twice))) == [(1, at(3))]


# Giving up


def test_after_the_last_offer_staff_take_over() -> None:
    had = tuple(offer(number, 1, at(number), state=OfferState.DECLINED) for number in (1, 2, 3))
    moves = go(WaitingList((waits(1, at(1), at(2), at(3), at(4)),), had))
    assert [(one.request.request_id, one.had_all_offers) for one in moves.given_up] == [(1, True)]
    assert moves.made == ()


@pytest.mark.parametrize(
    ("starts", "why"),
    [
        ((datetime(2026, 11, 27, 14, 30),), "past"),
        ((datetime(2026, 11, 30, 10, 0),), "too late even for a call"),
        ((at(5),), "a Saturday"),
        ((), "nothing is wished for"),
        ((at(3),), "offered before"),
    ],
)
def test_who_waits_in_vain_is_given_up(starts: tuple[datetime, ...], why: str) -> None:
    had = (offer(1, 1, at(3), state=OfferState.LAPSED),)
    moves = go(WaitingList((waits(1, *starts),), had))
    assert [(one.request.request_id, one.had_all_offers) for one in moves.given_up] == [(1, False)], why
    assert moves.made == ()


def test_a_full_time_is_waited_for_as_long_as_somebody_could_be_called() -> None:
    live = (booked(9, TODAY),)
    assert go(WaitingList((waits(1, TODAY),), live=live)) == Moves()
    later = AS_OF + timedelta(hours=3, seconds=1)
    assert len(go(WaitingList((waits(1, TODAY),), live=live), as_of=later).given_up) == 1
