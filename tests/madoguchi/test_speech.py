"""How facts of the office are said, in each language."""

from datetime import date, time

import pytest

from madoguchi.config.office import Booking
from madoguchi.config.openings import Openings
from madoguchi.model.language import Language
from madoguchi.speech import easy, english, standard
from madoguchi.speech.languages import SPEECH

SIX_DAYS = Openings.model_validate({key: ["9:00-12:00"] for key in ("mon", "tue", "wed", "thu", "fri", "sat")})


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.STANDARD, "日曜日、祝日、年末年始（12月29日から1月3日まで）"),
        (Language.EASY, "にちようび、祝日《しゅくじつ》、12月29日から 1月3日まで"),
        (Language.ENGLISH, "Sundays, national holidays and 29 December to 3 January"),
    ],
)
def test_closed_days_are_those_without_hours(language: Language, said: str) -> None:
    assert SPEECH[language].say_closed_days(SIX_DAYS) == said


@pytest.mark.parametrize(
    ("booking", "said"),
    [
        (Booking(), ("前日まで", "前《まえ》の 日《ひ》まで", "the day before")),
        (
            Booking(cutoff=time(17, 0)),
            ("前日の午後5時まで", "前《まえ》の 日《ひ》の ｜17時《ごご5じ》まで", "5:00 p.m. on the day before"),
        ),
        (
            Booking(notice="working", cutoff=time(23, 59)),
            ("前の開庁日まで", "前《まえ》の 平日《へいじつ》まで", "the working day before"),
        ),
    ],
)
def test_the_deadline_follows_the_notice_rule(booking: Booking, said: tuple[str, ...]) -> None:
    assert tuple(speech.say_deadline(booking) for speech in (standard, easy, english)) == said


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("元日", ("お休み（元日）", "休《やす》み（元日《がんじつ》）", "Closed (New Year's Day)")),
        ("システム更新", ("お休み（システム更新）", "休《やす》み（システム更新）", "Closed")),
        ("", ("お休み", "休《やす》み", "Closed")),
    ],
    ids=["holiday", "the office's own words", "no word"],
)
def test_a_closed_day_says_why_where_that_can_be_said(reason: str, said: tuple[str, ...]) -> None:
    assert tuple(speech.say_closed(reason) for speech in (standard, easy, english)) == said


def test_a_day_is_said_without_its_year() -> None:
    day = date(2026, 12, 3)
    assert [speech.say_day(day) for speech in (standard, easy, english)] == [
        "12月3日（木）",
        "12月3日（もくようび）",
        "Thu 3 December",
    ]
