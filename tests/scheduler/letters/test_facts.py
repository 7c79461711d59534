import pytest
import samples_of_papers as sample
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.config.openings import Openings
from madoguchi.speech.standard import say_openings
from scheduler.letters.facts import plain


@pytest.mark.parametrize(
    ("openings", "said"),
    [
        (sample.office().openings, "平日の午前9時30分から午前11時まで、午後2時から午後4時まで"),
        (Openings.model_validate({"mon": ["9:00-12:00"], "sat": ["9:00-12:00"]}), "月・土曜日の午前9時から午後0時まで"),
        (
            Openings.model_validate({"mon": ["9:00-10:00"], "tue": ["13:00-14:00"], "wed": ["9:00-10:00"]}),
            "月・水曜日の午前9時から午前10時まで、火曜日の午後1時から午後2時まで",
        ),
    ],
)
def test_opening_hours_are_said_by_weekday(openings: Openings, said: str) -> None:
    assert say_openings(openings) == said


@given(st.text(max_size=500), st.integers(2, 100))
def test_plain_text_is_one_short_line_of_seen_signs(text: str, limit: int) -> None:
    line = plain(text, limit)
    assert len(line) <= limit
    assert line == line.strip()
    assert not any(ord(sign) < 0x20 for sign in line)
    line.encode()
