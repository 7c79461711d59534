"""What the standard parser finds, and where it is helped."""

import base64
from email.message import Message
from email.parser import BytesParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from intake.mail import mime
from intake.mail.mime import MAX_DEPTH, MAX_PARTS, parts_of, text_of

HEAD = b"From: a@x.example\n"


def test_the_standard_parser_finds_the_parts():
    assert isinstance(mime._PARSER, BytesParser)
    assert isinstance(
        parts_of(HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b--").root.message, Message
    )
    assert parts_of(HEAD + b"\nx").root.message is None


PIECES = [
    b"From: ", b"a@x.example", b"\n", b"\n", b"\n ", b"\n\t", b"\n\n", b"Content-Type: ", b"content-type:", b"text/plain", b"text/html", b"TEXT/HTML ; x=y", b"multipart/mixed; boundary=b",
    b"message/rfc822", b"Content-Transfer-Encoding: base64", b"QUFB", b"x/y/z", b"a", b":", b" : ", b": ", b"\x83\x41", b"From x", b">From x", b"\x00", b"; name=a", b"--b", b"Subject: x",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=25).map(b"".join))
@example(b"Content-Type:\n text/html\n\nx")
@example(b"Content-Type: a\n text/plain\n\nx")
@example(b"A:\n\n\nx")
@example(b"A: \n \n\tb\n\n")
@example(b":x\nContent-Type: x\n\ny")
@example(b"Content-Type: te\xfft/html\n\ny")
def test_law_a_mail_without_parts_is_read_as_the_library_reads_it(data):
    ours = mime._without_parts(data)
    if ours is None:
        return
    theirs = mime._Walk().part(mime._parsed(data), 0)
    assert ours.kind == theirs.kind.replace("\n", "")  # the library leaves a fold inside a type, which is then none
    assert (ours.params, ours.broken, ours.children) == (theirs.params, theirs.broken, [])
    assert vars(ours.headers) == vars(theirs.headers)
    assert ours.content() == theirs.content()


@pytest.mark.parametrize(
    ("data", "spared"),
    [
        (HEAD + b"\nx", True),
        (HEAD + b"Content-Type: text/html;\n\tcharset=utf-8\n\nx", True),
        (HEAD + b"Content-Type: multipart/mixed\n\nx", False),
        (HEAD + b"Content-Type: message/rfc822\n\nx", False),
        (HEAD + b"no field\n\nx", False),
        (HEAD + b"Subject : x\n\nx", False),
        (HEAD, False),
        (b"From x\n" + HEAD + b"\nx", False),
        (b"\nx\n\ny", False),
        (b" x: y\n\nz", False),
    ],
)
def test_the_library_is_spared_where_nothing_is_unusual(data, spared):
    assert (mime._without_parts(data) is not None) is spared


@pytest.mark.parametrize(
    ("raw", "subject"),
    [
        (HEAD + b"Subject: \x83\x41\n\x83\x42 x\nDate: x\n\nbody", b"\x83\x41 \x83\x42 x"),  # broken without a blank
        (HEAD + b"Subject : x\nTo: b@x.example\n\nbody", b"x"),
        (b">From x Mon\n" + HEAD + b"Subject: x\n\nbody", b"x"),
        (b"From x Mon\n" + HEAD + b"Subject: x\n\nbody", b"x"),
        (HEAD + b"stray\n folded\nSubject: x\n\nbody", b"x"),
        (HEAD + b"Subject: x\n>From y\nTo: b@x.example\n\nbody", b"x >From y"),
    ],
)
def test_a_stray_line_does_not_end_the_header(raw, subject):
    root = parts_of(raw).root
    assert root.headers.first("subject") == subject
    assert root.headers.first("from") == b"a@x.example"
    assert root.content().data == b"body"
    assert not root.broken


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(HEAD + b"12/3\n14:00", id="the blank line is missing"),
        pytest.param(HEAD + b"Content-Type: multipart/mixed; boundary*0*=undefined'x'y\n\n--y", id="no charset"),
        pytest.param(HEAD + b"Content-Type: multipart/mixed; boundary*0*=a\0b'x'y\n\n--y", id="NUL in a charset"),
        pytest.param(HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n--b--", id="no part"),
        pytest.param(
            HEAD + b"Content-Type: multipart/t/mixed; boundary=b\n\n--b\n\nx\n--b--", id="a type that is none"
        ),
    ],
)
def test_a_damaged_mail_is_broken_text(raw):
    root = parts_of(raw).root
    assert root.broken
    assert root.kind == "text/plain"


def test_a_mail_without_any_header_is_text():
    root = parts_of(b"Hello\nFrom: a@x.example").root
    assert root.content().data == b"Hello\nFrom: a@x.example"
    assert not root.broken


def test_a_mail_attached_in_base64_is_read():
    inner = b"Subject: inner\n\n12/3"
    root = parts_of(
        b"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n" + base64.encodebytes(inner)
    ).root
    assert root.children[0].headers.first("subject") == b"inner"
    assert root.children[0].content().data == b"12/3"


def test_parts_are_counted_across_levels():
    halves = [b"--a\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 80 + b"--b--\n"] * 2
    tree = parts_of(b"Content-Type: multipart/mixed; boundary=a\n\n" + b"".join(halves) + b"--a--")
    assert tree.too_many
    assert sum(1 + len(child.children) for child in tree.root.children) < MAX_PARTS


def test_depth_is_counted():
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (at, at) for at in range(MAX_DEPTH + 2))
    assert parts_of(deep).too_deep


def test_the_header_of_a_part_is_capped():
    many = (b"X-A: " + b"b" * 60 + b"\n") * 1200
    child = parts_of(b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" + many + b"\nx\n--b--").root.children[0]
    assert child.headers.cut


def test_a_text_that_is_cut_says_so():
    root = parts_of(HEAD + b"\n" + b"a\n" * 100_000).root
    assert root.content().cut
    assert not parts_of(HEAD + b"\nx").root.content().cut


@pytest.mark.parametrize(
    ("data", "kept", "cut"),
    [
        (b"x", 1, False),
        (b"a\n" * 150_000, 204_799, True),  # at a line end
        ("月".encode() * 100_000, 204_798, True),  # not inside a character
        (b"x" + "月".encode("cp932") * 150_000, 204_799, True),
    ],
)
def test_a_long_text_is_cut_between_characters(data, kept, cut):
    found = text_of(data)
    assert (len(found[0]), found[1]) == (kept, cut)


def test_a_part_that_holds_others_has_no_bytes_of_its_own():
    root = parts_of(b"Content-Type: message/delivery-status\n\na: b\n\nc: d\n").root
    assert root.content().data == b""
