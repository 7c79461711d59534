"""Answers of calendars as the store keeps them: each once, for good, and found without a walk."""

import pytest
import stores
from sqlalchemy.exc import IntegrityError
from stores import at

from madoguchi.model.notice import Means
from madoguchi.model.reply import Answer
from madoguchi.store import bookings, outbox, replies
from madoguchi.store.engine import Store, Transaction


def _put(t: Transaction, *numbers: int) -> None:
    for number in numbers:
        stores.put_booking(t, booking_id=number, request_id=number, uid=f"uid{number}", start=at(number))


def test_an_answer_comes_back_as_it_went_in(store: Store) -> None:
    with store.writing() as t:
        _put(t, 1, 2)
        replies.add_replies(t, [])
        declined = stores.reply(2, booking_id=2, answer=Answer.DECLINED, to_call=True)
        replies.add_replies(t, [declined, stores.reply(1)])
        assert replies.replies_to(t, [1, 2]) == [stores.reply(1), declined]
        assert replies.replies_to(t, [2]) == [declined]
        assert replies.replies_to(t, []) == []
        assert replies.next_reply_id(t) == 3
        assert replies.addresses_answered(t) == ["taro@mihon.example"]


def test_an_answer_is_looked_at_for_a_call_once(store: Store) -> None:
    with store.writing() as t:
        _put(t, 1)
        first = stores.reply(1, to_call=True)
        replies.add_replies(
            t, [first, stores.reply(2, stamp="20261130T000001Z", to_call=True), stores.reply(3, stamp="x")]
        )
        assert [one.reply_id for one in replies.replies_to_call(t)] == [1, 2]
        replies.settle_calls(t, [2])
        assert replies.replies_to_call(t) == [first]


@pytest.mark.parametrize(
    "other", [{"stamp": "20261130T000001Z"}, {"answer": Answer.DECLINED}, {"attendee": "other@mihon.example"}]
)
def test_the_store_itself_refuses_the_same_answer_and_nothing_else(store: Store, other: dict[str, object]) -> None:
    with store.writing() as t:
        _put(t, 1)
        replies.add_replies(t, [stores.reply(1), stores.reply(2, **other)])
    with pytest.raises(IntegrityError), store.writing() as t:
        replies.add_replies(t, [stores.reply(3, **other)])


def test_a_booking_is_found_by_the_name_that_calendars_know(store: Store) -> None:
    with store.writing() as t:
        _put(t, 1, 2)
        assert list(bookings.bookings_by_uid(t, ["uid2", "uid9"])) == [2]
        assert bookings.bookings_by_uid(t, []) == {}


def test_the_addresses_that_letters_went_to_are_told_by_booking(store: Store) -> None:
    with store.writing() as t:
        _put(t, 1, 2)
        stores.put_notice(t, booking_id=1, to="taro@mihon.example")
        stores.put_notice(t, booking_id=1, to="taro.neu@mihon.example")
        stores.put_notice(t, booking_id=1, to="090-0000-0000", means=Means.TELEPHONE, mail=b"", message_id="")
        stores.put_notice(t, booking_id=2, to="hanako@mihon.example")
        assert outbox.addresses_told(t, [1]) == {1: {"taro@mihon.example", "taro.neu@mihon.example"}}
        assert outbox.addresses_told(t, [3]) == {}
