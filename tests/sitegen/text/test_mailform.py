"""The mail form: the lines that intake reads, behind a link every mail program can take."""

from datetime import datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from madoguchi.model.language import Language
from sitegen.text.mailform import LONGEST_MAILTO, SUBJECTS, form, mailto


def test_the_lines_are_those_that_intake_reads() -> None:
    assert "\n".join(form(Language.STANDARD)) == (
        "氏名：\nフリガナ：\n求職番号：\n電話番号：\n"
        "第1希望：　月　日　時　分\n第2希望：　月　日　時　分\n第3希望：　月　日　時　分\n同席者（通訳など）："
    )


def test_a_slot_is_filled_in_as_the_one_wish() -> None:
    lines = form(Language.STANDARD, datetime(2026, 12, 3, 14, 30))
    assert [line for line in lines if "希望" in line] == ["第1希望：2026年12月3日（木）14時30分"]


def test_a_slot_is_said_in_english_so_that_its_writer_can_check_it() -> None:
    lines = form(Language.ENGLISH, datetime(2026, 12, 3, 14, 30))
    assert [line for line in lines if "choice" in line] == ["1st choice (date and time): 2026-12-03 (Thu) 14:30"]


@pytest.mark.parametrize("start", [None, datetime(2026, 12, 23, 14, 30)], ids=["blank", "filled in"])
@pytest.mark.parametrize("language", Language)
def test_the_link_carries_the_form_and_stays_short(language: Language, start: datetime | None) -> None:
    link = mailto("yoyaku@hellowork-toyooka.example", language, start)
    parts = urlsplit(link)
    fields = parse_qs(parts.query)
    assert (parts.scheme, parts.path) == ("mailto", "yoyaku@hellowork-toyooka.example")
    assert fields["body"][0].split("\r\n") == [*form(language, start), ""]
    assert fields["subject"] == [SUBJECTS[language]]
    assert len(link) < LONGEST_MAILTO
    assert link.isascii()


def test_signs_that_would_end_the_address_are_encoded() -> None:
    assert mailto("a?b&c@x.example", Language.STANDARD).startswith("mailto:a%3Fb%26c@x.example?subject=")
