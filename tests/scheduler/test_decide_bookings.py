"""What becomes of a booking: changes, cancellations, records of visits, and the word of staff."""

from collections.abc import Callable

import pytest
import samples_of_papers as sample
import samples_of_requests as make
from deciding import TWO, only, rules, run
from samples_of_requests import AS_OF, ask, booked, cancels, changes, record
from stores import at

from madoguchi.model.booking import BookingState
from madoguchi.model.decision import Rule, Verdict
from madoguchi.model.request import BookingRequest, Filed


def test_a_change_moves_the_booking_and_frees_its_time() -> None:
    move, other = run(changes(2, at(4), person=1), ask(3, at(3)), live=(booked(1, at(3), sequence=2),))
    assert move.verdict is Verdict.MOVE
    assert move.booking is not None
    assert move.before == booked(1, at(3), sequence=2)
    assert (move.booking.booking_id, move.booking.uid, move.booking.sequence) == (1, "uid1", 3)
    assert (move.booking.start, move.booking.changed_at) == (at(4), AS_OF)
    assert other.verdict is Verdict.BOOK


def test_a_moved_booking_takes_the_length_of_today() -> None:
    """An office that shortens its sessions has longer ones booked: moved, they fit between their neighbours."""
    move, beside = run(changes(2, at(4), person=1), ask(3, at(4, 15, 0)), live=(booked(1, at(3), minutes=40),))
    assert move.booking is not None
    assert move.booking.minutes == 30
    assert beside.verdict is Verdict.BOOK


def test_a_change_back_uses_the_time_just_left() -> None:
    there, back = run(changes(2, at(4), person=1), changes(3, at(3), person=1), live=(booked(1, at(3)),))
    assert (there.verdict, back.verdict) == (Verdict.MOVE, Verdict.MOVE)
    assert back.booking is not None
    assert (back.booking.start, back.booking.sequence) == (at(3), 2)


def test_a_change_to_the_same_time_is_a_repeat() -> None:
    repeat, other = run(changes(2, at(3), person=1), ask(3, at(3)), live=(booked(1, at(3)),))
    assert (repeat.verdict, repeat.booking_id) == (Verdict.DUPLICATE, 1)
    assert other.verdict is Verdict.WAIT, "the time is still taken"


def test_a_change_that_cannot_be_keeps_the_booking() -> None:
    live = (booked(1, at(3)), booked(9, at(4)))
    refused, other = run(changes(2, at(4), person=1), ask(3, at(3)), live=live)
    assert (refused.verdict, rules(refused)) == (Verdict.REVIEW, [Rule.FULL, Rule.ALREADY_BOOKED])
    assert other.verdict is Verdict.WAIT, "the time is still taken"


@pytest.mark.parametrize("asking", [changes, cancels])
def test_which_of_several_bookings_is_meant_is_asked(asking: Callable[..., BookingRequest]) -> None:
    several = make.office(one_live_booking=False)
    live = (booked(2, at(9), person=1), booked(1, at(3), person=1))
    decision = only(asking(3, person=1), live=live, at_office=several)
    assert (decision.verdict, rules(decision)) == (Verdict.REVIEW, [Rule.SEVERAL_BOOKINGS])


def test_a_change_of_nothing_asks() -> None:
    decision = only(changes(1, at(3), person=1))
    assert (decision.verdict, rules(decision)) == (Verdict.REVIEW, [Rule.NO_BOOKING])


def test_a_cancellation_frees_the_time_for_the_next() -> None:
    gone, next_one = run(cancels(2, person=1), ask(3, at(3)), live=(booked(1, at(3)),))
    assert gone.verdict is Verdict.CANCEL
    assert gone.booking is not None
    assert (gone.booking.state, gone.booking.sequence) == (BookingState.CANCELLED, 1)
    assert gone.before == booked(1, at(3))
    assert gone.reasons[0].say == "2026年12月3日（木）午後2時30分の予約を取り消しました。"
    assert next_one.verdict is Verdict.BOOK


def test_a_second_cancellation_finds_nothing() -> None:
    _, second = run(cancels(2, person=1), cancels(3, person=1), live=(booked(1, at(3)),))
    assert (second.verdict, rules(second)) == (Verdict.REVIEW, [Rule.NO_BOOKING])


def test_who_has_cancelled_may_ask_again() -> None:
    _, again = run(cancels(2, person=1), ask(3, at(3), person=1), live=(booked(1, at(3)),))
    assert again.verdict is Verdict.BOOK


def test_a_visit_of_last_week_is_not_cancelled() -> None:
    held = booked(1, AS_OF.replace(tzinfo=None, day=27, hour=10))
    assert only(cancels(2, person=1), own=(held,)).verdict is Verdict.REVIEW


def test_a_waiting_request_is_withdrawn() -> None:
    waiting = (ask(1, at(3)), changes(2, at(3), person=1))
    first, second = run(cancels(3, person=1), cancels(4, person=1), undecided=waiting)
    assert (first.verdict, first.withdraws) == (Verdict.WITHDRAW, (1, 2))
    assert first.reasons[0].say == "まだ決まっていない申込2件を取り下げました。"
    assert second.verdict is Verdict.REVIEW, "nothing is left to withdraw"


def test_a_request_put_on_the_list_in_this_very_run_is_withdrawn_too() -> None:
    full, gone = run(ask(2, at(3)), cancels(3, person=2), live=(booked(1, at(3)),))
    assert (full.verdict, gone.verdict, gone.withdraws) == (Verdict.WAIT, Verdict.WITHDRAW, (2,))


@pytest.mark.parametrize("kind", ["cancellation", "record"])
def test_only_wishes_are_withdrawn(kind: str) -> None:
    waiting = (ask(1, person=1, kind=kind),)
    assert only(cancels(2, person=1), undecided=waiting).verdict is Verdict.REVIEW


def test_another_persons_wait_under_the_same_number_is_left_alone() -> None:
    theirs, other = ask(1, at(3)), ask(2, at(3), person=1, name_key="別人")
    first, second = run(cancels(3, person=1), cancels(4, person=1, name_key="別人"), undecided=(theirs, other))
    assert (first.withdraws, second.withdraws) == ((1,), (2,))


def test_a_cancellation_without_a_number_withdraws_nothing() -> None:
    nameless = sample.person(seeker_number="")
    waiting = (ask(1, at(3), person=1).model_copy(update={"person": nameless}),)
    decision = only(cancels(2, person=1).model_copy(update={"person": nameless}), undecided=waiting)
    assert (decision.verdict, rules(decision)) == (Verdict.REVIEW, [Rule.NO_BOOKING])


@pytest.mark.parametrize("request_", [ask(2, at(4), person=1), cancels(2, person=1), record(2, "実施", person=1)])
def test_a_known_number_with_another_name_asks(request_: BookingRequest) -> None:
    decision = only(request_, live=(booked(1, at(3)),), filed=(Filed("28070-1", "別人", "別人"),))
    assert (decision.verdict, rules(decision)) == (Verdict.REVIEW, [Rule.OTHER_PERSON])


def test_a_name_learned_in_this_run_counts_for_the_next_request() -> None:
    _, second = run(ask(1, at(3)), ask(2, at(4), person=1, name_key="別人"))
    assert rules(second) == [Rule.OTHER_PERSON]


def test_staff_settle_what_rules_forbid() -> None:
    today = AS_OF.replace(tzinfo=None, hour=14)
    decision = only(ask(1, today, by_staff=True, name_key="別人"), filed=(Filed("28070-1", "見本1", "見本1"),))
    assert (decision.verdict, rules(decision)) == (Verdict.BOOK, [Rule.BY_STAFF, Rule.CHOSEN])


def test_staff_answering_for_a_booked_person_move_the_booking() -> None:
    decision = only(ask(2, at(4), person=1, by_staff=True), live=(booked(1, at(3)),))
    assert (decision.verdict, rules(decision)) == (Verdict.MOVE, [Rule.BY_STAFF, Rule.CHOSEN])


def test_staff_cannot_book_what_is_taken() -> None:
    decision = only(ask(2, at(3), by_staff=True), live=(booked(1, at(3)),))
    assert (decision.verdict, rules(decision)) == (Verdict.REVIEW, [Rule.BY_STAFF, Rule.FULL])


def test_two_people_without_a_number_are_not_taken_for_one() -> None:
    def nameless(number: int, start: object) -> BookingRequest:
        return ask(number, start, by_staff=True).model_copy(update={"person": sample.person(seeker_number="")})  # type: ignore[arg-type] # a start

    first, second = run(nameless(1, at(3)), nameless(2, at(3, 15, 0)), at_office=TWO)
    assert (first.verdict, second.verdict) == (Verdict.BOOK, Verdict.BOOK)
    assert "前回と同じ" not in second.reasons[-1].say


HELD = booked(1, AS_OF.replace(tzinfo=None, day=27, hour=10))


@pytest.mark.parametrize(
    ("note", "verdict", "state", "rule"),
    [
        ("実施", Verdict.COMPLETE, BookingState.COMPLETED, Rule.DONE),
        ("連絡なし", Verdict.NO_SHOW, BookingState.NO_SHOW, Rule.DONE),
        ("中止", Verdict.REVIEW, None, Rule.UNCLEAR_RECORD),
        ("", Verdict.REVIEW, None, Rule.UNCLEAR_RECORD),
    ],
)
def test_a_record_settles_the_visit(note: str, verdict: Verdict, state: BookingState | None, rule: Rule) -> None:
    decision = only(record(2, note, person=1), own=(HELD,))
    assert (decision.verdict, rules(decision)) == (verdict, [rule])
    assert (decision.booking.state if decision.booking else None) is state
    if decision.booking:
        assert decision.booking.sequence == HELD.sequence, "nobody is told, so no calendar needs to know"


def test_a_record_is_of_the_latest_visit_held_and_never_of_one_to_come() -> None:
    earlier = booked(3, HELD.start.replace(day=20), person=1)
    coming = booked(4, at(3), person=1)
    first, second, third = run(*(record(n, "実施", person=1) for n in (5, 6, 7)), own=(HELD, earlier, coming))
    assert (first.booking_id, second.booking_id) == (1, 3)
    assert rules(third) == [Rule.NO_BOOKING]


def test_a_record_dated_ahead_records_no_visit_to_come() -> None:
    ahead = record(2, "実施", person=1).model_copy(update={"received_at": AS_OF.replace(year=2027)})
    decision = only(ahead, live=(booked(1, at(3)),))
    assert (decision.verdict, rules(decision)) == (Verdict.REVIEW, [Rule.NO_BOOKING])


def test_a_record_of_this_morning_frees_the_time() -> None:
    today = booked(1, AS_OF.replace(tzinfo=None, hour=8, minute=40), minutes=60)
    late = record(2, "連絡なし", person=1).model_copy(update={"received_at": AS_OF})
    settled, next_one = run(
        late,
        ask(3, AS_OF.replace(tzinfo=None, hour=9, minute=30), by_staff=True).model_copy(update={"received_at": AS_OF}),
        live=(today,),
    )
    assert settled.verdict is Verdict.NO_SHOW
    assert next_one.verdict is Verdict.BOOK


def test_a_booking_of_a_counsellor_no_longer_listed_can_still_be_moved_and_cancelled() -> None:
    gone = booked(1, at(3), counsellor="gone")
    assert only(changes(2, at(4), person=1), live=(gone,)).verdict is Verdict.MOVE
    assert only(cancels(2, person=1), live=(gone,)).verdict is Verdict.CANCEL


def test_identities_are_opaque_and_never_repeat() -> None:
    first, second = run(ask(1, at(3)), ask(2, at(4)))
    (again,) = run(ask(1, at(3)))
    assert first.booking is not None
    assert second.booking is not None
    assert again.booking is not None
    assert first.booking.uid == again.booking.uid
    assert first.booking.uid != second.booking.uid
    assert set(first.booking.uid) <= set("0123456789abcdef")


def test_nothing_to_decide_is_no_decision() -> None:
    assert run() == ()
