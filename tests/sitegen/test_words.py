"""The settings of the office as a clerk says them."""

from datetime import date, time

import pytest

from madoguchi.config.content import PAGE_NAMES
from madoguchi.config.office import Booking, Office
from madoguchi.config.openings import Openings
from madoguchi.paths import shipped
from sitegen.words import fill_in, fill_in_plain, office_words, say_closed_days, say_deadline, say_hours, say_wareki


def _openings(**periods: list[str]) -> Openings:
    return Openings.model_validate(periods)


@pytest.mark.parametrize(
    ("openings", "said"),
    [
        pytest.param(
            _openings(**{key: ["9:30-11:00", "14:00-16:00"] for key in ("mon", "tue", "wed", "thu", "fri")}),
            "平日の9時30分から11時までと、14時から16時まで",
            id="the source",
        ),
        pytest.param(
            _openings(mon=["9:00-12:00"], wed=["9:00-12:00"], sat=["10:00-11:30"]),
            "月・水曜日の9時から12時まで、土曜日の10時から11時30分まで",
            id="days that differ",
        ),
    ],
)
def test_opening_hours_are_said_by_groups_of_days(openings: Openings, said: str) -> None:
    assert say_hours(openings) == said


def test_closed_days_are_those_without_hours() -> None:
    openings = _openings(**{key: ["9:00-12:00"] for key in ("mon", "tue", "wed", "thu", "fri", "sat")})
    assert say_closed_days(openings) == "日曜日、祝日、年末年始（12月29日から1月3日まで）"


@pytest.mark.parametrize(
    ("booking", "said"),
    [
        (Booking(), "前日まで"),
        (Booking(cutoff=time(17, 0)), "前日の17時まで"),
        (Booking(notice="working", cutoff=time(16, 30)), "前の開庁日の16時30分まで"),
        (Booking(notice="working", cutoff=time(23, 59)), "前の開庁日まで"),
    ],
)
def test_the_deadline_follows_the_notice_rule(booking: Booking, said: str) -> None:
    assert say_deadline(booking) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2020, 11, 20), "令和2年11月20日"),
        (date(2019, 5, 1), "令和元年5月1日"),
        (date(2019, 4, 30), "2019年4月30日"),
    ],
)
def test_dates_are_said_in_reiwa(day: date, said: str) -> None:
    assert say_wareki(day) == said


def test_words_are_filled_in_with_markdown_signs_escaped() -> None:
    text, unknown = fill_in("一\n{名} {{部品}} {知らない}\n## 見出し {#mail}", {"名": "a*b\n_c_"})
    assert text == "一\na\\*b \\_c\\_ {{部品}} {知らない}\n## 見出し {#mail}"
    assert unknown == ((1, "知らない"),)


def test_plain_text_keeps_what_stands_for_nothing() -> None:
    assert fill_in_plain("{名}の{何か}", {"名": "*"}) == "*の{何か}"


def test_every_word_of_the_office_is_filled(office: Office) -> None:
    assert all(office_words(office).values())


def test_the_guide_for_staff_names_every_word(office: Office) -> None:
    guide = (shipped("site/content") / "README.md").read_text(encoding="utf-8")
    assert not [name for name in office_words(office) if f"`{{{name}}}`" not in guide]
    assert not [name for name in PAGE_NAMES if f"`{name}.md`" not in guide]
