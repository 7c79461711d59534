"""Reminding people of their visits, by letter or by telephone; each once for each time (promises 6 and 12)."""

from collections.abc import Sequence
from datetime import date

from madoguchi.clock import local
from madoguchi.model.booking import Booking
from madoguchi.model.notice import NoticeKind, NoticeState
from madoguchi.model.openings import OpenDays
from madoguchi.model.request import BookingRequest
from madoguchi.store.bookings import bookings_between, bookings_by_id
from madoguchi.store.bounces import unreachable
from madoguchi.store.contacts import people_of
from madoguchi.store.engine import Store, Transaction
from madoguchi.store.outbox import (
    add_notices,
    next_notice_id,
    reminded_at,
    set_notice_state,
    still_waiting,
    untold,
    waiting_of_kind,
)
from scheduler.notices import Desk, can_be_mailed, reminder_notice, without_mail
from scheduler.reminders import last_day_to_look_at, whom_to_remind
from scheduler.sending.patience import BOUNCES_COUNT_FOR

_BATCH = 100  # notices a transaction


def remind(store: Store, desk: Desk, days: OpenDays) -> int:
    """Write a reminder for everybody who comes soon.

    Who has not been told of the visit yet gets that letter or call and no reminder; who has no address, or one that
    letters come back from, is called.

    Returns:
        How many are reminded.
    """
    _take_back(store, desk)
    if not desk.office.letters.reminder_days:
        return 0
    with store.reading() as transaction:
        people = _people_to_remind(transaction, desk, days)
    reminded = 0
    for at in range(0, len(people), _BATCH):
        with store.writing() as transaction:
            reminded += _write(transaction, people[at : at + _BATCH], desk)
    return reminded


def _take_back(store: Store, desk: Desk) -> None:
    """Take back the reminders, and the calls in their place, of visits that have begun."""
    with store.reading() as transaction:
        waiting = {one.notice_id: one.booking_id for one in waiting_of_kind(transaction, NoticeKind.REMINDER)}
        booked = bookings_by_id(transaction, [number for number in waiting.values() if number is not None])
    now = local(desk.as_of)
    begun = {number for number, booking in booked.items() if booking.start <= now}
    late = [notice for notice, number in waiting.items() if number in begun]
    if late:
        with store.writing() as transaction:
            still = [notice.notice_id for notice in still_waiting(transaction, late)]
            set_notice_state(transaction, still, NoticeState.SUPERSEDED)


def _people_to_remind(transaction: Transaction, desk: Desk, days: OpenDays) -> list[tuple[Booking, BookingRequest]]:
    """Return the bookings to remind of, each with its person as they can be reached: without a mail address, by telephone."""
    letters, today = desk.office.letters, local(desk.as_of).date()

    def is_open(day: date) -> bool:
        return bool(days.day(day).slots)

    booked = bookings_between(transaction, today, last_day_to_look_at(today, letters, is_open))
    reminded = reminded_at(transaction, [booking.booking_id for booking in booked])
    people = people_of(transaction, booked)
    lost = unreachable(
        transaction, {person.person.email for person in people.values()} - {""}, desk.as_of - BOUNCES_COUNT_FOR
    )
    people = {
        number: person if can_be_mailed(person) and person.person.email not in lost else without_mail(person)
        for number, person in people.items()
    }
    by_mail = {number for number, person in people.items() if person.person.email}
    due = whom_to_remind(booked, by_mail, reminded, letters, is_open, desk.as_of)
    return [(booking, people[booking.booking_id]) for booking in due]


def _write(transaction: Transaction, people: Sequence[tuple[Booking, BookingRequest]], desk: Desk) -> int:
    """Write the reminders of those who have been told of their visit."""
    waiting = untold(transaction, [booking.booking_id for booking, _ in people])
    told = [(booking, person) for booking, person in people if booking.booking_id not in waiting]
    first = next_notice_id(transaction)
    add_notices(
        transaction,
        [reminder_notice(desk, first + place, booking, person) for place, (booking, person) in enumerate(told)],
    )
    return len(told)
