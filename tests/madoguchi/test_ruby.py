"""Readings beside kanji: which word a reading belongs to, how each medium shows it, and what makes none."""

import pytest

from madoguchi import ruby


@pytest.mark.parametrize(
    ("written", "in_brackets", "without"),
    [
        pytest.param("相談《そうだん》の 日《ひ》", "相談（そうだん）の 日（ひ）", "相談の 日", id="kanji"),
        pytest.param("申《もう》し込《こ》み", "申（もう）し込（こ）み", "申し込み", id="kana between"),
        pytest.param("｜取り消し《とりけし》", "取り消し（とりけし）", "取り消し", id="marked from where"),
        pytest.param("｜14時30分《ごご2じ30ぷん》", "14時30分（ごご2じ30ぷん）", "14時30分", id="figures"),
        pytest.param("人々《ひとびと》", "人々（ひとびと）", "人々", id="the sign of repetition"),
        pytest.param("〆切《しめきり》", "〆切（しめきり）", "〆切", id="the sign of closing"),
        pytest.param("Zoom《ズーム》", "Zoom（ズーム）", "Zoom", id="a Latin word"),
        pytest.param(
            "求職《きゅうしょく》番号《ばんごう》", "求職（きゅうしょく）番号（ばんごう）", "求職番号", id="two"
        ),
        pytest.param("1回《かい》", "1回（かい）", "1回", id="figure before"),
    ],
)
def test_a_reading_belongs_to_the_word_before_it(written: str, in_brackets: str, without: str) -> None:
    assert ruby.in_brackets(written) == in_brackets
    assert ruby.without(written) == without
    assert list(ruby.faults(written)) == []


def test_readings_stand_above_on_a_page_and_in_brackets_where_ruby_is_unknown() -> None:
    assert ruby.above("日《ひ》") == "<ruby>日<rp>（</rp><rt>ひ</rt><rp>）</rp></ruby>"
    assert ruby.above("日《ひ》", "()") == "<ruby>日<rp>(</rp><rt>ひ</rt><rp>)</rp></ruby>"


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        pytest.param("相談《そうだん", [0], id="not closed"),
        pytest.param("一\n相談そうだん》", [1], id="not opened"),
        pytest.param("そうだん《相談》", [0, 0], id="the other way round"),
        pytest.param("相談《》", [0, 0], id="empty"),
        pytest.param("相談 《そうだん》", [0, 0], id="a blank between"),
        pytest.param("申し込み《もうしこみ》", [0, 0], id="kana at the end without a mark"),
        pytest.param("一\n二\n｜取り消し", [2], id="a mark without a reading"),
        pytest.param("相談《そう\nだん》", [0, 1], id="over two lines"),
        pytest.param("太郎《<b>》", [0, 0], id="markup"),
    ],
)
def test_a_sign_that_makes_no_reading_is_named_with_its_line(written: str, lines: list[int]) -> None:
    assert list(ruby.faults(written)) == lines
