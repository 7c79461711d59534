"""Who is on file under which number, and what contradicts it."""

import pytest
from deciding import only, rules, run
from samples_of_requests import ask
from stores import at

from madoguchi.model.decision import Rule, Verdict
from madoguchi.model.item import Channel
from madoguchi.model.request import BookingRequest, Filed
from scheduler.people import People, same_name

TARO = Filed("28050-1", "見本 太郎", "見本太郎", "090-0000-0000", "taro@mihon.example")


def _asks(name: str, number: str, *, phone: str = "", email: str = "", by_staff: bool = False) -> BookingRequest:
    request = ask(1, at(3), by_staff=by_staff, name_key=name.replace(" ", ""))
    person = request.person.model_copy(update={"name": name, "seeker_number": number, "phone": phone, "email": email})
    return request.model_copy(update={"person": person})


@pytest.mark.parametrize(
    ("request_", "rule", "why"),
    [
        (_asks("見本 太郎", "28050-1"), None, "as on file"),
        (_asks("見本", "28050-1"), None, "the family name"),
        (_asks("見本 花子", "28050-1"), Rule.OTHER_PERSON, "another name"),
        (_asks("見本 太郎", "28050-2"), None, "a name in common is nothing"),
        (_asks("見本 太郎", "28050-2", phone="090-0000-0000"), Rule.OTHER_NUMBER, "and the telephone too"),
        (_asks("見本 太郎", "28050-2", email="TARO@mihon.example"), Rule.OTHER_NUMBER, "and the address too"),
        (_asks("見本 花子", "28050-2", phone="090-0000-0000"), None, "a family shares a telephone"),
        (_asks("", "28050-2", phone="090-0000-0000"), None, "no name"),
        (_asks("見本 花子", ""), None, "no number"),
        (_asks("見本 花子", "28050-1", by_staff=True), None, "staff know"),
    ],
)
def test_contradictions(request_: BookingRequest, rule: Rule | None, why: str) -> None:
    found = People([TARO]).contradiction(request_)
    assert (found.rule if found else None) is rule, why
    if found:
        assert ("見本 太郎" in found.say) or ("28050-1" in found.say)


def test_what_is_booked_in_the_run_is_known() -> None:
    people = People([])
    people.learn(_asks("見本 太郎", "28050-1"))
    people.learn(_asks("見本 太郎", ""))
    assert people.contradiction(_asks("見本 花子", "28050-1")) is not None


def test_a_new_family_name_that_staff_accepted_counts_beside_the_old() -> None:
    people = People([TARO, Filed("28050-1", "標準 太郎", "標準太郎")])
    assert people.contradiction(_asks("標準 太郎", "28050-1")) is None
    assert people.contradiction(_asks("標準", "28050-1")) is not None, "it fits one of the two only"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("見本", "見本 太郎", True),
        ("森", "森田花子", False),
        ("森", "森 花子", True),
        ("見", "見本 太郎", False),
        ("", "見本", False),
    ],
)
def test_a_family_name_and_a_whole_name(one: str, other: str, *, same: bool) -> None:
    first, second = (Filed("28050-1", name, name.replace(" ", "")) for name in (one, other))
    assert same_name(first, second) is same_name(second, first) is same


ELSEWHERE = [
    ("new@stranger.example", {}, True, "a stranger who knows number and name"),
    ("TARO@mihon.example", {}, False, "the address on file, whatever its capitals"),
    ("new@stranger.example", {"by_staff": True}, False, "staff have settled it"),
    ("new@stranger.example", {"channel": Channel.TELEPHONE}, False, "staff have taken the call"),
]


@pytest.mark.parametrize(("email", "more", "staff", "why"), ELSEWHERE)
@pytest.mark.parametrize("wished", [3, 4])
def test_a_mail_from_an_unknown_address_neither_joins_nor_repeats_what_is_booked(
    email: str, more: dict[str, object], wished: int, why: str, *, staff: bool
) -> None:
    first = ask(1, at(3), person=1, name_key="見本太郎")
    booked, later = run(
        first.model_copy(update={"person": first.person.model_copy(update={"email": "taro@mihon.example"})}),
        _mailed(
            ask(2, at(wished), person=1, minute=2, name_key="見本太郎", **{"channel": Channel.MAIL, **more}), email
        ),
    )
    assert booked.verdict is Verdict.BOOK
    assert (rules(later)[0] is Rule.OTHER_ADDRESS) is staff, why
    assert (later.verdict is Verdict.REVIEW) >= staff


def test_a_stranger_s_request_takes_no_undecided_one_with_it() -> None:
    waits = _mailed(ask(1, at(3), at(4), person=1, minute=1, name_key="見本太郎"), "taro@mihon.example")
    same = ask(2, at(3), person=1, minute=2, name_key="見本太郎", channel=Channel.MAIL)
    decision = only(_mailed(same, "new@stranger.example"), undecided=(waits,))
    assert (decision.verdict, decision.withdraws, rules(decision)) == (Verdict.REVIEW, (), [Rule.OTHER_ADDRESS])
    assert only(_mailed(same, "taro@mihon.example"), undecided=(waits,)).withdraws == (1,)


def test_who_has_given_no_address_yet_may_write_from_any() -> None:
    waits = _mailed(ask(1, at(3), person=1, minute=1, name_key="見本太郎"), "")
    same = _mailed(ask(2, at(3), person=1, minute=2, name_key="見本太郎", channel=Channel.MAIL), "taro@mihon.example")
    assert only(same, undecided=(waits,)).withdraws == (1,)


def _mailed(request: BookingRequest, email: str) -> BookingRequest:
    return request.model_copy(update={"person": request.person.model_copy(update={"email": email})})
