"""When the office changes: which bookings are hit, and on confirmation each moved or told, in one transaction.

A booking that can be kept goes to the other counsellor at the same time. Of any other the booking is cancelled by
the office and its request is before staff again, until they fix a new time on the review list.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from madoguchi.clock import local
from madoguchi.config.office import Office
from madoguchi.model.booking import Booking, BookingState, By
from madoguchi.model.decision import Decision, Rule, Verdict
from madoguchi.model.openings import OpenDays
from madoguchi.model.reading import Doubt
from madoguchi.model.request import BookingRequest, RequestState
from madoguchi.store import bookings as booking_store
from madoguchi.store import requests as request_store
from madoguchi.store.arrivals import mark_results_due
from madoguchi.store.contacts import people_of
from madoguchi.store.decisions import add_decisions
from madoguchi.store.engine import Store, Transaction
from madoguchi.store.offers import open_offers
from scheduler import reasons
from scheduler.affected import Hit, affected, unfit
from scheduler.calendar.feed import staff_event
from scheduler.notices import Desk
from scheduler.telling import tell_decisions
from scheduler.to_staff import ForStaff, give_to_staff


@dataclass(frozen=True, slots=True)
class Case:
    """One booking that is hit, with the request it came of, as the person can be reached now."""

    hit: Hit
    person: BookingRequest


def find_affected(transaction: Transaction, office: Office, days: OpenDays, as_of: datetime) -> tuple[Case, ...]:
    """Return the bookings that no longer fit the office, in order of their start."""
    live = booking_store.live_bookings(transaction, local(as_of).date())
    people = people_of(transaction, [hit.booking for hit in unfit(office, days, live, as_of)])

    def suits(booking: Booking, counsellor_id: str) -> bool:
        counsellor, person = office.counsellor(counsellor_id), people[booking.booking_id].person
        return counsellor is not None and counsellor.can_serve(person.service, person.language)

    hits = affected(office, days, live, as_of, open_offers(transaction), suits)
    return tuple(Case(hit, people[hit.booking.booking_id]) for hit in hits)


def rearrange(store: Store, desk: Desk, days: OpenDays) -> tuple[Case, ...]:
    """Move or cancel every booking that no longer fits, and write what each person is told.

    Returns:
        What was hit; a second call finds nothing.
    """
    with store.writing() as transaction:
        cases = find_affected(transaction, desk.office, days, desk.as_of)
        if cases:
            decisions = [_decision(case.hit, desk) for case in cases]
            _store_bookings(transaction, decisions, desk)
            _reopen(transaction, [case for case in cases if not case.hit.keep_with], desk)
            by_id = {case.person.request_id: case.person for case in cases}
            tell_decisions(transaction, decisions, by_id, desk)
            add_decisions(transaction, decisions)
            mark_results_due(transaction, list(by_id))
    return cases


def _decision(hit: Hit, desk: Desk) -> Decision:
    booking, why = hit.booking, reasons.office_changed(hit.booking, hit.misfit.why)
    changed = {
        "changed_by": By.OFFICE,
        "why": hit.misfit.told,
        "sequence": booking.sequence + 1,
        "changed_at": desk.as_of,
    }
    if hit.keep_with:
        counsellor = desk.office.counsellor(hit.keep_with)
        said = (why, reasons.kept_with(counsellor.name if counsellor else hit.keep_with))
        verdict, changed = Verdict.MOVE, changed | {"counsellor": hit.keep_with}
    else:
        said = (why, reasons.done("取り消しました", booking))
        verdict, changed = Verdict.CANCEL, changed | {"state": BookingState.CANCELLED}
    return Decision(
        request_id=booking.request_id,
        verdict=verdict,
        decided_at=desk.as_of,
        reasons=said,
        booking=booking.model_copy(update=changed),
        before=booking,
        booking_id=booking.booking_id,
    )


def _store_bookings(transaction: Transaction, decisions: Sequence[Decision], desk: Desk) -> None:
    """Every booking gives its time free before any takes another: two may change places."""
    changed = [one.booking for one in decisions if one.booking]
    for booking in changed:
        released = booking.model_copy(update={"state": BookingState.CANCELLED})
        booking_store.replace_booking(transaction, released, staff_event(released, desk.office))
    for booking in changed:
        if booking.is_live:
            booking_store.replace_booking(transaction, booking, staff_event(booking, desk.office))


def _reopen(transaction: Transaction, cases: Sequence[Case], desk: Desk) -> None:
    """Put the requests before staff again (`Step.REOPEN`), who fix a new time on the review list."""
    request_store.set_states(transaction, [(case.person.request_id, RequestState.REVIEW) for case in cases])
    matters = []
    for case in cases:
        why = reasons.office_changed(case.hit.booking, case.hit.misfit.why).say
        say = f"{why}予約は取り消しました。ご本人と新しい日時を決めて、「確定日時」に書いてください。"
        doubt = Doubt(code=Rule.OFFICE_CHANGED.value, say=say)
        matters.append(ForStaff(case.person, (doubt,), ask=False, note=case.person.note))
    give_to_staff(transaction, matters, desk.as_of)
