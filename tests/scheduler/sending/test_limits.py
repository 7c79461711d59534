"""How many letters an hour may leave."""

from madoguchi.config.mail import Smtp
from scheduler.sending.limits import Limits

TARO, HANAKO = "taro@mihon.example", "hanako@MIHON.example"
OTHER = "jiro@betsu.example"


def _smtp(**limits: int) -> Smtp:
    return Smtp.model_validate({"host": "mail.example", **limits})


def test_without_limits_everything_leaves() -> None:
    for limits in (Limits(None, [TARO] * 9), Limits(_smtp(), [TARO] * 9)):
        assert not limits.are_set
        assert not limits.are_reached
        assert limits.allow(TARO)


def test_what_left_before_counts_and_so_does_what_leaves_now() -> None:
    limits = Limits(_smtp(per_hour=3), [TARO])
    assert limits.are_set
    for address in (TARO, OTHER):
        assert limits.allow(address)
        limits.count(address)
    assert limits.are_reached
    assert not limits.allow(OTHER)


def test_a_full_domain_stops_no_other() -> None:
    limits = Limits(_smtp(per_domain_hour=2), [TARO, HANAKO])
    assert not limits.allow("saburo@Mihon.Example")
    assert limits.allow(OTHER)
    assert not limits.are_reached
