"""The story of the simulated year says what it means: sure wishes are read as meant, doubtful ones ask."""

from collections.abc import Callable
from datetime import date, datetime
from random import Random

import pytest
from year import seasons, wishes
from year.people import new_person

from intake.reading.reader import read_wishes
from madoguchi.clock import TOKYO
from madoguchi.config.load import load_office
from madoguchi.paths import shipped
from scheduler.openings import OfficeDays

DAYS = OfficeDays(load_office(shipped("examples") / "office.toml"))
RECEIVED = datetime(2026, 12, 1, 9, 0, tzinfo=TOKYO)
STARTS = [datetime(2026, 12, 4, 9, 30), datetime(2026, 12, 22, 14, 0), datetime(2027, 1, 6, 15, 30)]
Says = Callable[[datetime, Random], str]


def said(says: Says, start: datetime) -> set[str]:
    """Return everything that is ever said for a start."""
    return {says(start, Random(seed)) for seed in range(60)}  # noqa: S311 -- a seeded story, no secret


@pytest.mark.parametrize("start", STARTS, ids=str)
def test_an_exact_wish_is_read_as_that_start_alone(start: datetime) -> None:
    for text in said(wishes.exact, start):
        read = read_wishes(text, RECEIVED, DAYS)
        assert (read.doubts, [wish.slots for wish in read.wishes]) == ((), [(start,)]), text


@pytest.mark.parametrize("says", [wishes.half_day, wishes.any_of_several], ids=["half a day", "wider"])
@pytest.mark.parametrize("start", STARTS, ids=str)
def test_a_wider_wish_holds_the_start(says: Says, start: datetime) -> None:
    for text in said(says, start):
        read = read_wishes(text, RECEIVED, DAYS)
        assert read.doubts == (), text
        assert start in read.wishes[0].slots, text
        assert len(read.wishes[0].slots) > 1, text


@pytest.mark.parametrize("start", STARTS, ids=str)
def test_a_doubtful_wish_asks(start: datetime) -> None:
    for text in said(wishes.doubtful, start):
        assert read_wishes(text, RECEIVED, DAYS).doubts, text


def test_people_differ_by_number_and_telephone() -> None:
    rng = Random(1)  # noqa: S311 -- as above
    people = [new_person(place, rng) for place in range(1, 500)]
    assert len({one.number for one in people}) == len({one.phone for one in people}) == len(people)
    assert all(one.name.startswith("見本 ") for one in people)
    assert {one.misses for one in people if one.misses > 0.5} == {1.0}


def test_the_office_knows_a_leave_from_its_day_on() -> None:
    leave = seasons.Absence(date(2027, 1, 12), "c2", date(2027, 1, 18), date(2027, 1, 19))
    before, after = (seasons.office_toml(3, [leave], date(2027, 1, day)) for day in (11, 12))
    assert "2027-01-18" not in before
    assert "{ on = 2027-01-18, until = 2027-01-19 }" in after
