"""The terms: versions that requests were made under, with their text (promise 10), and who has been told of new ones."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import delete, insert, or_, select

from madoguchi.model.booking import Booking, BookingState
from madoguchi.model.terms import TermsVersion
from madoguchi.store.columns import moment_text
from madoguchi.store.engine import KEYS, Transaction
from madoguchi.store.schema import bookings, requests, terms_told, terms_versions


def keep_terms(transaction: Transaction, versions: Sequence[TermsVersion], at: datetime) -> None:
    """Store the versions that are not yet kept; a changed text is another entry of the same version."""
    kept = transaction.run(
        select(terms_versions.c.version, terms_versions.c.sha256).where(terms_versions.c.office == transaction.office)
    )
    known = {(version, sha256) for version, sha256 in kept}
    new = [version for version in versions if (version.version, version.sha256) not in known]
    if new:
        transaction.run(
            insert(terms_versions),
            [
                {
                    "office": transaction.office,
                    "version": version.version,
                    "sha256": version.sha256,
                    "effective_on": version.effective_on.isoformat(),
                    "text": version.text,
                    "first_used_at": moment_text(at),
                }
                for version in new
            ],
        )


def bookings_under_other_terms(transaction: Transaction, since: date, newest: TermsVersion) -> list[int]:
    """Return the live bookings from that day on whose request was made under another text than the newest."""
    found = transaction.run(
        select(bookings.c.booking_id)
        .join_from(
            bookings,
            requests,
            (bookings.c.office == requests.c.office) & (bookings.c.request_id == requests.c.request_id),
        )
        .where(
            bookings.c.office == transaction.office,
            bookings.c.state == BookingState.CONFIRMED.value,
            bookings.c.start >= since.isoformat(),
            or_(
                requests.c.terms_version.is_(None),
                requests.c.terms_version != newest.version,
                requests.c.terms_sha256 != newest.sha256,
            ),
        )
        .order_by(bookings.c.start, bookings.c.booking_id)
    )
    return list(found.scalars())


def told_of_terms(transaction: Transaction, booked: Iterable[Booking]) -> dict[int, set[tuple[str, str]]]:
    """Return by booking which versions (id, hash) its person has been told of, for this or for another booking."""
    about = list(booked)
    of_people = transaction.find(
        select(bookings.c.booking_id, bookings.c.seeker_number).where(
            bookings.c.office == transaction.office, bookings.c.seeker_number.in_(KEYS)
        ),
        [booking.seeker_number for booking in about if booking.seeker_number],
    )
    person = {row["booking_id"]: row["seeker_number"] for row in of_people}
    found = transaction.find(
        select(terms_told.c.booking_id, terms_told.c.version, terms_told.c.sha256).where(
            terms_told.c.office == transaction.office, terms_told.c.booking_id.in_(KEYS)
        ),
        [*(booking.booking_id for booking in about), *person],
    )
    told: dict[int | str, set[tuple[str, str]]] = {}
    for row in found:
        told.setdefault(person.get(row["booking_id"], row["booking_id"]), set()).add((row["version"], row["sha256"]))
    heard = {booking.booking_id: told.get(booking.seeker_number or booking.booking_id) for booking in about}
    return {number: texts for number, texts in heard.items() if texts}


def add_told(transaction: Transaction, told: Mapping[int, Iterable[TermsVersion]], at: datetime) -> None:
    """Note which versions people are told of, by booking, in the transaction of their notices (promise 6)."""
    rows = [
        {
            "office": transaction.office,
            "booking_id": booking_id,
            "version": version.version,
            "sha256": version.sha256,
            "told_at": moment_text(at),
        }
        for booking_id, versions in told.items()
        for version in versions
    ]
    if rows:
        transaction.run(insert(terms_told), rows)


def forget_told(transaction: Transaction, booking_ids: Iterable[int]) -> None:
    """Take out that the people of these bookings have been told: their notices are taken back."""
    transaction.change(
        delete(terms_told).where(terms_told.c.office == transaction.office, terms_told.c.booking_id.in_(KEYS)),
        booking_ids,
    )
