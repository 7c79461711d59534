"""What the store tells for the figures and the week view, on both databases."""

from datetime import datetime, timedelta

import samples_of_papers as sample
import stores
from samples_of_requests import ask
from stores import AS_OF, at

from madoguchi.model.booking import BookingState, Medium
from madoguchi.model.decision import Decision, Verdict
from madoguchi.model.item import Channel, Kind
from madoguchi.model.reading import Doubt
from madoguchi.model.request import RequestState
from madoguchi.store import bookings, figures, reviews
from madoguchi.store.decisions import add_decisions
from madoguchi.store.engine import Store, Transaction
from madoguchi.store.figures import Asked, Received, Visits, Wait

HOUR = timedelta(hours=1)


def _book(t: Transaction, number: int, start: datetime, **changes: object) -> None:
    stores.put_booking(t, booking_id=number, request_id=number, uid=f"uid{number}", start=start, **changes)


def _decide(t: Transaction, number: int, hours: int) -> None:
    decided = Decision(
        request_id=number, verdict=Verdict.BOOK, decided_at=AS_OF + hours * HOUR, booking_id=number, reasons=()
    )
    add_decisions(t, [decided])


def test_visits_are_counted_by_start_and_state_within_the_window(store: Store) -> None:
    with store.writing() as t:
        _book(t, 1, at(1))
        _book(t, 2, at(1), counsellor="b")
        _book(t, 3, at(1), counsellor="c", state=BookingState.CANCELLED)
        _book(t, 4, at(3, 15, 30), state=BookingState.NO_SHOW)
        _book(t, 5, at(4))
        found = figures.visits_by_start(t, at(1).date(), at(3).date())
    assert found == [
        Visits(at(1), BookingState.CANCELLED, 1),
        Visits(at(1), BookingState.CONFIRMED, 2),
        Visits(at(3, 15, 30), BookingState.NO_SHOW, 1),
    ]


def test_a_wait_ends_with_the_first_decision_about_the_visit(store: Store) -> None:
    with store.writing() as t:
        for number, channel in ((1, Channel.MAIL), (2, Channel.STAFF), (3, Channel.MAIL), (4, Channel.MAIL)):
            stores.put_request(t, sample.request(request_id=number, channel=channel, state="booked"))
        _book(t, 1, at(2))
        _book(t, 2, at(2, 9, 30))  # booked at the counter: nobody waited
        _book(t, 3, at(2, 10, 0), state=BookingState.CANCELLED)
        _book(t, 4, at(2, 15, 0))  # nothing is known of its decision
        for number, hours in ((1, 5), (1, 30), (2, 1), (3, 1)):
            _decide(t, number, hours)
        assert figures.waits_between(t, at(1).date(), at(2).date()) == [
            Wait(sample.request().received_at, AS_OF + 5 * HOUR, at(2))
        ]
        assert figures.waits_between(t, at(3).date(), at(4).date()) == []


def test_only_requests_for_a_visit_are_counted_and_none_twice(store: Store) -> None:
    with store.writing() as t:
        stores.put_request(t, ask(1, at(3), received_at=AS_OF, channel=Channel.TELEPHONE))
        stores.put_request(t, ask(2, at(3), received_at=AS_OF, state=RequestState.DUPLICATE))
        stores.put_request(t, ask(3, received_at=AS_OF, kind=Kind.CANCELLATION))
        stores.put_request(t, ask(4, at(3), received_at=AS_OF - HOUR))
        stores.put_request(t, ask(5, at(3), received_at=AS_OF + HOUR))
        found = figures.requests_received(t, AS_OF - HOUR, AS_OF + HOUR)
    assert found == [Received(AS_OF - HOUR, Channel.MAIL), Received(AS_OF, Channel.TELEPHONE)]


def _review(t: Transaction, number: int, at_: datetime, *codes: str) -> None:
    if number == 1:
        stores.put_request(t, ask(1, at(3)))
    doubts = tuple(Doubt(code=code, say="確かめてください。") for code in codes)
    reviews.open_reviews(t, [reviews.NewReview(1, 1, sample.person(), "", doubts, ask=False)], at_)


def test_reasons_are_counted_as_they_came_together_settled_or_not(store: Store) -> None:
    with store.writing() as t:
        _review(t, 1, AS_OF, "phone_odd")
        _review(t, 2, AS_OF, "no_wish", "phone_odd")
        _review(t, 3, AS_OF + HOUR, "no_wish", "phone_odd")
        _review(t, 4, AS_OF + 2 * HOUR, "no_wish")
        reviews.close_reviews(t, [(2, "受付A")], AS_OF + HOUR)
        found = figures.doubts_raised(t, AS_OF, AS_OF + 2 * HOUR)
    assert found == [Asked(("no_wish", "phone_odd"), 2), Asked(("phone_odd",), 1)]


def test_the_newest_is_another_with_each_request_decision_and_review(store: Store) -> None:
    with store.writing() as t:
        seen = [figures.newest(t)]
        _review(t, 1, AS_OF, "phone_odd")  # with its request
        seen.append(figures.newest(t))
        _decide(t, 1, 1)
        seen.append(figures.newest(t))
        _review(t, 2, AS_OF, "phone_odd")
        seen.append(figures.newest(t))
        reviews.remove_reviews_of(t, [1])
        _review(t, 3, AS_OF, "phone_odd")
        _review(t, 4, AS_OF + HOUR, "no_wish")  # the same number as before, at another time
        seen.append(figures.newest(t))
    assert len(set(map(tuple, seen))) == len(seen)


def test_a_week_shows_whose_visit_it_is_and_how_it_stands(store: Store) -> None:
    with store.writing() as t:
        _book(t, 1, at(1), state=BookingState.COMPLETED, medium=Medium.TELEPHONE)
        _book(t, 2, at(3))
        _book(t, 3, at(2), state=BookingState.CANCELLED)
        _book(t, 4, at(1) - timedelta(days=1))
        found = bookings.visits_since(t, at(1).date())
    assert found == [
        bookings.Visit(1, "見本 太郎", "a", at(1), 30, Medium.TELEPHONE, BookingState.COMPLETED),
        bookings.Visit(2, "見本 太郎", "a", at(3), 30, Medium.VIDEO, BookingState.CONFIRMED),
    ]
    assert found[1].end == at(3) + timedelta(minutes=30)
