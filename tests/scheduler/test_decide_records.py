"""How visits went: what a record makes of a booking."""

from datetime import timedelta

import pytest
from deciding import only, rules
from samples_of_requests import AS_OF, booked, record
from stores import at

from madoguchi.model.booking import Booking, BookingState, Medium
from madoguchi.model.decision import Rule, Verdict
from madoguchi.model.item import Channel
from madoguchi.model.request import BookingRequest

HELD = booked(1, AS_OF.replace(tzinfo=None, day=27, hour=10))


def _named(request: BookingRequest, about: int) -> BookingRequest:
    return request.model_copy(update={"concerns": about, "by_staff": True, "channel": Channel.STAFF})


@pytest.mark.parametrize(
    ("note", "verdict", "state", "medium", "why"),
    [
        ("途中で終了（回線）", Verdict.BREAK_OFF, BookingState.BROKEN_OFF, Medium.VIDEO, "回線"),
        ("電話に切替（機器）", Verdict.COMPLETE, BookingState.COMPLETED, Medium.TELEPHONE, "機器"),
        ("電話に切替", Verdict.COMPLETE, BookingState.COMPLETED, Medium.TELEPHONE, ""),
    ],
)
def test_how_a_visit_went(note: str, verdict: Verdict, state: BookingState, medium: Medium, why: str) -> None:
    decision = only(record(2, note, person=1), own=(HELD,))
    assert decision.booking is not None
    assert (decision.verdict, decision.booking.state, decision.booking.medium) == (verdict, state, medium)
    assert decision.booking.why == why


def test_a_visit_to_come_is_switched_to_the_telephone_and_stays_booked() -> None:
    live = booked(1, at(3), sequence=1)
    decision = only(record(2, "電話に切替（本人の希望）", person=1), live=(live,))
    assert decision.booking is not None
    assert (decision.verdict, decision.booking.is_live) == (Verdict.TO_TELEPHONE, True)
    assert (decision.booking.medium, decision.booking.sequence) == (Medium.TELEPHONE, 2)
    again = only(record(2, "電話に切替", person=1), live=(decision.booking,))
    assert again.verdict is Verdict.DUPLICATE


def _now(minutes: int) -> Booking:
    """Return a booking that began so many minutes ago."""
    return booked(1, AS_OF.replace(tzinfo=None) - timedelta(minutes=minutes))


@pytest.mark.parametrize(("minutes", "verdict"), [(9, Verdict.REVIEW), (10, Verdict.NO_SHOW)])
def test_absence_is_recorded_when_ten_minutes_have_passed(minutes: int, verdict: Verdict) -> None:
    word = record(2, "連絡なし", person=1).model_copy(update={"received_at": AS_OF})
    assert only(word, live=(_now(minutes),)).verdict is verdict


def test_a_record_is_put_right_by_name_alone() -> None:
    absent = HELD.model_copy(update={"state": BookingState.NO_SHOW})
    right = only(_named(record(2, "実施", person=1), about=1), concerned={1: absent})
    assert (right.verdict, right.booking_id) == (Verdict.COMPLETE, 1)
    assert only(record(2, "実施", person=1)).verdict is Verdict.REVIEW, "a row of a log names nothing"
    gone = HELD.model_copy(update={"state": BookingState.CANCELLED})
    refused = only(_named(record(2, "実施", person=1), about=1), concerned={1: gone})
    assert rules(refused) == [Rule.NOT_ALLOWED]
