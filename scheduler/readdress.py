"""When an address has been put right after the invitation went out: the right one is told, the wrong one left out.

In the terms of RFC 5546 the booking gets another attendee: REQUEST for the new one, CANCEL for the old.
"""

from madoguchi.clock import local
from madoguchi.model.booking import Booking, By
from madoguchi.model.decision import Decision, Rule, Verdict
from madoguchi.model.request import BookingRequest
from madoguchi.store import bookings as booking_store
from madoguchi.store.arrivals import mark_results_due
from madoguchi.store.decisions import add_decisions
from madoguchi.store.engine import Store
from madoguchi.store.invited import wrongly_invited
from madoguchi.store.requests import requests_by_id
from scheduler import reasons
from scheduler.calendar.event import cal_address
from scheduler.calendar.feed import staff_event
from scheduler.notices import Desk, can_be_mailed
from scheduler.telling import tell_decisions


def readdress(store: Store, desk: Desk) -> int:
    """Invite anew whoever was invited at an address that staff have put right since.

    Returns:
        How many people; a second call finds nobody.
    """
    now = local(desk.as_of)
    with store.reading() as transaction:
        if not wrongly_invited(transaction, now):
            return 0
    with store.writing() as transaction:
        wrong = booking_store.bookings_by_id(transaction, wrongly_invited(transaction, now))
        people = requests_by_id(transaction, {booking.request_id for booking in wrong.values()})
        told = [one for one in wrong.values() if _can_be_invited(people[one.request_id])]
        decisions = [_decision(booking, desk) for booking in told]
        for decision in decisions:
            if decision.booking:
                event = staff_event(decision.booking, desk.office)
                booking_store.replace_booking(transaction, decision.booking, event)
        tell_decisions(transaction, decisions, people, desk)
        add_decisions(transaction, decisions)
        mark_results_due(transaction, [booking.request_id for booking in told])
    return len(decisions)


def _can_be_invited(person: BookingRequest) -> bool:
    """Tell whether an invitation can be written to the address; a telephone task would be made at each pass anew."""
    try:
        return can_be_mailed(person) and bool(cal_address(person.person.email))
    except ValueError:
        return False


def _decision(booking: Booking, desk: Desk) -> Decision:
    again = booking.model_copy(
        update={"sequence": booking.sequence + 1, "changed_at": desk.as_of, "changed_by": By.OFFICE, "why": ""}
    )
    return Decision(
        request_id=booking.request_id,
        verdict=Verdict.READDRESS,
        decided_at=desk.as_of,
        reasons=(reasons.about_request(Rule.READDRESSED),),
        booking=again,
        booking_id=booking.booking_id,
    )
