"""The stage that decides: what it stores, and that it stores it together with what people are told."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import samples_of_papers as sample
import samples_of_requests as make
import stores
from samples_of_requests import AS_OF, ask, cancels, changes, record
from stores import at

from madoguchi.config.office import Office
from madoguchi.errors import TryLater
from madoguchi.model.booking import Booking, BookingState
from madoguchi.model.decision import Rule, Verdict
from madoguchi.model.item import Channel, Outcome
from madoguchi.model.notice import Means, NoticeKind, NoticeState
from madoguchi.model.request import BookingRequest, RequestState
from madoguchi.store import arrivals, bookings, decisions, items, outbox, requests, reviews
from madoguchi.store.engine import Store
from scheduler import schedule as stage
from scheduler import telling
from scheduler.notices import Desk
from scheduler.openings import OfficeDays
from scheduler.schedule import schedule

ONE = make.office(counsellors=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    new = stores.new_store(tmp_path)
    yield new
    new.close()


def run(store: Store, *asked: BookingRequest, office: Office = ONE) -> dict[Verdict, int]:
    """Store requests, run the stage and return the verdicts that were given."""
    with store.writing() as t:
        for request in asked:
            stores.put_request(t, request)
    found = schedule(store, Desk(office, sample.secrets(), AS_OF), OfficeDays(office))
    return {verdict: number for verdict, number in found.items() if number}


def states(store: Store) -> dict[int, RequestState]:
    with store.reading() as t:
        return {number: one.state for number, one in requests.requests_by_id(t, range(1, 20)).items()}


def live(store: Store) -> list[Booking]:
    with store.reading() as t:
        return bookings.live_bookings(t, AS_OF.date())


def told(store: Store) -> list[tuple[NoticeKind, Means, NoticeState]]:
    with store.reading() as t:
        return [(one.kind, one.means, one.state) for one in outbox.notices_by_id(t, range(1, 20)).values()]


WAITING_CONFIRMATION = (NoticeKind.CONFIRMATION, Means.MAIL, NoticeState.WAITING)
SUPERSEDED_CONFIRMATION = (NoticeKind.CONFIRMATION, Means.MAIL, NoticeState.SUPERSEDED)


def test_a_booking_is_stored_with_all_that_belongs_to_it(store: Store) -> None:
    assert run(store, ask(1, at(3))) == {Verdict.BOOK: 1}
    (booking,) = live(store)
    assert (booking.start, booking.request_id, booking.booking_id) == (at(3), 1, 1)
    assert states(store) == {1: RequestState.BOOKED}
    assert told(store) == [WAITING_CONFIRMATION]
    with store.reading() as t:
        assert b"BEGIN:VEVENT" in bookings.events_between(t, AS_OF.date(), at(9).date())[0].event
        decision = decisions.latest_decisions(t, [1])[1]
        assert (decision.verdict, decision.booking_id) == (Verdict.BOOK, 1)
        assert [one.arrival_id for one in arrivals.claim_results_due(t)] == [1]


def test_the_same_run_again_changes_nothing(store: Store) -> None:
    run(store, ask(1, at(3)), ask(2, at(3)))
    before = (live(store), told(store), states(store))
    assert run(store) == {}
    assert (live(store), told(store), states(store)) == before


def test_nothing_is_booked_when_its_notice_cannot_be_written(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("no paper")

    monkeypatch.setattr(telling, "notice_of", broken)
    with pytest.raises(RuntimeError, match="no paper"):
        run(store, ask(1, at(3)))
    assert live(store) == []
    assert told(store) == []
    assert states(store) == {1: RequestState.RECEIVED}
    monkeypatch.undo()
    assert run(store) == {Verdict.BOOK: 1}


def test_an_address_no_letter_can_carry_stops_nobody(store: Store) -> None:
    odd = ask(1, at(3)).model_copy(
        update={"person": sample.person(email='"a b"@mihon.example', seeker_number="28070-1")}
    )
    assert run(store, odd, ask(2, at(4))) == {Verdict.BOOK: 2}
    assert told(store) == [(NoticeKind.CONFIRMATION, Means.TELEPHONE, NoticeState.WAITING), WAITING_CONFIRMATION]


def test_a_time_taken_meanwhile_is_for_the_next_run(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store itself is the last to refuse (promise 5)."""
    with store.writing() as t:
        stores.put_booking(t, booking_id=9, request_id=9, uid="other", start=at(3))
    monkeypatch.setattr(stage.booking_store, "live_bookings", lambda *_: [])
    with pytest.raises(TryLater, match="先に予約"):
        run(store, ask(1, at(3)))
    assert states(store)[1] is RequestState.RECEIVED
    assert told(store) == []
    monkeypatch.undo()
    assert run(store) == {Verdict.WAIT: 1}


def test_what_cannot_be_booked_is_on_the_list_and_asked_about(store: Store) -> None:
    assert run(store, ask(1, at(3)), ask(2, at(5))) == {Verdict.BOOK: 1, Verdict.REVIEW: 1}
    assert states(store) == {1: RequestState.BOOKED, 2: RequestState.REVIEW}
    with store.reading() as t:
        (entry,) = reviews.open_entries(t)
        assert (entry.request_id, [doubt.code for doubt in entry.doubts]) == (2, [Rule.CLOSED.value])
        assert entry.wish_text == "12/05 14:30"
        item = items.items_of_request(t, [2])[0]
        assert (item.outcome, item.why) == (Outcome.NEEDS_REVIEW, entry.doubts[0].say)
        assert reviews.entries_to_ask(t, 9) == []
    assert told(store) == [WAITING_CONFIRMATION, (NoticeKind.TELL_US_MORE, Means.MAIL, NoticeState.WAITING)]


@pytest.mark.parametrize(
    ("request_", "why"),
    [
        (ask(2, at(4), person=1), "the answer would tell what is booked"),
        (cancels(2, person=7), "nobody can say whose booking it is"),
        (record(2, "実施", person=7), "a record is the office's own"),
        (ask(2, at(3), by_staff=True), "staff know"),
    ],
)
def test_some_things_are_for_staff_alone(store: Store, request_: BookingRequest, why: str) -> None:
    run(store, ask(1, at(3)), request_)
    with store.reading() as t:
        assert reviews.count_open(t) == 1, why
    assert told(store) == [WAITING_CONFIRMATION], why


def test_a_repeat_is_told_to_its_item_and_to_nobody_else(store: Store) -> None:
    assert run(store, ask(1, at(3)), ask(2, at(3), person=1)) == {Verdict.BOOK: 1, Verdict.DUPLICATE: 1}
    assert states(store)[2] is RequestState.DUPLICATE
    with store.reading() as t:
        assert items.items_of_request(t, [2])[0].outcome is Outcome.DUPLICATE
    assert told(store) == [WAITING_CONFIRMATION]


def test_the_item_of_the_person_is_told_rather_than_the_answer_of_staff(store: Store) -> None:
    with store.writing() as t:
        stores.put_request(t, ask(1, at(5)))
        items.add_items(t, [stores.item(2, request_id=1, channel=Channel.STAFF, outcome=Outcome.REPLY)])
    run(store)
    with store.reading() as t:
        assert [one.outcome for one in items.items_of_request(t, [1])] == [Outcome.NEEDS_REVIEW, Outcome.REPLY]


def test_what_nobody_has_been_told_is_superseded_by_the_newest_word(store: Store) -> None:
    run(store, ask(1, at(3)))
    assert run(store, changes(2, at(4), person=1)) == {Verdict.MOVE: 1}
    assert told(store) == [SUPERSEDED_CONFIRMATION, WAITING_CONFIRMATION]
    assert run(store, cancels(3, person=1)) == {Verdict.CANCEL: 1}
    assert told(store)[1:] == [SUPERSEDED_CONFIRMATION, (NoticeKind.CANCELLATION, Means.MAIL, NoticeState.WAITING)]
    assert live(store) == []
    assert states(store) == {1: RequestState.BOOKED, 2: RequestState.DONE, 3: RequestState.DONE}


def test_a_word_already_given_is_followed_by_its_change(store: Store) -> None:
    run(store, ask(1, at(3)))
    with store.writing() as t:
        outbox.set_notice_state(t, [1], NoticeState.HANDED_OVER)
    run(store, changes(2, at(4), person=1))
    assert told(store)[1] == (NoticeKind.MOVED, Means.MAIL, NoticeState.WAITING)
    with store.reading() as t:
        moved = outbox.notices_by_id(t, [2])[2]
    assert moved.request_id == 1, "people know the number they were given first"
    assert "2026年12月3日（木）午後2時30分から" in moved.say


def test_a_time_nobody_has_heard_of_is_not_named_as_the_one_before(store: Store) -> None:
    run(store, ask(1, at(3)))
    with store.writing() as t:
        outbox.set_notice_state(t, [1], NoticeState.HANDED_OVER)
    run(store, changes(2, at(4), person=1))
    run(store, changes(3, at(8), person=1))
    with store.reading() as t:
        (moved,) = outbox.waiting_notices(t, Means.MAIL)
    assert moved.kind is NoticeKind.MOVED
    assert "12月8日" in moved.say
    assert "12月4日" not in moved.say


def test_of_several_words_in_one_run_only_the_last_is_said(store: Store) -> None:
    asked = (ask(1, at(3)), changes(2, at(4), person=1), changes(3, at(8), person=1))
    assert run(store, *asked) == {Verdict.BOOK: 1, Verdict.MOVE: 2}
    assert told(store) == [WAITING_CONFIRMATION]
    (booking,) = live(store)
    assert (booking.start, booking.sequence) == (at(8), 2)


def test_the_word_goes_to_the_contact_given_last(store: Store) -> None:
    later = changes(2, at(4), person=1)
    later = later.model_copy(update={"person": later.person.model_copy(update={"email": "neu@mihon.example"})})
    run(store, ask(1, at(3)), later)
    with store.reading() as t:
        (notice,) = outbox.waiting_notices(t, Means.MAIL)
    assert notice.to == "neu@mihon.example"


def test_a_freed_time_is_given_on_in_the_same_run(store: Store) -> None:
    run(store, ask(1, at(3)))
    assert run(store, cancels(2, person=1), ask(3, at(3))) == {Verdict.CANCEL: 1, Verdict.BOOK: 1}
    assert [one.request_id for one in live(store)] == [3]


def test_a_withdrawn_request_leaves_the_list(store: Store) -> None:
    run(store, ask(1, at(3)), ask(2, at(3)))
    assert run(store, cancels(3, person=2)) == {Verdict.WITHDRAW: 1}
    assert states(store)[2] is RequestState.WITHDRAWN
    with store.reading() as t:
        assert reviews.count_open(t) == 0


def test_a_request_withdrawn_in_the_run_that_listed_it_leaves_no_trace_on_the_list(store: Store) -> None:
    run(store, ask(1, at(3)), ask(2, at(3)), cancels(3, person=2))
    assert states(store) == {1: RequestState.BOOKED, 2: RequestState.WITHDRAWN, 3: RequestState.DONE}
    with store.reading() as t:
        assert reviews.count_open(t) == 0
    assert told(store) == [WAITING_CONFIRMATION], "nobody is asked about what was withdrawn"


def test_a_visit_is_recorded_without_a_word(store: Store) -> None:
    with store.writing() as t:
        start = AS_OF.replace(tzinfo=None, day=27, hour=10)
        stores.put_booking(t, booking_id=1, request_id=1, uid="one", start=start, seeker_number="28070-1")
    assert run(store, record(2, "実施", person=1, name_key="")) == {Verdict.COMPLETE: 1}
    assert told(store) == []
    with store.reading() as t:
        assert bookings.bookings_by_id(t, [1])[1].state is BookingState.COMPLETED


def test_more_than_one_batch(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "_BATCH", 2)
    seen: list[tuple[str, int, int]] = []
    starts = [at(day, hour, 0) for day in (2, 3) for hour in (10, 14, 15)]
    with store.writing() as t:
        for number, start in enumerate([*starts, at(5), at(6), at(12)], 1):
            stores.put_request(t, ask(number, start))
    schedule(store, Desk(ONE, sample.secrets(), AS_OF), OfficeDays(ONE), lambda *step: seen.append(step))
    assert len(live(store)) == 6
    assert seen == [("schedule", done, 9) for done in (2, 4, 6, 8, 9)] + [("ask", 2, 2), ("ask", 3, 3)]


def test_a_doubt_without_a_request_is_asked_of_nobody(store: Store) -> None:
    with store.writing() as t:
        stores.put_request(t, ask(1, at(3), state=RequestState.REVIEW))
        reviews.open_reviews(t, [reviews.NewReview(1, None, sample.person(), "", (), ask=True)], AS_OF)
    assert run(store) == {}
    assert told(store) == []
    with store.reading() as t:
        assert reviews.entries_to_ask(t, 9) == []
