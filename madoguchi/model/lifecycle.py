"""The life of a booking request, from received to its end: one table of what may follow what (docs/life-cycle.md).

A request and the booking that comes of it are one matter, so their states make one line. Whatever is not in the
table is refused, with a sentence, by whoever carries a step out.
"""

from enum import StrEnum
from types import MappingProxyType
from typing import Final

from madoguchi.model.booking import Booking, BookingState
from madoguchi.model.request import BookingRequest, RequestState


class Stage(StrEnum):
    """How far a request has come."""

    RECEIVED = "received"
    REVIEW = "needs_review"
    WAITING = "waiting"
    OFFERED = "offered"
    BOOKED = "booked"
    COMPLETED = "completed"
    BROKEN_OFF = "broken_off"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    SETTLED = "settled"


class Step(StrEnum):
    """What happens to a request."""

    DOUBT = "doubt"
    SETTLE = "settle"
    WAIT = "wait"
    OFFER = "offer"
    LAPSE = "lapse"
    BOOK = "book"
    MOVE = "move"
    TO_TELEPHONE = "to_telephone"
    COMPLETE = "complete"
    BREAK_OFF = "break_off"
    NO_SHOW = "no_show"
    CANCEL = "cancel"
    WITHDRAW = "withdraw"
    REFUSE = "refuse"
    REOPEN = "reopen"
    CARRY_OUT = "carry_out"


_UNDECIDED = (Stage.RECEIVED, Stage.REVIEW, Stage.WAITING, Stage.OFFERED)
_VISITED = (Stage.COMPLETED, Stage.BROKEN_OFF, Stage.NO_SHOW)

# From which stages a step leads to which. A record of a visit may be put right by another one.
_STEPS: Final[dict[Step, tuple[tuple[Stage, ...], Stage]]] = {
    Step.DOUBT: ((Stage.RECEIVED, Stage.WAITING, Stage.OFFERED), Stage.REVIEW),
    Step.SETTLE: ((Stage.REVIEW, Stage.WAITING, Stage.OFFERED), Stage.RECEIVED),
    Step.WAIT: ((Stage.RECEIVED,), Stage.WAITING),
    Step.OFFER: ((Stage.WAITING,), Stage.OFFERED),
    Step.LAPSE: ((Stage.OFFERED,), Stage.WAITING),
    Step.BOOK: ((Stage.RECEIVED,), Stage.BOOKED),
    Step.MOVE: ((Stage.BOOKED,), Stage.BOOKED),
    Step.TO_TELEPHONE: ((Stage.BOOKED,), Stage.BOOKED),
    Step.COMPLETE: ((Stage.BOOKED, *_VISITED), Stage.COMPLETED),
    Step.BREAK_OFF: ((Stage.BOOKED, *_VISITED), Stage.BROKEN_OFF),
    Step.NO_SHOW: ((Stage.BOOKED, *_VISITED), Stage.NO_SHOW),
    Step.CANCEL: ((Stage.BOOKED,), Stage.CANCELLED),
    Step.WITHDRAW: (_UNDECIDED, Stage.WITHDRAWN),
    Step.REFUSE: (_UNDECIDED, Stage.REFUSED),
    Step.REOPEN: ((Stage.CANCELLED,), Stage.REVIEW),
    Step.CARRY_OUT: ((Stage.RECEIVED,), Stage.SETTLED),
}
TRANSITIONS: Final = MappingProxyType(
    {(stage, step): to for step, (stages, to) in _STEPS.items() for stage in stages}
)  # fmt: skip

SAY_STAGE: Final = MappingProxyType(
    {
        Stage.RECEIVED: "受付済み（日程調整の前）",
        Stage.REVIEW: "職員の確認待ち",
        Stage.WAITING: "空き待ち",
        Stage.OFFERED: "空き枠を案内中",
        Stage.BOOKED: "予約済み",
        Stage.COMPLETED: "実施済み",
        Stage.BROKEN_OFF: "途中で終了",
        Stage.NO_SHOW: "連絡なしの欠席",
        Stage.CANCELLED: "取消済み",
        Stage.WITHDRAWN: "取下げ済み",
        Stage.REFUSED: "お断り済み",
        Stage.SETTLED: "処理済み",
    }
)
SAY_STEP: Final = MappingProxyType(
    {
        Step.DOUBT: "確認に回すこと",
        Step.SETTLE: "日時を決め直すこと",
        Step.WAIT: "空き待ちにすること",
        Step.OFFER: "空き枠を案内すること",
        Step.LAPSE: "案内を取り下げること",
        Step.BOOK: "予約すること",
        Step.MOVE: "日時を変更すること",
        Step.TO_TELEPHONE: "電話に切り替えること",
        Step.COMPLETE: "実施を記録すること",
        Step.BREAK_OFF: "途中での終了を記録すること",
        Step.NO_SHOW: "連絡なしの欠席を記録すること",
        Step.CANCEL: "予約を取り消すこと",
        Step.WITHDRAW: "申込を取り下げること",
        Step.REFUSE: "申込をお断りすること",
        Step.REOPEN: "日時を改めて決めること",
        Step.CARRY_OUT: "処理を終えること",
    }
)

_OF_REQUEST = {
    RequestState.RECEIVED: Stage.RECEIVED,
    RequestState.REVIEW: Stage.REVIEW,
    RequestState.WAITING: Stage.WAITING,
    RequestState.OFFERED: Stage.OFFERED,
    RequestState.WITHDRAWN: Stage.WITHDRAWN,
    RequestState.REFUSED: Stage.REFUSED,
    RequestState.DONE: Stage.SETTLED,
    RequestState.DUPLICATE: Stage.SETTLED,
}
_OF_BOOKING = {
    BookingState.CONFIRMED: Stage.BOOKED,
    BookingState.COMPLETED: Stage.COMPLETED,
    BookingState.BROKEN_OFF: Stage.BROKEN_OFF,
    BookingState.NO_SHOW: Stage.NO_SHOW,
    BookingState.CANCELLED: Stage.CANCELLED,
}


def stage_of(request: BookingRequest, booking: Booking | None = None) -> Stage:
    """Return how far a request has come.

    Args:
        request: As it stands.
        booking: The booking that came of it; needed only where its state is BOOKED.
    """
    if request.state is RequestState.BOOKED:
        return stage_of_booking(booking) if booking else Stage.BOOKED
    return _OF_REQUEST[request.state]


def stage_of_booking(booking: Booking) -> Stage:
    """Return how far the request has come that led to a booking."""
    return _OF_BOOKING[booking.state]


def may(stage: Stage, step: Step) -> bool:
    """Tell whether a step may be taken from a stage."""
    return (stage, step) in TRANSITIONS


def refusal(reference: str, stage: Stage, step: Step) -> str:
    """Say why a step cannot be taken (M00012は取消済みです。…)."""
    return f"受付番号{reference}は「{SAY_STAGE[stage]}」のため、{SAY_STEP[step]}はできません。"
