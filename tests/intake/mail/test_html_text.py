import pytest

from intake.mail.html_text import RULE, html_to_text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>氏名：見本</p><p>12月3日<br>14時</p>", "氏名：見本\n\n12月3日\n14時"),
        ("<div>a</div><div>b</div>", "a\nb"),
        ("<table><tr><th>氏名<td>見本</td></tr><tr><td>TEL</td><td>090</td></tr></table>", "氏名見本\nTEL\t090"),
        ("<ol><li>12月3日<li>12月4日</ol><ul><li>a</ul>", "1) 12月3日\n2) 12月4日\na"),
        ("a<script>x<b></script>b<style>p{}</style><!-- c -->d", "abd"),
        ("a<div style='display: none'>x<div>y</div>z</div>b", "a\nb".replace("\n", "")),
        ("a<span hidden>x</span>b", "ab"),
        ("a &amp; b&nbsp;&lt;c&gt; &#26376;", "a & b <c> 月"),
        ("<blockquote>x<blockquote>y</blockquote></blockquote>z", "> x\n>> y\nz"),
        ("a<hr>b", f"a\n{RULE}\nb"),
        ("<pre>a\n  b</pre>", "a\n  b".replace("  b", "b")),
        ("1 < 2 <3 <", "1 < 2 <3 <"),
        ("a\n  b", "a b"),
        ("<a title='x>y'>z</a>", "z"),
        ("a<!-- never closed", "a"),
        ("a<br/>b<img src=x><o:p>c</o:p>", "a\nbc"),
        ("</ul></s></blockquote>a<svg/>b", "ab"),
    ],
)
def test_html(source, text):
    assert html_to_text(source).text == text


@pytest.mark.parametrize(
    ("source", "struck"),
    [
        ("<s>12月3日</s>12月4日", True),
        ("<span style='text-decoration: line-through'>x</span>", True),
        ("<s> </s>x", False),
        ("<p style='text-decoration:underline'>x</p>", False),
    ],
)
def test_struck_out_words_are_told(source, struck):
    assert html_to_text(source).struck is struck
