"""First come, first served: where a request is placed, and what is said about it."""

import pytest
import samples_of_papers as sample
import samples_of_requests as make
from deciding import TWO, only, rules, run
from samples_of_requests import AS_OF, ask, booked, wish
from stores import at

from madoguchi.model.decision import Rule, Verdict

MORNING = (at(3, 9, 30), at(3, 10, 0), at(3, 10, 30))


def test_a_free_wish_is_booked_with_everything_said() -> None:
    decision = only(ask(12, at(3)))
    booking = decision.booking
    assert booking is not None
    assert decision.verdict is Verdict.BOOK
    assert (booking.start, booking.counsellor, booking.minutes) == (at(3), "a", 30)
    assert (booking.booking_id, decision.booking_id, booking.request_id) == (100, 100, 12)
    assert (booking.sequence, booking.changed_at, decision.decided_at) == (0, AS_OF, AS_OF)
    assert booking.seeker_number == "28070-12"
    assert [reason.say for reason in decision.reasons] == ["第1希望に決めました（相談員A、この日の予約が少ないため）。"]


def test_the_first_to_come_is_served_first_whatever_the_order_given() -> None:
    early, late = ask(2, at(3), minute=1), ask(1, at(3), at(4), minute=2)
    for given in ((early, late), (late, early)):
        first, second = sorted(run(*given), key=lambda one: one.request_id, reverse=True)
        assert first.booking is not None
        assert second.booking is not None
        assert (first.booking.start, second.booking.start) == (at(3), at(4))
        assert rules(second) == [Rule.FULL, Rule.CHOSEN]
        assert second.reasons[0].say == "第1希望（12月3日（木）午後2時30分）：ご希望の時間はすでに予約でいっぱいです。"


def test_two_of_one_second_are_taken_by_number() -> None:
    first, second = run(ask(9, at(3), minute=0, person=1), ask(8, at(3), minute=0, person=2))
    assert (first.request_id, second.verdict) == (9, Verdict.WAIT)


FULL = "ご希望の時間はすでに予約でいっぱいです。"
WAITS = "ご希望の時間がすべて満席のため、空き待ちとして受け付けました。"


@pytest.mark.parametrize(
    ("slots", "said"),
    [
        ((at(3),), f"第1希望（12月3日（木）午後2時30分）：{FULL}"),
        ((at(3), at(4)), f"第1希望：{FULL}"),
    ],
)
def test_a_full_wish_waits(slots: tuple[object, ...], said: str) -> None:
    live = (booked(1, at(3)), booked(9, at(4)))
    decision = only(ask(2, wish(1, *slots)), live=live)  # type: ignore[arg-type] # starts
    assert decision.verdict is Verdict.WAIT
    assert decision.booking is None
    assert [reason.say for reason in decision.reasons] == [said, WAITS]
    without = only(ask(2, wish(1, *slots)), live=live, at_office=make.office(counsellors=1, waiting_list=False))  # type: ignore[arg-type] # starts
    assert (without.verdict, [reason.say for reason in without.reasons]) == (Verdict.REVIEW, [said])


@pytest.mark.parametrize(
    ("wished", "expected"),
    [
        ([at(1)], [Rule.CHOSEN]),  # tomorrow
        ([at(5), at(3)], [Rule.CLOSED, Rule.CHOSEN]),
        ([sample.booking().start.replace(month=11, day=30), at(3)], [Rule.TOO_LATE, Rule.CHOSEN]),
        ([sample.booking().start.replace(month=11, day=27), at(3)], [Rule.PAST, Rule.CHOSEN]),
        ([sample.booking().start.replace(year=2027, month=2, day=3), at(3)], [Rule.BEYOND_HORIZON, Rule.CHOSEN]),
    ],
)
def test_every_wish_that_failed_is_explained_by_its_rule(wished: list[object], expected: list[Rule]) -> None:
    assert rules(only(ask(1, *wished))) == expected  # type: ignore[arg-type] # starts


def test_a_wish_of_many_starts_says_each_rule_once() -> None:
    decision = only(ask(2, wish(1, at(5), at(6), at(3), at(3))), live=(booked(1, at(3)),))
    assert rules(decision) == [Rule.CLOSED, Rule.FULL, Rule.WAITS]


@pytest.mark.parametrize("wishes", [(), (wish(1),)], ids=["no wish", "a wish without a start"])
def test_nothing_to_book_is_explained_too(wishes: tuple[object, ...]) -> None:
    decision = only(ask(1, *wishes))  # type: ignore[arg-type] # wishes
    assert (decision.verdict, rules(decision)) == (Verdict.REVIEW, [Rule.CLOSED])


def test_ranks_count_and_not_the_order_of_writing() -> None:
    decision = only(ask(1, wish(2, at(3)), wish(1, at(4))))
    assert decision.booking is not None
    assert decision.booking.start == at(4)


def test_an_overlapping_booking_of_an_earlier_spacing_takes_the_time_too() -> None:
    """An office that changes its spacing has bookings that start between the new starts."""
    earlier = booked(1, at(3, 14, 40), minutes=40)
    assert only(ask(2, at(3, 15, 0)), live=(earlier,)).verdict is Verdict.WAIT
    assert only(ask(2, at(3, 14, 30)), live=(earlier,)).verdict is Verdict.WAIT
    assert only(ask(2, at(3, 15, 30)), live=(earlier,)).verdict is Verdict.BOOK
    assert only(ask(2, at(3, 14, 0)), live=(earlier,)).verdict is Verdict.BOOK


def test_the_load_of_the_day_is_even() -> None:
    decisions = run(*(ask(number, wish(1, *MORNING)) for number in range(1, 7)), at_office=TWO)
    who = [(one.booking.start, one.booking.counsellor) for one in decisions if one.booking]
    assert who == [(start, counsellor) for start in MORNING for counsellor in ("a", "b")]
    live = (booked(1, at(3, 9, 30)), booked(2, at(3, 10, 0)))
    decision = only(ask(3, at(3)), live=live, at_office=TWO)
    assert decision.booking is not None
    assert decision.booking.counsellor == "b"


def test_the_same_counsellor_again_where_possible() -> None:
    last = {"28070-1": "b"}
    again = only(ask(1, at(3)), at_office=TWO, last_counsellors=last)
    assert again.booking is not None
    assert again.booking.counsellor == "b"
    assert "前回と同じ相談員" in again.reasons[0].say
    taken = booked(9, at(3), counsellor="b")
    other = only(ask(1, at(3)), at_office=TWO, last_counsellors=last, live=(taken,))
    assert other.booking is not None
    assert other.booking.counsellor == "a"


def test_a_counsellor_who_has_left_is_named_by_nobody() -> None:
    decision = only(ask(1, at(3)), at_office=TWO, last_counsellors={"28070-1": "gone"})
    assert decision.booking is not None
    assert decision.booking.counsellor == "a"


def test_the_same_request_by_telephone_and_by_mail_is_one() -> None:
    first, second = run(ask(1, at(3)), ask(2, at(3), person=1))
    assert (first.verdict, second.verdict) == (Verdict.BOOK, Verdict.DUPLICATE)
    assert second.booking is None
    assert second.booking_id == first.booking_id
    assert rules(second) == [Rule.SAME_TIME]


def test_a_second_wish_of_a_person_with_a_booking_asks() -> None:
    decision = only(ask(2, at(4), person=1), live=(booked(1, at(3)),))
    assert (decision.verdict, rules(decision)) == (Verdict.REVIEW, [Rule.ALREADY_BOOKED])
    assert "2026年12月3日（木）午後2時30分の予約" in decision.reasons[0].say


def test_a_booking_that_is_over_stands_in_nobodys_way() -> None:
    held = booked(1, AS_OF.replace(tzinfo=None, day=27, hour=10))
    assert only(ask(2, at(4), person=1), live=(), own=(held,)).verdict is Verdict.BOOK


def test_an_office_may_allow_several_bookings_but_never_the_same_time_twice() -> None:
    several = make.office(one_live_booking=False)
    live = (booked(1, at(3), person=1), booked(2, at(4), person=1))
    assert only(ask(3, at(8), person=1), live=live, at_office=several).verdict is Verdict.BOOK
    again = only(ask(3, at(4), person=1), live=live, at_office=several)
    assert (again.verdict, again.booking_id) == (Verdict.DUPLICATE, 2)
