"""Bounces as the store keeps them, and letters found by what a bounce says of them."""

from datetime import timedelta

import pytest
import stores
from stores import AS_OF

from madoguchi.model.notice import Means, NoticeState
from madoguchi.store import bounces, outbox
from madoguchi.store.engine import Store, Transaction


def _put(t: Transaction, **changes: object) -> None:
    if not outbox.notices_by_id(t, [1]):
        stores.put_booking(t, booking_id=1, request_id=1)
    stores.put_notice(t, **changes)


def test_a_bounce_comes_back_as_it_went_in(store: Store) -> None:
    with store.writing() as t:
        _put(t)
        _put(t)
        bounces.add_bounces(t, [])
        second = stores.bounce(2, notice_id=2, status="", lasting=False, to_call=False)
        bounces.add_bounces(t, [second, stores.bounce(1)])
        assert bounces.bounces_of_notices(t, [1, 2]) == [stores.bounce(1), second]
        assert bounces.bounces_of_notices(t, [2]) == [second]
        assert bounces.bounces_of_notices(t, []) == []
        assert bounces.next_bounce_id(t) == 3


def test_a_bounce_is_looked_at_for_a_call_once(store: Store) -> None:
    with store.writing() as t:
        _put(t)
        bounces.add_bounces(t, [stores.bounce(number, to_call=number != 3) for number in (1, 2, 3)])
        assert [one.bounce_id for one in bounces.bounces_to_call(t)] == [1, 2]
        bounces.settle_calls(t, [2])
        assert bounces.bounces_to_call(t) == [stores.bounce(1)]


@pytest.mark.parametrize(
    ("bounce", "asked", "found", "why"),
    [
        ({}, ["taro@mihon.example"], {"taro@mihon.example"}, "there is no such user"),
        ({}, ["Taro@MIHON.example"], {"Taro@MIHON.example"}, "servers look through the case, and it is told as asked"),
        ({"recipient": "Taro@Mihon.example"}, ["taro@mihon.example"], {"taro@mihon.example"}, "so was it written"),
        (
            {},
            ["TARO@mihon.example", "taro@mihon.example"],
            {"TARO@mihon.example", "taro@mihon.example"},
            "both are the one address",
        ),
        ({}, ["hanako@mihon.example"], set(), "somebody else"),
        ({"recipient": "taro..y.@mihon.example"}, ["taro..y@mihon.example"], set(), "addresses stay as written"),
        ({"lasting": False}, ["taro@mihon.example"], set(), "the mailbox was full, or refused this one letter"),
        (
            {"received_at": AS_OF - timedelta(days=30)},
            ["taro@mihon.example"],
            {"taro@mihon.example"},
            "just since then",
        ),
        ({"received_at": AS_OF - timedelta(days=30, seconds=1)}, ["taro@mihon.example"], set(), "long ago"),
        ({"to_call": False}, ["taro@mihon.example"], {"taro@mihon.example"}, "whether they were called or not"),
        ({}, [], set(), "nobody is asked about"),
    ],
)
def test_an_address_that_no_letter_reaches(
    store: Store, bounce: dict[str, object], asked: list[str], found: set[str], why: str
) -> None:
    with store.writing() as t:
        _put(t)
        bounces.add_bounces(t, [stores.bounce(1, **bounce)])
        assert bounces.unreachable(t, asked, AS_OF - timedelta(days=30)) == found, why


def test_letters_are_found_by_their_message_ids(store: Store) -> None:
    with store.writing() as t:
        _put(t, message_id="<one@mihon.example>", state=NoticeState.HANDED_OVER)
        _put(t, message_id="<two@mihon.example>")
        _put(t, message_id="", mail=b"", means=Means.TELEPHONE)
        found = outbox.letters_by_message_id(t, ["<two@mihon.example>", "", "<one@mihon.example>", "<x@mihon.example>"])
        assert [letter.notice_id for letter in found] == [1, 2]
        assert outbox.letters_by_message_id(t, [""]) == [], "a telephone task has none"


def test_letters_are_found_by_who_they_were_written_to(store: Store) -> None:
    with store.writing() as t:
        _put(t, created_at=AS_OF - timedelta(days=6))
        _put(t, created_at=AS_OF - timedelta(days=5))
        _put(t, to="hanako@mihon.example")
        _put(t, means=Means.TELEPHONE, mail=b"", message_id="")
        _put(t, to="taro@mihon.example")
        since = AS_OF - timedelta(days=5)
        assert [one.notice_id for one in outbox.letters_to(t, ["Taro@mihon.example"], since)] == [2, 5]
        assert outbox.letters_to(t, [], since) == []
