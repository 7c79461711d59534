"""Readings on the pages: above what is read, away from what is not, and dates and times that need none by hand."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madoguchi import ruby
from sitegen.terms import terms_page
from sitegen.text.prose import prose
from sitegen.text.readings import with_readings

RUBY = re.compile(r"<ruby>([^<]+)<rp>\(</rp><rt>([^<]+)</rt><rp>\)</rp></ruby>")


def short(html: str) -> str:
    """Write ruby as `[相談|そうだん]`, and what holds a word together as `+`."""
    return RUBY.sub(r"[\1|\2]", html).replace("\u2060", "+")


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        pytest.param('<a href="x.html">相談《そうだん》</a>', '<a href="x.html">[相談|そうだん]</a>', id="link"),
        pytest.param('<nav aria-label="予約《よやく》">', '<nav aria-label="予約">', id="attribute"),
        pytest.param("<title>予約《よやく》 - 窓口《まどぐち》</title>", "<title>予約 - 窓口</title>", id="title"),
        pytest.param('<meta content="前《まえ》の 日《ひ》">', '<meta content="前の 日">', id="description"),
        pytest.param("<pre>3月4日 相談《そうだん》</pre>", "<pre>3月4日 相談</pre>", id="text to copy"),
        pytest.param("&lt;相談《そうだん》&amp;", "&lt;[相談|そうだん]&amp;", id="entities"),
        pytest.param("申《もう》し込《こ》み", "[申|もう]し+[込|こ]み", id="no line breaks within a word"),
        pytest.param("お金《かね》", "お+[金|かね]", id="a polite お"),
        pytest.param("1回《かい》", "1+[回|かい]", id="counted"),
        pytest.param(
            "求職《きゅうしょく》番号《ばんごう》", "[求職|きゅうしょく][番号|ばんごう]", id="a line may break"
        ),
        pytest.param("（日《ひ》）、日《ひ》", "（[日|ひ]）、[日|ひ]", id="after a sign"),
        pytest.param("12月3日（もくようび）", "[12月3日|12がつみっか]（もくようび）", id="a date"),
        pytest.param("2027年1月1日から", "[2027年1月1日|2027ねん1がつついたち]から", id="with its year"),
        pytest.param("12月24日、12月25日", "[12月24日|12がつにじゅうよっか]、[12月25日|12がつ25にち]", id="two dates"),
        pytest.param("午後《ごご》2時30分", "[午後|ごご][2時30分|2じ30ぷん]", id="a time"),
        pytest.param("11時まで", "[11時|11じ]まで", id="a full hour"),
        pytest.param("45分くらい", "[45分|45ふん]くらい", id="ふん"),
        pytest.param("30分です", "[30分|30ぷん]です", id="ぷん"),
        pytest.param("2020年から", "[2020年|2020ねん]から", id="a year"),
        pytest.param("8時間《じかん》", "8+[時間|じかん]", id="hours that pass are written by hand"),
        pytest.param("30分間《ぷんかん》", "30+[分間|ぷんかん]", id="minutes that pass likewise"),
        pytest.param("60日《にち》", "60+[日|にち]", id="a count of days likewise"),
        pytest.param("｜14時30分《ごご2じ30ぷん》", "[14時30分|ごご2じ30ぷん]", id="what is written wins"),
        pytest.param("自分《じぶん》の 月《つき》", "[自分|じぶん]の [月|つき]", id="no figure"),
    ],
)
def test_a_reading_stands_where_it_is_read(page: str, shown: str) -> None:
    assert short(with_readings(page)) == shown


def test_readings_go_through_markdown() -> None:
    text = "## 申《もう》し込《こ》み {#a}\n\n- **名前《なまえ》** [相談《そうだん》](x.html)\n\n|日《ひ》|\n|-|\n|人《ひと》|\n"
    html = short(with_readings(str(prose(text, ("content/easy/home.md", 1), {}, {}))))
    assert '<h2 id="a">[申|もう]し+[込|こ]み</h2>' in html
    assert '<strong>[名前|なまえ]</strong> <a href="x.html">[相談|そうだん]</a>' in html
    assert "<th" in html
    assert "[日|ひ]</th>" in html
    assert "<td>[人|ひと]</td>" in html


@pytest.mark.parametrize(
    "heading", ["｜第3条《だい3じょう》（約束《やくそく》）", "第《だい》3条《じょう》（約束《やくそく》）"]
)
def test_an_article_is_known_behind_its_reading(heading: str) -> None:
    terms = terms_page(f"# 規約《きやく》\n\n## {heading}\n\nあ\n", "content/easy/terms/2020-11-20.md", {})
    assert [entry.anchor for entry in terms.entries] == ["art-3"]


WORDS = st.lists(
    st.sampled_from(["相談《そうだん》", "申《もう》し込《こ》み", "12月3日", "30分", "お金《かね》", " ", "。", "&amp;", "はい", "<b>", "</b>", "1"]),
    max_size=8,
)  # fmt: skip


@given(WORDS)
def test_a_page_keeps_its_words(words: list[str]) -> None:
    page = "".join(words)
    shown = with_readings(page)
    assert RUBY.sub(r"\1", shown).replace("\u2060", "") == ruby.without(page)
    assert unescape(shown).count("《") == 0
