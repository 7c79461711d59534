"""Telling people of new terms (art. 11): each notice is committed with the word that its person was told."""

from collections.abc import Sequence

from madoguchi.clock import local
from madoguchi.model.notice import NoticeKind, NoticeState
from madoguchi.model.request import BookingRequest
from madoguchi.model.terms import TermsVersion
from madoguchi.store.bookings import bookings_by_id
from madoguchi.store.engine import Store, Transaction
from madoguchi.store.outbox import add_notices, next_notice_id, set_notice_state, waiting_of_kind
from madoguchi.store.requests import requests_by_id
from madoguchi.store.terms import add_told, bookings_under_other_terms, forget_told, keep_terms, told_of_terms
from scheduler.new_terms import Announcement, whom_to_tell
from scheduler.notices import Desk, news_of_terms

_BATCH = 100  # notices a transaction


def announce(store: Store, desk: Desk, terms: Sequence[TermsVersion]) -> int:
    """Write a notice for everybody booked beyond the day of a version that they have not heard of.

    Each is told once, as soon as the version is in its folder; a notice that nobody was told before its booking
    ended is taken back.

    Args:
        store: The store of the office.
        desk: Who writes, and when.
        terms: Every version there is, in force or not.

    Returns:
        How many are told.
    """
    _take_back(store)
    with store.reading() as transaction:
        news, requests = _news(transaction, desk, terms)
    for at in range(0, len(news), _BATCH):
        batch = news[at : at + _BATCH]
        with store.writing() as transaction:
            first = next_notice_id(transaction)
            add_notices(
                transaction,
                [
                    news_of_terms(desk, first + place, one, requests[one.booking.request_id])
                    for place, one in enumerate(batch)
                ],
            )
            told = {one.booking.booking_id: [each.version for each in one.news] for one in batch}
            keep_terms(transaction, terms, desk.as_of)
            add_told(transaction, told, desk.as_of)
    return len(news)


def _news(
    transaction: Transaction, desk: Desk, terms: Sequence[TermsVersion]
) -> tuple[list[Announcement], dict[int, BookingRequest]]:
    if not terms:
        return [], {}
    newest = max(terms, key=lambda version: version.effective_on)
    numbers = bookings_under_other_terms(transaction, local(desk.as_of).date(), newest)
    booked = bookings_by_id(transaction, numbers).values()
    requests = requests_by_id(transaction, {booking.request_id for booking in booked})
    return whom_to_tell(booked, requests, terms, told_of_terms(transaction, booked), desk.as_of), requests


def _take_back(store: Store) -> None:
    """Take back what nobody has been told yet about bookings that do not stand any more."""
    with store.reading() as transaction:
        waiting = {one.notice_id: one.booking_id for one in waiting_of_kind(transaction, NoticeKind.NEW_TERMS)}
        booked = bookings_by_id(transaction, [number for number in waiting.values() if number is not None])
    over = {number for number, booking in booked.items() if not booking.is_live}
    if over:
        with store.writing() as transaction:
            superseded = [notice for notice, number in waiting.items() if number in over]
            set_notice_state(transaction, superseded, NoticeState.SUPERSEDED)
            forget_told(transaction, over)
