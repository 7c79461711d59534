import pytest
import samples_of_requests as make
from stores import at

from madoguchi.model.decision import Rule
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
