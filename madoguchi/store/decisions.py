"""Decisions with their reasons."""

import json
from collections.abc import Iterable, Sequence
from operator import itemgetter

from sqlalchemy import RowMapping, insert, select

from madoguchi.model.booking import Booking
from madoguchi.model.decision import Decision, Reason, Verdict
from madoguchi.store.bookings import bookings_by_id
from madoguchi.store.columns import json_text, moment, moment_text, next_id
from madoguchi.store.engine import KEYS, Transaction
from madoguchi.store.schema import decisions


def add_decisions(transaction: Transaction, new: Sequence[Decision]) -> None:
    """Store decisions for good."""
    if not new:
        return
    first = next_id(transaction, decisions, "decision_id")
    transaction.run(
        insert(decisions),
        [
            {
                "office": transaction.office,
                "decision_id": first + place,
                "request_id": decision.request_id,
                "verdict": decision.verdict.value,
                "decided_at": moment_text(decision.decided_at),
                "booking_id": decision.booking_id,
                "reasons": json_text([reason.model_dump(mode="json") for reason in decision.reasons]),
            }
            for place, decision in enumerate(new)
        ],
    )


def bookings_of_requests(transaction: Transaction, request_ids: Iterable[int]) -> dict[int, Booking]:
    """Return the booking that each of these requests was decided about last, however it stands now."""
    found = transaction.find(
        select(decisions.c.request_id, decisions.c.decision_id, decisions.c.booking_id).where(
            decisions.c.office == transaction.office,
            decisions.c.request_id.in_(KEYS),
            decisions.c.booking_id.is_not(None),
        ),
        request_ids,
    )
    last = {row["request_id"]: row["booking_id"] for row in sorted(found, key=itemgetter("decision_id"))}
    booked = bookings_by_id(transaction, last.values())
    return {request_id: booked[booking_id] for request_id, booking_id in last.items()}


def latest_decisions(transaction: Transaction, request_ids: Iterable[int]) -> dict[int, Decision]:
    """Return the newest decision about each of these requests."""
    found = transaction.find(
        select(decisions).where(decisions.c.office == transaction.office, decisions.c.request_id.in_(KEYS)),
        request_ids,
    )
    newest = {row["request_id"]: row for row in sorted(found, key=itemgetter("decision_id"))}
    return {request_id: _decision(row) for request_id, row in newest.items()}


def decisions_of(
    transaction: Transaction, request_ids: Iterable[int] = (), booking_ids: Iterable[int] = ()
) -> list[Decision]:
    """Return every decision about these requests or these bookings, in the order in which they were made."""
    made = select(decisions).where(decisions.c.office == transaction.office)
    found = [
        *transaction.find(made.where(decisions.c.request_id.in_(KEYS)), request_ids),
        *transaction.find(made.where(decisions.c.booking_id.in_(KEYS)), booking_ids),
    ]
    by_id = {row["decision_id"]: row for row in found}
    return [_decision(by_id[decision_id]) for decision_id in sorted(by_id)]


def _decision(row: RowMapping) -> Decision:
    return Decision(
        request_id=row["request_id"],
        verdict=Verdict(row["verdict"]),
        decided_at=moment(row["decided_at"]),
        booking_id=row["booking_id"],
        reasons=tuple(Reason.model_validate(reason) for reason in json.loads(row["reasons"])),
    )
