"""A wish on a day that is closed for some hours, or open as a special day."""

import pytest
from written_offices import written

from intake.reading.fixed import read_fixed_time
from intake.reading.reader import read_wishes
from madoguchi.clock import parse_as_of
from madoguchi.model.reading import Doubt
from scheduler.openings import OfficeDays

RECEIVED = parse_as_of("2026-12-01T09:00")  # a Tuesday
DAYS = OfficeDays(
    written(
        openings="""
closures = [
  { on = 2026-12-09, hours = ["8:30-12:00"], say = "職員研修" },
  { on = 2026-12-10, hours = ["10:00-10:30"], say = "職員研修" },
]
special = [{ on = 2026-12-13, hours = ["13:00-15:00"], counsellors = ["a"], say = "休日相談会" }]
"""
    )
)


@pytest.mark.parametrize(
    ("text", "slots", "why"),
    [
        ("12/9 14時", "09T14:00", "the open half"),
        ("12/9 終日", "09T14:00 09T14:30 09T15:00 09T15:30", "whatever is left of the day"),
        ("12/10 午前", "10T09:30 10T10:30", "the morning less the hour"),
        ("12/10 9時半から11時の間", "10T09:30 10T10:30", "the same as a span"),
        ("12/10 10時以降", "10T10:30 10T14:00 10T14:30 10T15:00 10T15:30", "from the hour on"),
        ("12/9から12/10の午前", "10T09:30 10T10:30", "a range passes over a morning that is closed"),
        ("12/10 朝一", "10T09:30", "the first of the morning"),
        ("12/13 13時", "13T13:00", "a Sunday that is open"),
        ("12/13 2時", "13T14:00", "the one reading inside its own hours"),
        ("12/13 午後", "13T13:00 13T13:30 13T14:00 13T14:30", "its own hours"),
    ],
)
def test_what_is_left_can_be_wished(text: str, slots: str, why: str) -> None:
    read = read_wishes(text, RECEIVED, DAYS)
    assert read.doubts == (), why
    assert [f"{slot:%dT%H:%M}" for wish in read.wishes for slot in wish.slots] == slots.split(), why


@pytest.mark.parametrize(
    ("text", "code", "why"),
    [
        ("12/9 10時", "closed_hours", "a start that the closure takes"),
        ("12/10 10時から", "closed_hours", "one start alone"),
        ("12/9 9時半から11時の間", "closed_hours", "a span that the closure takes whole"),
        ("12/9 午前", "no_slot", "a half without a start"),
        ("12/9 朝一", "no_slot", "nor its first"),
        ("12/9 10時15分", "off_grid", "no start on any day"),
        ("12/13 10時", "out_of_hours", "the usual hours do not hold on a special day"),
        ("12/13 午前", "no_slot", "no morning on it"),
    ],
)
def test_what_is_closed_is_asked_about(text: str, code: str, why: str) -> None:
    assert [doubt.code for doubt in read_wishes(text, RECEIVED, DAYS).doubts] == [code], why
    fixed = read_fixed_time(text, RECEIVED, DAYS)
    assert isinstance(fixed, Doubt), why


def test_the_doubt_says_why_and_offers_what_is_near() -> None:
    (doubt,) = read_wishes("12/10 10時", RECEIVED, DAYS).doubts
    assert doubt.say == "12月10日（木）の「10時」は、職員研修のため休みの時間です。別の時間を確かめてください。"
    assert doubt.choices == ("午前9時30分", "午前10時30分")


@pytest.mark.parametrize(
    ("text", "why"),
    [("12/11 9時半", "点検"), ("12/11 10時半", "職員研修"), ("12/11 14時半", "引っ越し")],
)
def test_of_several_closures_of_a_day_the_one_that_was_met_is_said(text: str, why: str) -> None:
    openings = """closures = [
  { on = 2026-12-11, hours = ["14:45-16:00"], say = "引っ越し" },
  { on = 2026-12-11, hours = ["10:40-10:50"], say = "職員研修" },
  { on = 2026-12-11, hours = ["9:00-10:00"], say = "点検" },
]
"""
    (doubt,) = read_wishes(text, RECEIVED, OfficeDays(written(openings=openings))).doubts
    assert f"、{why}のため" in doubt.say


def test_an_hour_means_what_it_means_on_any_day() -> None:
    """8時 can be morning or evening where the office opens twice; a closed morning does not make it the evening."""
    twice = """
sat = ["8:00-9:00", "20:00-21:00"]
closures = [{ on = 2026-12-12, hours = ["8:00-9:00"], say = "点検" }]
"""
    days = OfficeDays(written(openings=twice))
    for text in ("12/12 8時", "12/12 8時から9時の間", "12/19 8時", "12/19 8時から9時の間"):
        assert [doubt.code for doubt in read_wishes(text, RECEIVED, days).doubts] == ["ambiguous_hour"], text
