"""Bookings; the database itself refuses two live ones of one counsellor and start."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import RowMapping, Select, and_, func, insert, literal, select, update

from madoguchi.model.booking import Booking, BookingState, By, Medium
from madoguchi.store.columns import moment, moment_text, next_id, start, start_text
from madoguchi.store.engine import KEYS, Transaction
from madoguchi.store.schema import bookings, requests

_LIVE = BookingState.CONFIRMED.value
_OF_BOOKING = and_(requests.c.office == bookings.c.office, requests.c.request_id == bookings.c.request_id)
_VISITED = (BookingState.COMPLETED, BookingState.BROKEN_OFF, BookingState.NO_SHOW)


class CalendarEvent(NamedTuple):
    """What feeds are made of: the rendered event of one booking.

    Attributes:
        name: Of the person, as the request has it; empty where no feed needs it.
    """

    counsellor: str
    event: bytes
    name: str = ""


class Visit(NamedTuple):
    """What the week view shows of one booking.

    Attributes:
        name: Of the person, as the request has it.
    """

    request_id: int
    name: str
    counsellor: str
    start: datetime
    minutes: int
    medium: Medium
    state: BookingState

    @property
    def end(self) -> datetime:
        """When the session ends (naive wall-clock time)."""
        return self.start + timedelta(minutes=self.minutes)


def next_booking_id(transaction: Transaction) -> int:
    """Return the first free booking number."""
    return next_id(transaction, bookings, "booking_id")


def add_bookings(transaction: Transaction, new: Sequence[tuple[Booking, bytes]]) -> None:
    """Store new bookings, each with its rendered calendar event.

    Raises:
        sqlalchemy.exc.IntegrityError: A counsellor has a live booking at one of the starts (promise 5).
    """
    if new:
        transaction.run(insert(bookings), [_row(transaction.office, booking, event) for booking, event in new])


def replace_booking(transaction: Transaction, booking: Booking, event: bytes) -> None:
    """Store a changed booking under its number.

    Raises:
        sqlalchemy.exc.IntegrityError: The counsellor has a live booking at that start (promise 5).
    """
    transaction.run(
        update(bookings)
        .where(bookings.c.office == transaction.office, bookings.c.booking_id == booking.booking_id)
        .values(_row(transaction.office, booking, event))
    )


def live_bookings(transaction: Transaction, since: date) -> list[Booking]:
    """Return the live bookings from that day on, in order of their start."""
    return _load(
        transaction,
        bookings.c.state == _LIVE,
        bookings.c.start >= since.isoformat(),
    )


def live_bookings_of(transaction: Transaction, seeker_numbers: Iterable[str]) -> list[Booking]:
    """Return the live bookings of these people, past ones without a record included."""
    return _look_up(transaction, seeker_numbers, bookings.c.seeker_number.in_(KEYS), bookings.c.state == _LIVE)


def last_counsellors(transaction: Transaction, seeker_numbers: Iterable[str]) -> dict[str, str]:
    """Return for each person the counsellor of the latest visit that was not cancelled."""
    found = transaction.find(
        select(bookings.c.seeker_number, bookings.c.counsellor, bookings.c.start).where(
            bookings.c.office == transaction.office,
            bookings.c.seeker_number.in_(KEYS),
            bookings.c.state != BookingState.CANCELLED.value,
        ),
        seeker_numbers,
    )
    return {row["seeker_number"]: row["counsellor"] for row in sorted(found, key=itemgetter("start"))}


def no_shows_of(transaction: Transaction, seeker_numbers: Iterable[str]) -> dict[str, int]:
    """Return how often each person was absent without word since the last visit that was held."""
    found = transaction.find(
        select(bookings.c.seeker_number, bookings.c.state, bookings.c.start).where(
            bookings.c.office == transaction.office,
            bookings.c.seeker_number.in_(KEYS),
            bookings.c.state.in_([one.value for one in _VISITED]),
        ),
        filter(None, seeker_numbers),
    )
    counts: dict[str, int] = {}
    for row in sorted(found, key=itemgetter("start")):
        absent = row["state"] == BookingState.NO_SHOW.value
        counts[row["seeker_number"]] = counts.get(row["seeker_number"], 0) + 1 if absent else 0
    return counts


def bookings_between(transaction: Transaction, first: date, last: date) -> list[Booking]:
    """Return the live bookings from one day to another, both included."""
    return _load(
        transaction,
        bookings.c.state == _LIVE,
        bookings.c.start >= first.isoformat(),
        bookings.c.start < last.isoformat() + "U",  # after every T…
    )


def unrecorded_bookings(transaction: Transaction, before: date, limit: int) -> list[Booking]:
    """Return the visits of the days before that nobody has recorded yet, the oldest first; at most so many."""
    found = transaction.run(
        _select(transaction.office, bookings.c.state == _LIVE, bookings.c.start < before.isoformat())
        .order_by(bookings.c.start, bookings.c.booking_id)
        .limit(limit)
    )
    return [_booking(row) for row in found.mappings()]


def bookings_by_id(transaction: Transaction, booking_ids: Iterable[int]) -> dict[int, Booking]:
    """Return bookings by their number."""
    found = _look_up(transaction, booking_ids, bookings.c.booking_id.in_(KEYS))
    return {booking.booking_id: booking for booking in found}


def bookings_by_uid(transaction: Transaction, uids: Iterable[str]) -> dict[int, Booking]:
    """Return the bookings of these UIDs by their number."""
    found = _look_up(transaction, uids, bookings.c.uid.in_(KEYS))
    return {booking.booking_id: booking for booking in found}


def events_between(transaction: Transaction, first: date, last: date, *, named: bool = False) -> list[CalendarEvent]:
    """Return the rendered events of the live and past visits of all counsellors in a window, in order.

    Cancelled ones are left out: a feed is the full state (research: Google hides, others strike through).
    """
    asked = select(bookings.c.counsellor, bookings.c.event, requests.c.name if named else literal(""))
    if named:
        asked = asked.select_from(bookings.join(requests, _OF_BOOKING))
    found = transaction.run(
        asked.where(
            bookings.c.office == transaction.office,
            bookings.c.state != BookingState.CANCELLED.value,
            bookings.c.start >= first.isoformat(),
            bookings.c.start < last.isoformat() + "U",
        ).order_by(bookings.c.start, bookings.c.booking_id)
    )
    return [CalendarEvent(*row) for row in found]


def visits_since(transaction: Transaction, first: date) -> list[Visit]:
    """Return the visits of that day and later, past and to come, in order of their start; cancelled ones left out."""
    found = transaction.run(
        select(
            bookings.c.request_id,
            requests.c.name,
            *(bookings.c[column] for column in ("counsellor", "start", "minutes", "medium", "state")),
        )
        .join_from(bookings, requests, _OF_BOOKING)
        .where(
            bookings.c.office == transaction.office,
            bookings.c.state != BookingState.CANCELLED.value,
            bookings.c.start >= first.isoformat(),
        )
        .order_by(bookings.c.start, bookings.c.booking_id)
    )
    return [
        Visit(number, name, counsellor, start(begins), minutes, Medium(medium), BookingState(state))
        for number, name, counsellor, begins, minutes, medium, state in found
    ]


def count_by_state(transaction: Transaction) -> dict[BookingState, int]:
    """Return how many bookings stand how."""
    found = transaction.run(
        select(bookings.c.state, func.count()).where(bookings.c.office == transaction.office).group_by(bookings.c.state)
    )
    return {BookingState(state): number for state, number in found}


def _load(transaction: Transaction, *conditions: Any) -> list[Booking]:
    found = transaction.run(_select(transaction.office, *conditions).order_by(bookings.c.start, bookings.c.booking_id))
    return [_booking(row) for row in found.mappings()]


def _look_up(transaction: Transaction, keys: Iterable[Any], *conditions: Any) -> list[Booking]:
    found = transaction.find(_select(transaction.office, *conditions), keys)
    return [_booking(row) for row in sorted(found, key=itemgetter("start", "booking_id"))]


def _select(office: str, *conditions: Any) -> Select[Any]:
    columns = [column for column in bookings.c if column.name not in {"office", "event"}]
    return select(*columns).where(bookings.c.office == office, *conditions)


def _row(office: str, booking: Booking, event: bytes) -> dict[str, Any]:
    return {
        "office": office,
        "booking_id": booking.booking_id,
        "request_id": booking.request_id,
        "uid": booking.uid,
        "seeker_number": booking.seeker_number,
        "counsellor": booking.counsellor,
        "start": start_text(booking.start),
        "minutes": booking.minutes,
        "medium": booking.medium.value,
        "state": booking.state.value,
        "sequence": booking.sequence,
        "changed_at": moment_text(booking.changed_at),
        "event": event,
        "changed_by": booking.changed_by.value,
        "why": booking.why,
        "organizer": booking.organizer,
    }


def _booking(row: RowMapping) -> Booking:
    return Booking(
        booking_id=row["booking_id"],
        request_id=row["request_id"],
        uid=row["uid"],
        seeker_number=row["seeker_number"],
        counsellor=row["counsellor"],
        start=start(row["start"]),
        minutes=row["minutes"],
        medium=Medium(row["medium"]),
        state=BookingState(row["state"]),
        sequence=row["sequence"],
        changed_at=moment(row["changed_at"]),
        changed_by=By(row["changed_by"]),
        why=row["why"],
        organizer=row["organizer"],
    )
