"""The items and their endings."""

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import RowMapping, bindparam, delete, insert, select, update

from madoguchi.model.item import Channel, Item, Kind, Outcome
from madoguchi.store.columns import moment, moment_text, next_id
from madoguchi.store.engine import KEYS, Transaction
from madoguchi.store.schema import items


def next_item_id(transaction: Transaction) -> int:
    """Return the first free item number."""
    return next_id(transaction, items, "item_id")


def add_items(transaction: Transaction, new: Sequence[Item]) -> None:
    """Store items with their endings."""
    if not new:
        return
    transaction.run(insert(items), [_row(transaction.office, item) for item in new])


def items_by_identity(transaction: Transaction, identities: Iterable[str]) -> dict[str, list[Item]]:
    """Return for each identity the items that bear it, oldest first."""
    found = transaction.find(
        select(items).where(items.c.office == transaction.office, items.c.identity.in_(KEYS)), identities
    )
    by_identity: dict[str, list[Item]] = {}
    for row in sorted(found, key=itemgetter("item_id")):
        by_identity.setdefault(row["identity"], []).append(_item(row))
    return by_identity


def items_of_request(transaction: Transaction, request_ids: Iterable[int]) -> list[Item]:
    """Return every item that led to one of these requests, oldest first."""
    found = transaction.find(
        select(items).where(items.c.office == transaction.office, items.c.request_id.in_(KEYS)), request_ids
    )
    return [_item(row) for row in sorted(found, key=itemgetter("item_id"))]


def newest_items(transaction: Transaction, request_ids: Iterable[int]) -> dict[int, Item]:
    """Return the item that a request came with last; answers of staff come only where there is no other."""
    found = items_of_request(transaction, request_ids)
    by_staff_first = sorted(found, key=lambda item: (item.channel is not Channel.STAFF, item.item_id))
    return {item.request_id: item for item in by_staff_first if item.request_id is not None}


def items_of_arrival(transaction: Transaction, arrival_id: int) -> list[Item]:
    """Return the items of one arrival in the order of its lines."""
    found = transaction.run(
        select(items)
        .where(items.c.office == transaction.office, items.c.arrival_id == arrival_id)
        .order_by(items.c.line, items.c.item_id)
    )
    return [_item(row) for row in found.mappings()]


def set_outcomes(transaction: Transaction, endings: Sequence[tuple[int, Outcome, str]]) -> None:
    """Change how items ended: item number, outcome, sentence."""
    if not endings:
        return
    transaction.run(
        update(items)
        .where(items.c.office == transaction.office, items.c.item_id == bindparam("one"))
        .values(outcome=bindparam("to"), why=bindparam("because")),
        [{"one": one, "to": to.value, "because": because} for one, to, because in endings],
    )


def unreadable_items(transaction: Transaction) -> list[Item]:
    """Return the items that nobody could read yet."""
    found = transaction.run(
        select(items)
        .where(items.c.office == transaction.office, items.c.outcome == Outcome.UNREADABLE.value)
        .order_by(items.c.item_id)
    )
    return [_item(row) for row in found.mappings()]


def remove_items(transaction: Transaction, item_ids: Sequence[int]) -> None:
    """Take items out so that their arrival can be read again; their raw bytes stay."""
    transaction.change(delete(items).where(items.c.office == transaction.office, items.c.item_id.in_(KEYS)), item_ids)


def _row(office: str, item: Item) -> dict[str, Any]:
    return {
        "office": office,
        "item_id": item.item_id,
        "arrival_id": item.arrival_id,
        "line": item.line,
        "identity": item.identity,
        "fingerprint": item.fingerprint,
        "received_at": moment_text(item.received_at),
        "channel": item.channel.value,
        "kind": item.kind.value,
        "outcome": item.outcome.value,
        "why": item.why,
        "request_id": item.request_id,
    }


def _item(row: RowMapping) -> Item:
    return Item(
        item_id=row["item_id"],
        arrival_id=row["arrival_id"],
        line=row["line"],
        identity=row["identity"],
        fingerprint=row["fingerprint"],
        received_at=moment(row["received_at"]),
        channel=Channel(row["channel"]),
        kind=Kind(row["kind"]),
        outcome=Outcome(row["outcome"]),
        why=row["why"],
        request_id=row["request_id"],
    )
