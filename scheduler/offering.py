"""The rim of the waiting list: loads who waits, has it decided, and commits each step with what people are told."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError

from madoguchi.clock import local
from madoguchi.errors import TryLater
from madoguchi.model.decision import Decision, Reason, Verdict
from madoguchi.model.notice import Notice, NoticeKind
from madoguchi.model.offer import Offer, OfferState
from madoguchi.model.openings import OpenDays
from madoguchi.model.reading import Doubt
from madoguchi.model.request import LISTED, UNDECIDED, BookingRequest, RequestState
from madoguchi.store import bookings as booking_store
from madoguchi.store import offers as offer_store
from madoguchi.store import requests as request_store
from madoguchi.store.arrivals import mark_results_due
from madoguchi.store.decisions import add_decisions
from madoguchi.store.engine import Store, Transaction
from madoguchi.store.outbox import add_notices, next_notice_id, supersede_questions, untold_of_requests
from scheduler import reasons
from scheduler.notices import Desk, offer_notice, waiting_notice
from scheduler.to_staff import ForStaff, give_to_staff
from scheduler.waiting import Moves, WaitingList, next_moves


def offer_free(store: Store, desk: Desk, days: OpenDays) -> Counter[Verdict]:
    """End what offers are over and offer what is free to those who wait; all of it in one transaction.

    Returns:
        How many offers were made (OFFER), ended (LAPSE), and how many requests went to staff (REVIEW).

    Raises:
        TryLater: Another program has offered a time meanwhile; nothing is stored.
    """
    with store.reading() as transaction:
        listed, standing = request_store.waiting_list(transaction), offer_store.open_offers(transaction)
        if not listed and not standing:
            return Counter()
        waiting = _waiting_list(transaction, listed, standing, desk)
    moves = next_moves(waiting, days, desk.office, desk.as_of)
    if moves == Moves():
        return Counter()
    try:
        with store.writing() as transaction:
            return _carry_out(transaction, waiting, moves, desk)
    except IntegrityError as error:
        raise TryLater("同じ枠がほかの処理で先に案内されました。もう一度実行してください。") from error


def _waiting_list(
    transaction: Transaction, listed: Sequence[BookingRequest], standing: Sequence[Offer], desk: Desk
) -> WaitingList:
    numbers = {one.request_id for one in listed}
    same_people = {
        one.request_id: one
        for one in request_store.open_requests_of(transaction, {one.person.seeker_number for one in listed})
        if one.request_id not in numbers
    }
    holding = {one.request_id for one in standing} - numbers - same_people.keys()
    others = same_people | request_store.requests_by_id(transaction, holding)
    made = offer_store.offers_of(transaction, numbers | others.keys())
    return WaitingList(
        requests=(*listed, *others.values()),
        offers=tuple(offer for offers in made.values() for offer in offers),
        live=tuple(booking_store.live_bookings(transaction, local(desk.as_of).date())),
        last_counsellors=booking_store.last_counsellors(
            transaction, {one.person.seeker_number for one in listed} - {""}
        ),
        next_offer_id=offer_store.next_offer_id(transaction),
    )


@dataclass(frozen=True, slots=True)
class _Step:
    """One step of a request.

    Attributes:
        to: The state that follows; None where the request stands elsewhere already.
    """

    request: BookingRequest
    verdict: Verdict
    reason: Reason
    to: RequestState | None


def _steps(waiting: WaitingList, moves: Moves, desk: Desk) -> Iterator[_Step]:
    """Yield the steps in their order: what ends comes first."""
    asked = {one.request_id: one for one in waiting.requests}
    for offer in moves.ended:
        request = asked[offer.request_id]
        if request.state in UNDECIDED:
            listed = request.state in LISTED
            said = reasons.offer_over(offer, keeps_place=listed)
            yield _Step(request, Verdict.LAPSE, said, RequestState.WAITING if listed else None)
    for offer in moves.made:
        yield _Step(asked[offer.request_id], Verdict.OFFER, reasons.offered(offer), RequestState.OFFERED)
    for request, had_all_offers in moves.given_up:
        count = desk.office.booking.most_offers if had_all_offers else 0
        yield _Step(request, Verdict.REVIEW, reasons.waited_in_vain(offers=count), RequestState.REVIEW)


def _carry_out(transaction: Transaction, waiting: WaitingList, moves: Moves, desk: Desk) -> Counter[Verdict]:
    steps = list(_steps(waiting, moves, desk))
    offer_store.end_offers(transaction, [(one.offer_id, one.state) for one in moves.ended], desk.as_of)
    offer_store.add_offers(transaction, moves.made)
    states = {one.request.request_id: one.to for one in steps if one.to}
    request_store.set_states(transaction, list(states.items()))
    _tell(transaction, waiting, moves, desk)
    vain = [one for one in steps if one.verdict is Verdict.REVIEW]
    doubts = [(Doubt(code=one.reason.rule.value, say=one.reason.say),) for one in vain]
    matters = [ForStaff(one.request, doubt, ask=True) for one, doubt in zip(vain, doubts, strict=True)]
    give_to_staff(transaction, matters, desk.as_of)
    add_decisions(
        transaction,
        [
            Decision(
                request_id=one.request.request_id,
                verdict=one.verdict,
                decided_at=desk.as_of,
                reasons=(one.reason,),
            )
            for one in steps
        ],
    )
    mark_results_due(transaction, [one.request.request_id for one in steps])
    return Counter(one.verdict for one in steps)


def _tell(transaction: Transaction, waiting: WaitingList, moves: Moves, desk: Desk) -> None:
    """Write the offers, and a word to those who were told of nothing or of a time that is gone."""
    asked = {one.request_id: one for one in waiting.requests}
    ended = {one.request_id: one for one in moves.ended if asked[one.request_id].state in LISTED}
    untold = untold_of_requests(transaction, ended, NoticeKind.OFFER)
    moved_on = {one.request_id for one in moves.made} | {one.request.request_id for one in moves.given_up}
    supersede_questions(transaction, {one.request_id for one in moves.ended} | moved_on)
    first = next_notice_id(transaction)
    notices: list[Notice] = []
    for number, offer in ended.items():
        gone = offer.start if offer.state is OfferState.WITHDRAWN and number not in untold else None
        if gone or (number in untold and number not in moved_on):
            notices.append(waiting_notice(desk, first + len(notices), asked[number], gone))
    for new in moves.made:
        notices.append(offer_notice(desk, first + len(notices), new, asked[new.request_id]))
    add_notices(transaction, notices)
