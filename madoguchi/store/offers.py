"""The offers of the waiting list: kept for good, and while open holding their time."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from operator import itemgetter

from sqlalchemy import RowMapping, bindparam, insert, select, update

from madoguchi.model.offer import Offer, OfferState
from madoguchi.store.columns import moment, moment_text, next_id, start, start_text
from madoguchi.store.engine import KEYS, Transaction
from madoguchi.store.schema import offers


def next_offer_id(transaction: Transaction) -> int:
    """Return the first free offer number."""
    return next_id(transaction, offers, "offer_id")


def add_offers(transaction: Transaction, new: Sequence[Offer]) -> None:
    """Store offers.

    Raises:
        sqlalchemy.exc.IntegrityError: Another open offer holds one of these times.
    """
    if not new:
        return
    transaction.run(
        insert(offers),
        [
            {
                "office": transaction.office,
                "offer_id": offer.offer_id,
                "request_id": offer.request_id,
                "counsellor": offer.counsellor,
                "start": start_text(offer.start),
                "minutes": offer.minutes,
                "made_at": moment_text(offer.made_at),
                "until": moment_text(offer.until),
                "by_telephone": int(offer.by_telephone),
                "state": offer.state.value,
                "ended_at": moment_text(offer.ended_at) if offer.ended_at else None,
            }
            for offer in new
        ],
    )


def end_offers(transaction: Transaction, endings: Sequence[tuple[int, OfferState]], at: datetime) -> None:
    """Note how offers ended: offer number and state."""
    if endings:
        transaction.run(
            update(offers)
            .where(offers.c.office == transaction.office, offers.c.offer_id == bindparam("one"))
            .values(state=bindparam("to"), ended_at=moment_text(at)),
            [{"one": one, "to": to.value} for one, to in endings],
        )


def open_offers(transaction: Transaction) -> list[Offer]:
    """Return the offers that stand, oldest first."""
    found = transaction.run(
        select(offers)
        .where(offers.c.office == transaction.office, offers.c.state == OfferState.OPEN.value)
        .order_by(offers.c.offer_id)
    )
    return [_offer(row) for row in found.mappings()]


def holding_offers(transaction: Transaction, request_ids: Iterable[int]) -> dict[int, Offer]:
    """Return by request the offer that stands."""
    made = offers_of(transaction, request_ids)
    return {number: offer for number, offers_made in made.items() for offer in offers_made if offer.is_open}


def offers_of(transaction: Transaction, request_ids: Iterable[int]) -> dict[int, list[Offer]]:
    """Return by request every offer that was ever made to it, oldest first."""
    found = transaction.find(
        select(offers).where(offers.c.office == transaction.office, offers.c.request_id.in_(KEYS)), request_ids
    )
    by_request: dict[int, list[Offer]] = {}
    for row in sorted(found, key=itemgetter("offer_id")):
        by_request.setdefault(row["request_id"], []).append(_offer(row))
    return by_request


def _offer(row: RowMapping) -> Offer:
    return Offer(
        offer_id=row["offer_id"],
        request_id=row["request_id"],
        counsellor=row["counsellor"],
        start=start(row["start"]),
        minutes=row["minutes"],
        made_at=moment(row["made_at"]),
        until=moment(row["until"]),
        by_telephone=bool(row["by_telephone"]),
        state=OfferState(row["state"]),
        ended_at=moment(row["ended_at"]) if row["ended_at"] else None,
    )
