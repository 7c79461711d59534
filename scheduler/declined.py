"""Calls about refusals that calendars sent: the terms have cancellations come by telephone (art. 4)."""

from madoguchi.clock import local
from madoguchi.model.booking import Booking
from madoguchi.model.notice import NoticeKind, NoticeState
from madoguchi.model.reply import Answer, Reply, standing_answer
from madoguchi.store.bookings import bookings_by_id
from madoguchi.store.contacts import people_of
from madoguchi.store.engine import Store
from madoguchi.store.outbox import add_notices, next_notice_id, set_notice_state, untold
from madoguchi.store.replies import replies_to, replies_to_call, settle_calls
from scheduler.notices import Desk, declined_notice


def call_about_declined(store: Store, desk: Desk) -> None:
    """Write a telephone task for each visit that lies ahead and whose newest answer is a refusal.

    One that waits already goes, for it is replaced, or the person has answered otherwise since.
    """
    with store.reading() as transaction:
        if not replies_to_call(transaction):
            return
    with store.writing() as transaction:
        looked_at = replies_to_call(transaction)
        booked = bookings_by_id(transaction, {reply.booking_id for reply in looked_at})
        answers = replies_to(transaction, booked)
        waiting = [
            notice.notice_id
            for notices in untold(transaction, booked).values()
            for notice in notices
            if notice.kind is NoticeKind.DECLINED
        ]
        declined = [booking for booking in booked.values() if _stands_declined(booking, answers, desk)]
        people = people_of(transaction, declined)
        first = next_notice_id(transaction)
        set_notice_state(transaction, waiting, NoticeState.SUPERSEDED)
        add_notices(
            transaction,
            [
                declined_notice(desk, first + place, booking, people[booking.booking_id])
                for place, booking in enumerate(declined)
            ],
        )
        settle_calls(transaction, [reply.reply_id for reply in looked_at])


def _stands_declined(booking: Booking, answers: list[Reply], desk: Desk) -> bool:
    if not booking.is_live or booking.start <= local(desk.as_of):
        return False
    own = (reply for reply in answers if reply.booking_id == booking.booking_id)
    standing = standing_answer(own, booking.sequence)
    return standing is not None and standing.answer is Answer.DECLINED
