"""The own link check: what leads nowhere, and what a page may not hold."""

import pytest

from madoguchi.errors import ConfigurationError
from sitegen.links import check_links

ADDRESS = "https://town.example/w"
SITE = {
    "index.html": b'<h1 id="a">x</h1>',
    "terms/1.html": b'<p id="art-1">x</p>',
    "s.css": b"",
    "free.ics": b"",
}


def _problems(page: str) -> tuple[str, ...]:
    try:
        check_links(SITE | {"x/page.html": page.encode()}, ADDRESS, "/w/")
    except ConfigurationError as error:
        return error.problems
    return ()


@pytest.mark.parametrize(
    "page",
    [
        '<a href="../index.html">x</a>',
        '<a href="../index.html#a">x</a>',
        '<a href="../">x</a>',
        '<a href="../terms/1.html#art-1">x</a>',
        '<a href="#here" id="here">x</a>',
        '<a href="/w/free.ics">x</a>',
        '<a href="https://town.example/w/free.ics">x</a>',
        '<a href="webcal://town.example/w/free.ics">x</a>',
        '<a href="https://zoom.example/terms">x</a>',
        '<a href="tel:0796-00-0000">x</a><a href="mailto:a@b.example">x</a>',
        '<a href="?x=1">x</a>',
        '<link rel="stylesheet" href="../s.css"><link rel="canonical" href="https://other.example/">',
        "<a>no link</a>",
    ],
)
def test_a_good_page_passes(page: str) -> None:
    assert _problems(page) == ()


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ('<a href="none.html">x</a>', "行き先のページがありません"),
        ('<a href="/index.html">x</a>', "行き先のページがありません"),
        ('<a href="../../../index2.html">x</a>', "行き先のページがありません"),
        ('<a href="../terms/">x</a>', "行き先のページがありません"),
        ('<a href="../index.html#b">x</a>', "行き先に {#b} の付いた見出しがありません"),
        ('<a href="#b">x</a>', "行き先に {#b} の付いた見出しがありません"),
        ('<a href="../free.ics#b">x</a>', "行き先に {#b} の付いた見出しがありません"),
        ('<a href="https://town.example/w/none.ics">x</a>', "行き先のページがありません"),
        ('<a href="webcal://town.example/w/none.ics">x</a>', "行き先のページがありません"),
        ('<a href="javascript:x()">x</a>', "使えない種類です"),
        ('<a href="//evil.example/">x</a>', "https:// から書いてください"),
        ('<img src="https://evil.example/a.png">', "ほかの場所から"),
        ('<link rel="stylesheet" href="//evil.example/a.css">', "ほかの場所から"),
        ('<object data="https://evil.example/"></object>', "ほかの場所から"),
        ('<img src="none.png">', "行き先のページがありません"),
        ("<script>x</script>", "<script> があります"),
        ('<p style="color:red">x</p>', "style= があります"),
        ('<p onclick="x()">x</p>', "onclick= があります"),
        ('<p id="b">x</p><p id="b">x</p>', "同じ目印（b）が二度"),
    ],
)
def test_a_bad_page_is_named(page: str, said: str) -> None:
    problems = _problems(page)
    assert any(said in problem for problem in problems)
    assert all(problem.startswith("x/page.html") for problem in problems)


def test_the_root_itself_is_its_home_page() -> None:
    check_links({"index.html": b'<a href="./">x</a><a href="/">x</a>'}, "https://town.example", "/")
