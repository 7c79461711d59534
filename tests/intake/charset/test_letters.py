import re

import pytest

from intake.charset.letters import UNSEEN, as_windows, compose_kana


@pytest.mark.parametrize(
    ("text", "composed"),
    [
        ("か\u3099ハ\u309a", "がパ"),
        ("神\ufa19 \u795e\ufe00", "神\ufa19 \u795e\ufe00"),  # names keep their variants: no NFC
        ("亜\u3099", "亜\u3099"),  # a mark on what is no kana
        ("plain", "plain"),
    ],
)
def test_kana_are_composed_and_nothing_else(text, composed):
    assert compose_kana(text) == composed


def test_one_letter_stands_for_one_sign():
    assert as_windows("10:00〜11:00 −¥") == "10:00～11:00 －\\"


def test_tab_and_line_feed_are_seen_and_direction_marks_are_not():
    assert re.sub(f"[{UNSEEN}]", "", "a\tb\n\u202ec\u200b\x00\x85d\u00ad") == "a\tb\ncd"
