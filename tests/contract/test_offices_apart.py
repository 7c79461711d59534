"""Nothing that one office does in a store can be seen by another, whatever numbers both use."""

import inspect
from datetime import timedelta

import samples_of_papers as sample
import stores
from store_functions import MAIL_FOLDER, READS, UNREAD, VERSION, forgotten_modules, public_functions
from stores import AS_OF, at

from madoguchi.files import fingerprint
from madoguchi.model.booking import BookingState
from madoguchi.model.decision import Decision, Reason, Rule, Verdict
from madoguchi.model.item import Form, Outcome
from madoguchi.model.mailbox import Fetched, MailboxHealth, MailPlace
from madoguchi.model.notice import NoticeKind, NoticeState
from madoguchi.model.offer import Offer, OfferState
from madoguchi.model.reading import Doubt
from madoguchi.model.request import BookingRequest, RequestState
from madoguchi.store import (
    arrivals,
    bookings,
    bounces,
    decisions,
    items,
    keys,
    mailboxes,
    offers,
    outbox,
    replies,
    requests,
    reviews,
    sending,
    subscribers,
    terms,
)
from madoguchi.store.engine import Store, Transaction


def _request(number: int, state: RequestState) -> BookingRequest:
    return sample.request(request_id=number, state=state, name_key="見本太郎", concerns=number - 1 or None)


def _offer(number: int) -> Offer:
    return Offer(offer_id=number, request_id=4, counsellor="a", start=at(5), minutes=30, made_at=AS_OF, until=AS_OF)


def _fill(t: Transaction) -> None:
    """Put something of everything into one office."""
    stores.put_arrival(t, 1)
    stores.put_arrival(t, 2)
    states = (RequestState.BOOKED, RequestState.RECEIVED, RequestState.REVIEW, RequestState.OFFERED)
    for number, state in enumerate(states, 1):
        stores.put_request(t, _request(number, state))
    offers.add_offers(t, [_offer(1)])
    items.add_items(t, [stores.item(5, outcome=Outcome.UNREADABLE, request_id=None)])
    arrivals.mark_read(t, [(arrivals.arrivals_by_id(t, [1])[1], 5, 0)], AS_OF)
    stores.put_booking(t, booking_id=1, request_id=1, uid="one", start=at(3))
    stores.put_booking(t, booking_id=2, request_id=1, uid="two", start=at(4))
    stores.put_booking(t, booking_id=3, request_id=1, uid="gone", start=at(1), state=BookingState.NO_SHOW)
    stores.put_notice(t)
    again = AS_OF + timedelta(hours=1)
    stores.put_notice(t, kind=NoticeKind.RECEIPT, tries=1, next_try_at=again, answered="RCPT 450 4.2.0")
    stores.put_notice(t, booking_id=2, to="old@mihon.example", state=NoticeState.HANDED_OVER, handed_over_at=AS_OF)
    stores.put_notice(t, kind=NoticeKind.REMINDER)
    said = (Reason(rank=0, rule=Rule.FULL, say="満席です。"),)
    decisions.add_decisions(
        t, [Decision(request_id=1, verdict=Verdict.REVIEW, decided_at=AS_OF, booking_id=1, reasons=said)]
    )
    doubts = (Doubt(code="full", say="満席です。"),)
    reviews.open_reviews(
        t,
        [
            reviews.NewReview(3, 3, sample.person(), "12/3", doubts, ask=True),
            reviews.NewReview(5, None, sample.person(), "", doubts, ask=True, receipt_to="taro@mihon.example"),
        ],
        AS_OF,
    )
    terms.keep_terms(t, [VERSION], AS_OF)
    terms.add_told(t, {1: [VERSION]}, AS_OF)
    replies.add_replies(t, [stores.reply(1, to_call=True)])
    bounces.add_bounces(t, [stores.bounce(1)])
    subscribers.add_subscribers(t, [stores.subscriber(1)])
    keys.keep_reply_key(t, AS_OF)
    mailboxes.put_fetched(t, MAIL_FOLDER, [Fetched(1, "a", 9, MailPlace.MOVED), Fetched(2, "b", 9)])
    mailboxes.store_health(t, MailboxHealth(account=MAIL_FOLDER.account, folder="INBOX", validity=5))


def _changed(t: Transaction) -> None:
    """Use every function that writes, on the numbers that the other office uses too."""
    first, second = arrivals.arrivals_by_id(t, [1, 2]).values()
    arrivals.mark_results_written(t, [1])
    arrivals.mark_results_due(t, [2])
    arrivals.mark_read(t, [(second, 0, 0)], AS_OF)
    booking = bookings.bookings_by_id(t, [1])[1]
    bookings.replace_booking(t, booking.model_copy(update={"state": BookingState.CANCELLED}), b"")
    bookings.add_bookings(
        t, [(sample.booking(booking_id=4, request_id=1, uid="three", start=at(3), counsellor="b"), b"")]
    )
    requests.replace_request(t, sample.request(request_id=2, person=sample.person(name="見本 次郎"), wishes=()))
    requests.set_states(t, [(1, RequestState.DONE), (3, RequestState.WITHDRAWN)])
    offers.end_offers(t, [(1, OfferState.LAPSED)], AS_OF)
    offers.add_offers(t, [_offer(2)])
    items.set_outcomes(t, [(1, Outcome.DUPLICATE, "重複です。")])
    subscribers.replace_subscriber(t, stores.subscriber(1, digest="f" * 64, revoked_at=AS_OF))
    terms.forget_told(t, [1])
    terms.add_told(t, {2: [VERSION]}, AS_OF)
    outbox.set_notice_state(t, [1], NoticeState.DONE)
    sending.release(t, [1, 2], AS_OF)
    sending.put_off(t, 2, 5, AS_OF, "RCPT 451")
    outbox.supersede_questions(t, [1, 2, 3])
    sending.note_handed_over(t, [4], AS_OF, "DATA 250")
    outbox.note_notices(t, [(1, "不在")])
    replies.settle_calls(t, [1])
    bounces.settle_calls(t, [1])
    reviews.note_reviews(t, [(1, "確かめ中")])
    reviews.mark_asked(t, [1])
    reviews.mark_acknowledged(t, [1])
    reviews.close_reviews(t, [(2, "受付A")], AS_OF)
    reviews.close_reviews_of(t, [3], AS_OF, "受付A")
    reviews.remove_reviews_of(t, [3, 5])
    items.remove_items(t, [3, 5])
    arrivals.forget_reading(t, [first.arrival_id])
    mailboxes.move_fetched(t, MAIL_FOLDER, [2], MailPlace.GONE)
    mailboxes.put_fetched(t, MAIL_FOLDER, [Fetched(1, "c", 9), Fetched(3, "d", 9)])
    mailboxes.store_health(t, MailboxHealth(account=MAIL_FOLDER.account, folder="INBOX", validity=6))
    mailboxes.forget_folder(t, MAIL_FOLDER)


def _seen(store: Store, office: str) -> dict[str, object]:
    with Store(store.engine, office).writing() as t:  # some claim what they return
        return {name: read(t) for name, read in READS.items() if office == stores.OFFICE or "raw_bytes" not in name}


def test_every_function_of_the_store_is_asked_here() -> None:
    source = inspect.getsource(_fill) + inspect.getsource(_changed) + inspect.getsource(stores)
    written = {name for name in public_functions() if f"{name}(" in source}
    assert forgotten_modules() == set()
    assert public_functions() == READS.keys() | written


def test_every_reading_has_something_to_show(store: Store) -> None:
    with store.writing() as t:
        _fill(t)
    assert [name for name, found in _seen(store, stores.OFFICE).items() if not found] == []


def test_another_office_is_neither_seen_nor_touched(store: Store) -> None:
    with store.writing() as t:
        _fill(t)
    before = _seen(store, stores.OFFICE)
    other = Store(store.engine, "kobe")
    with other.writing() as t:
        _fill(t)
    assert _seen(store, stores.OFFICE) == before
    with other.writing() as t:
        _changed(t)
    assert _seen(store, stores.OFFICE) == before


def test_an_empty_office_beside_a_full_one_sees_nothing(store: Store) -> None:
    nothing = _seen(store, "kobe")
    with store.writing() as t:
        _fill(t)
    assert _seen(store, "kobe") == nothing


def test_the_archive_of_one_office_gives_nothing_to_another(store: Store) -> None:
    with store.writing() as t:
        _fill(t)
    with Store(store.engine, "kobe").writing() as t:
        assert arrivals.arrivals_by_hash(t, [UNREAD]) == {}
        assert arrivals.newest_of_name(t, ["電話受付簿.csv"]) == {}
        assert arrivals.claim_unread(t, 10) == []


def test_two_offices_can_hold_the_same_mail(store: Store) -> None:
    incoming = arrivals.Incoming(fingerprint(b"x"), "maildir", "x.eml", Form.MAIL, b"x")
    for office in (stores.OFFICE, "kobe"):
        with Store(store.engine, office).writing() as t:
            arrivals.archive(t, [incoming], AS_OF)
        with Store(store.engine, office).claiming() as t:
            assert [content for _, content in arrivals.claim_unread(t, 10)] == [b"x"]
