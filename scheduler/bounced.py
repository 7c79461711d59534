"""Calls about letters that came back: nobody is left without word (promise 12)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from madoguchi.clock import local
from madoguchi.model.booking import Booking, BookingState
from madoguchi.model.bounce import Bounce
from madoguchi.model.notice import Means, Notice, NoticeKind, NoticeState
from madoguchi.model.request import BookingRequest, RequestState
from madoguchi.store.bookings import bookings_by_id
from madoguchi.store.bounces import bounces_to_call, settle_calls
from madoguchi.store.contacts import people_of
from madoguchi.store.engine import Store, Transaction
from madoguchi.store.outbox import add_notices, next_notice_id, notices_by_id, notices_of
from madoguchi.store.requests import requests_by_id
from scheduler.notices import Desk

# What tells how a booking stands: the last of them holds, and the earlier ones need no word any more.
_OF_BOOKING = frozenset(
    {
        NoticeKind.CONFIRMATION,
        NoticeKind.MOVED,
        NoticeKind.COUNSELLOR,
        NoticeKind.TO_TELEPHONE,
        NoticeKind.CANCELLATION,
    }
)
# What was told of a request before it was decided, and where the request then stands.
_UNDECIDED = {
    NoticeKind.TELL_US_MORE: RequestState.REVIEW,
    NoticeKind.WAITING: RequestState.WAITING,
    NoticeKind.OFFER: RequestState.OFFERED,
}


@dataclass(frozen=True, slots=True)
class _Known:
    """What the letters that came back are about."""

    bookings: Mapping[int, Booking]
    requests: Mapping[int, BookingRequest]
    people: Mapping[int, BookingRequest]  # by booking, with the contact given last
    notices: Sequence[Notice]


def call_about_bounced(store: Store, desk: Desk) -> None:
    """Write a telephone task for each letter that came back and still has something to say, once."""
    with store.reading() as transaction:
        if not bounces_to_call(transaction):
            return
    with store.writing() as transaction:
        looked_at = bounces_to_call(transaction)
        letters = notices_by_id(transaction, {bounce.notice_id for bounce in looked_at})
        known = _load(transaction, letters.values())
        first: dict[int, Bounce] = {}
        for bounce in looked_at:
            first.setdefault(bounce.notice_id, bounce)
        to_call = [letter for letter in letters.values() if _is_still_true(letter, known, desk)]
        next_id = next_notice_id(transaction)
        add_notices(
            transaction,
            [
                _task(desk, next_id + place, letter, first[letter.notice_id], known)
                for place, letter in enumerate(to_call)
            ],
        )
        settle_calls(transaction, [bounce.bounce_id for bounce in looked_at])


def _load(transaction: Transaction, letters: Collection[Notice]) -> _Known:
    bookings = bookings_by_id(transaction, {one.booking_id for one in letters if one.booking_id is not None})
    requests = requests_by_id(transaction, {one.request_id for one in letters if one.request_id is not None})
    return _Known(
        bookings, requests, people_of(transaction, bookings.values()), notices_of(transaction, requests, bookings)
    )


def _task(desk: Desk, notice_id: int, letter: Notice, bounce: Bounce, known: _Known) -> Notice:
    """Return the letter's telephone twin, with why it came back."""
    person = known.people.get(letter.booking_id or 0) or known.requests.get(letter.request_id or 0)
    return Notice(
        notice_id=notice_id,
        kind=letter.kind,
        means=Means.TELEPHONE,
        request_id=letter.request_id,
        booking_id=letter.booking_id,
        name=letter.name,
        to=person.person.phone if person else "",
        say=letter.say,
        note=bounce.say,
        created_at=desk.as_of,
    )


def _is_still_true(letter: Notice, known: _Known, desk: Desk) -> bool:
    """Tell whether the person still has to hear what the letter said."""
    if letter.booking_id is None:
        return _is_undecided(letter, known)
    booking = known.bookings[letter.booking_id]
    if booking.start <= local(desk.as_of) or _is_overtaken(letter, known):
        return False
    if letter.kind is NoticeKind.CANCELLATION:
        return booking.state is BookingState.CANCELLED
    return booking.is_live


def _is_undecided(letter: Notice, known: _Known) -> bool:
    request = known.requests.get(letter.request_id or 0)
    if request is None or _is_overtaken(letter, known):
        return False
    return _UNDECIDED.get(letter.kind, request.state) is request.state


def _is_overtaken(letter: Notice, known: _Known) -> bool:
    """Tell whether a later word about the same matter tells the person, or has told them, how it stands."""
    kinds = _OF_BOOKING if letter.kind in _OF_BOOKING | {NoticeKind.REMINDER} else {letter.kind}
    return any(
        one.notice_id > letter.notice_id
        and one.kind in kinds
        and one.state is not NoticeState.SUPERSEDED
        and (one.booking_id, one.booking_id or one.request_id)
        == (letter.booking_id, letter.booking_id or letter.request_id)
        for one in known.notices
    )
