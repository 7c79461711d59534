"""Where Japanese headings may break."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.text.phrases import in_phrases, with_phrases


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        pytest.param("30分のオンライン職業相談", ["30分の", "オンライン職業相談"], id="a title"),
        pytest.param("予約を申し込む", ["予約を", "申し込む"], id="a verb"),
        pytest.param("2026年12月8日（火）の空き状況", ["2026年12月8日（火）の", "空き状況"], id="a date stays whole"),
        pytest.param("相談 &amp; 紹介", ["相談 &amp; 紹介"], id="an entity stays whole"),
        pytest.param("Online job counselling", ["Online job counselling"], id="no Japanese"),
    ],
)
def test_japanese_breaks_between_phrases(text: str, phrases: list[str]) -> None:
    assert in_phrases(text).split("<wbr>") == phrases


@given(st.text("相談を申し込む123AB（火）、 ", min_size=1, max_size=40))
def test_breaks_change_no_letter_and_part_no_number(text: str) -> None:
    broken = in_phrases(text)
    assert broken.replace("<wbr>", "") == text
    assert not re.search("[0-9A-Za-z]<wbr>[0-9A-Za-z]", broken)


@pytest.mark.parametrize(
    "page",
    [
        "<title>予約を申し込む</title>",
        '<p title="予約を申し込む">予約を申し込む</p>',
        '<h2 id="予約を申し込む"><ruby>予約<rt>よやく</rt></ruby>を申し込む</h2>',
        '<a href="予約を申し込む">予約を申し込む</a>',
    ],
    ids=["the window's title", "running text", "ruby", "a link in running text"],
)
def test_what_is_no_heading_stays_as_it_is(page: str) -> None:
    assert with_phrases(page) == page


def test_a_heading_breaks_in_its_text_and_not_in_its_tags() -> None:
    page = '<h2 id="予約を申し込む">予約を<b class="予約を申し込む">申し込むときに</b></h2>'
    assert with_phrases(page) == '<h2 id="予約を申し込む">予約を<b class="予約を申し込む">申し込む<wbr>ときに</b></h2>'


def test_on_the_site_phrases_stand_in_headings_alone(site: dict[str, bytes]) -> None:
    page = site["flow.html"].decode()
    head, _, body = page.partition("</head>")
    assert "<wbr>" not in head
    assert re.search(r'<h2 id="[^"]*">ステップ1　予約を<wbr>申し込む</h2>', body)
    assert "<wbr>" not in "".join(re.findall(r"<p>.*?</p>", body, re.DOTALL)), "running text breaks anywhere"
    assert not [path for path, data in site.items() if path.startswith(("easy/", "en/")) and b"<wbr>" in data]
