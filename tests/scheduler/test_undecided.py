"""What waits of one person, and what a later request settles."""

from deciding import TWO, only, rules, run
from samples_of_requests import ask, cancels
from stores import at

from madoguchi.model.decision import Rule, Verdict
from scheduler.undecided import Undecided


def test_a_later_request_for_the_same_start_settles_the_earlier() -> None:
    decision = only(ask(2, at(3), at(4), person=1, minute=2), undecided=(ask(1, at(4), person=1, minute=1),))
    assert (decision.verdict, decision.withdraws) == (Verdict.BOOK, (1,))
    assert rules(decision) == [Rule.DONE, Rule.CHOSEN]


def test_a_later_request_for_another_start_asks_which_one_holds() -> None:
    decision = only(ask(2, at(3), person=1, minute=2), undecided=(ask(1, at(4), person=1, minute=1),))
    assert (decision.verdict, rules(decision)) == (Verdict.REVIEW, [Rule.UNDECIDED_TWICE])
    assert "12月4日" in decision.reasons[0].say
    assert "12月3日" in decision.reasons[0].say


def test_what_is_no_rival() -> None:
    wishes = ask(2, at(3), person=1, minute=2)
    for earlier in (
        ask(1, person=1, minute=1),  # nothing was read of it
        ask(1, at(5), person=1, minute=1),  # a Saturday: it cannot be had
        ask(1, at(4), person=1, minute=3),  # came later
        ask(1, at(4), person=1, minute=1, name_key="別人"),
        ask(1, at(4), person=3, minute=1),
    ):
        assert only(wishes, undecided=(earlier,)).verdict is Verdict.BOOK


def test_staff_decide_between_two() -> None:
    decision = only(ask(2, at(3), person=1, minute=2, by_staff=True), undecided=(ask(1, at(4), person=1, minute=1),))
    assert decision.verdict is Verdict.BOOK


def test_an_office_of_many_bookings_asks_nothing() -> None:
    office = TWO.model_copy(update={"booking": TWO.booking.model_copy(update={"one_live_booking": False})})
    earlier = (ask(1, at(4), person=1, minute=1),)
    assert only(ask(2, at(3), person=1, minute=2), undecided=earlier, at_office=office).verdict is Verdict.BOOK


def test_what_is_settled_is_forgotten() -> None:
    earlier = ask(1, at(3), person=1, minute=1)
    waiting = Undecided([earlier, cancels(5, person=1)])
    assert waiting.meant_by(ask(2, at(3), person=1)) == [earlier]
    waiting.drop([earlier])
    assert waiting.meant_by(ask(2, at(3), person=1)) == []
    first, second = run(
        ask(2, at(3), person=1, minute=2), cancels(3, person=1, minute=3), undecided=(earlier,), at_office=TWO
    )
    assert (first.verdict, second.verdict) == (Verdict.BOOK, Verdict.CANCEL)


def test_a_proved_mail_ends_its_booking_and_nothing_that_waits() -> None:
    waits = ask(1, at(3), person=1, minute=1)
    by_mail = cancels(5, person=1, concerns=90)
    assert Undecided([waits]).meant_by(by_mail) == []
    decision = only(by_mail, undecided=(waits,))
    assert (decision.verdict, rules(decision)) == (Verdict.REVIEW, [Rule.NO_BOOKING])
