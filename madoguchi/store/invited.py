"""Where the invitations of bookings have gone, as the outbox tells."""

from collections.abc import Iterable
from datetime import datetime
from operator import itemgetter

from sqlalchemy import exists, func, select

from madoguchi.model.booking import BookingState
from madoguchi.model.notice import Means, NoticeKind, NoticeState
from madoguchi.store.columns import start_text
from madoguchi.store.engine import KEYS, Transaction
from madoguchi.store.schema import bookings, outbox, requests

_INVITING = [
    kind.value for kind in (NoticeKind.CONFIRMATION, NoticeKind.MOVED, NoticeKind.COUNSELLOR, NoticeKind.TO_TELEPHONE)
]
_SENT = [NoticeState.HANDED_OVER.value, NoticeState.BOUNCED.value]
_TRIED = [*_SENT, NoticeState.WAITING.value, NoticeState.REFUSED.value]


def invited_addresses(transaction: Transaction, booking_ids: Iterable[int]) -> dict[int, str]:
    """Return for each booking the address whose calendar holds it: where the latest invitation was handed over to."""
    found = transaction.find(
        select(outbox.c.booking_id, outbox.c.notice_id, outbox.c.recipient).where(
            outbox.c.office == transaction.office,
            outbox.c.booking_id.in_(KEYS),
            outbox.c.means == Means.MAIL.value,
            outbox.c.kind.in_(_INVITING),
            outbox.c.state == NoticeState.HANDED_OVER.value,
        ),
        booking_ids,
    )
    return {row["booking_id"]: row["recipient"] for row in sorted(found, key=itemgetter("notice_id"))}


def wrongly_invited(transaction: Transaction, after: datetime) -> list[int]:
    """Return the live bookings whose invitation has gone to an address that is on file no more, in order.

    One that came back from there has gone there too: who has put the address right waits for the letter.

    Args:
        transaction: Of the office.
        after: Bookings that start later (naive wall-clock time).
    """
    of_booking = (outbox.c.office == bookings.c.office) & (outbox.c.booking_id == bookings.c.booking_id)
    by_mail = of_booking & (outbox.c.means == Means.MAIL.value) & outbox.c.kind.in_(_INVITING)
    invited = exists().where(by_mail, outbox.c.state.in_(_SENT))
    here = func.lower(outbox.c.recipient) == func.lower(requests.c.email)
    tried_here = exists().where(by_mail, here, outbox.c.state.in_(_TRIED))
    found = transaction.run(
        select(bookings.c.booking_id)
        .join(requests, (requests.c.office == bookings.c.office) & (requests.c.request_id == bookings.c.request_id))
        .where(
            bookings.c.office == transaction.office,
            bookings.c.state == BookingState.CONFIRMED.value,
            bookings.c.start > start_text(after),
            requests.c.email != "",
            invited,
            ~tried_here,
        )
    )
    return sorted(found.scalars())
