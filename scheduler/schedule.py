"""The stage that decides: loads what waits, has it decided, and commits each decision with its notice."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from sqlalchemy.exc import IntegrityError

from madoguchi.clock import local
from madoguchi.errors import TryLater
from madoguchi.model.decision import Decision, Rule, Verdict
from madoguchi.model.item import Channel, Kind, Outcome
from madoguchi.model.notice import Notice
from madoguchi.model.offer import OfferState
from madoguchi.model.openings import OpenDays
from madoguchi.model.reading import Doubt
from madoguchi.model.request import ON_A_LIST, BookingRequest, Filed, RequestState
from madoguchi.progress import Progress, silent
from madoguchi.store import bookings as booking_store
from madoguchi.store import decisions as decision_store
from madoguchi.store import items as item_store
from madoguchi.store import offers as offer_store
from madoguchi.store import requests as request_store
from madoguchi.store import reviews as review_store
from madoguchi.store.arrivals import mark_results_due
from madoguchi.store.engine import Store, Transaction
from madoguchi.store.keys import keep_reply_key, reply_key
from madoguchi.store.outbox import add_notices, next_notice_id, supersede_questions
from scheduler.acknowledge import acknowledge
from scheduler.bounced import call_about_bounced
from scheduler.calendar.feed import staff_event
from scheduler.decide import decide
from scheduler.declined import call_about_declined
from scheduler.notices import ASKED_OF_THE_PERSON, Desk, can_be_mailed, question, without_mail
from scheduler.offering import offer_free
from scheduler.readdress import readdress
from scheduler.situation import Situation
from scheduler.sparing import sparing
from scheduler.telling import tell_decisions
from scheduler.to_staff import ForStaff, give_to_staff

_BATCH = 100  # decisions a transaction: one flush to disk for many, and no long write lock

_STATES = {
    Verdict.BOOK: RequestState.BOOKED,
    Verdict.DUPLICATE: RequestState.DUPLICATE,
    Verdict.REVIEW: RequestState.REVIEW,
    Verdict.WAIT: RequestState.WAITING,
}


# What becomes of requests that a decision settles beside its own.
_SETTLED_BY = {
    Verdict.WITHDRAW: RequestState.WITHDRAWN,
    Verdict.REFUSE: RequestState.REFUSED,
    Verdict.BOOK: RequestState.DUPLICATE,
}

# What keeps a request waiting for staff and says nothing of any booking: who wrote it is told that it has come.
_OF_THE_OFFICE = frozenset({Rule.NO_COUNSELLOR.value, Rule.FIRST_TIME.value})


def schedule(store: Store, desk: Desk, days: OpenDays, progress: Progress = silent) -> dict[Verdict, int]:
    """Decide every waiting request and write its notice in the same transaction.

    Returns:
        How many decisions there were of each verdict.

    Raises:
        TryLater: Another program has taken a time meanwhile; nothing of the batch is stored.
    """
    with store.reading() as transaction:
        waiting = request_store.waiting_requests(transaction)
        situation = _situation(transaction, waiting, desk) if waiting else Situation(live=())
    if waiting and desk.office.invitations.plus_addresses and not situation.reply_key:
        with store.writing() as transaction:
            situation = replace(situation, reply_key=keep_reply_key(transaction, desk.as_of))
    by_id = {request.request_id: request for request in waiting}
    decisions = decide(waiting, situation, days, desk.office, desk.as_of)
    total, verdicts = len(waiting), Counter[Verdict]()
    del waiting
    for batch in _batches(decisions):
        try:
            with store.writing() as transaction:
                _carry_out(transaction, batch, by_id, desk)
        except IntegrityError as error:
            raise TryLater("同じ枠がほかの処理で先に予約されました。もう一度実行してください。") from error
        for decision in batch:
            verdicts[decision.verdict] += 1
            del by_id[decision.request_id]
        progress("schedule", verdicts.total(), total)
    verdicts[Verdict.READDRESS] += readdress(store, desk)
    call_about_declined(store, desk)
    call_about_bounced(store, desk)
    verdicts += offer_free(store, desk, days)
    _ask(store, desk, progress)
    acknowledge(store, desk)
    return {verdict: verdicts[verdict] for verdict in Verdict}


def _situation(transaction: Transaction, waiting: Sequence[BookingRequest], desk: Desk) -> Situation:
    numbers = sorted({request.person.seeker_number for request in waiting})
    named = {request.concerns for request in waiting if request.concerns is not None}
    undecided = request_store.open_requests_of(transaction, numbers)
    known = {request.request_id for request in undecided}
    others = request_store.requests_by_id(transaction, named - known)
    return Situation(
        live=tuple(booking_store.live_bookings(transaction, local(desk.as_of).date())),
        own=tuple(booking_store.live_bookings_of(transaction, numbers)),
        concerned=decision_store.bookings_of_requests(transaction, named),
        offers=tuple(offer_store.open_offers(transaction)),
        undecided=(*undecided, *(one for one in others.values() if one.state in ON_A_LIST)),
        no_shows=booking_store.no_shows_of(transaction, numbers),
        last_counsellors=booking_store.last_counsellors(transaction, numbers),
        filed=_filed(transaction, waiting, numbers),
        next_booking_id=booking_store.next_booking_id(transaction),
        reply_key=reply_key(transaction),
    )


def _filed(transaction: Transaction, waiting: Sequence[BookingRequest], numbers: Sequence[str]) -> tuple[Filed, ...]:
    """Return who is on file under the numbers and under the names of what waits."""
    names = {request.name_key for request in waiting}
    known = request_store.filed_under_numbers(transaction, numbers)
    return tuple(dict.fromkeys([*known, *request_store.filed_under_names(transaction, sorted(names))]))


def _carry_out(
    transaction: Transaction, batch: Sequence[Decision], by_id: dict[int, BookingRequest], desk: Desk
) -> None:
    requests = [by_id[decision.request_id] for decision in batch]
    _store_bookings(transaction, batch, desk)
    states = [(one.request_id, _STATES.get(one.verdict, RequestState.DONE)) for one in batch]
    withdrawn = [number for one in batch for number in one.withdraws]
    states += [(number, _SETTLED_BY[one.verdict]) for one in batch for number in one.withdraws]
    request_store.set_states(transaction, states)
    supersede_questions(transaction, [one.request_id for one in batch if one.verdict is not Verdict.REVIEW] + withdrawn)
    _store_endings(transaction, list(zip(batch, requests, strict=True)), desk)
    if withdrawn:  # after the reviews that this batch itself has opened
        review_store.close_reviews_of(transaction, withdrawn, desk.as_of, "同じ方の新しい申し出")
    tell_decisions(transaction, batch, by_id, desk)
    _end_offers(transaction, batch, withdrawn, desk)
    decision_store.add_decisions(transaction, batch)
    mark_results_due(transaction, [one.request_id for one in batch] + withdrawn)


def _end_offers(transaction: Transaction, batch: Sequence[Decision], withdrawn: Sequence[int], desk: Desk) -> None:
    """End the open offers of requests that are decided: taken with a booking at that time, else declined."""
    booked = {
        number: one.booking.start
        for one in batch
        if one.booking and one.verdict is Verdict.BOOK
        for number in (one.request_id, *one.withdraws)
    }
    holding = offer_store.holding_offers(transaction, [*(one.request_id for one in batch), *withdrawn])
    endings = []
    for request_id, offer in holding.items():
        ended = OfferState.WITHDRAWN if request_id in withdrawn else OfferState.DECLINED
        taken = booked.get(request_id) == offer.start
        endings.append((offer.offer_id, OfferState.TAKEN if taken else ended))
    offer_store.end_offers(transaction, endings, desk.as_of)


def _store_bookings(transaction: Transaction, batch: Sequence[Decision], desk: Desk) -> None:
    new = []
    for decision in batch:
        if decision.booking is None:
            continue
        event = staff_event(decision.booking, desk.office)
        if decision.verdict is Verdict.BOOK:
            new.append((decision.booking, event))
        else:  # an older booking gives its time free before a later one takes it
            booking_store.add_bookings(transaction, new)
            new = []
            booking_store.replace_booking(transaction, decision.booking, event)
    booking_store.add_bookings(transaction, new)


def _store_endings(transaction: Transaction, decided: Sequence[tuple[Decision, BookingRequest]], desk: Desk) -> None:
    """Tell the items of requests that repeat another, wait for a time to become free, or need a person."""
    give_to_staff(transaction, [_for_staff(*one) for one in decided if one[0].verdict is Verdict.REVIEW], desk.as_of)
    told = [decision for decision, _ in decided if decision.verdict in {Verdict.DUPLICATE, Verdict.WAIT}]
    items = item_store.newest_items(transaction, [one.request_id for one in told])
    endings = []
    for decision in told:
        item = items[decision.request_id]
        ended = Outcome.DUPLICATE if decision.verdict is Verdict.DUPLICATE else item.outcome
        endings.append((item.item_id, ended, "".join(reason.say for reason in decision.reasons)))
    item_store.set_outcomes(transaction, endings)


def _for_staff(decision: Decision, request: BookingRequest) -> ForStaff:
    doubts = tuple(Doubt(code=reason.rule.value, say=reason.say) for reason in decision.reasons)
    wishes_failed = any(doubt.code in ASKED_OF_THE_PERSON for doubt in doubts)
    asked = wishes_failed and request.kind in {Kind.REQUEST, Kind.CHANGE} and not request.by_staff
    untold = request.channel is Channel.MAIL and _OF_THE_OFFICE.issuperset(doubt.code for doubt in doubts)
    return ForStaff(request, doubts, asked, receipt_to=request.person.email if untold else "")


def _ask(store: Store, desk: Desk, progress: Progress) -> None:
    """Write the questions to people whose requests were doubtful.

    An address that has had its share of automatic letters gets no other: the person is called, and where no number is
    known the matter stays with staff alone.
    """
    asked = 0
    while True:
        with store.writing() as transaction:
            entries = review_store.entries_to_ask(transaction, _BATCH)
            if not entries:
                return
            requests = request_store.requests_by_id(
                transaction, [entry.request_id for entry in entries if entry.request_id is not None]
            )
            limits = sparing(transaction, [request.person.email for request in requests.values()], desk)
            first, notices = next_notice_id(transaction), list[Notice]()
            for entry in entries:
                request = requests.get(entry.request_id or 0)
                if request and can_be_mailed(request) and not limits.may_write(request.person.email):
                    request = without_mail(request) if request.person.phone else None
                if request:
                    notices.append(question(desk, first + len(notices), entry.review_id, request, entry.doubts))
            add_notices(transaction, notices)
            review_store.mark_asked(transaction, [entry.review_id for entry in entries])
        asked += len(entries)
        progress("ask", asked, asked)


def _batches(decisions: Iterator[Decision]) -> Iterator[list[Decision]]:
    while batch := list(islice(decisions, _BATCH)):
        yield batch
