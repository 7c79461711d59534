"""Where invitations have gone: what the outbox knows, on both databases."""

import pytest
import samples_of_papers as sample
import stores
from stores import at

from madoguchi.model.booking import BookingState
from madoguchi.model.notice import Means, NoticeKind, NoticeState
from madoguchi.store.engine import Store
from madoguchi.store.invited import invited_addresses, wrongly_invited

OLD, NEW = "old@mihon.example", "new@mihon.example"
DONE, WAITS, BACK = NoticeState.HANDED_OVER, NoticeState.WAITING, NoticeState.BOUNCED


@pytest.mark.parametrize(
    ("letters", "address", "reason"),
    [
        ([], None, "nobody has been told"),
        ([{"to": OLD, "state": DONE}], OLD, "told once"),
        ([{"to": OLD, "state": DONE}, {"to": NEW, "state": DONE}], NEW, "the latest counts"),
        ([{"to": OLD, "state": DONE}, {"to": NEW, "state": WAITS}], OLD, "what waits has not arrived"),
        ([{"to": OLD, "state": NoticeState.REFUSED}], None, "no server took it"),
        ([{"to": OLD, "state": BACK}], None, "it came back"),
        ([{"to": OLD, "state": DONE}, {"to": NEW, "state": BACK}], OLD, "the later one came back"),
        ([{"to": OLD, "state": DONE, "kind": NoticeKind.NEW_TERMS}], None, "carries no event"),
        ([{"to": OLD, "state": DONE, "means": Means.TELEPHONE}], None, "spoken"),
    ],
)
def test_the_calendar_that_holds_a_booking(
    store: Store, letters: list[dict[str, object]], address: str | None, reason: str
) -> None:
    with store.writing() as t:
        booking = stores.put_booking(t, booking_id=1, request_id=1, uid="one", start=at(3))
        for letter in letters:
            stores.put_notice(t, **letter)
        assert invited_addresses(t, [booking.booking_id]).get(1) == address, reason


@pytest.mark.parametrize(
    ("on_file", "letters", "wrong", "reason"),
    [
        (NEW, [{"to": OLD, "state": DONE}], True, "the address was put right after the letter"),
        (OLD, [{"to": OLD, "state": DONE}], False, "nothing has changed"),
        (OLD.upper(), [{"to": OLD, "state": DONE}], False, "the same in capitals"),
        ("", [{"to": OLD, "state": DONE}], False, "there is no other address to write to"),
        (NEW, [], False, "nobody was invited"),
        (NEW, [{"to": OLD, "state": WAITS}], False, "the letter has not left"),
        (NEW, [{"to": OLD, "state": DONE}, {"to": NEW, "state": WAITS}], False, "it is on its way"),
        (NEW, [{"to": OLD, "state": DONE}, {"to": NEW, "state": NoticeState.REFUSED}], False, "it was tried"),
        (NEW, [{"to": OLD, "state": DONE}, {"to": NEW, "state": BACK}], False, "it was tried, and came back"),
        (NEW, [{"to": OLD, "state": BACK}], True, "it came back, and the address was put right"),
        (OLD, [{"to": OLD, "state": BACK}], False, "it came back: the telephone tells"),
        (OLD, [{"to": OLD, "state": DONE}, {"to": NEW, "state": DONE}], False, "a later word gave another address"),
    ],
)
def test_who_is_invited_at_an_address_that_is_on_file_no_more(
    store: Store, on_file: str, letters: list[dict[str, object]], *, wrong: bool, reason: str
) -> None:
    with store.writing() as t:
        stores.put_request(t, sample.request(request_id=1, person=sample.person(email=on_file)))
        stores.put_booking(t, booking_id=1, request_id=1, uid="one", start=at(3))
        for letter in letters:
            stores.put_notice(t, **letter)
        assert wrongly_invited(t, stores.AS_OF.replace(tzinfo=None)) == ([1] if wrong else []), reason


@pytest.mark.parametrize(
    ("changes", "reason"),
    [({"state": BookingState.CANCELLED}, "cancelled"), ({"start": at(1, 9, 30)}, "begun")],
)
def test_only_visits_to_come_are_told_anew(store: Store, changes: dict[str, object], reason: str) -> None:
    with store.writing() as t:
        stores.put_request(t, sample.request(request_id=1, person=sample.person(email=NEW)))
        stores.put_booking(t, **({"booking_id": 1, "request_id": 1, "uid": "one", "start": at(3)} | changes))
        stores.put_notice(t, to=OLD, state=DONE)
        assert wrongly_invited(t, at(2)) == [], reason
