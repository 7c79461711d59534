"""Decisions into the outbox: what people are told of them, and what they need not be told any more."""

from collections.abc import Mapping, Sequence

from madoguchi.model.decision import Decision, Verdict
from madoguchi.model.notice import Notice, NoticeKind, NoticeState
from madoguchi.model.request import BookingRequest
from madoguchi.store import requests as request_store
from madoguchi.store.engine import Transaction
from madoguchi.store.outbox import add_notices, next_notice_id, set_notice_state, untold
from scheduler.notices import Desk, notice_of, refusal_notice, waiting_notice, with_newest_contact

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
    booked = _booked_requests(transaction, telling, by_id)
    waiting = untold(transaction, {decision.booking_id or 0 for decision in telling})
    superseded: list[int] = []
    new: dict[int, Notice] = {}
    notice_id = next_notice_id(transaction)
    for made in telling:
        decision, booking_id = made, made.booking_id or 0
        before = [*waiting.pop(booking_id, []), *([new.pop(booking_id)] if booking_id in new else [])]
        person = with_newest_contact(booked[decision.request_id], by_id[decision.request_id])
        kinds = {notice.kind for notice in before}
        if NoticeKind.MOVED in kinds:  # they never heard of the time it is moved from
            decision = decision.model_copy(update={"before": None})
        notice = notice_of(desk, notice_id, decision, person, is_news=NoticeKind.CONFIRMATION in kinds)
        if notice:
            new[booking_id] = notice
            notice_id += 1
        if notice or decision.verdict in _HELD:
            superseded += [one.notice_id for one in before]
    told = list(new.values())
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


def _booked_requests(
    transaction: Transaction, telling: Sequence[Decision], by_id: Mapping[int, BookingRequest]
) -> dict[int, BookingRequest]:
    """Return for each deciding request the one that was booked first: people know its number."""
    owner = {decision.request_id: decision.booking.request_id for decision in telling if decision.booking}
    earlier = request_store.requests_by_id(transaction, set(owner.values()) - by_id.keys())
    known = {**earlier, **by_id}
    return {request_id: known[booked_id] for request_id, booked_id in owner.items()}
