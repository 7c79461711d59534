"""Receipts: who wrote what staff have to look at is told that it has come (RFC 3834: once an hour at most).

A receipt over the limit is simply not written, and none has a telephone twin: staff see the mail, and answer it.
"""

from collections.abc import Sequence
from typing import Final

from madoguchi.model.notice import Notice
from madoguchi.store.engine import Store, Transaction
from madoguchi.store.outbox import add_notices, next_notice_id
from madoguchi.store.reviews import ToAcknowledge, entries_to_acknowledge, mark_acknowledged
from scheduler.notices import Desk, receipt_notice
from scheduler.sparing import sparing

_BATCH: Final = 100  # as many a transaction as the schedule takes


def acknowledge(store: Store, desk: Desk) -> None:
    """Write the receipts that are due; none at all where the office wants none, and none to addresses of our own."""
    with store.reading() as transaction:
        if not entries_to_acknowledge(transaction, 1):
            return
    while True:
        with store.writing() as transaction:
            entries = entries_to_acknowledge(transaction, _BATCH)
            if not entries:
                return
            add_notices(transaction, _receipts(transaction, entries, desk))
            mark_acknowledged(transaction, [entry.review_id for entry in entries])


def _receipts(transaction: Transaction, entries: Sequence[ToAcknowledge], desk: Desk) -> list[Notice]:
    if not desk.office.letters.receipts:
        return []
    limits = sparing(transaction, [entry.to for entry in entries], desk)
    first, notices = next_notice_id(transaction), list[Notice]()
    for entry in entries:
        if limits.may_write(entry.to):
            notice = receipt_notice(desk, first + len(notices), entry)
            notices += [notice] if notice else []
    return notices
