"""The settings of the office as a clerk says them."""

from datetime import date

import pytest

from madoguchi.config.content import PAGE_NAMES
from madoguchi.config.office import Office
from madoguchi.model.language import Language
from madoguchi.paths import shipped
from sitegen.text.words import fill_in, fill_in_plain, office_words, say_wareki


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
    for language in Language:
        assert all(office_words(office, language).values())


def test_the_guide_for_staff_names_every_word(office: Office) -> None:
    guide = (shipped("site/content") / "README.md").read_text(encoding="utf-8")
    assert not [name for name in office_words(office) if f"`{{{name}}}`" not in guide]
    assert not [name for name in PAGE_NAMES if f"`{name}.md`" not in guide]
