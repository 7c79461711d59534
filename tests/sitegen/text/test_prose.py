"""Markdown of the office: anchors, tables, blocks, and what is refused."""

import pytest
from markupsafe import Markup

from madoguchi.errors import ConfigurationError
from sitegen.text.prose import prose

WHERE = ("content/home.md", 10)


def _html(text: str, top: str = "") -> str:
    return str(prose(text, WHERE, {"名": "窓口"}, {"部品": lambda: Markup("<hr>")}, top))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        pytest.param("## 電話 {#telephone}", '<h2 id="telephone">電話</h2>\n', id="named anchor"),
        pytest.param("一\n\n## 電話", '<p>一</p>\n<h2 id="h-12">電話</h2>\n', id="anchor by line"),
        pytest.param("## **電話**", '<h2 id="h-10"><strong>電話</strong></h2>\n', id="heading in bold"),
        pytest.param("{{部品}}", "<hr>", id="block"),
        pytest.param("{名}の<b>字</b>", "<p>窓口の&lt;b&gt;字&lt;/b&gt;</p>\n", id="raw HTML is text"),
        pytest.param("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n", id="no script link"),
        pytest.param("    <i>", "<pre><code>&lt;i&gt;\n</code></pre>\n", id="code"),
    ],
)
def test_markdown_becomes_html(text: str, html: str) -> None:
    assert _html(text) == html


def test_a_table_stands_in_a_scroll_box_named_by_its_heading() -> None:
    html = _html("## 表 {#t}\n\n|a|b|\n|-|-|\n|1|2|\n")
    assert '<section class="scroll" tabindex="0" aria-labelledby="t"><table>' in html
    assert '<th scope="col">a</th>' in html
    assert html.endswith("</table></section>\n")


@pytest.mark.parametrize(
    ("target", "led"),
    [
        ("flow.html", "../flow.html"),
        ("flow.html#cancel", "../flow.html#cancel"),
        ("#art-4", "#art-4"),
        ("/x", "/x"),
        ("tel:0796-00-0000", "tel:0796-00-0000"),
        ("https://zoom.example/", "https://zoom.example/"),
    ],
)
def test_links_of_the_words_begin_at_the_root_of_the_site(target: str, led: str) -> None:
    assert f'href="{led}"' in _html(f"[行き先]({target})", "../")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("一\n\n{名前}", "content/home.md の12行目：{名前} という置き換えはありません。使えるのは {名} です。"),
        ("{{名前}}", "content/home.md の10行目：{{名前}} という部品はありません。使えるのは {{部品}} です。"),
        ("一 ![絵](x.png)", "content/home.md の10行目：画像は使えません。文字で書いてください。"),
    ],
)
def test_what_stands_for_nothing_is_named_with_its_line(text: str, said: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        _html(text)
    assert refused.value.problems == (said,)
