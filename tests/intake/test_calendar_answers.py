"""What an answer leads to, by how its booking stands and what was answered before."""

import pytest
import stores
from answered_bookings import AS_OF, MARKED, PLAIN, answers_about

from intake.calendar.answers import Ended
from madoguchi.model.booking import BookingState
from madoguchi.model.item import Channel, Kind
from madoguchi.model.reading import Doubt, Reading
from madoguchi.model.reply import Answer, Attendee, CalendarAnswer, Reply, standing_answer

YES, MAYBE, NO = Answer.ACCEPTED, Answer.TENTATIVE, Answer.DECLINED
TARO = "taro@mihon.example"
EARLY, NOON, LATE = "20261129T000000Z", "20261129T030000Z", "20261129T060000Z"
DONE, OFF = {"state": BookingState.COMPLETED}, {"state": BookingState.CANCELLED, "sequence": 1}


def _reading(sender: str = TARO, *doubts: Doubt) -> Reading:
    return Reading(
        identity="mail:<1@mihon.example>",
        fingerprint="1",
        received_at=AS_OF,
        channel=Channel.MAIL,
        kind=Kind.CALENDAR_REPLY,
        sender=sender,
        doubts=doubts,
    )


def _answer(given: Answer | None, **changes: object) -> CalendarAnswer:
    read = {
        "uid": "b0f1c2d3e4f5a6b7c8d9e0f1a2b3c4d5@hellowork-toyooka.example",
        "attendees": (Attendee(addresses=(TARO,), answer=given),),
        "sequence": 0,
        "stamp": NOON,
        "mailboxes": (PLAIN,),
    }
    return CalendarAnswer.model_validate(read | changes)


def _before(given: Answer, stamp: str = EARLY, **changes: object) -> Reply:
    return stores.reply(1, booking_id=7, answer=given, stamp=stamp, **changes)


ROWS: list[tuple[Answer, dict[str, object], tuple[Reply, ...], str, bool, bool, str]] = [
    (YES, {}, (), "reply", True, False, "the plain case"),
    (MAYBE, {}, (), "needs_review", True, False, "perhaps is for staff"),
    (NO, {}, (), "needs_review", True, True, "a refusal is a call"),
    (YES, {}, (_before(YES, NOON),), "duplicate", False, False, "said already"),
    (NO, {}, (_before(NO, NOON),), "duplicate", False, False, "said already, nobody is called twice"),
    (YES, {}, (_before(YES),), "reply", True, False, "said anew"),
    (YES, {}, (_before(NO),), "reply", True, True, "a refusal taken back: the call is looked at again"),
    (MAYBE, {}, (_before(NO),), "needs_review", True, True, "likewise"),
    (NO, {}, (_before(YES, LATE),), "reply", True, False, "overtaken on its way"),
    (NO, {}, (_before(YES, LATE, attendee="other@mihon.example"),), "needs_review", True, True, "another's does not overtake"),
    (YES, {}, (_before(NO, LATE, sequence=9),), "reply", True, False, "an answer to another invitation neither"),
    (YES, {"sequence": 2}, (), "reply", True, False, "outdated"),
    (MAYBE, {"sequence": 2}, (), "reply", True, False, "outdated"),
    (NO, {"sequence": 2}, (), "needs_review", True, False, "outdated, but perhaps meant for the new time"),
    (NO, OFF, (), "reply", True, False, "both say the same"),
    (YES, OFF, (), "needs_review", True, False, "the person may come"),
    (MAYBE, OFF, (), "needs_review", True, False, "the person may come"),
    (YES, DONE, (), "reply", True, False, "over"),
    (NO, DONE, (), "reply", True, False, "over"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "booked", "before", "outcome", "kept", "to_call", "why"), ROWS)
def test_what_an_answer_leads_to(
    given: Answer,
    booked: dict[str, object],
    before: tuple[Reply, ...],
    outcome: str,
    *,
    kept: bool,
    to_call: bool,
    why: str,
) -> None:
    answers = answers_about(PLAIN, *before, **booked)
    ended = answers.take(_reading(), _answer(given), 3)
    assert ended.outcome.value == outcome, why
    assert [one.answer for one in answers.new] == ([given] if kept else []), why
    assert any(one.to_call for one in answers.new) is to_call, why
    assert bool(ended.reading.doubts) is (outcome == "needs_review")
    assert "M00012" in ended.reading.say + "".join(doubt.say for doubt in ended.reading.doubts)


def test_later_answers_of_a_batch_see_the_earlier_ones() -> None:
    answers = answers_about(PLAIN)
    outcomes = [answers.take(_reading(), _answer(given), 3).outcome.value for given in (YES, YES, NO)]
    assert outcomes == ["reply", "duplicate", "needs_review"]
    assert [one.reply_id for one in answers.new] == [1, 2]


def _code(ended: Ended) -> str:
    return ended.reading.doubts[0].code


WHOSE: list[tuple[str, dict[str, object], str, str, str]] = [
    (PLAIN, {}, TARO, "", "an address on file"),
    (PLAIN, {}, "TARO@mihon.example", "", "in capitals"),
    (PLAIN, {"uid": "b0f1c2d3e4f5a6b7c8d9e0f1a2b3c4d5"}, TARO, "calendar_unknown", "a UID without its domain"),
    (PLAIN, {"uid": ""}, TARO, "calendar_unknown", "no UID"),
    (PLAIN, {"attendees": ()}, TARO, "calendar_not_invited", "nobody answers"),
    (PLAIN, {}, "", "calendar_other_sender", "no sender"),
    (PLAIN, {"mailboxes": (MARKED,)}, TARO, "calendar_other_mark", "a booking without a mark has none to guess"),
    (MARKED, {"mailboxes": (PLAIN,)}, TARO, "", "some programs write to From, the event and the address agree"),
    (MARKED, {"mailboxes": (MARKED,), "uid": ""}, "x@other.example", "", "the mark alone is enough"),
    (MARKED, {"mailboxes": (MARKED.replace("+b7-", "+b8-"),)}, TARO, "calendar_other_mark", "another booking's number"),
    (MARKED, {"mailboxes": (MARKED.replace("xyz", "xya"),)}, TARO, "calendar_other_mark", "a mark that is nearly right"),
    (MARKED, {"mailboxes": (MARKED,), "attendees": ()}, TARO, "calendar_unclear", "nobody answers"),
    (
        MARKED,
        {"mailboxes": (MARKED,), "attendees": (Attendee(addresses=("a@x.example",), answer=YES), Attendee(addresses=("b@x.example",), answer=NO))},
        TARO,
        "calendar_unclear",
        "two strangers",
    ),
    (
        MARKED,
        {"mailboxes": (MARKED,), "attendees": (Attendee(addresses=("a@x.example",), answer=YES), Attendee(addresses=("b@x.example",), answer=NO))},
        "a@x.example",
        "",
        "the sender is one of them",
    ),
    (
        PLAIN,
        {"attendees": (Attendee(addresses=(TARO,), answer=YES), Attendee(addresses=(TARO,), answer=NO))},
        TARO,
        "calendar_unclear",
        "yes and no",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("mailbox", "read", "sender", "code", "why"), WHOSE)
def test_whose_answer_it_is(mailbox: str, read: dict[str, object], sender: str, code: str, why: str) -> None:
    answers = answers_about(mailbox)
    ended = answers.take(_reading(sender), _answer(YES, **read), 3)
    assert (_code(ended) if ended.reading.doubts else "") == code, why
    assert bool(answers.new) is not bool(code)


def test_an_address_that_is_not_on_file_is_told() -> None:
    answers = answers_about(MARKED)
    other = (Attendee(addresses=("taro@other.example",), answer=YES),)
    ended = answers.take(_reading("taro@other.example"), _answer(YES, mailboxes=(MARKED,), attendees=other), 3)
    assert "控えにないメールアドレスから" in ended.reading.say
    assert [one.attendee for one in answers.new] == ["taro@other.example"]


def test_words_of_the_person_reach_staff_whatever_is_answered() -> None:
    words = Doubt(code="calendar_words", say="言葉が添えられています。")
    for given, booked in ((YES, {}), (NO, {}), (YES, DONE), (NO, OFF), (YES, {"sequence": 2})):
        ended = answers_about(PLAIN, **booked).take(_reading(TARO, words), _answer(given), 3)
        assert (ended.outcome.value, words in ended.reading.doubts) == ("needs_review", True)


def test_the_newest_answer_to_the_newest_invitation_stands() -> None:
    old = stores.reply(1, sequence=0, stamp=LATE)
    first, second = stores.reply(2, sequence=1, stamp=NOON), stores.reply(3, sequence=1, stamp=EARLY)
    assert standing_answer([old, first, second], 1) == first
    assert standing_answer([old], 1) is None
