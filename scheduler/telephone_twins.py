"""Telephone tasks in place of letters that nobody will receive (promise 12)."""

from collections.abc import Iterable

from madoguchi.model.notice import Means, Notice, NoticeState
from madoguchi.model.request import BookingRequest
from madoguchi.store.bookings import bookings_by_id
from madoguchi.store.contacts import people_of
from madoguchi.store.engine import Transaction
from madoguchi.store.outbox import add_notices, next_notice_id, set_notice_state, still_waiting
from madoguchi.store.requests import requests_by_id
from scheduler.notices import Desk


def call_instead(transaction: Transaction, notice_ids: Iterable[int], desk: Desk, note: str) -> int:
    """Give up letters that still wait, and have their people called; for the one who writes.

    What only concerns a calendar has no words to be spoken, and becomes no task.

    Args:
        transaction: The one that writes; a letter that is being sent is waited for.
        notice_ids: The letters.
        desk: Who calls, and when the task is written.
        note: Why it is not a letter, for those who call.

    Returns:
        How many letters were given up.
    """
    given_up = still_waiting(transaction, notice_ids)
    set_notice_state(transaction, [notice.notice_id for notice in given_up], NoticeState.REFUSED)
    add_notices(transaction, telephone_twins(transaction, [(one, note) for one in given_up if one.say], desk))
    return len(given_up)


def telephone_twins(transaction: Transaction, letters: Iterable[tuple[Notice, str]], desk: Desk) -> list[Notice]:
    """Return a telephone task for each letter, with why it is none, at the number given last; nothing is stored.

    They are numbered from the first free number on.
    """
    noted = list(letters)
    written = [letter for letter, _ in noted]
    requests = requests_by_id(transaction, [one.request_id for one in written if one.request_id is not None])
    booked = bookings_by_id(transaction, [one.booking_id for one in written if one.booking_id is not None])
    people = people_of(transaction, booked.values(), requests)
    first = next_notice_id(transaction)
    return [
        Notice(
            notice_id=first + place,
            kind=letter.kind,
            means=Means.TELEPHONE,
            request_id=letter.request_id,
            booking_id=letter.booking_id,
            name=letter.name,
            to=_phone(people.get(letter.booking_id or 0) or requests.get(letter.request_id or 0)),
            say=letter.say,
            note=note,
            created_at=desk.as_of,
        )
        for place, (letter, note) in enumerate(noted)
    ]


def _phone(person: BookingRequest | None) -> str:
    return person.person.phone if person else ""
