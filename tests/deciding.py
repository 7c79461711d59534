"""Requests put before the scheduler, with as little said about the situation as a test needs."""

from samples_of_requests import AS_OF, office

from madoguchi.config.office import Office
from madoguchi.model.booking import Booking
from madoguchi.model.decision import Decision, Rule
from madoguchi.model.request import BookingRequest
from scheduler.decide import decide
from scheduler.openings import OfficeDays
from scheduler.situation import Situation

ONE, TWO = office(counsellors=1), office(counsellors=2)


def run(
    *requests: BookingRequest, live: tuple[Booking, ...] = (), at_office: Office = ONE, **given: object
) -> tuple[Decision, ...]:
    """Return the decisions in the order in which their requests are given, whenever they were made."""
    situation = Situation(live=live, own=given.pop("own", live), next_booking_id=100, **given)  # type: ignore[arg-type] # fields by name
    made = {one.request_id: one for one in decide(requests, situation, OfficeDays(at_office), at_office, AS_OF)}
    return tuple(made[one.request_id] for one in requests)


def only(*requests: BookingRequest, **given: object) -> Decision:
    (decision,) = run(*requests, **given)  # type: ignore[arg-type] # passed on
    return decision


def rules(decision: Decision) -> list[Rule]:
    return [reason.rule for reason in decision.reasons]
