"""A letter that came back becomes one telephone task, as long as what it said still matters."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import samples_of_papers as sample
import stores
from samples_of_papers import AS_OF

from madoguchi.model.booking import BookingState
from madoguchi.model.notice import Means, Notice, NoticeKind, NoticeState
from madoguchi.model.request import RequestState
from madoguchi.store import bookings, bounces, outbox, requests
from madoguchi.store.engine import Store
from scheduler.bounced import call_about_bounced
from scheduler.notices import Desk

DESK = Desk(sample.office(), sample.secrets(), AS_OF)
WHY = "相手のメールボックスがいっぱいで、メールが届きませんでした。"
QUESTION = {"kind": NoticeKind.TELL_US_MORE, "booking_id": None}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = stores.new_store(tmp_path)
    with opened.writing() as t:
        stores.put_booking(t)
    yield opened
    opened.close()


def came_back(store: Store, **changes: object) -> None:
    """Put a letter about the sample's booking that has come back."""
    given = {"booking_id": 7, "request_id": 12, "state": NoticeState.BOUNCED, "handed_over_at": AS_OF, "tries": 2}
    with store.writing() as t:
        letter = stores.put_notice(t, **given | changes)
        number = bounces.next_bounce_id(t)
        bounces.add_bounces(t, [stores.bounce(number, item_id=12, notice_id=letter.notice_id, say=WHY)])


def called(store: Store, desk: Desk = DESK) -> list[Notice]:
    call_about_bounced(store, desk)
    with store.reading() as t:
        assert bounces.bounces_to_call(t) == [], "each is looked at once"
        return [one for one in outbox.waiting_notices(t, Means.TELEPHONE) if one.created_at == desk.as_of]


def test_the_call_says_what_the_letter_said_and_why_it_came_back(store: Store) -> None:
    came_back(store)
    (task,) = called(store)
    assert (task.kind, task.to, task.name) == (NoticeKind.CONFIRMATION, "090-0000-0000", "見本 太郎")
    assert (task.say, task.note) == ("予約が決まりました。", WHY)
    assert (task.request_id, task.booking_id, task.message_id, task.mail) == (12, 7, "", b"")
    assert (task.tries, task.handed_over_at) == (0, None)
    assert called(store) == [task], "once"


def test_the_call_goes_to_the_number_of_the_request_where_there_is_no_booking(store: Store) -> None:
    with store.writing() as t:
        requests.set_states(t, [(12, RequestState.REVIEW)])
    came_back(store, **QUESTION)
    assert [(one.kind, one.to) for one in called(store)] == [(NoticeKind.TELL_US_MORE, "090-0000-0000")]


def test_two_bounces_of_one_letter_are_one_call(store: Store) -> None:
    came_back(store)
    with store.writing() as t:
        bounces.add_bounces(t, [stores.bounce(2, item_id=12, say="二通目")])
    assert [one.note for one in called(store)] == [WHY]
    with store.writing() as t:
        bounces.add_bounces(t, [stores.bounce(3, item_id=12, to_call=False)])
    assert len(called(store)) == 1


@pytest.mark.parametrize(
    ("kind", "booking", "calls", "why"),
    [
        (NoticeKind.CONFIRMATION, {}, 1, "the visit lies ahead"),
        (NoticeKind.REMINDER, {}, 1, "likewise"),
        (NoticeKind.NEW_TERMS, {}, 1, "likewise"),
        (NoticeKind.CONFIRMATION, {"state": BookingState.CANCELLED}, 0, "cancelled meanwhile"),
        (NoticeKind.CONFIRMATION, {"start": AS_OF.replace(tzinfo=None)}, 0, "begun"),
        (NoticeKind.CONFIRMATION, {"start": (AS_OF + timedelta(minutes=1)).replace(tzinfo=None)}, 1, "in a minute"),
        (NoticeKind.CONFIRMATION, {"state": BookingState.COMPLETED}, 0, "held"),
        (NoticeKind.CANCELLATION, {"state": BookingState.CANCELLED}, 1, "they would come for nothing"),
        (NoticeKind.CANCELLATION, {}, 0, "the booking lives again"),
        (
            NoticeKind.CANCELLATION,
            {"state": BookingState.CANCELLED, "start": AS_OF.replace(tzinfo=None)},
            0,
            "the time is over",
        ),
    ],
)
def test_letters_about_a_visit(
    store: Store, kind: NoticeKind, booking: dict[str, object], calls: int, why: str
) -> None:
    came_back(store, kind=kind)
    with store.writing() as t:
        bookings.replace_booking(t, sample.booking(**booking), b"")
    assert len(called(store)) == calls, why


@pytest.mark.parametrize(
    ("kind", "state", "calls", "why"),
    [
        (NoticeKind.TELL_US_MORE, RequestState.REVIEW, 1, "the answer is still waited for"),
        (NoticeKind.TELL_US_MORE, RequestState.BOOKED, 0, "answered otherwise meanwhile"),
        (NoticeKind.TELL_US_MORE, RequestState.WITHDRAWN, 0, "withdrawn meanwhile"),
        (NoticeKind.WAITING, RequestState.WAITING, 1, "it still waits"),
        (NoticeKind.WAITING, RequestState.OFFERED, 0, "a time is offered now"),
        (NoticeKind.OFFER, RequestState.OFFERED, 1, "the offer stands"),
        (NoticeKind.OFFER, RequestState.WAITING, 0, "the offer has lapsed"),
        (NoticeKind.REFUSAL, RequestState.REFUSED, 1, "they wait for an answer"),
    ],
)
def test_letters_about_a_request(store: Store, kind: NoticeKind, state: RequestState, calls: int, why: str) -> None:
    came_back(store, kind=kind, booking_id=None)
    with store.writing() as t:
        requests.set_states(t, [(12, state)])
    assert len(called(store)) == calls, why


@pytest.mark.parametrize(
    ("first", "later", "calls", "why"),
    [
        ({}, {"kind": NoticeKind.MOVED}, 0, "the later word tells how it stands"),
        ({}, {"kind": NoticeKind.MOVED, "state": NoticeState.SUPERSEDED}, 1, "one that nobody is told"),
        ({}, {"kind": NoticeKind.REMINDER}, 1, "a reminder tells no change"),
        ({}, {"kind": NoticeKind.NEW_TERMS}, 1, "nor do new terms"),
        ({"kind": NoticeKind.REMINDER}, {"kind": NoticeKind.MOVED}, 0, "reminded of a time that has changed"),
        ({"kind": NoticeKind.NEW_TERMS}, {"kind": NoticeKind.MOVED}, 1, "the terms are new all the same"),
        ({"kind": NoticeKind.NEW_TERMS}, {"kind": NoticeKind.NEW_TERMS}, 0, "newer terms"),
        ({}, {"kind": NoticeKind.MOVED, "booking_id": None}, 1, "about something else"),
        (QUESTION, QUESTION, 0, "asked again"),
    ],
)
def test_a_later_word_overtakes(
    store: Store, first: dict[str, object], later: dict[str, object], calls: int, why: str
) -> None:
    with store.writing() as t:
        requests.set_states(t, [(12, RequestState.REVIEW)])
    came_back(store, **first)
    with store.writing() as t:
        stores.put_notice(t, **{"booking_id": 7, "request_id": 12, "state": NoticeState.HANDED_OVER, **later})
    assert len(called(store)) == calls, why
