"""What the figures of some weeks are made of; each question is bounded by its window and answered by an index."""

import json
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select

from madoguchi.model.booking import BookingState
from madoguchi.model.item import Channel, Kind
from madoguchi.model.request import RequestState
from madoguchi.store.columns import moment, moment_text, start
from madoguchi.store.engine import Transaction
from madoguchi.store.schema import bookings, decisions, requests, reviews


class Visits(NamedTuple):
    """How many bookings of one start stand how."""

    start: datetime
    state: BookingState
    number: int


class Wait(NamedTuple):
    """When somebody asked, was answered and comes.

    Attributes:
        received_at: When the request came (aware).
        decided_at: When it was first booked (aware).
        start: When the visit is now (naive).
    """

    received_at: datetime
    decided_at: datetime
    start: datetime


class Received(NamedTuple):
    """A request that came in.

    Attributes:
        at: When (aware).
    """

    at: datetime
    channel: Channel


class Asked(NamedTuple):
    """Why staff were asked, and how often for just these reasons together."""

    codes: tuple[str, ...]
    number: int


def newest(transaction: Transaction) -> list[str]:
    """Return what is another as soon as a figure may be: the newest request, decision and review.

    All that figures are made of comes with a request or a review, or changes by a decision. A review that is opened
    anew when its item is read again may get its old number, but has another time. Of an empty store it is empty.
    """
    columns = (requests.c.request_id, decisions.c.decision_id, reviews.c.review_id, reviews.c.opened_at)
    last = (
        transaction.run(select(func.max(column)).where(column.table.c.office == transaction.office)).scalar()
        for column in columns
    )
    return [str(one) for one in last if one is not None]


def visits_by_start(transaction: Transaction, first: date, last: date) -> list[Visits]:
    """Count the bookings of each start from one day to another, both included, cancelled ones too."""
    found = transaction.run(
        select(bookings.c.start, bookings.c.state, func.count())
        .where(*_starting(transaction.office, first, last))
        .group_by(bookings.c.start, bookings.c.state)
        .order_by(bookings.c.start, bookings.c.state)
    )
    return [Visits(start(begins), BookingState(state), number) for begins, state, number in found]


def waits_between(transaction: Transaction, first: date, last: date) -> list[Wait]:
    """Return how those have waited who come from one day to another, both included, in order of their visits.

    Cancelled visits are left out, and those that staff booked for the person at the counter or during a visit.
    """
    answered = (
        select(func.min(decisions.c.decided_at))
        .where(decisions.c.office == bookings.c.office, decisions.c.booking_id == bookings.c.booking_id)
        .scalar_subquery()
    )
    found = transaction.run(
        select(requests.c.received_at, answered, bookings.c.start)
        .join_from(
            bookings,
            requests,
            (requests.c.office == bookings.c.office) & (requests.c.request_id == bookings.c.request_id),
        )
        .where(
            *_starting(transaction.office, first, last),
            bookings.c.state != BookingState.CANCELLED.value,
            requests.c.channel != Channel.STAFF.value,
        )
        .order_by(bookings.c.start, bookings.c.booking_id)
    )
    return [Wait(moment(received), moment(decided), start(begins)) for received, decided, begins in found if decided]


def requests_received(transaction: Transaction, since: datetime, until: datetime) -> list[Received]:
    """Return the requests for a visit that came from one moment to before another (aware), the first one first.

    The same request by a second way is no second one.
    """
    found = transaction.run(
        select(requests.c.received_at, requests.c.channel)
        .where(
            requests.c.office == transaction.office,
            requests.c.received_at >= moment_text(since),
            requests.c.received_at < moment_text(until),
            requests.c.kind == Kind.REQUEST.value,
            requests.c.state != RequestState.DUPLICATE.value,
        )
        .order_by(requests.c.received_at, requests.c.request_id)
    )
    return [Received(moment(received), Channel(channel)) for received, channel in found]


def doubts_raised(transaction: Transaction, since: datetime, until: datetime) -> list[Asked]:
    """Return why staff were asked from one moment to before another (aware), the commonest reasons first."""
    found = transaction.run(
        select(reviews.c.doubts).where(
            reviews.c.office == transaction.office,
            reviews.c.opened_at >= moment_text(since),
            reviews.c.opened_at < moment_text(until),
        )
    )
    times: dict[tuple[str, ...], int] = {}
    for (doubts,) in found:
        codes = tuple(doubt["code"] for doubt in json.loads(doubts))
        times[codes] = times.get(codes, 0) + 1
    return sorted((Asked(codes, number) for codes, number in times.items()), key=lambda one: (-one.number, one.codes))


def _starting(office: str, first: date, last: date) -> tuple[ColumnElement[bool], ...]:
    return (
        bookings.c.office == office,
        bookings.c.start >= first.isoformat(),
        bookings.c.start < last.isoformat() + "U",  # after every T…
    )
