"""What waits for a person: the review list."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import RowMapping, Select, bindparam, delete, func, insert, select, update

from madoguchi.model.item import Channel, Kind
from madoguchi.model.reading import Doubt, Particulars
from madoguchi.model.review import ReviewEntry
from madoguchi.store.columns import json_text, moment, moment_text, next_id
from madoguchi.store.engine import KEYS, Transaction
from madoguchi.store.requests import requests_by_id
from madoguchi.store.schema import items, reviews


class NewReview(NamedTuple):
    """A review about to be opened.

    Attributes:
        ask: The person is to be asked too, by letter or telephone.
        note: Remarks of staff made earlier.
        receipt_to: The address that is told that its mail has come and staff will see to it; empty for nobody.
    """

    item_id: int
    request_id: int | None
    person: Particulars
    wish_text: str
    doubts: tuple[Doubt, ...]
    ask: bool
    note: str = ""
    receipt_to: str = ""


class ToAcknowledge(NamedTuple):
    """A review whose mail is to be acknowledged.

    Attributes:
        to: The address the mail came from.
        language: The language the mail names; empty for Japanese.
    """

    review_id: int
    request_id: int | None
    to: str
    language: str


def open_reviews(transaction: Transaction, new: Sequence[NewReview], at: datetime) -> None:
    """Put items on the review list."""
    if not new:
        return
    first = next_id(transaction, reviews, "review_id")
    transaction.run(
        insert(reviews),
        [
            {
                "office": transaction.office,
                "review_id": first + place,
                "item_id": one.item_id,
                "request_id": one.request_id,
                "opened_at": moment_text(at),
                "person": one.person.model_dump_json(),
                "wish_text": one.wish_text,
                "doubts": json_text([doubt.model_dump(mode="json") for doubt in one.doubts]),
                "note": one.note,
                "ask": int(one.ask),
                "closed_at": None,
                "closed_by": "",
                "receipt_to": one.receipt_to,
            }
            for place, one in enumerate(new)
        ],
    )


def note_reviews(transaction: Transaction, notes: Sequence[tuple[int, str]]) -> None:
    """Keep remarks that staff have made about entries still open: review number and remark."""
    if notes:
        transaction.run(
            update(reviews)
            .where(reviews.c.office == transaction.office, reviews.c.review_id == bindparam("one"))
            .values(note=bindparam("remark")),
            [{"one": one, "remark": remark} for one, remark in notes],
        )


def close_reviews(transaction: Transaction, closings: Sequence[tuple[int, str]], at: datetime) -> None:
    """Take entries off the list: review number and who settled it."""
    if not closings:
        return
    transaction.run(
        update(reviews)
        .where(reviews.c.office == transaction.office, reviews.c.review_id == bindparam("one"))
        .values(closed_at=moment_text(at), closed_by=bindparam("who"), ask=0, receipt_to=""),
        [{"one": one, "who": who} for one, who in closings],
    )


def close_reviews_of(transaction: Transaction, request_ids: Iterable[int], at: datetime, who: str) -> None:
    """Take every open entry of these requests off the list."""
    transaction.change(
        update(reviews)
        .where(
            reviews.c.office == transaction.office,
            reviews.c.request_id.in_(KEYS),
            reviews.c.closed_at.is_(None),
        )
        .values(closed_at=moment_text(at), closed_by=who, ask=0, receipt_to=""),
        request_ids,
    )


def remove_reviews_of(transaction: Transaction, item_ids: Iterable[int]) -> None:
    """Take out the entries of items that are about to be read again."""
    transaction.change(
        delete(reviews).where(reviews.c.office == transaction.office, reviews.c.item_id.in_(KEYS)), item_ids
    )


def open_entries(transaction: Transaction) -> list[ReviewEntry]:
    """Return the review list, oldest first."""
    found = transaction.run(_select(transaction.office, reviews.c.closed_at.is_(None)).order_by(reviews.c.review_id))
    return _entries(transaction, found.mappings().all())


def open_doubts(transaction: Transaction, request_ids: Iterable[int]) -> dict[int, tuple[Doubt, ...]]:
    """Return what is still doubtful about each of these requests."""
    found = transaction.find(
        select(reviews.c.review_id, reviews.c.request_id, reviews.c.doubts).where(
            reviews.c.office == transaction.office,
            reviews.c.request_id.in_(KEYS),
            reviews.c.closed_at.is_(None),
        ),
        request_ids,
    )
    by_request: dict[int, tuple[Doubt, ...]] = {}
    for row in sorted(found, key=itemgetter("review_id")):
        doubts = tuple(Doubt.model_validate(doubt) for doubt in json.loads(row["doubts"]))
        by_request[row["request_id"]] = by_request.get(row["request_id"], ()) + doubts
    return by_request


def entries_to_ask(transaction: Transaction, limit: int) -> list[ReviewEntry]:
    """Return the entries about which the person is still to be asked."""
    found = transaction.run(_select(transaction.office, reviews.c.ask == 1).order_by(reviews.c.review_id).limit(limit))
    return _entries(transaction, found.mappings().all())


def mark_asked(transaction: Transaction, review_ids: Iterable[int]) -> None:
    """Note that the people of these entries have been asked."""
    transaction.change(
        update(reviews).where(reviews.c.office == transaction.office, reviews.c.review_id.in_(KEYS)).values(ask=0),
        review_ids,
    )


def entries_to_acknowledge(transaction: Transaction, limit: int) -> list[ToAcknowledge]:
    """Return the entries whose mails are still to be acknowledged, oldest first."""
    columns = reviews.c.review_id, reviews.c.request_id, reviews.c.receipt_to, reviews.c.person
    found = transaction.run(
        select(*columns)
        .where(reviews.c.office == transaction.office, reviews.c.receipt_to != "")
        .order_by(reviews.c.review_id)
        .limit(limit)
    )
    return [
        ToAcknowledge(number, request_id, to, Particulars.model_validate_json(person).language)
        for number, request_id, to, person in found
    ]


def mark_acknowledged(transaction: Transaction, review_ids: Iterable[int]) -> None:
    """Note that the mails of these entries have been acknowledged, or need not be."""
    transaction.change(
        update(reviews)
        .where(reviews.c.office == transaction.office, reviews.c.review_id.in_(KEYS))
        .values(receipt_to=""),
        review_ids,
    )


def entries_by_id(transaction: Transaction, review_ids: Iterable[int]) -> dict[int, ReviewEntry]:
    """Return entries by their number, closed ones left out."""
    found = transaction.find(
        _select(transaction.office, reviews.c.review_id.in_(KEYS), reviews.c.closed_at.is_(None)), review_ids
    )
    in_order = sorted(found, key=itemgetter("review_id"))
    return {entry.review_id: entry for entry in _entries(transaction, in_order)}


def count_open(transaction: Transaction) -> int:
    """Return how many entries wait for a person."""
    found = transaction.run(
        select(func.count()).where(reviews.c.office == transaction.office, reviews.c.closed_at.is_(None))
    )
    return int(found.scalar_one())


def people_in_reviews(transaction: Transaction) -> Iterable[tuple[int, Particulars]]:
    """Yield the people of entries that led to no request, with the review number."""
    found = transaction.run(
        select(reviews.c.review_id, reviews.c.person)
        .where(reviews.c.office == transaction.office, reviews.c.request_id.is_(None))
        .order_by(reviews.c.review_id)
    )
    for review_id, person in found:
        yield review_id, Particulars.model_validate_json(person)


def _select(office: str, *conditions: Any) -> Select[Any]:
    return (
        select(reviews, items.c.channel, items.c.kind, items.c.received_at)
        .join_from(reviews, items, (reviews.c.office == items.c.office) & (reviews.c.item_id == items.c.item_id))
        .where(reviews.c.office == office, *conditions)
    )


def _entries(transaction: Transaction, rows: Sequence[RowMapping]) -> list[ReviewEntry]:
    asked = requests_by_id(transaction, {row["request_id"] for row in rows if row["request_id"] is not None})
    return [_entry(row, asked) for row in rows]


def _entry(row: RowMapping, asked: dict[int, Any]) -> ReviewEntry:
    request = asked.get(row["request_id"])
    return ReviewEntry(
        review_id=row["review_id"],
        item_id=row["item_id"],
        request_id=row["request_id"],
        opened_at=moment(row["received_at"]),
        channel=Channel(row["channel"]),
        kind=Kind(row["kind"]),
        person=request.person if request else Particulars.model_validate_json(row["person"]),
        wish_text=row["wish_text"],
        wishes=request.wishes if request else (),
        doubts=tuple(Doubt.model_validate(doubt) for doubt in json.loads(row["doubts"])),
        note=row["note"],
    )
