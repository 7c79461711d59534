"""Letters of ours that came back: to whom, why, and of which the person is still to be called."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from operator import itemgetter

from sqlalchemy import RowMapping, insert, select, update

from madoguchi.model.bounce import Bounce
from madoguchi.store.columns import moment, moment_text, next_id
from madoguchi.store.engine import KEYS, Transaction
from madoguchi.store.schema_mail import bounces


def next_bounce_id(transaction: Transaction) -> int:
    """Return the first free number of a bounce."""
    return next_id(transaction, bounces, "bounce_id")


def add_bounces(transaction: Transaction, new: Sequence[Bounce]) -> None:
    """Store new bounces; addresses are kept casefolded, for `unreachable` finds them by index."""
    if new:
        transaction.run(insert(bounces), [_row(transaction.office, bounce) for bounce in new])


def bounces_of_notices(transaction: Transaction, notice_ids: Iterable[int]) -> list[Bounce]:
    """Return what came back of these letters, in the order in which it came."""
    found = transaction.find(
        select(bounces).where(bounces.c.office == transaction.office, bounces.c.notice_id.in_(KEYS)), notice_ids
    )
    return [_bounce(row) for row in sorted(found, key=itemgetter("bounce_id"))]


def bounces_to_call(transaction: Transaction) -> list[Bounce]:
    """Return the bounces of which it is still to be looked at whether the person is called, oldest first."""
    found = transaction.run(
        select(bounces)
        .where(bounces.c.office == transaction.office, bounces.c.to_call == 1)
        .order_by(bounces.c.bounce_id)
    )
    return [_bounce(row) for row in found.mappings()]


def settle_calls(transaction: Transaction, bounce_ids: Iterable[int]) -> None:
    """Note of bounces that it has been looked at whether the person is called."""
    transaction.change(
        update(bounces).where(bounces.c.office == transaction.office, bounces.c.bounce_id.in_(KEYS)).values(to_call=0),
        bounce_ids,
    )


def unreachable(transaction: Transaction, addresses: Iterable[str], since: datetime) -> set[str]:
    """Return those of the addresses that no letter reaches: one came back since then, and the next would too.

    Args:
        transaction: To ask through.
        addresses: As letters name them; their case is looked through.
        since: Bounces from before are forgotten (aware).
    """
    by_folded: dict[str, set[str]] = {}
    for address in addresses:
        by_folded.setdefault(address.casefold(), set()).add(address)
    found = transaction.find(
        select(bounces.c.recipient).where(
            bounces.c.office == transaction.office,
            bounces.c.recipient.in_(KEYS),
            bounces.c.received_at >= moment_text(since),
            bounces.c.lasting == 1,
        ),
        by_folded,
    )
    return {address for row in found for address in by_folded[row["recipient"]]}


def _row(office: str, bounce: Bounce) -> dict[str, object]:
    return {
        "office": office,
        "bounce_id": bounce.bounce_id,
        "item_id": bounce.item_id,
        "notice_id": bounce.notice_id,
        "recipient": bounce.recipient.casefold(),
        "status": bounce.status,
        "lasting": int(bounce.lasting),
        "say": bounce.say,
        "received_at": moment_text(bounce.received_at),
        "to_call": int(bounce.to_call),
    }


def _bounce(row: RowMapping) -> Bounce:
    return Bounce(
        bounce_id=row["bounce_id"],
        item_id=row["item_id"],
        notice_id=row["notice_id"],
        recipient=row["recipient"],
        status=row["status"],
        lasting=bool(row["lasting"]),
        say=row["say"],
        received_at=moment(row["received_at"]),
        to_call=bool(row["to_call"]),
    )
