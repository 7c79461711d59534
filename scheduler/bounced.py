"""Calls about letters that came back: nobody is left without word (promise 12)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from madoguchi.clock import local
from madoguchi.model.booking import Booking, BookingState
from madoguchi.model.bounce import Bounce
from madoguchi.model.notice import Notice, NoticeKind, NoticeState
from madoguchi.model.request import BookingRequest, RequestState
from madoguchi.store.bookings import bookings_by_id
from madoguchi.store.bounces import bounces_to_call, settle_calls
from madoguchi.store.engine import Store, Transaction
from madoguchi.store.outbox import add_notices, notices_by_id, notices_of
from madoguchi.store.requests import requests_by_id
from scheduler.notices import Desk
from scheduler.telephone_twins import telephone_twins

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
        noted = [(letter, first[letter.notice_id].say) for letter in to_call]
        add_notices(transaction, telephone_twins(transaction, noted, desk))
        settle_calls(transaction, [bounce.bounce_id for bounce in looked_at])


def _load(transaction: Transaction, letters: Collection[Notice]) -> _Known:
    bookings = bookings_by_id(transaction, {one.booking_id for one in letters if one.booking_id is not None})
    requests = requests_by_id(transaction, {one.request_id for one in letters if one.request_id is not None})
    return _Known(bookings, requests, notices_of(transaction, requests, bookings))


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
