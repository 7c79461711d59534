"""How a booking or a request ends: cancelled, withdrawn, refused, held, broken off, absent without word (pure)."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from madoguchi.clock import local
from madoguchi.model.booking import NO_WORD_AFTER, Booking, BookingState, By, Medium
from madoguchi.model.decision import Reason, Rule, Verdict
from madoguchi.model.item import Channel, Kind
from madoguchi.model.lifecycle import Step, may, refusal, stage_of_booking
from madoguchi.model.request import BookingRequest, reference_of
from scheduler import reasons
from scheduler.records import WISH, Record, read_record

_LONGEST_WHY = 200  # characters

_STATES = {
    Step.COMPLETE: BookingState.COMPLETED,
    Step.BREAK_OFF: BookingState.BROKEN_OFF,
    Step.NO_SHOW: BookingState.NO_SHOW,
    Step.TO_TELEPHONE: BookingState.COMPLETED,
}
_VERDICTS = {
    Step.COMPLETE: Verdict.COMPLETE,
    Step.BREAK_OFF: Verdict.BREAK_OFF,
    Step.NO_SHOW: Verdict.NO_SHOW,
    Step.TO_TELEPHONE: Verdict.COMPLETE,
}
_SAY = {
    Step.COMPLETE: "実施として記録しました",
    Step.BREAK_OFF: "途中で終了したものとして記録しました",
    Step.NO_SHOW: "連絡なしの欠席として記録しました",
    Step.TO_TELEPHONE: "電話で実施したものとして記録しました",
}


class Ended(NamedTuple):
    """What a word about a booking or a request does.

    Attributes:
        booking: As it is from now on; None when no booking is touched.
        before: As it was.
        withdraws: Requests that need no answer any more.
    """

    verdict: Verdict
    said: tuple[Reason, ...]
    booking: Booking | None = None
    before: Booking | None = None
    withdraws: tuple[int, ...] = ()

    @property
    def gives_time_back(self) -> bool:
        """Tell whether a live booking is live no longer."""
        return bool(self.before and self.before.is_live and self.booking and not self.booking.is_live)


def end_visit(
    request: BookingRequest,
    coming: Sequence[Booking],
    named: Booking | None,
    undecided: Sequence[BookingRequest],
    as_of: datetime,
) -> Ended:
    """Cancel what is booked, or withdraw or refuse what is not decided yet.

    Args:
        request: The word; its note is the reason.
        coming: The bookings to come that it may mean.
        named: The booking of the request that staff name, live or not; None when they name none.
        undecided: The requests not decided yet that it may mean.
        as_of: When it is decided (aware).
    """
    if named and not undecided and (named not in coming or request.kind is Kind.REFUSAL):
        return _not_allowed(named, Step.REFUSE if request.kind is Kind.REFUSAL else Step.CANCEL)
    is_named = request.by_staff and request.concerns is not None
    if request.kind is Kind.REFUSAL or (undecided and (is_named or not coming)):
        return _drop(request, undecided)
    if len(coming) > 1:
        return _review(reasons.about_request(Rule.SEVERAL_BOOKINGS))
    if not coming:
        return _review(reasons.about_request(Rule.NO_BOOKING))
    current = coming[0]
    cancelled = current.model_copy(
        update={
            "state": BookingState.CANCELLED,
            "sequence": current.sequence + 1,
            "changed_at": as_of,
            "changed_by": who_changes(request),
            "why": _why(request),
        }
    )
    said = (reasons.done("取り消しました", current),)
    return Ended(Verdict.CANCEL, said, cancelled, current)


def record_visit(
    request: BookingRequest,
    begun: Sequence[Booking],
    coming: Sequence[Booking],
    named: Booking | None,
    as_of: datetime,
) -> Ended:
    """Record how a visit went.

    Args:
        request: The record; its note tells how it went.
        begun: The person's live bookings that had begun when it was written, the latest last.
        coming: Those not yet over.
        named: The booking that staff name, live or not; None when they name none.
        as_of: When it is decided (aware).
    """
    record = read_record(request.note)
    if record is None:
        return _review(reasons.about_request(Rule.UNCLEAR_RECORD))
    visit = named or (begun[-1] if begun else None)
    now = local(as_of)
    if record.step is Step.TO_TELEPHONE and (visit is None or visit.start > now):
        return _to_telephone(request, record, visit or (coming[0] if len(coming) == 1 else None), as_of)
    if visit is None or visit.start > now:
        return _review(reasons.about_request(Rule.NO_BOOKING))
    held = Step.COMPLETE if record.step is Step.TO_TELEPHONE else record.step
    if not may(stage_of_booking(visit), held):
        return _not_allowed(visit, record.step)
    if record.step is Step.NO_SHOW and now < visit.start + NO_WORD_AFTER:
        return _review(reasons.about_request(Rule.TOO_SOON))
    recorded = visit.model_copy(
        update={
            "state": _STATES[record.step],
            "medium": Medium.TELEPHONE if record.step is Step.TO_TELEPHONE else visit.medium,
            "changed_at": as_of,
            "changed_by": By.PERSON if record.step is Step.NO_SHOW else By.OFFICE,
            "why": record.why,
        }
    )
    return Ended(_VERDICTS[record.step], (reasons.done(_SAY[record.step], visit),), recorded, visit)


def _to_telephone(request: BookingRequest, record: Record, visit: Booking | None, as_of: datetime) -> Ended:
    """Hold a visit to come on the telephone."""
    if visit is None:
        return _review(reasons.about_request(Rule.NO_BOOKING))
    if not may(stage_of_booking(visit), Step.TO_TELEPHONE):
        return _not_allowed(visit, Step.TO_TELEPHONE)
    if visit.medium is Medium.TELEPHONE:
        return Ended(Verdict.DUPLICATE, (reasons.same_time(visit),))
    by_telephone = visit.model_copy(
        update={
            "medium": Medium.TELEPHONE,
            "sequence": visit.sequence + 1,
            "changed_at": as_of,
            "changed_by": By.PERSON if record.why == WISH else who_changes(request),
            "why": record.why,
        }
    )
    said = (reasons.done("電話での相談に切り替えました", visit),)
    return Ended(Verdict.TO_TELEPHONE, said, by_telephone, visit)


def _drop(request: BookingRequest, undecided: Sequence[BookingRequest]) -> Ended:
    """Withdraw or refuse requests that are not decided yet."""
    if not undecided:
        return _review(reasons.about_request(Rule.NO_BOOKING))
    numbers = tuple(one.request_id for one in undecided)
    if request.kind is Kind.REFUSAL:
        return Ended(Verdict.REFUSE, (reasons.refused(_why(request)),), withdraws=numbers)
    return Ended(Verdict.WITHDRAW, (reasons.withdrawn(len(numbers)),), withdraws=numbers)


def _not_allowed(booking: Booking, step: Step) -> Ended:
    return _review(reasons.not_allowed(refusal(reference_of(booking.request_id), stage_of_booking(booking), step)))


def _review(said: Reason) -> Ended:
    return Ended(Verdict.REVIEW, (said,))


def who_changes(request: BookingRequest) -> By:
    """Tell who brings a change about: the office on its own account, or the person, whoever wrote it down."""
    return By.OFFICE if request.by_staff and request.channel is Channel.STAFF else By.PERSON


def _why(request: BookingRequest) -> str:
    return " ".join(request.note.split())[:_LONGEST_WHY]
