"""No mail costs more than a moment, and what is cut for that is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.mail.bounds import (
    CUT,
    MAX_CONTAINERS,
    MAX_FIELD_BYTES,
    MAX_HEADER_BYTES,
    MAX_LOOK_ALIKES,
    MAX_PARAMS,
    bound,
)

MULTIPART = b"From: a@x.example\nContent-Type: multipart/mixed; boundary=b\n\n"
PICTURE = b"--b\nContent-Type: image/png; name=a.png\n\n"


@pytest.mark.parametrize(
    ("raw", "data"),
    [
        (b"", b""),
        (b"From: a@x.example\r\n\r\nx\r\n", b"From: a@x.example\n\nx\n"),
        (b"From: a@x.example\r\rx\r", b"From: a@x.example\n\nx\n"),
        (b"From: a@x.example\r\r\n\r\r\nx", b"From: a@x.example\n\nx"),  # a line end doubled by a program
        (MULTIPART + b"--b\n\nx\n--b--\n", MULTIPART + b"--b\n\nx\n--b--\n"),
        (b"x" * MAX_FIELD_BYTES * 2, b"x" * MAX_FIELD_BYTES * 2),  # no header at all
    ],
)
def test_an_ordinary_mail_only_gets_plain_line_ends(raw, data):
    assert bound(raw) == (data, False, False, False)


@given(st.binary(max_size=300))
def test_law_little_bytes_are_not_cut(raw):
    found = bound(raw)
    assert found.data == raw.replace(b"\r\n", b"\n").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    assert not any(found[1:])


def test_fields_and_header_are_cut():
    long_field = bound(b"Subject: " + b"a" * 9000 + b"\nTo: b@x.example\n\nx")
    assert long_field.header_cut
    assert long_field.data == b"Subject: " + b"a" * (MAX_FIELD_BYTES - 9) + b"\nTo: b@x.example\n\nx"
    many = bound(b"X-A: b\n" * 20_000 + b"\nx")
    assert many.header_cut
    assert len(many.data) <= MAX_HEADER_BYTES + 3
    assert many.data.endswith(b"\n\nx")
    assert bound(b"X-A: b\n" * 20_000).header_cut  # without a body


def test_a_field_of_a_hundred_kilobytes_does_not_push_the_others_out():
    found = bound(b"To: " + b"(" * 100_000 + b"\nContent-Transfer-Encoding: base64\n\nx")
    assert found.header_cut
    assert found.data.endswith(b"\nContent-Transfer-Encoding: base64\n\nx")


def test_lines_that_may_be_delimiters_are_counted():
    found = bound(MULTIPART + b"--b\n" * (MAX_LOOK_ALIKES + 5))
    assert found.too_many
    assert found.data.count(b"\n--") < MAX_LOOK_ALIKES
    assert not bound(MULTIPART + b"--b\n" * (MAX_LOOK_ALIKES - 5)).too_many


def test_of_a_long_attachment_only_the_beginning_is_kept():
    found = bound(MULTIPART + PICTURE + b"A" * 3_000_000 + b"\n--b\n\nx\n--b--\n")
    assert not any(found[1:])
    assert len(found.data) < 1_000_000
    assert found.data.endswith(CUT + b"\n--b\n\nx\n--b--\n")


def test_of_a_text_with_many_lines_only_the_beginning_is_kept():
    found = bound(b"From: a@x.example\n\n" + b"a\n" * 100_000)
    assert found.data.endswith(b"a" + CUT)
    assert found.data.count(b"\n") < 30_000


def test_after_much_has_been_kept_attachments_are_kept_as_far_as_their_names():
    found = bound(MULTIPART + (PICTURE + b"A" * 900_000 + b"\n") * 30 + b"--b--\n")
    assert found.data.count(b"name=a.png") == 30
    assert len(found.data) < 8_000_000
    assert not found.too_many


def test_a_mail_of_nothing_but_stretches_ends():
    found = bound(MULTIPART + (b"\n" * 20_000 + b"--") * 400)
    assert found.too_many
    assert found.data.count(b"\n") < 250_000


def test_nested_parts_are_counted():
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (at, at) for at in range(100))
    found = bound(deep)
    assert found.too_deep
    assert found.data.count(b"multipart/mixed") == MAX_CONTAINERS
    assert bound(b"Content-Type: message/rfc822\n\n" * 1000).too_deep


def test_the_field_that_names_a_delimiter_is_short():
    found = bound(MULTIPART + b"--b\nContent-Type: multipart/mixed; boundary=c" + b";a=b" * 5000 + b";\n x=y\n\nz")
    assert found.header_cut
    assert found.data.count(b";a=b") == MAX_PARAMS - 1
    assert found.data.endswith(b";a=b\n\nz")
