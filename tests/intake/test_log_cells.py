"""What a spreadsheet makes of days and times is undone where it is certain, and only there."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.log_cells import clock_cell, day_cell, is_blank_form, joined, names_its_day

CAME = date(2026, 11, 30)
EPOCH = datetime(1899, 12, 30)


@pytest.mark.parametrize(
    ("cell", "read", "why"),
    [
        ("46357", "2026/12/1", "a serial day"),
        ("４６３５７", "2026/12/1", "full width"),
        ("46357.604166667", "2026/12/1 14:30", "a serial moment"),
        ("46357.60417", "2026/12/1 14:30", "rounded to five digits"),
        ("46357.604", "2026/12/1 14:30", "what a narrow column shows: one round time fits"),
        ("46357.4375", "2026/12/1 10:30", "four digits"),
        ("46357.6", "46357.6", "one digit: many times fit"),
        ("46357.604166666666666666午後", "46357.604166666666666666午後", "words behind a long number"),
        ("46357.60", "46357.60", "two digits: 14:20 and 14:30 fit"),
        ("46357.9999999", "46357.9999999", "the midnight after"),
        ("44895", "44895", "years away: the 1904 system, or no date at all"),
        ("28050", "28050", "the first half of a 求職番号"),
        ("2026/12/1 0:00", "2026/12/1", "Excel's midnight"),
        ("2026/12/1 0:00:00", "2026/12/1", "with seconds"),
        ("2026年12月1日 00:00", "2026年12月1日", "behind 日"),
        ("2026-12-01T14:30:00", "2026-12-01 14:30", "ISO 8601"),
        ("2026/12/1 14:30:00", "2026/12/1 14:30", "seconds that nobody wrote"),
        ("2026/12/1 14:30:15", "2026/12/1 14:30:15", "seconds that somebody wrote"),
        ("12月1日", "12月1日", "as it is"),
        ("R8.12.1", "R8.12.1", "as it is"),
        ("0:00", "0:00", "a midnight without a day"),
        ("########", "########", "nothing to be had back"),
        ("", "", "nothing"),
    ],
)
def test_a_cell_of_a_day(cell, read, why):
    assert day_cell(cell, CAME) == read, why


@pytest.mark.parametrize(
    ("cell", "read", "why"),
    [
        ("0.604166667", "14:30", "a fraction of a day"),
        (".604166667", "14:30", "without its zero"),
        ("0.604", "14:30", "three digits"),
        ("0.6", "0.6", "one digit"),
        ("0.60", "0.60", "two digits"),
        ("14:30:00", "14:30", "seconds"),
        ("1900/1/0 14:30", "14:30", "Excel's day 0 before a time"),
        ("1899-12-30 14:30:00", "14:30", "the same from another program"),
        ("14", "14時", "a bare hour"),
        ("2", "2時", "which half it is stays open"),
        ("25", "25", "no hour"),
        ("0", "0", "no hour of an office"),
        ("1430", "14:30", "four digits"),
        ("930", "9:30", "three"),
        ("1299", "1299", "no time"),
        ("14-15", "14時-15時", "from to"),
        ("14～15", "14時-15時", "with a wave"),
        ("午後", "午後", "as it is"),
        ("１４：３０", "１４：３０", "as it is; the reading folds it"),
        ("14時半", "14時半", "as it is"),
        ("", "", "nothing"),
    ],
)
def test_a_cell_of_a_time(cell, read, why):
    assert clock_cell(cell) == read, why


@pytest.mark.parametrize(
    ("day", "weekday", "clock", "read", "why"),
    [
        ("12/1", "", "14:30", "12/1 14:30", "two columns"),
        ("2026/12/1 0:00", "", "14:30", "2026/12/1 14:30", "the midnight is Excel's"),
        ("2026/12/1 0:00", "", "0.604166667", "2026/12/1 14:30", "both are Excel's"),
        ("12/1", "火", "14", "12/1(火) 14時", "three columns"),
        ("12/1", "（火曜日）", "", "12/1(火)", "a weekday in brackets"),
        ("12/1(火)", "火", "14", "12/1(火) 14時", "said twice"),
        ("12/1(火)", "水", "", "12/1(火)(水)", "said twice, and not the same: the reading asks"),
        ("2026/12/1 14:30", "火", "", "2026/12/1(火) 14:30", "the weekday stands behind the day"),
        ("12/1 14:30", "", "14:30", "12/1 14:30", "the time said twice"),
        ("12/1 14:30", "", "15:00", "12/1 14:30 15:00", "and not the same: the reading asks"),
        ("12/1", "祝", "", "12/1 祝", "no weekday"),
        ("", "火", "", "火", "a weekday alone"),
        ("", "", "14時", "14時", "a time alone"),
        ("12/1\n12/2", "", "14:30\n10:00", "12/1 14:30\n12/2 10:00", "a time for each day"),
        ("12/1\n12/2", "", "14:30", "12/1\n12/2 14:30", "one time for two days: the reading asks"),
    ],
)
def test_columns_that_make_one_wish(day, weekday, clock, read, why):
    assert joined(day, weekday, clock, CAME) == read, why


@given(st.integers(-300, 300), st.integers(0, 287), st.sampled_from([3, 4, 5, 7, 9]))
def test_every_round_time_comes_back_from_its_serial_number(days, fives, digits):
    moment = datetime(2026, 11, 30) + timedelta(days=days, minutes=5 * fives)
    serial = f"{(moment - EPOCH) / timedelta(days=1):.{digits}f}"
    expected = f"{moment:%Y}/{moment.month}/{moment.day} {moment.hour}:{moment:%M}"
    assert day_cell(serial, CAME) == expected


@given(st.text(max_size=60), st.text(max_size=8), st.text(max_size=60))
def test_any_cells_are_joined_without_a_crash(day, weekday, clock):
    assert isinstance(joined(day, weekday, clock, CAME), str)
    assert is_blank_form(day) in {True, False}


@pytest.mark.parametrize(
    ("cell", "blank"),
    [
        ("　月　日（　）　時", True),
        (" 月 日", True),
        ("年 月 日", True),
        ("令和　年　月　日", True),
        ("　時　分", True),
        ("：", True),
        ("～", True),
        ("□", True),
        ("月", False),
        ("日", False),
        ("月、日", False),
        ("12月 日", False),
        ("①月 日", False),
        ("月 日" + " " * 60, False),
        ("", False),
    ],
)
def test_what_a_form_has_printed(cell, blank):
    assert is_blank_form(cell) is blank


@pytest.mark.parametrize(
    ("wish", "names"),
    [
        ("12/1 14:30", True),
        ("１２月１日", True),
        ("2026-12-01", True),
        ("来週の火曜", False),
        ("12/1か来週", False),
        ("火曜 14時", False),
        ("明日", False),
        ("1日", False),
        ("", False),
    ],
)
def test_a_wish_that_means_the_same_whenever_it_was_said(wish, names):
    assert names_its_day(wish) is names
