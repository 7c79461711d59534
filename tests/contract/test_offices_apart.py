"""Nothing that one office does in a store can be seen by another, whatever numbers both use."""

import inspect
from collections.abc import Callable
from datetime import date
from types import ModuleType

import samples_of_papers as sample
import stores
from stores import AS_OF, at

from madoguchi.files import fingerprint
from madoguchi.model.booking import BookingState
from madoguchi.model.decision import Decision, Reason, Rule, Verdict
from madoguchi.model.item import Form, Outcome
from madoguchi.model.notice import Means, NoticeState
from madoguchi.model.offer import Offer, OfferState
from madoguchi.model.reading import Doubt
from madoguchi.model.request import BookingRequest, RequestState
from madoguchi.model.terms import TermsVersion
from madoguchi.store import arrivals, bookings, decisions, items, ledger, offers, outbox, requests, reviews, terms
from madoguchi.store.engine import Store, Transaction

MODULES = (arrivals, bookings, decisions, items, ledger, offers, outbox, requests, reviews, terms)
NUMBERS = ["28070-1234567"]
UNREAD = fingerprint(b"toyooka 2")
FAR = date(2030, 1, 1)

READS: dict[str, Callable[[Transaction], object]] = {
    "arrivals.unread": lambda t: arrivals.unread(t, 10),
    "arrivals.results_due": arrivals.results_due,
    "arrivals.arrivals_by_hash": lambda t: arrivals.arrivals_by_hash(t, [UNREAD]),
    "arrivals.newest_of_name": lambda t: arrivals.newest_of_name(t, ["電話受付簿.csv"]),
    "arrivals.raw_bytes": lambda t: arrivals.raw_bytes(t, UNREAD),
    "arrivals.arrivals_by_id": lambda t: arrivals.arrivals_by_id(t, [1, 2]),
    "bookings.next_booking_id": bookings.next_booking_id,
    "bookings.live_bookings": lambda t: bookings.live_bookings(t, AS_OF.date()),
    "bookings.live_bookings_of": lambda t: bookings.live_bookings_of(t, NUMBERS),
    "bookings.last_counsellors": lambda t: bookings.last_counsellors(t, NUMBERS),
    "bookings.bookings_between": lambda t: bookings.bookings_between(t, AS_OF.date(), FAR),
    "bookings.unrecorded_bookings": lambda t: bookings.unrecorded_bookings(t, FAR, 10),
    "bookings.bookings_by_id": lambda t: bookings.bookings_by_id(t, range(1, 9)),
    "bookings.events_between": lambda t: bookings.events_between(t, "a", AS_OF.date(), FAR),
    "bookings.count_by_state": bookings.count_by_state,
    "decisions.latest_decisions": lambda t: decisions.latest_decisions(t, range(1, 9)),
    "items.next_item_id": items.next_item_id,
    "items.items_by_identity": lambda t: items.items_by_identity(t, ["row 1", "row 2"]),
    "items.items_of_request": lambda t: items.items_of_request(t, range(1, 9)),
    "items.items_of_arrival": lambda t: items.items_of_arrival(t, 1),
    "items.unreadable_items": items.unreadable_items,
    "ledger.read_ledger": ledger.read_ledger,
    "offers.next_offer_id": offers.next_offer_id,
    "offers.open_offers": offers.open_offers,
    "offers.offers_of": lambda t: offers.offers_of(t, range(1, 9)),
    "outbox.next_notice_id": outbox.next_notice_id,
    "outbox.waiting_notices": lambda t: outbox.waiting_notices(t, Means.MAIL),
    "outbox.notices_by_id": lambda t: outbox.notices_by_id(t, range(1, 9)),
    "outbox.untold": lambda t: outbox.untold(t, range(1, 9)),
    "outbox.count_notices": outbox.count_notices,
    "requests.next_request_id": requests.next_request_id,
    "requests.waiting_requests": requests.waiting_requests,
    "requests.requests_by_id": lambda t: requests.requests_by_id(t, range(1, 9)),
    "requests.filed_under_numbers": lambda t: requests.filed_under_numbers(t, NUMBERS),
    "requests.filed_under_names": lambda t: requests.filed_under_names(t, ["見本太郎"]),
    "requests.waiting_list": requests.waiting_list,
    "requests.open_requests_of": lambda t: requests.open_requests_of(t, NUMBERS),
    "requests.people": lambda t: list(requests.people(t)),
    "requests.count_by_state": requests.count_by_state,
    "reviews.open_entries": reviews.open_entries,
    "reviews.entries_to_ask": lambda t: reviews.entries_to_ask(t, 10),
    "reviews.entries_by_id": lambda t: reviews.entries_by_id(t, range(1, 9)),
    "reviews.open_doubts": lambda t: reviews.open_doubts(t, range(1, 9)),
    "reviews.count_open": reviews.count_open,
    "reviews.people_in_reviews": lambda t: list(reviews.people_in_reviews(t)),
}


def _request(number: int, state: RequestState) -> BookingRequest:
    return sample.request(request_id=number, state=state, name_key="見本太郎")


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
    stores.put_notice(t)
    stores.put_notice(t)
    said = (Reason(rank=0, rule=Rule.FULL, say="満席です。"),)
    decisions.add_decisions(
        t, [Decision(request_id=1, verdict=Verdict.REVIEW, decided_at=AS_OF, booking_id=1, reasons=said)]
    )
    doubts = (Doubt(code="full", say="満席です。"),)
    reviews.open_reviews(
        t,
        [
            reviews.NewReview(3, 3, sample.person(), "12/3", doubts, ask=True),
            reviews.NewReview(5, None, sample.person(), "", doubts, ask=True),
        ],
        AS_OF,
    )
    terms.keep_terms(t, [TermsVersion(version="v", effective_on=FAR, sha256="0", text="本文")], AS_OF)


def _changed(t: Transaction) -> None:
    """Use every function that writes, on the numbers that the other office uses too."""
    first, second = arrivals.arrivals_by_id(t, [1, 2]).values()
    arrivals.mark_results_written(t, [1])
    arrivals.mark_results_due(t, [2])
    arrivals.mark_read(t, [(second, 0, 0)], AS_OF)
    booking = bookings.bookings_by_id(t, [1])[1]
    bookings.replace_booking(t, booking.model_copy(update={"state": BookingState.CANCELLED}), b"")
    bookings.add_bookings(
        t, [(sample.booking(booking_id=3, request_id=1, uid="three", start=at(3), counsellor="b"), b"")]
    )
    requests.replace_request(t, sample.request(request_id=2, person=sample.person(name="見本 次郎"), wishes=()))
    requests.set_states(t, [(1, RequestState.DONE), (3, RequestState.WITHDRAWN)])
    offers.end_offers(t, [(1, OfferState.LAPSED)], AS_OF)
    offers.add_offers(t, [_offer(2)])
    items.set_outcomes(t, [(1, Outcome.DUPLICATE, "重複です。")])
    outbox.set_notice_state(t, [1], NoticeState.DONE)
    outbox.supersede_questions(t, [1, 2, 3])
    outbox.note_notices(t, [(1, "不在")])
    reviews.note_reviews(t, [(1, "確かめ中")])
    reviews.mark_asked(t, [1])
    reviews.close_reviews(t, [(2, "受付A")], AS_OF)
    reviews.close_reviews_of(t, [3], AS_OF, "受付A")
    reviews.remove_reviews_of(t, [3, 5])
    items.remove_items(t, [3, 5])
    arrivals.forget_reading(t, [first.arrival_id])


def _public_functions() -> set[str]:
    return {
        f"{_short(module)}.{name}"
        for module in MODULES
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }


def _short(module: ModuleType) -> str:
    return module.__name__.rpartition(".")[2]


def _seen(store: Store, office: str) -> dict[str, object]:
    with Store(store.engine, office).reading() as t:
        return {name: read(t) for name, read in READS.items() if office == stores.OFFICE or "raw_bytes" not in name}


def test_every_function_of_the_store_is_asked_here() -> None:
    source = inspect.getsource(_fill) + inspect.getsource(_changed) + inspect.getsource(stores)
    written = {name for name in _public_functions() if f"{name}(" in source}
    assert _public_functions() == READS.keys() | written


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
    with Store(store.engine, "kobe").reading() as t:
        assert arrivals.arrivals_by_hash(t, [UNREAD]) == {}
        assert arrivals.newest_of_name(t, ["電話受付簿.csv"]) == {}
        assert arrivals.unread(t, 10) == []


def test_two_offices_can_hold_the_same_mail(store: Store) -> None:
    incoming = arrivals.Incoming(fingerprint(b"x"), "maildir", "x.eml", Form.MAIL, b"x")
    for office in (stores.OFFICE, "kobe"):
        with Store(store.engine, office).writing() as t:
            arrivals.archive(t, [incoming], AS_OF)
        with Store(store.engine, office).reading() as t:
            assert [content for _, content in arrivals.unread(t, 10)] == [b"x"]
