"""Requests that only a person can settle: onto the review list, with the sentence their row or mail ends in."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from madoguchi.model.item import Outcome
from madoguchi.model.reading import Doubt
from madoguchi.model.request import BookingRequest
from madoguchi.store.engine import Transaction
from madoguchi.store.items import newest_items, set_outcomes
from madoguchi.store.reviews import NewReview, open_reviews


class ForStaff(NamedTuple):
    """A request and why a person has to look.

    Attributes:
        ask: The person is to be asked too, by letter or telephone.
        note: Remarks made earlier that staff need.
        receipt_to: The address that wrote and would hear nothing else; empty for nobody.
    """

    request: BookingRequest
    doubts: tuple[Doubt, ...]
    ask: bool
    note: str = ""
    receipt_to: str = ""


def give_to_staff(transaction: Transaction, matters: Sequence[ForStaff], at: datetime) -> None:
    """Open a review of each request, and end the item it came with last in the same words."""
    if not matters:
        return
    items = newest_items(transaction, [one.request.request_id for one in matters])
    endings, opened = [], []
    for request, doubts, ask, note, receipt_to in matters:
        item = items[request.request_id]
        endings.append((item.item_id, Outcome.NEEDS_REVIEW, "".join(doubt.say for doubt in doubts)))
        wished = "\n".join(wish.text for wish in request.wishes)
        opened.append(
            NewReview(item.item_id, request.request_id, request.person, wished, doubts, ask, note, receipt_to)
        )
    set_outcomes(transaction, endings)
    open_reviews(transaction, opened, at)
