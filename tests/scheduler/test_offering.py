"""The rim of the waiting list: what it stores, and that it stores it together with what people are told."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import samples_of_papers as sample
import samples_of_requests as make
import stores
from samples_of_offers import HOUR, offer, waits
from samples_of_requests import AS_OF, ask
from sqlalchemy.exc import IntegrityError
from stores import at

from madoguchi.config.office import Office
from madoguchi.config.openings import Closure
from madoguchi.errors import TryLater
from madoguchi.model.decision import Verdict
from madoguchi.model.item import Outcome
from madoguchi.model.notice import Means, Notice, NoticeKind, NoticeState
from madoguchi.model.offer import Offer, OfferState
from madoguchi.model.request import BookingRequest, RequestState
from madoguchi.store import decisions, items, offers, outbox, requests, reviews
from madoguchi.store.engine import Store
from scheduler import offering
from scheduler.notices import Desk
from scheduler.offering import offer_free
from scheduler.openings import OfficeDays

ONE = make.office(counsellors=1)
TODAY = datetime(2026, 11, 30, 14, 0)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    new = stores.new_store(tmp_path)
    yield new
    new.close()


def put(store: Store, *asked: BookingRequest, made: tuple[Offer, ...] = (), told: bool = True) -> None:
    """Store requests with the offers made to them; each open offer with its letter, told or not."""
    with store.writing() as t:
        for request in asked:
            stores.put_request(t, request)
        offers.add_offers(t, made)
        for one in made:
            if one.is_open:
                state = NoticeState.HANDED_OVER if told else NoticeState.WAITING
                stores.put_notice(t, kind="offer", request_id=one.request_id, booking_id=None, state=state)


def run(store: Store, office: Office = ONE, as_of: datetime = AS_OF) -> dict[Verdict, int]:
    return dict(offer_free(store, Desk(office, sample.secrets(), as_of), OfficeDays(office)))


def states(store: Store) -> dict[int, RequestState]:
    with store.reading() as t:
        return {number: one.state for number, one in requests.requests_by_id(t, range(1, 20)).items()}


def made(store: Store) -> dict[int, OfferState]:
    with store.reading() as t:
        by_request = offers.offers_of(t, range(1, 20))
        return {one.offer_id: one.state for each in by_request.values() for one in each}


def notices(store: Store) -> list[Notice]:
    with store.reading() as t:
        return list(outbox.notices_by_id(t, range(1, 20)).values())


def told(store: Store) -> list[tuple[NoticeKind, Means, NoticeState]]:
    return [(one.kind, one.means, one.state) for one in notices(store)]


OFFERED = (NoticeKind.OFFER, Means.MAIL, NoticeState.WAITING)
WAITS = (NoticeKind.WAITING, Means.MAIL, NoticeState.WAITING)
GONE = (NoticeKind.OFFER, Means.MAIL, NoticeState.SUPERSEDED)
HEARD = (NoticeKind.OFFER, Means.MAIL, NoticeState.HANDED_OVER)


def test_an_offer_is_stored_with_all_that_belongs_to_it(store: Store) -> None:
    put(store, waits(1, at(3)), waits(2, at(3)))
    assert run(store) == {Verdict.OFFER: 1}
    assert states(store) == {1: RequestState.OFFERED, 2: RequestState.WAITING}
    assert told(store) == [OFFERED]
    (notice,) = notices(store)
    assert (notice.request_id, notice.booking_id) == (1, None)
    assert notice.message_id == "<n.o1.1.offer@hellowork-toyooka.example>"
    with store.reading() as t:
        (standing,) = offers.open_offers(t)
        assert (standing.request_id, standing.start, standing.until) == (1, at(3), AS_OF + 24 * HOUR)
        decision = decisions.latest_decisions(t, [1])[1]
        assert decision.verdict is Verdict.OFFER
        assert "2026年12月3日（木）午後2時30分" in decision.reasons[0].say


def test_the_same_run_again_changes_nothing(store: Store) -> None:
    put(store, waits(1, at(3)), waits(2, at(3)))
    run(store)
    before = (states(store), made(store), notices(store))
    assert run(store) == {}
    assert (states(store), made(store), notices(store)) == before


def test_an_empty_list_asks_the_store_twice_and_writes_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    put(store, ask(1, at(3)))
    monkeypatch.setattr(offering, "_waiting_list", None)  # it would fail if it were called
    assert run(store) == {}


def test_nothing_is_offered_when_its_notice_cannot_be_written(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("no paper")

    put(store, waits(1, at(3)))
    monkeypatch.setattr(offering, "offer_notice", broken)
    with pytest.raises(RuntimeError, match="no paper"):
        run(store)
    assert (made(store), states(store), told(store)) == ({}, {1: RequestState.WAITING}, [])


def test_a_time_offered_meanwhile_is_for_the_next_run(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store itself is the last to refuse."""

    def refused(*_: object) -> None:
        raise IntegrityError("insert", {}, Exception("offers_never_twice"))

    put(store, waits(1, at(3)))
    monkeypatch.setattr(offering.offer_store, "add_offers", refused)
    with pytest.raises(TryLater, match="先に案内"):
        run(store)
    assert states(store) == {1: RequestState.WAITING}


def test_a_time_of_today_is_a_telephone_task_even_for_who_has_mail(store: Store) -> None:
    put(store, waits(1, TODAY))
    run(store)
    assert told(store) == [(NoticeKind.OFFER, Means.TELEPHONE, NoticeState.WAITING)]
    (task,) = notices(store)
    assert (task.to, task.mail, task.message_id) == ("090-0000-0000", b"", "")
    assert "午後1時まで" in task.say


def test_who_has_no_mail_is_called(store: Store) -> None:
    request = waits(1, at(3))
    put(store, request.model_copy(update={"person": request.person.model_copy(update={"email": ""})}))
    run(store)
    assert told(store) == [(NoticeKind.OFFER, Means.TELEPHONE, NoticeState.WAITING)]


def test_what_lapses_goes_to_the_next_and_is_logged(store: Store) -> None:
    _waits_on(store, told=True, until=AS_OF - HOUR)
    put(store, waits(2, at(3)))
    assert run(store) == {Verdict.LAPSE: 1, Verdict.OFFER: 1}
    assert states(store) == {1: RequestState.WAITING, 2: RequestState.OFFERED, 9: RequestState.BOOKED}
    assert made(store) == {1: OfferState.LAPSED, 2: OfferState.OPEN}
    assert told(store) == [HEARD, OFFERED], "who heard of the offer knows that it is over"
    with store.reading() as t:
        assert offers.offers_of(t, [1])[1][0].ended_at == AS_OF
        assert decisions.latest_decisions(t, [1])[1].verdict is Verdict.LAPSE


def _waits_on(store: Store, *, told: bool, **of_offer: object) -> None:
    """Let one wait for two times, of which the second is full, with an offer for the first."""
    two = waits(1, at(3), at(4), state=RequestState.OFFERED)
    put(store, two, made=(offer(1, 1, at(3), **of_offer),), told=told)
    with store.writing() as t:
        stores.put_booking(t, booking_id=9, request_id=9, uid="other", start=at(4))


def test_who_never_heard_of_the_offer_hears_that_they_wait(store: Store) -> None:
    _waits_on(store, told=False, until=AS_OF - HOUR)
    assert run(store) == {Verdict.LAPSE: 1}
    assert told(store) == [GONE, WAITS]
    assert "順番をお取りしました" in notices(store)[1].say


def test_who_was_offered_a_time_that_is_gone_is_told(store: Store) -> None:
    _waits_on(store, told=True)
    shut = make.office(counsellors=1, closures=(Closure(on=at(3).date(), say="停電"),))
    assert run(store, shut) == {Verdict.LAPSE: 1}
    assert made(store) == {1: OfferState.WITHDRAWN}
    assert told(store) == [HEARD, WAITS]
    assert "2026年12月3日（木）午後2時30分は、都合によりお取りできなくなりました" in notices(store)[1].say


def test_an_offer_to_somebody_settled_otherwise_ends_without_a_word(store: Store) -> None:
    put(store, waits(1, at(3), state=RequestState.WITHDRAWN), waits(2, at(3)), made=(offer(1, 1, at(3)),), told=False)
    assert run(store) == {Verdict.OFFER: 1}
    assert made(store) == {1: OfferState.WITHDRAWN, 2: OfferState.OPEN}
    assert states(store)[1] is RequestState.WITHDRAWN
    assert told(store) == [GONE, OFFERED]


def test_while_staff_look_at_an_answer_the_time_is_held_until_the_limit(store: Store) -> None:
    put(store, waits(1, at(3), state=RequestState.REVIEW), waits(2, at(3)), made=(offer(1, 1, at(3)),))
    assert run(store) == {}
    assert run(store, as_of=AS_OF + 24 * HOUR) == {Verdict.LAPSE: 1, Verdict.OFFER: 1}
    assert states(store) == {1: RequestState.REVIEW, 2: RequestState.OFFERED}


def test_who_waits_in_vain_goes_to_staff_and_is_asked(store: Store) -> None:
    put(store, waits(1, TODAY))
    late = AS_OF + timedelta(hours=4)
    assert run(store, as_of=late) == {Verdict.REVIEW: 1}
    assert states(store) == {1: RequestState.REVIEW}
    with store.reading() as t:
        (entry,) = reviews.entries_to_ask(t, 9)
        assert entry.request_id == 1
        assert "空きが出ませんでした" in entry.doubts[0].say
        assert items.items_of_request(t, [1])[0].outcome is Outcome.NEEDS_REVIEW


def test_after_the_last_offer_the_count_is_told(store: Store) -> None:
    had = tuple(offer(number, 1, at(number), state=OfferState.LAPSED) for number in (1, 2, 3))
    put(store, waits(1, at(4)), made=had)
    assert run(store) == {Verdict.REVIEW: 1}
    with store.reading() as t:
        assert "空いた時間を3回ご案内しました" in reviews.open_entries(t)[0].doubts[0].say


def test_a_first_word_not_told_yet_is_superseded_by_the_offer(store: Store) -> None:
    put(store, waits(1, at(3)))
    with store.writing() as t:
        stores.put_notice(t, kind="waiting", request_id=1, booking_id=None)
    run(store)
    assert told(store) == [(NoticeKind.WAITING, Means.MAIL, NoticeState.SUPERSEDED), OFFERED]
