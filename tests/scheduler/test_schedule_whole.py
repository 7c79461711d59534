"""What the stage stores and tells beyond bookings: waiting, refusals, the telephone, records."""

import email
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import samples_of_papers as sample
import samples_of_requests as make
import stores
from samples_of_requests import AS_OF, ask, cancels, record
from stores import at

from madoguchi.model.booking import BookingState, By, Medium
from madoguchi.model.decision import Verdict
from madoguchi.model.item import Channel, Kind
from madoguchi.model.notice import NoticeKind, NoticeState
from madoguchi.model.offer import OfferState
from madoguchi.model.request import BookingRequest, RequestState
from madoguchi.store import bookings, items, offers, outbox, requests
from madoguchi.store.engine import Store
from scheduler.notices import Desk
from scheduler.openings import OfficeDays
from scheduler.schedule import schedule

ONE = make.office(counsellors=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    new = stores.new_store(tmp_path)
    yield new
    new.close()


def run(store: Store, *asked: BookingRequest, hours: int = 0) -> dict[Verdict, int]:
    """Store requests, run the stage so many hours later and return the verdicts that were given."""
    with store.writing() as t:
        for request in asked:
            stores.put_request(t, request)
    desk = Desk(ONE, sample.secrets(), AS_OF + timedelta(hours=hours))
    found = schedule(store, desk, OfficeDays(ONE))
    return {verdict: number for verdict, number in found.items() if number}


def state(store: Store, number: int) -> RequestState:
    with store.reading() as t:
        return requests.requests_by_id(t, [number])[number].state


def told(store: Store) -> list[tuple[NoticeKind, NoticeState]]:
    with store.reading() as t:
        return [(one.kind, one.state) for one in outbox.notices_by_id(t, range(1, 30)).values()]


def by_staff(request: BookingRequest, about: int) -> BookingRequest:
    return request.model_copy(update={"concerns": about, "by_staff": True, "channel": Channel.STAFF})


WAITING, DONE, OVER = NoticeState.WAITING, NoticeState.DONE, NoticeState.SUPERSEDED


def test_who_waits_is_told_so_and_the_row_says_it(store: Store) -> None:
    assert run(store, ask(1, at(3)), ask(2, at(3))) == {Verdict.BOOK: 1, Verdict.WAIT: 1}
    assert state(store, 2) is RequestState.WAITING
    assert told(store)[1] == (NoticeKind.WAITING, WAITING)
    with store.reading() as t:
        assert "空き待ちとして受け付けました。" in items.items_of_request(t, [2])[0].why


def test_a_freed_time_is_offered_in_the_run_that_frees_it_and_taken_by_an_answer(store: Store) -> None:
    run(store, ask(1, at(3)), ask(2, at(3)))
    assert run(store, cancels(3, person=1)) == {Verdict.CANCEL: 1, Verdict.OFFER: 1}
    assert state(store, 2) is RequestState.OFFERED
    with store.writing() as t:
        requests.set_states(t, [(2, RequestState.RECEIVED)])  # the answer names the very time
    assert run(store) == {Verdict.BOOK: 1}
    with store.reading() as t:
        (offer,) = offers.offers_of(t, [2])[2]
        assert (offer.state, offers.open_offers(t)) == (OfferState.TAKEN, [])


def test_who_takes_an_offer_by_another_word_has_taken_it(store: Store) -> None:
    run(store, ask(1, at(3)), ask(2, at(3)))
    run(store, cancels(3, person=1))
    assert run(store, ask(4, at(3), person=2)) == {Verdict.BOOK: 1}
    with store.reading() as t:
        assert offers.offers_of(t, [2])[2][0].state is OfferState.TAKEN
    assert state(store, 2) is RequestState.DUPLICATE
    assert (NoticeKind.OFFER, OVER) in told(store)


def test_a_refusal_is_told_with_its_reason(store: Store) -> None:
    with store.writing() as t:
        stores.put_request(t, ask(1, at(3), state=RequestState.REVIEW))
    word = by_staff(ask(2, person=1, kind=Kind.REFUSAL, note="求職の登録がないため"), about=1)
    assert run(store, word) == {Verdict.REFUSE: 1}
    assert state(store, 1) is RequestState.REFUSED
    with store.reading() as t:
        (notice,) = outbox.notices_by_id(t, range(1, 9)).values()
    assert (notice.kind, notice.request_id) == (NoticeKind.REFUSAL, 1)
    assert "求職の登録がないため。" in notice.say


def test_a_visit_to_come_that_will_be_held_on_the_telephone_is_told_with_a_new_invitation(store: Store) -> None:
    run(store, ask(1, at(3)))
    with store.writing() as t:
        outbox.set_notice_state(t, [1], DONE)
    assert run(store, by_staff(record(2, "電話に切替（回線）", person=1), about=1)) == {Verdict.TO_TELEPHONE: 1}
    with store.reading() as t:
        (booking,) = bookings.bookings_by_id(t, [1]).values()
        notice = outbox.notices_by_id(t, [2])[2]
    assert (booking.medium, booking.why, booking.sequence) == (Medium.TELEPHONE, "回線", 1)
    assert notice.kind is NoticeKind.TO_TELEPHONE
    assert b"SEQUENCE:1" in _calendar(notice.mail)


def _calendar(mail: bytes) -> bytes:
    parts = email.message_from_bytes(mail).walk()
    return next(bytes(one.get_payload(decode=True)) for one in parts if one.get_content_type() == "text/calendar")


@pytest.mark.parametrize(
    ("note", "verdict", "word", "why"),
    [
        ("実施", Verdict.COMPLETE, OVER, "a visit that was held needs no word before it any more"),
        ("連絡なし", Verdict.NO_SHOW, WAITING, "who was absent may not have been told: staff can see that"),
    ],
)
def test_a_word_that_nobody_has_said(store: Store, note: str, verdict: Verdict, word: NoticeState, why: str) -> None:
    run(store, ask(1, at(1)))
    later = record(2, note, person=1).model_copy(update={"received_at": AS_OF + timedelta(days=2)})
    assert run(store, later, hours=48) == {verdict: 1}
    assert told(store) == [(NoticeKind.CONFIRMATION, word)], why


def test_repeated_absence_is_counted_since_the_last_visit_held(store: Store) -> None:
    absent, held = BookingState.NO_SHOW, BookingState.COMPLETED
    with store.writing() as t:
        for number, how in enumerate((absent, absent, held, absent, absent), 1):
            stores.put_request(t, ask(number, at(3), person=9, state=RequestState.BOOKED))
            visit = {"booking_id": number, "request_id": number, "uid": str(number), "state": how}
            stores.put_booking(t, **visit, start=at(number).replace(month=10), seeker_number="28070-9")
        assert bookings.no_shows_of(t, ["28070-9", "28070-8"]) == {"28070-9": 2}
    assert run(store, ask(9, at(3))) == {Verdict.REVIEW: 1}
    with store.reading() as t:
        assert "連絡なしの欠席が2回あります。" in items.items_of_request(t, [9])[0].why


def test_who_cancelled_and_why_is_kept(store: Store) -> None:
    run(store, ask(1, at(3)))
    word = by_staff(cancels(2, person=1, note="設備の点検"), about=1)
    assert run(store, word) == {Verdict.CANCEL: 1}
    with store.reading() as t:
        (booking,) = bookings.bookings_by_id(t, [1]).values()
    assert (booking.state, booking.changed_by, booking.why) == (BookingState.CANCELLED, By.OFFICE, "設備の点検")


def test_a_step_that_cannot_follow_is_before_staff_with_its_sentence(store: Store) -> None:
    run(store, ask(1, at(3)))
    run(store, by_staff(cancels(2, person=1), about=1))
    assert run(store, by_staff(cancels(3, person=1), about=1)) == {Verdict.REVIEW: 1}
    with store.reading() as t:
        assert "「取消済み」のため" in items.items_of_request(t, [3])[0].why
