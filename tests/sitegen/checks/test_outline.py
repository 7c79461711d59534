"""How a page is read: what assistive technology hears, what the policy would block, and nothing passed over."""

import re
from html.parser import HTMLParser

import pytest

from sitegen.checks.outline import outline


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ('<a href="x">申し込み<b>方法</b></a>', "申し込み方法"),
        ('<a href="x"> A &amp; B\n</a>', "A & B"),
        ('<a href="x"><i aria-hidden="true">○</i>空き</a>', "空き"),
        ('<a href="x" aria-label="9時30分、空き">9:30</a>', "9時30分、空き"),
        ('<a href="x"><ruby>相談<rp>（</rp><rt>そうだん</rt><rp>）</rp></ruby></a>', "相談（そうだん）"),
    ],
)
def test_a_link_is_known_by_what_is_read_out(page: str, name: str) -> None:
    assert outline(page.encode()).named_links == [("x", name)]


def test_an_address_is_read_as_a_browser_reads_it() -> None:
    assert outline(b'<a href="?a=1&amp;b=2">x</a>').links == ["?a=1&b=2"]


def test_a_cell_tells_what_is_heard_and_what_is_only_seen() -> None:
    page = (
        '<table><tr><td><i aria-hidden="true">○</i></td><td>×</td><th><i aria-hidden="true">△</i>少し</th></tr></table>'
    )
    assert outline(page.encode()).cells == [("", "○"), ("×", ""), ("少し", "△")]


@pytest.mark.parametrize(
    ("page", "thing"),
    [
        ("<script>x</script>", "<script>"),
        ('<script src="a.js"></script>', "<script>"),
        ('<script type="application/ld+json" src="a.js"></script>', "<script>"),
        ('<script type="application/ld+json" id="x">{}</script>', "<script>"),
        ('<script type="module">x</script>', "<script>"),
        ('<p style="color:red">x</p>', "style="),
        ('<p onclick="x()">x</p>', "onclick="),
        ('<svg><rect onload="x()"/></svg>', "onload="),
        ("<style>p{}</style>", "<style>"),
        ('<base href="x">', "<base>"),
        ("<form></form>", "<form>"),
    ],
)
def test_what_the_policy_would_block_is_named(page: str, thing: str) -> None:
    assert thing in outline(page.encode()).forbidden


def test_data_for_programs_is_the_one_script_allowed() -> None:
    found = outline(b'<script type="application/ld+json">{"a":"b"}</script>')
    assert (found.forbidden, found.data) == ([], ['{"a":"b"}'])


@pytest.mark.parametrize(
    ("page", "why"),
    [
        ("<p onclick=x()>x</p>", "an attribute without quotes could hide anything"),
        ("<p onclick='x()'>x</p>", "other quotes"),
        ('<P onclick="x()">x</P>', "capitals"),
        ('<p/onclick="x()">x</p>', "browsers take a slash for a blank"),
        ('<a href="a>b">x</a>', "an end inside an attribute"),
        ("<p>a < b</p>", "a sign that is not escaped"),
        ("<p><b>x</p></b>", "ends in the wrong order"),
        ("<p>x", "no end"),
        ("x</p>", "no beginning"),
        ("<!-- x -->", "a comment, which tells readers nothing"),
    ],
)
def test_what_is_not_written_as_ours_is_refused_and_not_passed_over(page: str, why: str) -> None:
    assert outline(page.encode()).unreadable, why


def test_japanese_is_found_where_the_page_says_english() -> None:
    page = (
        '<html lang="en"><title>窓口</title><p>Ask at the 窓口.</p><p lang="ja">窓口<b>相談</b></p><p>office</p></html>'
    )
    assert outline(page.encode()).foreign == ["窓口"]


class _Judge(HTMLParser):
    """The standard library's reader of HTML, for what both can tell."""

    def __init__(self) -> None:
        super().__init__()
        self.anchors: list[str] = []
        self.links: list[str] = []
        self.cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.anchors += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if tag == "a" and "href" in given else []
        self.cells += tag in {"td", "th"}


def test_every_page_of_ours_is_read_as_a_whole_parser_reads_it(site: dict[str, bytes]) -> None:
    for path, page in site.items():
        if not path.endswith(".html"):
            continue
        judge, found = _Judge(), outline(page)
        judge.feed(page.decode())
        judge.close()
        assert (found.anchors, sorted(found.links), len(found.cells)) == (
            judge.anchors,
            sorted(judge.links),
            judge.cells,
        ), path
        assert len(found.named_links) == len(re.findall(rb"<a [^>]*href=", page)) > 10
