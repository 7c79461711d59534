"""Who is proved to have written a mail about a booking, and what becomes of it."""

from datetime import datetime
from typing import Any

import pytest
import samples_of_papers as sample
from hypothesis import given
from hypothesis import strategies as st

from intake.proof.proved import CARRIED_OUT, OnFile, Proofs
from madoguchi.clock import TOKYO
from madoguchi.model.booking import BookingState
from madoguchi.model.item import Channel, Kind
from madoguchi.model.reading import Claim, Doubt, Particulars, Reading, Wish

AS_OF = datetime(2026, 11, 30, 10, 0, tzinfo=TOKYO)
MARKED = "yoyaku+b7-abcdefghijklmnopqrstuvwxyz@hellowork-toyooka.example"
OTHERS = MARKED.replace("+b7-", "+b8-")
WRONG = MARKED.replace("abc", "bbb")
PERSON = sample.request()
TARO, NUMBER = PERSON.person.email, PERSON.person.seeker_number
STRANGER = "other@stranger.example"
START = sample.booking().start
LATER = Wish(rank=1, text="", slots=(START.replace(day=START.day + 1),))


def _on_file(**changes: Any) -> OnFile:
    booking = sample.booking(**{"organizer": MARKED, "seeker_number": NUMBER, **changes})
    return OnFile(booking, PERSON)


def _proofs(*known: OnFile, carry_out: bool = True) -> Proofs:
    known = known or (_on_file(),)
    return Proofs({one.booking.booking_id: one for one in known}, AS_OF, carry_out)


def _reading(kind: Kind = Kind.CANCELLATION, sender: str = STRANGER, number: str = "", **more: Any) -> Reading:
    person = Particulars(seeker_number=number, email=sender, **more.pop("person", {}))
    claim = Claim(**{name: more.pop(name) for name in tuple(more) if name in Claim.model_fields})
    codes = (f"mail_{kind.value}", *more.pop("codes", ()))
    wishes = more.pop("wishes", (LATER,) if kind is Kind.CHANGE else ())
    return Reading(
        identity="x",
        fingerprint="x",
        received_at=AS_OF,
        channel=Channel.MAIL,
        kind=kind,
        person=person,
        wishes=wishes,
        doubts=tuple(Doubt(code=code, say=f"{code}。") for code in codes),
        sender=sender,
        claim=claim,
    )


WHO = [
    ({"mailboxes": (MARKED,)}, True, "the booking's own mailbox, whoever writes"),
    ({"mailboxes": (MARKED.upper(),)}, True, "mail servers change the case"),
    ({"sender": TARO, "number": NUMBER}, True, "address and number"),
    ({"sender": TARO.upper(), "number": NUMBER}, True, "capitals mean nothing"),
    ({"sender": TARO, "number": NUMBER, "mailboxes": (MARKED,)}, True, "both"),
    ({"mailboxes": (MARKED, "a@b.example")}, True, "and to somebody else"),
    ({}, False, "nothing"),
    ({"sender": TARO}, False, "an address alone"),
    ({"number": NUMBER}, False, "a number alone"),
    ({"sender": TARO, "number": "28050-99"}, False, "another number"),
    ({"person": {"name": PERSON.person.name}}, False, "a name"),
    ({"mailboxes": (WRONG,)}, False, "a mark that is not the booking's"),
    ({"mailboxes": (WRONG,), "sender": TARO, "number": NUMBER}, False, "a wrong mark speaks against the rest"),
    ({"mailboxes": (MARKED, WRONG)}, False, "a wrong mark beside the right one"),
    ({"mailboxes": (MARKED,), "number": "28050-99"}, False, "the mark of a booking under another number"),
    ({"mailboxes": (MARKED,), "forged": True}, False, "the domain disowns it"),
    ({"sender": TARO, "number": NUMBER, "forged": True}, False, "the domain disowns it"),
    ({"sender": TARO, "number": NUMBER, "codes": ("several_senders",)}, False, "two senders"),
]


@pytest.mark.parametrize("kind", sorted(CARRIED_OUT))
@pytest.mark.parametrize(("more", "proved", "why"), WHO)
def test_who_is_proved(kind: Kind, more: dict[str, Any], why: str, *, proved: bool) -> None:
    judged = _proofs().judge(_reading(kind, **more))
    assert (judged.doubts == ()) is proved, why
    assert judged.concerns == (PERSON.request_id if proved else None)
    assert judged.ask is False


def test_what_is_carried_out_is_told_at_the_address_on_file() -> None:
    judged = _proofs().judge(_reading(mailboxes=(MARKED,)))
    assert (judged.person, judged.name_key) == (PERSON.person, PERSON.name_key)
    assert PERSON.reference in judged.say
    assert PERSON.person.name not in judged.say


MEANT = [
    ((_on_file(state=BookingState.CANCELLED),), "it is cancelled already"),
    ((_on_file(start=datetime(2026, 11, 30, 9, 0)),), "it is over"),
    ((_on_file(), _on_file(booking_id=8, organizer=OTHERS)), "two bookings to come"),
]


@pytest.mark.parametrize(("known", "why"), MEANT)
def test_what_can_mean_no_booking_or_several_waits_for_staff(known: tuple[OnFile, ...], why: str) -> None:
    judged = _proofs(*known).judge(_reading(sender=TARO, number=NUMBER))
    assert [doubt.code for doubt in judged.doubts] == ["mail_cancellation"], why


def test_a_mark_says_which_of_two_bookings_is_meant() -> None:
    second = _on_file(booking_id=8, organizer=OTHERS, request_id=PERSON.request_id)
    judged = _proofs(_on_file(), second).judge(_reading(mailboxes=(OTHERS,), number=NUMBER))
    assert judged.doubts == ()


def test_a_cancelled_booking_s_own_mailbox_cancels_nothing_else() -> None:
    other = _on_file(booking_id=8, organizer=OTHERS)
    judged = _proofs(_on_file(state=BookingState.CANCELLED), other).judge(
        _reading(mailboxes=(MARKED,), sender=TARO, number=NUMBER)
    )
    assert [doubt.code for doubt in judged.doubts] == ["mail_cancellation"]
    assert "どの予約のことか" in judged.doubts[0].say


AGAINST = [
    ({"codes": ("maybe_cancellation",)}, "maybe_cancellation", "any doubt of the reading"),
    ({"reference": PERSON.request_id + 1}, "other_reference", "another number in the subject"),
    ({"booked": (LATER.slots[0],)}, "other_time", "another day than what is booked"),
    ({"booked": (START, LATER.slots[0])}, "other_time", "two days"),
    ({"wishes": (Wish(rank=1, text="", slots=(START,)),)}, "same_time_wished", "the time it has"),
    ({"person": {"name": "別人 花子"}}, "two_names", "another name"),
    ({"person": {"phone": "090-1111-1111"}}, "other_particulars", "another telephone"),
    ({"person": {"companion": "母"}}, "other_particulars", "a companion who was not announced"),
]


@pytest.mark.parametrize(("more", "code", "why"), AGAINST)
def test_whatever_speaks_against_it_is_left_to_staff(more: dict[str, Any], code: str, why: str) -> None:
    judged = _proofs().judge(_reading(sender=TARO, number=NUMBER, **more))
    assert [doubt.code for doubt in judged.doubts] == ["mail_cancellation", code], why
    assert "ご本人からの" in judged.doubts[0].say


AGREES = [
    {"reference": PERSON.request_id},
    {"booked": (START,)},
    {"booked": (START, START.replace(minute=(START.minute + 30) % 60))},
    {"person": {"name": PERSON.person.name, "phone": PERSON.person.phone}},
]


@pytest.mark.parametrize("more", AGREES)
def test_what_agrees_with_the_file_stands_in_no_one_s_way(more: dict[str, Any]) -> None:
    assert _proofs().judge(_reading(sender=TARO, number=NUMBER, **more)).doubts == ()


def test_an_office_may_want_to_see_every_mail() -> None:
    judged = _proofs(carry_out=False).judge(_reading(sender=TARO, number=NUMBER))
    assert [doubt.code for doubt in judged.doubts] == ["mail_cancellation"]
    assert "内容を確かめて" in judged.doubts[0].say


def test_staff_see_the_contact_on_file_and_where_the_mail_came_from() -> None:
    reading = _reading(number=NUMBER, person={"phone": "090-9999-9999"})
    judged = _proofs().judge(reading)
    assert (judged.person.email, judged.person.phone) == (TARO, PERSON.person.phone)
    assert STRANGER in judged.wish_text
    assert STRANGER not in judged.doubts[0].say
    assert "返信では予約の有無や内容を答えず" in judged.doubts[0].say


def test_a_question_says_who_asks_and_is_never_carried_out() -> None:
    proved = _proofs().judge(_reading(Kind.QUESTION, mailboxes=(MARKED,)))
    assert "ご本人からのご質問" in proved.doubts[0].say
    unproved = _proofs().judge(_reading(Kind.QUESTION))
    assert "確かめられません" in unproved.doubts[0].say


@pytest.mark.parametrize("kind", sorted(set(Kind) - CARRIED_OUT - {Kind.QUESTION}))
def test_other_kinds_are_left_as_they_are(kind: Kind) -> None:
    reading = _reading(kind, mailboxes=(MARKED,), sender=TARO, number=NUMBER)
    assert _proofs().judge(reading) is reading


_boxes = st.lists(
    st.one_of(st.text(max_size=60), st.sampled_from([WRONG, OTHERS, MARKED[:-1], "+" + MARKED])), max_size=3
)


@given(
    kind=st.sampled_from(sorted(CARRIED_OUT)),
    sender=st.one_of(st.text(max_size=40), st.sampled_from([TARO + " ", f"<{TARO}>", TARO + ".example"])),
    number=st.sampled_from(["", NUMBER, NUMBER + "0"]),
    boxes=_boxes,
)
def test_no_claim_but_the_right_one_is_ever_carried_out(kind: Kind, sender: str, number: str, boxes: list[str]) -> None:
    judged = _proofs().judge(_reading(kind, sender, number, mailboxes=tuple(boxes)))
    if sender.casefold() != TARO.casefold() or number != NUMBER:
        assert judged.doubts
        assert judged.concerns is None
