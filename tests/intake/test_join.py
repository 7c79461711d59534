"""An answer fills in what was missing or doubtful, and never what is on file without doubt."""

from datetime import datetime

import pytest
from samples_of_offers import HOUR, offer

from intake.join import join
from madoguchi.clock import TOKYO
from madoguchi.model.item import Channel, Kind
from madoguchi.model.offer import Offer, OfferState
from madoguchi.model.reading import Doubt, Particulars, Reading, Wish
from madoguchi.model.request import BookingRequest, RequestState

AT = datetime(2026, 11, 30, 9, 0, tzinfo=TOKYO)
OLD, NEW = (Wish(rank=1, text=str(day), slots=(datetime(2026, 12, day, 10, 0),)) for day in (8, 9))
FILED = Particulars(name="見本 太郎", seeker_number="28050-1", phone="090-0000-0000", email="taro@mihon.example")


def _request(
    channel: Channel = Channel.MAIL, state: RequestState = RequestState.REVIEW, **person: str
) -> BookingRequest:
    return BookingRequest(
        request_id=12,
        kind=Kind.REQUEST,
        channel=channel,
        received_at=AT,
        person=FILED.model_copy(update=person),
        name_key="見本太郎",
        wishes=(OLD,),
        state=state,
    )


def _reading(
    *codes: str, wishes: tuple[Wish, ...] = (NEW,), sender: str = "taro@mihon.example", **said: str
) -> Reading:
    return Reading(
        identity="x",
        fingerprint="x",
        received_at=AT,
        channel=Channel.MAIL,
        kind=Kind.ANSWER,
        person=Particulars(**said),
        wishes=wishes,
        doubts=tuple(map(_doubt, codes)),
        answers=12,
        sender=sender,
    )


def _doubt(code: str) -> Doubt:
    return Doubt(code=code, say=f"{code}。")


def _codes(doubts: tuple[Doubt, ...]) -> set[str]:
    return {doubt.code for doubt in doubts}


LEFT = [
    (["weekday_mismatch", "words_beside"], {}, set(), "doubts about the wish are replaced with it"),
    (["name_from_sender"], {}, {"name_from_sender"}, "a wish alone does not say who it is"),
    (["name_from_sender"], {"name": "見本 太郎"}, set(), "now the words say it"),
    (["two_names"], {"name": "見本 花子"}, set(), "the one of the two that is said now"),
    (["seeker_number_odd"], {}, {"seeker_number_odd"}, "the number was asked for"),
    (["seeker_number_odd"], {"seeker_number": "28050-2"}, set(), "and is given"),
    (["phone_odd"], {}, {"phone_odd"}, "the telephone was asked for"),
    (["phone_odd"], {"phone": "090-0000-0001"}, set(), "and is given"),
    (["two_addresses"], {}, set(), "it is answered from the one on file"),
    (["another_person"], {"name": "見本 太郎"}, {"another_person"}, "only staff can tell"),
    (["row_extra"], {}, {"row_extra"}, "a mail mends no row"),
    ([], {"name": "見本"}, set(), "the family name of the one on file"),
    ([], {"name": "見本 花子"}, {"two_names"}, "somebody else"),
    ([], {"seeker_number": "28050-2"}, {"seeker_numbers_several"}, "another number"),
    ([], {"seeker_number": "28050-1", "phone": "080-0000-0000"}, set(), "another telephone is no contradiction"),
]


@pytest.mark.parametrize(("asked", "said", "left", "why"), LEFT)
def test_what_is_left_to_ask(asked: list[str], said: dict[str, str], left: set[str], why: str) -> None:
    joined = join(_reading(**said), _request(), tuple(map(_doubt, asked)))
    assert joined.request is not None
    assert _codes(joined.doubts) == left, why
    assert joined.request.state is (RequestState.REVIEW if left else RequestState.RECEIVED)
    assert joined.request.wishes == (NEW,)


FILLED = [
    ({"seeker_number": ""}, {"seeker_number": "28050-1"}, {"seeker_number": "28050-1"}, "what was missing"),
    ({"seeker_number": "12"}, {"seeker_number": "28050-1"}, {"seeker_number": "28050-1"}, "what was odd"),
    (
        {"name": ""},
        {"name": "見本 太郎", "kana": "ミホン タロウ"},
        {"name": "見本 太郎", "kana": "ミホン タロウ"},
        "a name",
    ),
    ({"phone": ""}, {"phone": "090-0000-0001"}, {"phone": "090-0000-0001"}, "a telephone"),
    ({}, {"phone": "090-0000-0001"}, {"phone": "090-0000-0000"}, "what is on file stays"),
    ({}, {"companion": "母"}, {"companion": "母"}, "a companion announced now"),
]


@pytest.mark.parametrize(("filed", "said", "now", "why"), FILLED)
def test_what_is_filled_in(filed: dict[str, str], said: dict[str, str], now: dict[str, str], why: str) -> None:
    joined = join(_reading(**said), _request(**filed), ())
    assert joined.request is not None
    assert joined.doubts == (), why
    assert {name: getattr(joined.request.person, name) for name in now} == now, why


def test_what_is_still_missing_is_still_asked() -> None:
    joined = join(_reading(), _request(seeker_number="", name=""), ())
    assert _codes(joined.doubts) == {"seeker_number_missing", "name_missing"}


def test_the_wish_stays_when_only_the_person_was_asked_about() -> None:
    reading = _reading("none", wishes=(), seeker_number="28050-1")
    joined = join(reading, _request(seeker_number=""), (_doubt("seeker_number_missing"),))
    assert joined.request is not None
    assert (joined.request.wishes, joined.doubts) == ((OLD,), ())
    again = join(reading, _request(seeker_number=""), (_doubt("weekday_mismatch"),))
    assert _codes(again.doubts) == {"none"}


def test_the_wish_stays_when_the_form_came_back_empty_at_first() -> None:
    empty = _reading("only_quoted", wishes=())
    first = join(empty, _request(seeker_number=""), (_doubt("seeker_number_missing"),))
    assert first.request is not None
    filled = _reading("none", wishes=(), seeker_number="28050-1")
    second = join(filled, first.request, first.doubts)
    assert second.request is not None
    assert (second.request.wishes, second.doubts) == ((OLD,), ())


def test_garbled_cells_of_a_log_stay_garbled_and_a_garbled_mail_is_written_anew() -> None:
    asked = (_doubt("garbled_text"),)
    assert _codes(join(_reading(), _request(Channel.TELEPHONE), asked).doubts) == {"garbled_text"}
    assert join(_reading(), _request(), asked).doubts == ()


def test_what_is_booked_is_not_moved_by_a_mail() -> None:
    joined = join(_reading(), _request().model_copy(update={"kind": Kind.CHANGE}), ())
    assert joined.request is not None
    assert (joined.request.state, joined.request.wishes) == (RequestState.REVIEW, (NEW,))
    assert _codes(joined.doubts) == {"answer_to_change"}


@pytest.mark.parametrize(
    ("reading", "request_", "code"),
    [
        (_reading("mail_answer"), None, "answer_unknown"),
        (_reading(sender="other@mihon.example"), _request(), "answer_other_sender"),
        (_reading(sender=""), _request(email=""), "answer_other_sender"),
        (_reading(), _request(state=RequestState.BOOKED), "answer_late"),
        (_reading(), _request(state=RequestState.WITHDRAWN), "answer_late"),
    ],
)
def test_what_is_not_joined(reading: Reading, request_: BookingRequest | None, code: str) -> None:
    joined = join(reading, request_, ())
    assert (joined.request, [doubt.code for doubt in joined.doubts]) == (None, [code])
    assert joined.doubts[0].say.endswith("。")


def test_the_same_answer_once_more_repeats() -> None:
    booked = _request(state=RequestState.BOOKED)
    assert join(_reading(wishes=(OLD,)), booked, ()).repeats
    assert not join(_reading("leftover", wishes=(OLD,)), booked, ()).repeats


# The waiting list

LISTED = [RequestState.WAITING, RequestState.OFFERED]
HELD = offer(1, 12, datetime(2026, 12, 9, 10, 0), made_at=AT, until=AT + HOUR)
OTHER = offer(2, 12, datetime(2026, 12, 10, 10, 0), made_at=AT)


@pytest.mark.parametrize("state", LISTED)
def test_times_named_by_who_waits_take_the_place_of_the_wishes(state: RequestState) -> None:
    joined = join(_reading(), _request(state=state), (), [HELD] if state is RequestState.OFFERED else [])
    assert joined.request is not None
    assert (joined.request.wishes, joined.request.state, joined.doubts) == ((NEW,), RequestState.RECEIVED, ())


@pytest.mark.parametrize("state", LISTED)
@pytest.mark.parametrize("codes", [["none"], ["weekday_mismatch"], ["offer_declined", "none"], ["question_too"]])
def test_whatever_else_is_said_goes_to_staff_and_leaves_the_place(state: RequestState, codes: list[str]) -> None:
    joined = join(_reading(*codes, wishes=()), _request(state=state), (), [OTHER])
    assert (joined.request, joined.person) == (None, FILED)
    assert _codes(joined.doubts) == {*codes, "answer_while_waiting"}
    assert "ご案内中の時間は12月10日（木）午前10時です" in joined.doubts[-1].say


def test_a_word_of_who_waits_never_books_the_old_wish() -> None:
    """Only the person was asked about: true of a review, never of the waiting list."""
    assert join(_reading("none", wishes=()), _request(state=RequestState.OFFERED), (), [HELD]).request is None


OVER = [
    (HELD.model_copy(update={"state": OfferState.LAPSED}), AT, True, "it has lapsed"),
    (HELD, AT + 2 * HOUR, True, "the mail came after the limit, though no run has ended the offer yet"),
    (HELD, AT + HOUR, False, "the last moment counts"),
    (OTHER, AT + 99 * HOUR, False, "another time than was offered is a wish like any other"),
]


@pytest.mark.parametrize("state", [*LISTED, RequestState.REVIEW])
@pytest.mark.parametrize(("made", "received", "over", "why"), OVER)
def test_an_answer_to_an_offer_that_is_over_books_nothing(
    state: RequestState, made: Offer, received: datetime, *, over: bool, why: str
) -> None:
    reading = _reading().model_copy(update={"received_at": received})
    joined = join(reading, _request(state=state), (), [made])
    assert ("offer_over" in _codes(joined.doubts)) is over, why
    assert (joined.request is not None and joined.request.state is RequestState.RECEIVED) is not over


def test_a_stranger_takes_no_offer() -> None:
    joined = join(_reading(sender="x@mihon.example"), _request(state=RequestState.OFFERED), (), [HELD])
    assert _codes(joined.doubts) == {"answer_other_sender"}
