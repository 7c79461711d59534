"""The terms in the store: what each request was made under, and who has been told of new ones."""

from datetime import date, datetime

import pytest
import samples_of_papers as sample
import stores
from sqlalchemy.exc import IntegrityError
from stores import AS_OF, at

from madoguchi.clock import TOKYO
from madoguchi.model.booking import Booking, BookingState
from madoguchi.model.item import Channel
from madoguchi.model.notice import NoticeKind, NoticeState
from madoguchi.model.request import Consent
from madoguchi.model.terms import TermsVersion
from madoguchi.store import bookings, outbox, requests, terms
from madoguchi.store.engine import Store, Transaction

TODAY = AS_OF.date()
OLD = TermsVersion(version="2020-11-20", effective_on=date(2020, 11, 20), sha256="0" * 64, text="# 規約\n")
NEW = TermsVersion(version="2026-12-10", effective_on=date(2026, 12, 10), sha256="b" * 64, text="# 規約（新）\n")
CHANGED = NEW.model_copy(update={"sha256": "c" * 64, "text": "# 規約（直し）\n"})


def put(t: Transaction, number: int, *, seeker: str = "", consent: Consent | None = None, **changes: object) -> Booking:
    """Store a booking of a person, with its request under some terms."""
    person = sample.person(seeker_number=seeker or f"28070-{number}")
    stores.put_request(t, sample.request(request_id=number, person=person, consent=consent, state="booked"))
    given = {"booking_id": number, "request_id": number, "uid": f"uid{number}", "seeker_number": person.seeker_number}
    return stores.put_booking(t, **given | {"start": at(3, 9 + number, 0)} | changes)


def under(version: TermsVersion) -> Consent:
    return Consent(version=version.version, sha256=version.sha256)


@pytest.mark.parametrize("channel", [Channel.TELEPHONE, Channel.MAIL])
@pytest.mark.parametrize(
    "consent",
    [
        Consent(version="2026-12-10", sha256="b" * 64, explained=True),
        Consent(version="2026-12-10", sha256="b" * 64, explained=False),
        Consent(version="2026-12-10", sha256="b" * 64),
        None,
    ],
    ids=["explained", "not explained", "no tick asked for", "no terms in force"],
)
def test_a_request_keeps_its_terms_channel_time_and_tick(
    store: Store, channel: Channel, consent: Consent | None
) -> None:
    received = datetime(2026, 12, 10, 0, 0, tzinfo=TOKYO)
    request = sample.request(
        channel=channel, consent=consent, received_at=received, person=sample.person(language="ベトナム語")
    )
    with store.writing() as t:
        stores.put_request(t, request)
    with store.reading() as t:
        assert requests.requests_by_id(t, [12]) == {12: request}
    later = request.model_copy(update={"consent": consent and consent.model_copy(update={"explained": True})})
    with store.writing() as t:
        requests.replace_request(t, later)
    with store.reading() as t:
        assert requests.requests_by_id(t, [12]) == {12: later}


def test_bookings_under_other_terms_are_those_that_may_have_something_to_hear(store: Store) -> None:
    with store.writing() as t:
        put(t, 1, consent=under(OLD))
        put(t, 2, consent=under(NEW))
        put(t, 3, consent=under(CHANGED))
        put(t, 4, consent=None)
        put(t, 5, consent=under(OLD), state=BookingState.CANCELLED)
        put(t, 6, consent=under(OLD), start=datetime(2026, 11, 27, 10, 0))
    with store.reading() as t:
        assert terms.bookings_under_other_terms(t, TODAY, NEW) == [1, 3, 4]
        assert terms.bookings_under_other_terms(t, date(2026, 12, 4), NEW) == []


def test_who_was_told_is_known_by_the_booking_and_by_the_person(store: Store) -> None:
    with store.writing() as t:
        one = put(t, 1, seeker="28070-1")
        again = put(t, 2, seeker="28070-1")
        other = put(t, 3, seeker="28070-3")
        nameless, another = put(t, 4, seeker=" "), put(t, 5, seeker=" ")
    nobody = [booking.model_copy(update={"seeker_number": ""}) for booking in (nameless, another)]
    with store.writing() as t:
        assert terms.told_of_terms(t, [one, again, other, *nobody]) == {}
        terms.add_told(t, {1: [NEW, CHANGED], 4: [NEW]}, AS_OF)
        terms.add_told(t, {}, AS_OF)
    texts = {(NEW.version, NEW.sha256), (CHANGED.version, CHANGED.sha256)}
    with store.reading() as t:
        assert terms.told_of_terms(t, [one, again, other, *nobody]) == {
            1: texts,
            2: texts,
            4: {(NEW.version, NEW.sha256)},
        }
    with store.writing() as t:
        terms.forget_told(t, [1])
    with store.reading() as t:
        assert set(terms.told_of_terms(t, [one, again, *nobody])) == {4}


def test_the_store_itself_refuses_to_tell_twice(store: Store) -> None:
    with store.writing() as t:
        put(t, 1)
        terms.add_told(t, {1: [NEW]}, AS_OF)
    with pytest.raises(IntegrityError), store.writing() as t:
        terms.add_told(t, {1: [NEW]}, AS_OF)


def test_a_notice_of_new_terms_outlives_a_change_of_its_booking(store: Store) -> None:
    with store.writing() as t:
        put(t, 1)
        confirmation = stores.put_notice(t)
        new_terms = stores.put_notice(t, kind=NoticeKind.NEW_TERMS)
        stores.put_notice(t, kind=NoticeKind.NEW_TERMS, state=NoticeState.DONE)
    with store.writing() as t:
        assert outbox.untold(t, [1]) == {1: [confirmation]}
        assert outbox.waiting_of_kind(t, NoticeKind.NEW_TERMS) == [new_terms]
        assert bookings.bookings_by_id(t, [1])[1].is_live
