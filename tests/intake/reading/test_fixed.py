from datetime import datetime

import pytest

from intake.reading.fixed import read_fixed_time
from madoguchi.clock import parse_as_of
from madoguchi.model.openings import OpenDays
from madoguchi.model.reading import Doubt

MONDAY = "2026-11-30T09:00"


@pytest.mark.parametrize(
    ("text", "received", "start"),
    [
        pytest.param("12/8 14:30", MONDAY, "2026-12-08T14:30", id="as staff type it"),
        pytest.param("2026-12-08 14:30", MONDAY, "2026-12-08T14:30", id="ISO"),
        pytest.param("2026/12/8 14:30:00", MONDAY, "2026-12-08T14:30", id="as a spreadsheet shows it"),
        pytest.param("令和8年12月8日14時半", MONDAY, "2026-12-08T14:30", id="wareki"),
        pytest.param("12月8日（火）午後2時30分", MONDAY, "2026-12-08T14:30", id="as the letters say it"),
        pytest.param("12/8 14:30-15:00", MONDAY, "2026-12-08T14:30", id="exactly one slot"),
        pytest.param("11/30 10:00", MONDAY, "2026-11-30T10:00", id="today, still to come: staff may set notice aside"),
        pytest.param("2027/3/1 10:00", MONDAY, "2027-03-01T10:00", id="staff may set the horizon aside"),
    ],
)
def test_one_start_is_taken(days: OpenDays, text: str, received: str, start: str):
    assert read_fixed_time(text, parse_as_of(received), days) == datetime.fromisoformat(start)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("", "none", id="empty"),
        pytest.param("未定", "correction", id="not fixed yet"),
        pytest.param("12/8", "no_time", id="no time"),
        pytest.param("14:30", "no_date", id="no day"),
        pytest.param("12/8 午前", "several", id="three slots"),
        pytest.param("12/8 10:00か14:00", "several", id="two times"),
        pytest.param("12/8か12/9 10:00", "several", id="two days"),
        pytest.param("12/8〜12/9 10:00", "several", id="a span"),
        pytest.param("12/8 10:10", "off_grid", id="between two slots"),
        pytest.param("12/8 17:00", "out_of_hours", id="after hours"),
        pytest.param("12/5 10:00", "closed_day", id="a Saturday"),
        pytest.param("12/8（水） 10:00", "weekday_mismatch", id="the weekday contradicts"),
        pytest.param("2026/11/27 10:00", "past", id="over"),
        pytest.param("46364.4375", "leftover", id="a serial number"),
        pytest.param("12/8 10:00 " * 20, "too_long", id="a whole text"),
        pytest.param("①12/8 10:00", "leftover", id="a choice mark"),
    ],
)
def test_anything_else_is_a_doubt(days: OpenDays, text: str, code: str):
    answer = read_fixed_time(text, parse_as_of(MONDAY), days)
    assert isinstance(answer, Doubt)
    assert answer.code == code


def test_a_start_of_today_that_is_over_is_a_doubt(days: OpenDays):
    answer = read_fixed_time("11/30 9:30", parse_as_of("2026-11-30T09:30"), days)
    assert isinstance(answer, Doubt)
    assert answer.say == "2026年11月30日（月）午前9時30分はもう過ぎています。希望の日を確かめてください。"
