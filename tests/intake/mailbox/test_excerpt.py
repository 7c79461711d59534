"""What is read of a mail that is too large."""

from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st

from intake.mail.message import read_mail
from intake.mailbox.excerpt import LINE_BYTES, excerpt

HEAD = "From: mihon@mihon.example\r\nSubject: =?utf-8?B?5LqI57SE?=\r\n"
ATTACHED = (
    "Content-Type: application/pdf; name=a.pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\n"
    "Content-Transfer-Encoding: base64\r\n\r\n"
)


def cut(raw: bytes) -> bytes:
    file = BytesIO(raw)
    return excerpt(iter(lambda: file.readline(LINE_BYTES), b""))


def mixed(*parts: str, boundary: str = "b1") -> bytes:
    head = f'{HEAD}MIME-Version: 1.0\r\nContent-Type: multipart/mixed;\r\n boundary="{boundary}"\r\n\r\n'
    return "".join((head, *(f"--{boundary}\r\n{part}\r\n" for part in parts), f"--{boundary}--\r\n")).encode()


TEXT = "Content-Type: text/plain; charset=utf-8\r\n\r\n12月3日10時にお願いします。"


def test_the_text_is_read_and_the_attachment_only_named() -> None:
    raw = mixed(TEXT, ATTACHED + "QUJD\r\n" * 300_000)
    kept = cut(raw)
    read = read_mail(kept)
    assert len(kept) < 2_000
    assert (read.subject, read.sender.address) == ("予約", "mihon@mihon.example")
    assert "12月3日10時" in read.text
    assert read.attachments == ("a.pdf",)


def test_a_small_mail_without_attachments_stays_as_it_is() -> None:
    for raw in (f"{HEAD}\r\n本文\r\n".encode(), mixed(TEXT), mixed(TEXT, TEXT), b"", b"no header at all"):
        assert cut(raw) == raw


def test_text_within_parts_within_parts_is_kept() -> None:
    inner = 'Content-Type: multipart/alternative; boundary="b2"\r\n\r\n--b2\r\n' + TEXT + "\r\n--b2--\r\n"
    kept = cut(mixed(inner, ATTACHED + "QUJD\r\n" * 10))
    assert "12月3日10時" in read_mail(kept).text
    assert b"QUJD" not in kept


def test_an_attached_text_is_left_out() -> None:
    attached = "Content-Type: text/csv\r\nContent-Disposition: attachment; filename=a.csv\r\n\r\n1,2,3"
    assert b"1,2,3" not in cut(mixed(TEXT, attached))


def test_what_has_no_end_is_bounded() -> None:
    for raw in (b"Subject: " + b"x" * 5_000_000, HEAD.encode() + b"\r\n" + b"y" * 5_000_000, b"--b\r\n" * 900_000):
        assert len(cut(raw)) <= 1_100_000


@given(st.lists(st.sampled_from([b"--b1\r\n", b"--b1--\r\n", b"\r\n", b"Content-Type: text/plain\r\n", b"x\n", b"--"])))
def test_nothing_is_made_up(lines: list[bytes]) -> None:
    raw = mixed()[:-8] + b"".join(lines)
    left = iter(raw.splitlines(keepends=True))
    assert all(line in left for line in cut(raw).splitlines(keepends=True))
