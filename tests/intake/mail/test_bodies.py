"""Which parts of a mail are its words, and when two versions of them are not the same."""

import pytest

from intake.mail.message import read_mail

HEAD = b"From: taro@mihon.example\r\nSubject: x\r\n"
TEXT = "見本です。\n12月8日(火)の10時を希望します。"
HTML = "<p>見本です。<p>12月8日(火)の<b>10時</b>を希望します。"


def part(kind: str, body: str, more: str = "") -> bytes:
    return f"Content-Type: {kind}; charset=utf-8\r\n{more}\r\n{body}\r\n".encode()


def multipart(kind: str, *parts: bytes, mark: str = "b") -> bytes:
    joined = b"".join(f"--{mark}\r\n".encode() + one for one in parts)
    return f"Content-Type: multipart/{kind}; boundary={mark}\r\n\r\n".encode() + joined + f"--{mark}--\r\n".encode()


def both(text: str, html: str) -> bytes:
    return HEAD + multipart("alternative", part("text/plain", text), part("text/html", html))


PICTURE = part("image/png", "x", "Content-Disposition: inline; filename=a.png\r\n")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (TEXT, HTML),
        (TEXT, "<style>p{color:red}</style>" + HTML),  # letters beside the text: looked at more closely
        (TEXT, HTML.replace("12月8日", "<span>12</span>月8日")),
        ("12月\r\n8日10時", "12月8日 10時"),  # the plain version is broken into lines
        (TEXT + "\n<https://mihon.example/2026/12/3>", HTML),  # a link is no time
        (TEXT, HTML + "<div style='display:none'>見本</div>"),
        (TEXT + "\n\n> お世話になっております。", HTML),  # only one of them quotes
        (TEXT, ""),
        (TEXT, "<img src=a>"),
        ("12月8日 10時 &amp; 見本", "12月8日 10時 &amp;amp; 見本"),
    ],
)
def test_two_versions_that_say_the_same(text, html):
    got = read_mail(both(text, html))
    assert got.text.replace("\n", "").startswith(text.replace("\r\n", "").replace("\n", "")[:20])
    assert got.doubts == ()


def test_what_only_one_version_quotes_makes_no_difference():
    got = read_mail(both(TEXT + "\n\n> 12月3日はいかがですか。", HTML))
    assert [doubt.code for doubt in got.doubts] == ["quoted_dates"]


@pytest.mark.parametrize(
    ("text", "html", "code"),
    [
        (TEXT, HTML.replace("8日", "9日"), "versions_differ"),
        (TEXT, HTML.replace("10時", "14時"), "versions_differ"),
        (TEXT, HTML + "<p>12月9日でも可", "versions_differ"),
        (TEXT, "<p>見本です。", "versions_differ"),
        (TEXT, HTML.replace("10時", "<s>10時</s>"), "struck_out"),
        (TEXT, HTML.replace("<b>", "<b style='text-decoration:line-through'>"), "struck_out"),
    ],
)
def test_two_versions_that_differ(text, html, code):
    got = read_mail(both(text, html))
    assert got.text == text
    assert [doubt.code for doubt in got.doubts] == [code]


def test_of_two_versions_the_one_that_names_a_time_is_shown():
    got = read_mail(both("ありがとうございます。", HTML))
    assert "12月8日" in got.text
    assert [doubt.code for doubt in got.doubts] == ["versions_differ"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  \r\n\u00a0\r\n",
        "HTMLメールをご覧ください。",
        "このメールはHTML形式です。HTMLを表示できるソフトで開いてください。",
        "HTML mail をご覧ください",
        "This message is in HTML format. Please use a client that can display it.",
        "Your mail client does not support HTML.",
        "このメールを表示するには、HTMLメールに対応したソフトをお使いください。",
    ],
)
def test_a_plain_version_that_says_nothing_gives_way(text):
    got = read_mail(both(text, HTML))
    assert got.text.replace("\n\n", "\n") == TEXT
    assert got.doubts == ()


@pytest.mark.parametrize(
    "text", ["HTML形式で送ります。12月9日の10時を希望します。", TEXT + "HTMLとCSSを勉強しています。" * 30 + "表示"]
)
def test_a_plain_version_that_speaks_of_html_and_of_more_is_believed(text):
    assert read_mail(both(text, HTML)).text == text


def test_an_unreadable_plain_version_is_told_and_the_other_shown():
    raw = HEAD + multipart("alternative", b"Content-Type: text/plain\r\n\r\n\xff\xff\xff\r\n", part("text/html", HTML))
    got = read_mail(raw)
    assert "12月8日" in got.text
    assert [doubt.code for doubt in got.doubts] == ["undecodable"]


def test_html_inside_other_parts_is_held_against_the_text_too():
    inside = multipart("related", part("text/html", HTML.replace("8日", "9日")), PICTURE, mark="c")
    got = read_mail(HEAD + multipart("alternative", part("text/plain", TEXT), inside))
    assert got.text == TEXT
    assert got.attachments == ("a.png",)
    assert [doubt.code for doubt in got.doubts] == ["versions_differ"]


def test_versions_for_other_programs_are_no_files():
    amp = part("text/x-amp-html", "<html amp4email>")
    got = read_mail(HEAD + multipart("alternative", part("text/plain", TEXT), amp, part("text/html", HTML)))
    assert got.attachments == ()
    assert got.doubts == ()


@pytest.mark.parametrize(
    "parts",
    [
        (part("text/plain; name=memo.txt", "12月3日"), part("text/plain", TEXT)),
        (part("text/plain", TEXT), part("text/plain; name=memo.txt", "12月3日")),
        (part("text/plain", "12月3日", "Content-Disposition: attachment; filename=memo.txt\r\n"), part("text/plain", TEXT)),
    ],
)  # fmt: skip
def test_a_text_with_a_name_beside_one_without_is_a_file(parts):
    got = read_mail(HEAD + multipart("mixed", *parts))
    assert (got.text, got.attachments) == (TEXT, ("memo.txt",))


def test_what_an_entity_names_is_checked_like_any_letter():
    assert [doubt.code for doubt in read_mail(HEAD + part("text/html", "12&#xFFFD;3")).doubts] == ["garbled_text"]
    assert [doubt.code for doubt in read_mail(HEAD + part("text/html", "1&#xE6E2;月3日")).doubts] == ["lost_characters"]
    assert read_mail(HEAD + part("text/html", "1&#0;2&#xD800;&#8203;&#x202E;月")).text.endswith("月")
