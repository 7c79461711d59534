import pytest
import samples_of_requests as make
from samples_of_offers import offer
from stores import at

from madoguchi.model.decision import Rule
from madoguchi.model.offer import OfferState
from scheduler import reasons
from scheduler.notices import ASKED_OF_THE_PERSON

ABOUT_WISHES = [Rule.FULL, Rule.CLOSED, Rule.PAST, Rule.TOO_LATE, Rule.BEYOND_HORIZON]


@pytest.mark.parametrize("rule", ABOUT_WISHES)
def test_a_wish_that_failed_is_named_with_its_time(rule: Rule) -> None:
    said = reasons.about_wish(2, rule, at(3)).say
    assert said.startswith("第2希望（12月3日（木）午後2時30分）：")
    assert said.endswith("。")
    assert reasons.about_wish(2, rule).say.startswith("第2希望：")


@pytest.mark.parametrize("rule", [Rule.NO_BOOKING, Rule.UNCLEAR_RECORD, Rule.BY_STAFF, Rule.CLOSED])
def test_a_request_as_a_whole_has_its_sentence(rule: Rule) -> None:
    reason = reasons.about_request(rule)
    assert (reason.rank, reason.rule) == (0, rule)
    assert reason.say.endswith("。")


def test_bookings_are_named_by_their_time() -> None:
    booking = make.booked(1, at(3))
    said = [
        reasons.already_booked(booking),
        reasons.same_time(booking),
        reasons.done("取り消しました", booking),
    ]
    assert all("12月3日（木）午後2時30分" in reason.say for reason in said)
    assert reasons.withdrawn(2).say == "まだ決まっていない申込2件を取り下げました。"


def test_only_what_is_wrong_with_a_wish_may_be_asked_of_a_writer() -> None:
    """Anything else would tell an unproved sender what is booked."""
    assert {rule.value for rule in ABOUT_WISHES} == ASKED_OF_THE_PERSON


def test_the_steps_of_the_waiting_list_are_told() -> None:
    made = offer(1, 1, at(3), by_telephone=True)
    assert reasons.offered(made).say == (
        "空き待ちのご希望のうち、2026年12月3日（木）午後2時30分が空いたため、電話でご案内しました（お返事の期限は12月1日（火）午前8時）。"
    )
    lapsed, withdrawn = (
        reasons.offer_over(made.model_copy(update={"state": state}), keeps_place=state is OfferState.LAPSED).say
        for state in (OfferState.LAPSED, OfferState.WITHDRAWN)
    )
    assert "お返事のないまま期限が過ぎた" in lapsed
    assert lapsed.endswith("空き待ちの順番はそのままです。")
    assert "その時間を予約できなくなった" in withdrawn
    assert "順番" not in withdrawn
    assert "3回ご案内しました" in reasons.waited_in_vain(offers=3).say
    assert "空きが出ませんでした" in reasons.waited_in_vain(offers=0).say
