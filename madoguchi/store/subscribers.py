"""Who subscribes to calendars of the office; of the secret in an address only its digest is kept."""

from collections.abc import Sequence

from sqlalchemy import RowMapping, insert, select, update

from madoguchi.model.subscriber import Detail, Subscriber
from madoguchi.store.columns import moment, moment_text, next_id
from madoguchi.store.engine import Transaction
from madoguchi.store.schema_calendars import subscribers


def next_subscriber_id(transaction: Transaction) -> int:
    """Return the first free number of a subscriber."""
    return next_id(transaction, subscribers, "subscriber_id")


def add_subscribers(transaction: Transaction, new: Sequence[Subscriber]) -> None:
    """Store new subscribers.

    Raises:
        sqlalchemy.exc.IntegrityError: A secret or a number is taken.
    """
    if new:
        transaction.run(insert(subscribers), [_row(transaction.office, one) for one in new])


def every_subscriber(transaction: Transaction) -> list[Subscriber]:
    """Return all subscribers, the revoked ones too, in the order in which they were added."""
    found = transaction.run(
        select(subscribers).where(subscribers.c.office == transaction.office).order_by(subscribers.c.subscriber_id)
    )
    return [_subscriber(row) for row in found.mappings()]


def live_subscribers(transaction: Transaction) -> list[Subscriber]:
    """Return the subscribers whose addresses show something."""
    return [one for one in every_subscriber(transaction) if one.revoked_at is None]


def replace_subscriber(transaction: Transaction, changed: Subscriber) -> None:
    """Store a changed subscriber under its number.

    Raises:
        sqlalchemy.exc.IntegrityError: The secret is taken.
    """
    transaction.run(
        update(subscribers)
        .where(subscribers.c.office == transaction.office, subscribers.c.subscriber_id == changed.subscriber_id)
        .values(_row(transaction.office, changed))
    )


def _row(office: str, one: Subscriber) -> dict[str, object]:
    return {
        "office": office,
        "subscriber_id": one.subscriber_id,
        "name": one.name,
        "shows": one.shows,
        "detail": one.detail.value,
        "digest": one.digest,
        "made_at": moment_text(one.made_at),
        "renewed_at": moment_text(one.renewed_at) if one.renewed_at else None,
        "revoked_at": moment_text(one.revoked_at) if one.revoked_at else None,
    }


def _subscriber(row: RowMapping) -> Subscriber:
    return Subscriber(
        subscriber_id=row["subscriber_id"],
        name=row["name"],
        shows=row["shows"],
        detail=Detail(row["detail"]),
        digest=row["digest"],
        made_at=moment(row["made_at"]),
        renewed_at=moment(row["renewed_at"]) if row["renewed_at"] else None,
        revoked_at=moment(row["revoked_at"]) if row["revoked_at"] else None,
    )
