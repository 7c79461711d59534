"""A refusal that a calendar sent becomes a call, as long as it stands and the visit lies ahead."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import samples_of_papers as sample
import stores
from samples_of_papers import AS_OF

from madoguchi.model.booking import BookingState
from madoguchi.model.notice import Means, Notice, NoticeKind, NoticeState
from madoguchi.model.reply import Answer
from madoguchi.store import bookings, outbox, replies
from madoguchi.store.engine import Store
from scheduler.declined import call_about_declined
from scheduler.notices import Desk

DESK = Desk(sample.office(), sample.secrets(), AS_OF)
NO, YES = Answer.DECLINED, Answer.ACCEPTED


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = stores.new_store(tmp_path)
    with opened.writing() as t:
        stores.put_booking(t)
    yield opened
    opened.close()


def _answered(store: Store, number: int, answer: Answer, **changes: object) -> None:
    with store.writing() as t:
        replies.add_replies(t, [stores.reply(number, booking_id=7, item_id=12, answer=answer, to_call=True, **changes)])


def _called(store: Store, desk: Desk = DESK) -> list[Notice]:
    call_about_declined(store, desk)
    with store.reading() as t:
        assert replies.replies_to_call(t) == []
        return list(outbox.notices_by_id(t, range(1, 20)).values())


def test_the_call_says_that_the_visit_stands_and_asks_what_is_wished(store: Store) -> None:
    _answered(store, 1, NO)
    (notice,) = _called(store)
    assert (notice.kind, notice.means, notice.to) == (NoticeKind.DECLINED, Means.TELEPHONE, "090-0000-0000")
    assert (notice.request_id, notice.booking_id, notice.state) == (12, 7, NoticeState.WAITING)
    for words in (
        "2026年12月3日（木）午後2時30分",
        "M00012",
        "予約はそのまま",
        "規約第4条",
        "取り消すか、別の日時に変えるか",
    ):
        assert words in notice.say
    assert _called(store) == [notice], "once"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"state": BookingState.CANCELLED}, "cancelled meanwhile"),
        ({"state": BookingState.COMPLETED}, "held meanwhile"),
        ({"start": AS_OF.replace(tzinfo=None)}, "begun"),
        ({"sequence": 1}, "moved meanwhile: the refusal was of the other time"),
    ],
)
def test_nobody_is_called_about_what_has_changed_since(store: Store, changes: dict[str, object], why: str) -> None:
    _answered(store, 1, NO)
    with store.writing() as t:
        bookings.replace_booking(t, sample.booking(**changes), b"")
    assert _called(store) == [], why


def test_a_visit_that_begins_after_the_run_is_called_about(store: Store) -> None:
    _answered(store, 1, NO)
    just_before = Desk(DESK.office, DESK.secrets, AS_OF.replace(day=3, month=12, hour=14, minute=29))
    assert len(_called(store, just_before)) == 1


def test_a_later_acceptance_takes_the_call_back_and_a_later_refusal_renews_it(store: Store) -> None:
    _answered(store, 1, NO)
    _called(store)
    _answered(store, 2, YES, stamp="20261130T010000Z")
    assert [one.state for one in _called(store)] == [NoticeState.SUPERSEDED]
    _answered(store, 3, NO, stamp="20261130T020000Z")
    later = Desk(DESK.office, DESK.secrets, AS_OF + timedelta(hours=1))
    assert [one.state for one in _called(store, later)] == [NoticeState.SUPERSEDED, NoticeState.WAITING]


def test_two_refusals_are_one_call(store: Store) -> None:
    _answered(store, 1, NO)
    _answered(store, 2, NO, stamp="20261130T010000Z")
    assert len(_called(store)) == 1


def test_other_notices_of_the_booking_stay(store: Store) -> None:
    with store.writing() as t:
        stores.put_notice(t, booking_id=7, request_id=12)
    _answered(store, 1, NO)
    assert [(one.kind, one.state) for one in _called(store)] == [
        (NoticeKind.CONFIRMATION, NoticeState.WAITING),
        (NoticeKind.DECLINED, NoticeState.WAITING),
    ]
