"""Receipts: who wrote what staff have to look at is told that it has come (RFC 3834: once an hour at most).

A receipt over the limit is simply not written, and none has a telephone twin: staff see the mail, and answer it.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from madoguchi.model.notice import Notice
from madoguchi.store.engine import Store, Transaction
from madoguchi.store.outbox import add_notices, next_notice_id
from madoguchi.store.reviews import ToAcknowledge, entries_to_acknowledge, mark_acknowledged
from madoguchi.store.sending import automatic_letters_since
from scheduler.notices import Desk, receipt_notice

_BATCH: Final = 100  # as many a transaction as the schedule takes
_LIMITS: Final = ((timedelta(hours=1), 1), (timedelta(days=1), 5))  # automatic letters to one address


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
    allowed = _allowed(transaction, entries, desk)
    first, notices = next_notice_id(transaction), list[Notice]()
    for entry in entries:
        if allowed.pop(entry.to.casefold(), False):  # the second of a batch is over the limit
            notice = receipt_notice(desk, first + len(notices), entry)
            notices += [notice] if notice else []
    return notices


def _allowed(transaction: Transaction, entries: Sequence[ToAcknowledge], desk: Desk) -> dict[str, bool]:
    """Return for each address, in small letters, whether it may be written to now."""
    addresses = {entry.to for entry in entries}
    over: set[str] = set()
    for span, most in _LIMITS:
        written = automatic_letters_since(transaction, addresses, desk.as_of - span)
        over |= {address for address, number in written.items() if number >= most}
    return {address.casefold(): address not in over and not _is_ours(address, desk) for address in sorted(addresses)}


def _is_ours(address: str, desk: Desk) -> bool:
    """Tell whether an address is the office's own mailbox, with a mark behind a plus sign or without (RFC 5233)."""
    name, _, domain = address.casefold().rpartition("@")
    return f"{name.partition('+')[0]}@{domain}" == desk.office.office.mail.casefold()
