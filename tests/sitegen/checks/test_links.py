"""Where links lead: what leads nowhere, and the ways out of the site that are allowed."""

import pytest

from sitegen.checks.links import faults_of_links
from sitegen.checks.outline import outline

ADDRESS = "https://town.example/w"
FILES = {
    "index.html": b'<h1 id="a">x</h1>',
    "terms/1.html": b'<p id="art-1">x</p>',
    "s.css": b"",
    "free.ics": b"",
}


def _said(page: str, address: str = ADDRESS, base: str = "/w/") -> list[str]:
    files = FILES | {"x/page.html": page.encode()}
    outlines = {path: outline(data) for path, data in files.items() if path.endswith(".html")}
    faults = faults_of_links(outlines, files, address, base)
    assert all(path == "x/page.html" for path, _, _ in faults)
    return [said for _, _, said in faults]


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
        f'<a href="mailto:{"a" * 1493}">x</a>',
        '<a href="?x=1">x</a>',
        '<link rel="stylesheet" href="../s.css"><link rel="canonical" href="https://other.example/">',
        "<a>no link</a>",
    ],
)
def test_a_good_link_passes(page: str) -> None:
    assert _said(page) == []


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
        ('<a href="data:text/html,x">x</a>', "使えない種類です"),
        ('<a href="http://zoom.example/">x</a>', "https:// から始まるアドレスにしてください"),
        ('<a href="//evil.example/">x</a>', "https:// から書いてください"),
        (f'<a href="mailto:{"a" * 1494}">x</a>', "1500文字以内"),
        ('<img src="https://evil.example/a.png" alt="x">', "ほかの場所から"),
        ('<link rel="stylesheet" href="//evil.example/a.css">', "ほかの場所から"),
        ('<object data="https://evil.example/"></object>', "ほかの場所から"),
        ('<img src="data:image/png;base64,x" alt="x">', "ほかの場所から"),
        ('<img src="none.png" alt="x">', "行き先のページがありません"),
    ],
)
def test_a_bad_link_is_named(page: str, said: str) -> None:
    assert any(said in one for one in _said(page))


def test_the_root_itself_is_its_home_page() -> None:
    page = outline(b'<a href="./">x</a><a href="/">x</a>')
    assert faults_of_links({"index.html": page}, ["index.html"], "https://town.example", "/") == []
