"""A cell becomes the text that a clerk has seen."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.workbook.cells import text_of


@pytest.mark.parametrize(
    ("value", "text", "why"),
    [
        ("001", "001", "text stays as it is, zeros too"),
        ("PT見本", "PT見本", "text that begins like a length of time"),
        (3.0, "3", "every number of an .xlsx comes as a fraction"),
        (3, "3", "a whole number of an .xls"),
        (-2.5, "-2.5", "a fraction"),
        (46359.6041666667, "46359.6041666667", "a day and time that nothing shows as one"),
        (9000000001.0, "9000000001", "a telephone number that lost its zero"),
        (280501234567890.0, "280501234567890", "15 digits are exact"),
        (1.301e15, "1.30100E+15", "more digits are not, and it shows"),
        (1e-7, "1E-07", "very small"),
        (True, "TRUE", "as Excel writes it"),
        (False, "FALSE", "as Excel writes it"),
        (date(2026, 12, 3), "2026/12/3", "a day"),
        (datetime(2026, 12, 3, 14, 30), "2026/12/3 14:30", "a day and a time"),
        (datetime(2026, 12, 3, 9, 5), "2026/12/3 9:05", "an early one"),
        (datetime(2026, 12, 3, 14, 29, 59, 999_000), "2026/12/3 14:30", "a fraction of a day is never exact"),
        (datetime(2026, 12, 3, 23, 59, 59, 999_000), "2026/12/4", "not even at midnight"),
        (datetime(2026, 12, 3, 14, 30, 15), "2026/12/3 14:30:15", "seconds, where there are any"),
        (time(14, 30), "14:30", "a time"),
        (time(14, 29, 59, 999_000), "14:30", "a time, not exact"),
        (time(9, 5, 7), "9:05:07", "with seconds"),
        (timedelta(hours=36), "36:00", "a length of time"),
        (timedelta(minutes=-90), "-1:30", "a negative one"),
        ("PT36H00M00S", "36:00", "a length of time in an .ods"),
        ("PT14H29M59.9999S", "14:30", "a time in an .ods, not exact"),
    ],
)
def test_text(value, text, why):
    assert text_of(value) == text, why


@given(st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2090, 1, 1)))
def test_a_minute_is_never_another(moment):
    minute = moment.replace(second=0, microsecond=0)
    text = text_of(minute)
    form = "%Y/%m/%d %H:%M" if " " in text else "%Y/%m/%d"
    assert datetime.strptime(text, form) == minute  # noqa: DTZ007 -- wall-clock time
