"""What may follow what in the life of a request, and that the page about it tells the same."""

import re
from pathlib import Path

import pytest
import samples_of_papers as sample

from madoguchi.model.booking import BookingState
from madoguchi.model.lifecycle import SAY_STAGE, SAY_STEP, TRANSITIONS, Stage, Step, may, refusal, stage_of
from madoguchi.model.request import RequestState

PAGE = Path(__file__).parents[2] / "docs" / "life-cycle.md"
ENDS = {Stage.WITHDRAWN, Stage.REFUSED, Stage.SETTLED}


@pytest.mark.parametrize(
    ("stage", "step", "allowed", "why"),
    [
        (Stage.RECEIVED, Step.BOOK, True, "the usual way"),
        (Stage.REVIEW, Step.BOOK, False, "staff settle it first, and then it is decided like any other"),
        (Stage.REVIEW, Step.SETTLE, True, "staff have fixed a time"),
        (Stage.WAITING, Step.OFFER, True, "a time has become free"),
        (Stage.RECEIVED, Step.OFFER, False, "nobody is offered a time before their own wishes are tried"),
        (Stage.OFFERED, Step.LAPSE, True, "no answer in time: it waits again"),
        (Stage.OFFERED, Step.OFFER, False, "one offer at a time"),
        (Stage.BOOKED, Step.MOVE, True, "a change"),
        (Stage.CANCELLED, Step.MOVE, False, "what is cancelled is booked anew, not moved"),
        (Stage.CANCELLED, Step.CANCEL, False, "once is enough"),
        (Stage.CANCELLED, Step.REOPEN, True, "the office took the time away, so the request is open again"),
        (Stage.CANCELLED, Step.COMPLETE, False, "a visit that was cancelled was not held"),
        (Stage.COMPLETED, Step.CANCEL, False, "what has been held cannot be cancelled"),
        (Stage.COMPLETED, Step.NO_SHOW, True, "a slip in the record is put right"),
        (Stage.NO_SHOW, Step.COMPLETE, True, "the line was down, as the person told afterwards"),
        (Stage.WAITING, Step.WITHDRAW, True, "the person waits no longer"),
        (Stage.BOOKED, Step.WITHDRAW, False, "a booking is cancelled, so that its time is free and it is told"),
        (Stage.BOOKED, Step.REFUSE, False, "what is promised is not refused"),
        (Stage.REVIEW, Step.REFUSE, True, "staff may refuse; the machine never does"),
    ],
)
def test_what_may_follow(stage: Stage, step: Step, allowed: bool, why: str) -> None:  # noqa: FBT001 -- a column of the table
    assert may(stage, step) is allowed, why


@pytest.mark.parametrize("stage", ENDS)
def test_from_an_end_nothing_leads_on(stage: Stage) -> None:
    assert [step for step in Step if may(stage, step)] == []


def test_every_stage_is_reached_from_the_first() -> None:
    reached, new = {Stage.RECEIVED}, {Stage.RECEIVED}
    while new:
        new = {to for (stage, _), to in TRANSITIONS.items() if stage in new} - reached
        reached |= new
    assert reached == set(Stage)


def test_everything_not_at_its_end_can_go_on() -> None:
    assert {stage for stage, _ in TRANSITIONS} == set(Stage) - ENDS


def test_everything_has_its_words() -> None:
    assert set(SAY_STAGE) == set(Stage)
    assert set(SAY_STEP) == set(Step)
    said = refusal("M00012", Stage.CANCELLED, Step.CANCEL)
    assert said == "受付番号M00012は「取消済み」のため、予約を取り消すことはできません。"


@pytest.mark.parametrize("state", RequestState)
def test_every_request_stands_somewhere(state: RequestState) -> None:
    assert stage_of(sample.request(state=state)) in Stage


@pytest.mark.parametrize("state", BookingState)
def test_a_booked_request_stands_where_its_booking_does(state: BookingState) -> None:
    stage = stage_of(sample.request(state=RequestState.BOOKED), sample.booking(state=state))
    assert stage.value == ("booked" if state is BookingState.CONFIRMED else state.value)


def test_the_page_shows_the_table_and_nothing_else() -> None:
    arrows = re.findall(r"^\s+(\w+) --> (\w+): (.+)$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    drawn = {(stage, step, to) for stage, to, steps in arrows for step in steps.split(", ")}
    assert drawn == {(stage.value, step.value, to.value) for (stage, step), to in TRANSITIONS.items()}
