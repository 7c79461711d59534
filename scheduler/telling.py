"""Decisions into the outbox: what people are told of them, and what they need not be told any more."""

from collections.abc import Collection, Mapping, Sequence

from madoguchi.model.decision import Decision, Verdict
from madoguchi.model.notice import Means, Notice, NoticeKind, NoticeState
from madoguchi.model.request import BookingRequest
from madoguchi.store import requests as request_store
from madoguchi.store.contacts import people_of
from madoguchi.store.engine import Transaction
from madoguchi.store.invited import invited_addresses
from madoguchi.store.outbox import add_notices, next_notice_id, set_notice_state, untold
from scheduler.notices import Desk, notice_of, refusal_notice, uninvited_notice, waiting_notice

# A visit that was held needs no word before it any more. One that was not may have been missed for want of that word.
_HELD = frozenset({Verdict.COMPLETE, Verdict.BREAK_OFF})


def tell_decisions(
    transaction: Transaction, batch: Sequence[Decision], by_id: Mapping[int, BookingRequest], desk: Desk
) -> None:
    """Write what is told; what nobody has been told yet about the same booking is superseded.

    Args:
        transaction: The one in which the decisions are stored (promise 6).
        batch: In the order in which they were made.
        by_id: At least the requests that were decided.
        desk: Who writes.
    """
    telling = [decision for decision in batch if decision.booking is not None]
    people = people_of(transaction, [one.booking for one in telling if one.booking], by_id)
    older = {one.booking_id or 0 for one in telling if one.verdict is not Verdict.BOOK}
    invited = invited_addresses(transaction, older)
    waiting = untold(transaction, {decision.booking_id or 0 for decision in telling})
    superseded: list[int] = []
    new: dict[int, list[Notice]] = {}
    notice_id = next_notice_id(transaction)
    for decision in telling:
        booking_id = decision.booking_id or 0
        person = people[booking_id] = people[booking_id].with_contact_of(by_id[decision.request_id])
        stored = waiting.get(booking_id, [])
        before = {notice.kind for notice in (*stored, *new.get(booking_id, []))}
        notices = _told_of_one(desk, notice_id, decision, person, before, invited.get(booking_id, ""))
        notice_id += len(notices)
        if notices or decision.verdict in _HELD:
            new[booking_id] = notices
            superseded += [notice.notice_id for notice in waiting.pop(booking_id, [])]
    told = [notice for notices in new.values() for notice in notices]
    withdrawn = {number for decision in batch for number in decision.withdraws}
    for decision in batch:
        if decision.verdict is Verdict.WAIT and decision.request_id not in withdrawn:
            told.append(waiting_notice(desk, notice_id, by_id[decision.request_id]))
            notice_id += 1
    for request, why in _refused(transaction, batch, by_id):
        told.append(refusal_notice(desk, notice_id, request, why))
        notice_id += 1
    set_notice_state(transaction, superseded, NoticeState.SUPERSEDED)
    add_notices(transaction, told)


def _refused(
    transaction: Transaction, batch: Sequence[Decision], by_id: Mapping[int, BookingRequest]
) -> list[tuple[BookingRequest, str]]:
    """Return the requests that staff have refused, with their reason."""
    whys = {
        number: by_id[decision.request_id].note
        for decision in batch
        if decision.verdict is Verdict.REFUSE
        for number in decision.withdraws
    }
    requests = request_store.requests_by_id(transaction, whys)
    return [(request, whys[number]) for number, request in requests.items()]


def _told_of_one(
    desk: Desk, notice_id: int, decision: Decision, person: BookingRequest, before: Collection[NoticeKind], invited: str
) -> list[Notice]:
    """Return what one decision tells.

    Args:
        desk: Who writes.
        notice_id: The first free number.
        decision: About a booking.
        person: Who is told.
        before: What they should have been told of the booking and have not.
        invited: The address whose calendar holds the booking; empty when none does.
    """
    if NoticeKind.MOVED in before:  # they never heard of the time it is moved from
        decision = decision.model_copy(update={"before": None})
    notice = notice_of(desk, notice_id, decision, person, is_news=NoticeKind.CONFIRMATION in before)
    if notice is None:
        return []
    stays = notice.means is Means.MAIL and notice.to.casefold() == invited.casefold()
    if not invited or stays:
        return [notice]
    # The old address is told first: where one program reads both, the later word is the one its calendar keeps.
    left_out = uninvited_notice(desk, notice_id, decision, person, invited)
    return [left_out, notice.model_copy(update={"notice_id": notice_id + 1})] if left_out else [notice]
