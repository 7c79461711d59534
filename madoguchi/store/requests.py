"""Booking requests with their wishes."""

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    RowMapping,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    select,
    update,
)

from madoguchi.model.item import Channel, Kind
from madoguchi.model.reading import Particulars, Service, Wish
from madoguchi.model.request import BookingRequest, Consent, Filed, RequestState
from madoguchi.store.columns import moment, moment_text, next_id, starts, starts_text
from madoguchi.store.engine import KEYS, Transaction
from madoguchi.store.schema import requests, wishes


def next_request_id(transaction: Transaction) -> int:
    """Return the first free request number."""
    return next_id(transaction, requests, "request_id")


def add_requests(transaction: Transaction, new: Sequence[BookingRequest]) -> None:
    """Store requests with their wishes."""
    if not new:
        return
    transaction.run(insert(requests), [_row(transaction.office, request) for request in new])
    _add_wishes(transaction, new)


def replace_request(transaction: Transaction, request: BookingRequest) -> None:
    """Store a request anew under its number, wishes included."""
    row = _row(transaction.office, request)
    transaction.run(
        update(requests)
        .where(requests.c.office == transaction.office, requests.c.request_id == request.request_id)
        .values(row)
    )
    transaction.run(
        delete(wishes).where(wishes.c.office == transaction.office, wishes.c.request_id == request.request_id)
    )
    _add_wishes(transaction, [request])


def set_states(transaction: Transaction, states: Sequence[tuple[int, RequestState]]) -> None:
    """Change where requests stand."""
    if not states:
        return
    transaction.run(
        update(requests)
        .where(requests.c.office == transaction.office, requests.c.request_id == bindparam("one"))
        .values(state=bindparam("to")),
        [{"one": one, "to": to.value} for one, to in states],
    )


def waiting_requests(transaction: Transaction) -> list[BookingRequest]:
    """Return the requests that wait for a decision."""
    found = transaction.run(
        select(requests)
        .where(requests.c.office == transaction.office, requests.c.state == RequestState.RECEIVED.value)
        .order_by(requests.c.request_id)
    )
    return _with_wishes(transaction, found.mappings().all())


def requests_by_id(transaction: Transaction, request_ids: Iterable[int]) -> dict[int, BookingRequest]:
    """Return requests by their number."""
    found = transaction.find(
        select(requests).where(requests.c.office == transaction.office, requests.c.request_id.in_(KEYS)), request_ids
    )
    in_order = sorted(found, key=itemgetter("request_id"))
    return {request.request_id: request for request in _with_wishes(transaction, in_order)}


def requests_about(transaction: Transaction, request_ids: Iterable[int]) -> list[BookingRequest]:
    """Return the requests that name one of these as the one they are about, oldest first."""
    found = transaction.find(
        select(requests).where(requests.c.office == transaction.office, requests.c.concerns.in_(KEYS)), request_ids
    )
    return _with_wishes(transaction, sorted(found, key=itemgetter("request_id")))


def filed_under_numbers(transaction: Transaction, seeker_numbers: Iterable[str]) -> list[Filed]:
    """Return the people that settled requests have under these job-seeker numbers, each once."""
    return _filed(transaction, requests.c.seeker_number, seeker_numbers)


def filed_under_names(transaction: Transaction, name_keys: Iterable[str]) -> list[Filed]:
    """Return the people that settled requests have under these folded names, each once."""
    return _filed(transaction, requests.c.name_key, filter(None, name_keys))


def _filed(transaction: Transaction, column: Column[str], keys: Iterable[str]) -> list[Filed]:
    settled = [RequestState.BOOKED.value, RequestState.DONE.value]
    person = [requests.c[name] for name in Filed._fields]
    found = transaction.find(
        select(*person).where(requests.c.office == transaction.office, column.in_(KEYS), requests.c.state.in_(settled)),
        keys,
    )
    filed = {Filed(**{**row, "email": row["email"].casefold()}): None for row in found}
    return sorted(filed)


def waiting_list(transaction: Transaction) -> list[BookingRequest]:
    """Return the requests that wait for a time to become free, in order of receipt."""
    # As literals: SQLite takes an index over some rows only where it can see that these are the ones.
    listed: list[ColumnElement[str]] = [
        literal_column(f"'{state.value}'") for state in (RequestState.WAITING, RequestState.OFFERED)
    ]
    found = transaction.run(
        select(requests)
        .where(requests.c.office == transaction.office, requests.c.state.in_(listed))
        .order_by(requests.c.received_at, requests.c.request_id)
    )
    return _with_wishes(transaction, found.mappings().all())


def open_requests_of(transaction: Transaction, seeker_numbers: Iterable[str]) -> list[BookingRequest]:
    """Return the requests of these people that wait for staff or on the waiting list."""
    found = transaction.find(
        select(requests).where(
            requests.c.office == transaction.office,
            requests.c.seeker_number.in_(KEYS),
            requests.c.state.in_([RequestState.REVIEW.value, RequestState.WAITING.value, RequestState.OFFERED.value]),
        ),
        filter(None, seeker_numbers),
    )
    return _with_wishes(transaction, sorted(found, key=itemgetter("request_id")))


def people(transaction: Transaction) -> Iterable[RowMapping]:
    """Yield name, kana, seeker_number, phone and email of everybody, each once, with the first request_id."""
    person = [requests.c[column] for column in ("name", "kana", "seeker_number", "phone", "email")]
    first = func.min(requests.c.request_id).label("request_id")
    found = transaction.run(
        select(first, *person).where(requests.c.office == transaction.office).group_by(*person).order_by(first)
    )
    return found.mappings()


def count_by_state(transaction: Transaction) -> dict[RequestState, int]:
    """Return how many requests stand where."""
    found = transaction.run(
        select(requests.c.state, func.count()).where(requests.c.office == transaction.office).group_by(requests.c.state)
    )
    return {RequestState(state): number for state, number in found}


def _add_wishes(transaction: Transaction, new: Sequence[BookingRequest]) -> None:
    rows = [
        {
            "office": transaction.office,
            "request_id": request.request_id,
            "place": place,
            "rank": wish.rank,
            "text": wish.text,
            "slots": starts_text(wish.slots),
        }
        for request in new
        for place, wish in enumerate(request.wishes)
    ]
    if rows:
        transaction.run(insert(wishes), rows)


def _with_wishes(transaction: Transaction, rows: Sequence[RowMapping]) -> list[BookingRequest]:
    wished: dict[int, list[Wish]] = {}
    found = transaction.find(
        select(wishes).where(wishes.c.office == transaction.office, wishes.c.request_id.in_(KEYS)),
        [row["request_id"] for row in rows],
    )
    for row in sorted(found, key=itemgetter("request_id", "place")):
        wish = Wish(rank=row["rank"], text=row["text"], slots=starts(row["slots"]))
        wished.setdefault(row["request_id"], []).append(wish)
    return [_request(row, tuple(wished.get(row["request_id"], ()))) for row in rows]


def _row(office: str, request: BookingRequest) -> dict[str, Any]:
    person, consent = request.person, request.consent
    return {
        "office": office,
        "request_id": request.request_id,
        "kind": request.kind.value,
        "channel": request.channel.value,
        "received_at": moment_text(request.received_at),
        "name": person.name,
        "name_key": request.name_key,
        "kana": person.kana,
        "seeker_number": person.seeker_number,
        "phone": person.phone,
        "email": person.email,
        "companion": person.companion,
        "service": person.service.value,
        "language": person.language,
        "terms_version": consent.version if consent else None,
        "terms_sha256": consent.sha256 if consent else None,
        "explained": None if consent is None or consent.explained is None else int(consent.explained),
        "concerns": request.concerns,
        "note": request.note,
        "by_staff": int(request.by_staff),
        "state": request.state.value,
    }


def _request(row: RowMapping, wished: tuple[Wish, ...]) -> BookingRequest:
    consent = None
    if row["terms_version"] is not None:
        explained = None if row["explained"] is None else bool(row["explained"])
        consent = Consent(version=row["terms_version"], sha256=row["terms_sha256"], explained=explained)
    return BookingRequest(
        request_id=row["request_id"],
        kind=Kind(row["kind"]),
        channel=Channel(row["channel"]),
        received_at=moment(row["received_at"]),
        person=Particulars(
            name=row["name"],
            kana=row["kana"],
            seeker_number=row["seeker_number"],
            phone=row["phone"],
            email=row["email"],
            companion=row["companion"],
            service=Service(row["service"]),
            language=row["language"],
        ),
        name_key=row["name_key"],
        wishes=wished,
        consent=consent,
        concerns=row["concerns"],
        note=row["note"],
        by_staff=bool(row["by_staff"]),
        state=RequestState(row["state"]),
    )
