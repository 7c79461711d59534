"""Offers as the store keeps them: for good, and never two of one time."""

import pytest
import stores
from samples_of_offers import HOUR, offer, waits
from sqlalchemy.exc import IntegrityError
from stores import AS_OF, at

from madoguchi.model.notice import NoticeKind, NoticeState
from madoguchi.model.offer import OfferState
from madoguchi.model.request import RequestState
from madoguchi.store import offers, outbox, requests
from madoguchi.store.engine import Store, Transaction


def _put(t: Transaction, *numbers: int) -> None:
    for number in numbers:
        stores.put_request(t, waits(number, at(3)))


def test_an_offer_comes_back_as_it_went_in(store: Store) -> None:
    with store.writing() as t:
        _put(t, 1)
        offers.add_offers(t, [])
        put = offer(1, 1, at(3), by_telephone=True)
        ended = offer(2, 1, at(4), state=OfferState.TAKEN, ended_at=AS_OF)
        offers.add_offers(t, [ended, put])
        assert offers.offers_of(t, [1, 2]) == {1: [put, ended]}
        assert offers.open_offers(t) == [put]
        assert offers.holding_offers(t, [1, 2]) == {1: put}
        assert offers.next_offer_id(t) == 3


@pytest.mark.parametrize("state", [state for state in OfferState if state is not OfferState.OPEN])
def test_an_offer_that_has_ended_leaves_its_time_and_stays_in_the_log(store: Store, state: OfferState) -> None:
    with store.writing() as t:
        _put(t, 1, 2)
        offers.add_offers(t, [offer(1, 1, at(3))])
        offers.end_offers(t, [], AS_OF)
        offers.end_offers(t, [(1, state)], AS_OF + HOUR)
        offers.add_offers(t, [offer(2, 2, at(3))])
        (first,) = offers.offers_of(t, [1])[1]
        assert (first.state, first.ended_at) == (state, AS_OF + HOUR)
        assert offers.holding_offers(t, [1]) == {}
        assert [one.offer_id for one in offers.open_offers(t)] == [2]


def test_the_store_itself_refuses_a_second_open_offer_of_one_time(store: Store) -> None:
    with store.writing() as t:
        _put(t, 1, 2)
        offers.add_offers(t, [offer(1, 1, at(3)), offer(2, 2, at(3), counsellor="b"), offer(3, 2, at(4))])
    with pytest.raises(IntegrityError), store.writing() as t:
        offers.add_offers(t, [offer(4, 2, at(3))])
    with store.reading() as t:
        assert len(offers.open_offers(t)) == 3


def test_the_list_is_in_order_of_receipt_with_its_wishes(store: Store) -> None:
    with store.writing() as t:
        listed = [waits(1, at(3), minute=5), waits(2, at(3), at(4), minute=5), waits(3, at(4), minute=1)]
        for request in [*listed, waits(4, at(3), state=RequestState.RECEIVED)]:
            stores.put_request(t, request)
        requests.set_states(t, [(2, RequestState.OFFERED)])
        offered = listed[1].model_copy(update={"state": RequestState.OFFERED})
        assert requests.waiting_list(t) == [listed[2], listed[0], offered]


def test_what_nobody_was_told_while_undecided_is_taken_back(store: Store) -> None:
    kinds = [NoticeKind.TELL_US_MORE, NoticeKind.WAITING, NoticeKind.OFFER, NoticeKind.CONFIRMATION]
    with store.writing() as t:
        _put(t, 1, 2)
        for kind in kinds:
            stores.put_notice(t, kind=kind, request_id=1)
        stores.put_notice(t, kind=NoticeKind.OFFER, request_id=2, state=NoticeState.HANDED_OVER)
        assert outbox.untold_of_requests(t, [1, 2], NoticeKind.OFFER) == [1]
        outbox.supersede_questions(t, [1, 2])
        found = outbox.notices_by_id(t, range(1, 6))
        assert [found[number].state for number in range(1, 6)] == [
            *[NoticeState.SUPERSEDED] * 3,
            NoticeState.WAITING,
            NoticeState.HANDED_OVER,
        ]
        assert outbox.untold_of_requests(t, [1, 2], NoticeKind.OFFER) == []
