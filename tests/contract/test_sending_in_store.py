"""How sending goes, as the outbox tells it."""

from collections import Counter
from datetime import timedelta

import stores
from stores import AS_OF

from madoguchi.model.notice import Means, NoticeKind, NoticeState
from madoguchi.store import sending
from madoguchi.store.engine import Store

HOUR = timedelta(hours=1)
TARO, HANAKO = "taro@mihon.example", "hanako@mihon.example"


def test_receipts_and_questions_of_an_address_are_counted_and_nothing_else(store: Store) -> None:
    with store.writing() as t:
        stores.put_notice(t, kind=NoticeKind.RECEIPT)
        stores.put_notice(t, kind=NoticeKind.TELL_US_MORE, state=NoticeState.HANDED_OVER)
        stores.put_notice(t, kind=NoticeKind.RECEIPT, created_at=AS_OF - HOUR)  # before
        stores.put_notice(t, kind=NoticeKind.RECEIPT, state=NoticeState.SUPERSEDED)  # never left
        stores.put_notice(t, kind=NoticeKind.TELL_US_MORE, means=Means.TELEPHONE, mail=b"", message_id="")
        stores.put_notice(t, kind=NoticeKind.CONFIRMATION)
        stores.put_notice(t, kind=NoticeKind.RECEIPT, to="jiro@mihon.example")
        asked = [TARO, TARO.upper(), HANAKO]
        assert sending.automatic_letters_since(t, asked, AS_OF - HOUR) == {TARO: 2, TARO.upper(): 2}
        assert sending.automatic_letters_since(t, [], AS_OF - HOUR) == {}


def test_what_waits_longest_waits_since_it_was_written_or_released(store: Store) -> None:
    with store.writing() as t:
        assert (sending.oldest_waiting(t), sending.last_handed_over(t)) == (None, None)
        stores.put_notice(t, created_at=AS_OF - 9 * HOUR, state=NoticeState.HANDED_OVER, handed_over_at=AS_OF)
        stores.put_notice(t, created_at=AS_OF - 8 * HOUR, means=Means.TELEPHONE, mail=b"", message_id="")
        stores.put_notice(t, created_at=AS_OF - 3 * HOUR)
        stores.put_notice(t, created_at=AS_OF - 2 * HOUR, released_at=AS_OF - HOUR)
        assert sending.oldest_waiting(t) == AS_OF - 3 * HOUR
        assert sending.oldest_waiting(t, by_staff=True) == AS_OF - HOUR
        assert sending.count_unreleased(t) == 1
        assert sending.last_handed_over(t) == AS_OF


def test_answers_are_counted_of_letters_that_were_put_off(store: Store) -> None:
    with store.writing() as t:
        stores.put_notice(t, tries=1, answered="RCPT 450 4.2.0")
        stores.put_notice(t, tries=3, answered="RCPT 450 4.2.0")
        stores.put_notice(t, tries=1, answered="CONNECT")
        stores.put_notice(t)
        stores.put_notice(t, tries=2, answered="RCPT 550 5.1.1", state=NoticeState.REFUSED)
        assert sending.count_by_answer(t) == Counter({"RCPT 450 4.2.0": 2, "CONNECT": 1})


def test_what_was_handed_over_lately_is_known_by_address(store: Store) -> None:
    with store.writing() as t:
        for to, ago in ((TARO, 0), (HANAKO, 59), (TARO, 60)):
            at = AS_OF - timedelta(minutes=ago)
            stores.put_notice(t, to=to, state=NoticeState.HANDED_OVER, handed_over_at=at)
        stores.put_notice(t)
        assert sorted(sending.handed_over_since(t, AS_OF - HOUR)) == [HANAKO, TARO]


def test_the_next_try_lies_ahead_and_is_of_a_letter_that_waits(store: Store) -> None:
    with store.writing() as t:
        assert sending.next_try(t, AS_OF) is None
        stores.put_notice(t, next_try_at=AS_OF - HOUR)  # was due, and something else keeps it: no pass helps it
        stores.put_notice(t, next_try_at=AS_OF)
        stores.put_notice(t, next_try_at=AS_OF + HOUR, state=NoticeState.REFUSED)
        assert sending.next_try(t, AS_OF) is None
        stores.put_notice(t, next_try_at=AS_OF + 3 * HOUR)
        stores.put_notice(t, next_try_at=AS_OF + 2 * HOUR)
        assert sending.next_try(t, AS_OF) == AS_OF + 2 * HOUR
