import pytest

from intake.mail.html_text import RULE, html_to_text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>氏名：見本</p><p>12月3日<br>14時</p>", "氏名：見本\n\n12月3日\n14時"),
        ("<div>a</div><div>b</div>", "a\nb"),
        ("<table><tr><th>氏名<td>見本</td></tr><tr><td>TEL</td><td>090</td></tr></table>", "氏名\t見本\nTEL\t090"),
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
        ("<ol start=2><li>a<li value=5>b<li>c</ol>", "2) a\n5) b\n6) c"),
        ("<ol><li>a<ul><li>x</ul><li>b</ol>", "1) a\nx\n2) b"),
        ("<ruby>見本<rp>(</rp><rt>みほん</rt><rp>)</rp></ruby>です", "見本（みほん）です"),
        ("<ruby>太<rt>た</ruby>郎", "太（た）郎"),  # the end of <rt> may be left out
        ("<div style='white-space: pre-wrap'>a\nb<div>c\nd</div>e</div>f\ng", "a\nb\nc\nd\ne\nf g"),
        ("<p style=white-space:pre>a\nb</p><p>c\nd</p>", "a\nb\n\nc d"),
        # Moved to the right, not quoted; a line at the left side quotes.
        ("<blockquote style='margin:0 0 0 40px;border:none;padding:0px'>a</blockquote>b", "a\nb"),
        ("<blockquote style='border:none;border-left:1px solid'>a</blockquote>b", "> a\nb"),
        ("a<span style='mso-hide:all'>x</span><div style='opacity:0'>y</div><p style='max-height:0px'>z</p>b", "ab"),
        ("<span style='opacity:0.5'>a</span><div hidden=until-found>b</div>", "a\nb"),
        ("<dl><dt>氏名</dt><dd>見本</dd></dl>", "氏名\n見本"),
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
        ("<pre><del>12月3日</del></pre>", True),
        ("<style>p.old, .x {color:red; text-decoration: line-through}</style><p class='a old'>b", True),
        ("<style>.old{text-decoration: line-through}</style><p class=new>b", False),
        ("<style>" + " " * 20_000 + ".old{text-decoration: line-through}</style><p class=old>b", False),  # capped
    ],
)
def test_struck_out_words_are_told(source, struck):
    assert html_to_text(source).struck is struck
