"""The rest of the life of a request: ties, counsellors, the waiting list, what staff name, repeated absence."""

import pytest
import samples_of_papers as sample
import samples_of_requests as make
from deciding import ONE, TWO, only, rules, run
from samples_of_requests import AS_OF, ask, booked, cancels, changes, record, wish
from stores import at

from madoguchi.config.counsellors import Counsellor
from madoguchi.config.office import Office
from madoguchi.model.booking import BookingState, By
from madoguchi.model.decision import Decision, Rule, Verdict
from madoguchi.model.item import Channel, Kind
from madoguchi.model.offer import Offer
from madoguchi.model.reading import Service
from madoguchi.model.request import BookingRequest, RequestState

FULL_DAY = tuple(booked(50 + n, start, person=50 + n) for n, start in enumerate((at(3), at(4))))
HELD = booked(1, AS_OF.replace(tzinfo=None, day=27, hour=10))


def _got(decision: Decision) -> tuple[object, ...]:
    assert decision.booking is not None, decision
    return decision.booking.start, decision.booking.counsellor


def test_inside_a_tie_a_start_is_kept_for_who_has_no_other() -> None:
    flexible, narrow = run(ask(1, wish(1, at(3), at(4))), ask(2, at(3)))
    assert (_got(flexible), _got(narrow)) == ((at(4), "a"), (at(3), "a"))
    assert "希望の中で空いていた時間" in flexible.reasons[-1].say


def test_a_tie_alone_gets_its_first_start() -> None:
    decision = only(ask(1, wish(1, at(4), at(3))))
    assert _got(decision) == (at(3), "a")
    assert "希望の中でいちばん早い時間" in decision.reasons[-1].say


def test_a_rank_is_never_given_up_for_somebody_later() -> None:
    first, second = run(ask(1, at(3), at(4)), ask(2, at(3)))
    assert _got(first) == (at(3), "a")
    assert second.verdict is Verdict.WAIT


def test_who_is_heard_again_in_the_run_has_a_time_that_can_be_named() -> None:
    first, again, third = run(ask(1, wish(1, at(3), at(4))), ask(2, at(8), person=1), ask(3, at(3)))
    assert _got(first) == (at(3), "a")
    assert rules(again) == [Rule.ALREADY_BOOKED]
    assert third.verdict is Verdict.WAIT, "the first was fixed when it was named"


def _of(*counsellors: Counsellor, **booking: object) -> Office:
    return make.office(**booking).model_copy(update={"counsellors": counsellors})


@pytest.mark.parametrize(
    ("service", "language", "who", "why"),
    [
        (Service.COUNSELLING, "", "a", "both can, and a stands first"),
        (Service.MOCK_INTERVIEW, "", "b", "a takes counselling alone"),
        (Service.COUNSELLING, "英語", "b", "only b speaks it"),
    ],
)
def test_a_counsellor_who_can(service: Service, language: str, who: str, why: str) -> None:
    a = Counsellor(id="a", name="相談員A", specialities=(Service.COUNSELLING,))
    b = Counsellor(id="b", name="相談員B", languages=("英語",))
    person = sample.person(seeker_number="28070-1", service=service, language=language)
    decision = only(ask(1, at(3)).model_copy(update={"person": person}), at_office=_of(a, b))
    assert _got(decision) == (at(3), who), why


def test_what_no_counsellor_can_do_is_for_staff() -> None:
    person = sample.person(seeker_number="28070-1", language="仏語")
    decision = only(ask(1, at(3)).model_copy(update={"person": person}))
    assert (decision.verdict, rules(decision)) == (Verdict.REVIEW, [Rule.NO_COUNSELLOR])


def test_an_office_may_insist_on_the_same_counsellor() -> None:
    insisting = make.office(counsellors=2, same_counsellor="insist")
    live = (booked(9, at(3), counsellor="b"),)
    last = {"28070-1": "b"}
    assert _got(only(ask(1, at(3), at(4)), live=live, at_office=insisting, last_counsellors=last)) == (at(4), "b")
    assert _got(only(ask(1, at(3), at(4)), live=live, at_office=TWO, last_counsellors=last)) == (at(3), "a")
    left = {"28070-1": "gone"}
    assert _got(only(ask(1, at(3)), at_office=insisting, last_counsellors=left)) == (at(3), "a"), (
        "who left serves nobody"
    )


# The waiting list


def test_the_same_wait_twice_is_one() -> None:
    first, second = run(ask(1, at(3)), ask(2, at(3), person=1), live=FULL_DAY)
    assert (first.verdict, second.verdict, rules(second)) == (Verdict.WAIT, Verdict.DUPLICATE, [Rule.SAME_TIME])


def test_who_is_booked_waits_no_longer() -> None:
    waiting = ask(1, at(3), state=RequestState.WAITING)
    decision = only(ask(2, at(8), person=1), undecided=(waiting,), live=FULL_DAY)
    assert (decision.verdict, decision.withdraws) == (Verdict.BOOK, (1,))


def test_who_waits_no_longer_can_say_so() -> None:
    decision = only(cancels(2, person=1), undecided=(ask(1, at(3), state=RequestState.WAITING),))
    assert (decision.verdict, decision.withdraws) == (Verdict.WITHDRAW, (1,))


def _offer(request_id: int) -> Offer:
    return Offer(offer_id=1, request_id=request_id, counsellor="a", start=at(3), minutes=30, made_at=AS_OF, until=AS_OF)


def test_an_offer_holds_its_time_for_the_one_it_was_made_to() -> None:
    taken, other = run(ask(2, at(3), minute=9), ask(3, at(3), minute=1), offers=(_offer(2),))
    assert _got(taken) == (at(3), "a")
    assert other.verdict is Verdict.WAIT, "although it came first"


def test_an_offer_in_time_is_booked_although_the_run_comes_after_the_deadline() -> None:
    """It was offered and answered within the notice rule; nobody is to blame for the night between."""
    tomorrow = AS_OF.replace(tzinfo=None, hour=14)
    held = _offer(2).model_copy(update={"start": tomorrow})
    assert only(ask(2, tomorrow)).verdict is Verdict.REVIEW
    assert _got(only(ask(2, tomorrow), offers=(held,))) == (tomorrow, "a")


def test_who_takes_an_offer_by_telephone_takes_the_time_it_holds() -> None:
    waiting = ask(1, at(3), state=RequestState.OFFERED)
    taken = only(ask(2, at(3), person=1), undecided=(waiting,), offers=(_offer(1),))
    assert (_got(taken), taken.withdraws) == ((at(3), "a"), (1,))
    other = only(ask(2, at(3), person=7), undecided=(waiting,), offers=(_offer(1),))
    assert other.verdict is Verdict.WAIT, "somebody else does not"


def test_an_offer_answered_with_another_wish_is_free_for_the_next() -> None:
    other_time, next_one = run(ask(2, at(8), minute=1), ask(3, at(3), minute=9), offers=(_offer(2),))
    assert (_got(other_time), _got(next_one)) == ((at(8), "a"), (at(3), "a"))


def test_the_offer_of_a_settled_wait_is_free_again() -> None:
    waiting = ask(1, at(3), state=RequestState.OFFERED)
    booked_now, next_one = run(
        ask(2, at(8), person=1, minute=1), ask(3, at(3), minute=9), undecided=(waiting,), offers=(_offer(1),)
    )
    assert (booked_now.withdraws, _got(next_one)) == ((1,), (at(3), "a"))


# Before a person is booked


@pytest.mark.parametrize(
    ("absences", "limit", "by_staff", "verdict"),
    [
        (1, 2, False, Verdict.BOOK),
        (2, 2, False, Verdict.REVIEW),
        (9, 0, False, Verdict.BOOK),
        (2, 2, True, Verdict.BOOK),
    ],
    ids=["once", "twice", "an office that does not look", "staff have looked"],
)
def test_repeated_absence_is_looked_at_with_the_count(
    absences: int,
    limit: int,
    by_staff: bool,  # noqa: FBT001 -- a column of the table
    verdict: Verdict,
) -> None:
    at_office = make.office(counsellors=1, no_shows_before_review=limit)
    decision = only(ask(1, at(3), by_staff=by_staff), at_office=at_office, no_shows={"28070-1": absences})
    assert decision.verdict is verdict
    assert ("連絡なしの欠席が2回あります" in decision.reasons[0].say) is (verdict is Verdict.REVIEW)


def test_the_conditions_of_a_first_time_can_be_confirmed_by_staff() -> None:
    confirming = make.office(counsellors=1, confirm_first_time=True)
    first = only(ask(1, at(3)), at_office=confirming)
    assert (first.verdict, rules(first)) == (Verdict.REVIEW, [Rule.FIRST_TIME])
    assert only(ask(1, at(3)), at_office=confirming, last_counsellors={"28070-1": "a"}).verdict is Verdict.BOOK
    assert only(ask(1, at(3), by_staff=True), at_office=confirming).verdict is Verdict.BOOK
    assert only(ask(1, at(3)), at_office=ONE).verdict is Verdict.BOOK


# What staff name


def _named(request: BookingRequest, about: int, **more: object) -> BookingRequest:
    return request.model_copy(update={"concerns": about, "by_staff": True, "channel": Channel.STAFF, **more})


SEVERAL = (booked(1, at(3), person=1), booked(2, at(4), person=1))


def test_staff_cancel_the_one_they_name_and_it_is_kept_who_and_why() -> None:
    several = make.office(counsellors=1, one_live_booking=False)
    word = _named(cancels(9, person=1, note="相談員の都合"), about=2)
    decision = only(word, live=SEVERAL, concerned={2: SEVERAL[1]}, at_office=several)
    assert decision.booking is not None
    assert (decision.verdict, decision.booking_id) == (Verdict.CANCEL, 2)
    assert (decision.booking.changed_by, decision.booking.why) == (By.OFFICE, "相談員の都合")
    by_person = only(
        word.model_copy(update={"channel": Channel.TELEPHONE}),
        live=SEVERAL,
        concerned={2: SEVERAL[1]},
        at_office=several,
    )
    assert by_person.booking is not None
    assert by_person.booking.changed_by is By.PERSON


def test_staff_move_the_one_they_name() -> None:
    several = make.office(counsellors=1, one_live_booking=False)
    word = _named(changes(9, at(8), person=1), about=2)
    decision = only(word, live=SEVERAL, concerned={2: SEVERAL[1]}, at_office=several)
    assert (decision.verdict, decision.booking_id, _got(decision)[0]) == (Verdict.MOVE, 2, at(8))


def test_a_visit_already_cancelled_is_not_cancelled_again() -> None:
    gone = booked(1, at(3), state=BookingState.CANCELLED)
    decision = only(_named(cancels(9, person=1), about=1), concerned={1: gone})
    assert (decision.verdict, rules(decision)) == (Verdict.REVIEW, [Rule.NOT_ALLOWED])
    assert decision.reasons[0].say == "受付番号M00001は「取消済み」のため、予約を取り消すことはできません。"


def test_staff_withdraw_and_refuse_what_is_undecided() -> None:
    waiting, other = ask(1, at(3), state=RequestState.REVIEW), ask(2, at(4), person=1, state=RequestState.REVIEW)
    refusal = ask(9, person=1, kind=Kind.REFUSAL, note="対象外の相談")
    refused = only(_named(refusal, about=1), undecided=(waiting, other))
    assert (refused.verdict, refused.withdraws) == (Verdict.REFUSE, (1,))
    assert refused.reasons[0].say == "申込をお断りしました（対象外の相談）。"
    withdrawn = only(_named(cancels(9, person=1), about=2), undecided=(waiting, other))
    assert (withdrawn.verdict, withdrawn.withdraws) == (Verdict.WITHDRAW, (2,))


def test_what_is_booked_is_not_refused() -> None:
    live = booked(1, at(3))
    decision = only(_named(ask(9, person=1, kind=Kind.REFUSAL), about=1), live=(live,), concerned={1: live})
    assert rules(decision) == [Rule.NOT_ALLOWED]


def test_the_next_visit_is_booked_during_a_visit() -> None:
    held, following = run(
        _named(record(8, "実施", person=1), about=1),
        _named(ask(9, at(8), person=1), about=1),
        own=(HELD,),
        concerned={1: HELD},
    )
    assert (held.verdict, following.verdict) == (Verdict.COMPLETE, Verdict.BOOK)


def test_a_next_visit_moves_nothing_that_is_booked() -> None:
    live = booked(2, at(4), person=1)
    decision = only(_named(ask(9, at(8), person=1), about=1), live=(live,), own=(HELD, live), concerned={1: HELD})
    assert (decision.verdict, rules(decision)) == (Verdict.REVIEW, [Rule.ALREADY_BOOKED])
