import re
from string import Formatter

import pytest

from intake.reading.doubts import SENTENCES, doubt
from intake.reading.reader import explain_steps, read_wishes
from intake.reading.vocabulary import LETTERS, VOCABULARY
from madoguchi.clock import parse_as_of
from madoguchi.model.openings import OpenDays

MONDAY = parse_as_of("2026-11-30T09:00")


@pytest.mark.parametrize("code", SENTENCES)
def test_every_sentence_ends_and_fills(code: str):
    places = {name for _, name, _, _ in Formatter().parse(SENTENCES[code]) if name}
    said = doubt(code, "ことば", **dict.fromkeys(places - {"words"}, "X"))
    assert re.fullmatch(r"[^{}]+。", said.say)


def test_every_word_of_the_table_has_a_known_letter_and_a_known_doubt():
    assert {line.letter for line in VOCABULARY} <= set(LETTERS)
    assert {line.word for line in VOCABULARY if line.letter in "XZ"} <= set(SENTENCES)


def test_long_words_are_cut():
    assert len(doubt("leftover", "あ" * 500).say) < 120


def test_a_weekday_that_contradicts_offers_both(days: OpenDays):
    (asked,) = read_wishes("12月1日（月）10時", MONDAY, days).doubts
    assert asked.say == "12月1日は火曜日です。11月30日（月）か12月1日（火）か、確かめてください。"
    assert asked.choices == ("11月30日（月）", "12月1日（火）")


def test_a_time_between_two_slots_offers_the_nearest(days: OpenDays):
    (asked,) = read_wishes("12月8日10時10分", MONDAY, days).doubts
    assert asked.choices == ("午前10時", "午前10時30分")


def test_a_serial_number_offers_the_moment_it_stands_for(days: OpenDays):
    assert read_wishes("46364.4375", MONDAY, days).doubts[0].choices == ("2026年12月8日（火）午前10時30分",)
    assert read_wishes("46364", MONDAY, days).doubts[0].choices == ("2026年12月8日（火）",)
    assert read_wishes("1.3E+12", MONDAY, days).doubts[0].choices == ()


def test_steps_are_shown(days: OpenDays):
    steps = explain_steps("TEL 0796-00-0000\n①12/8(火) 10時 ②12/9 午後", MONDAY, days)
    assert steps.sections == ("TEL 0796-00-0000", "12/8(火) 10時", "12/9 午後")
    assert steps.masked[0] == "〓" * 16
    assert "A 12/8" in steps.tokens
    assert "half: 午後" in steps.phrases
    assert [wish.rank for wish in steps.reading.wishes] == [1, 2]


def test_steps_of_a_text_that_is_too_long(days: OpenDays):
    assert explain_steps("あ" * 5000, MONDAY, days).tokens == ()
