"""The verdicts on raw mails, ours and the standard library's."""

import json
from pathlib import Path

import pytest
from raw_mails import RawMail, judge_default, judge_ours, load_mails, read_default, read_ours
from scoring import Verdict

HEAD = b"From: =?utf-8?B?6KaL5pys?= <mihon@mail.example>\r\nSubject: test\r\nDate: Mon, 30 Nov 2026 09:00:00 +0900\r\n"
TEXT = "希望日：12月3日 14時"


def mail(charset: str, body: bytes, kind: str = "text/plain", more: bytes = b"") -> bytes:
    fields = f"MIME-Version: 1.0\r\nContent-Type: {kind}; charset={charset}\r\nContent-Transfer-Encoding: 8bit\r\n"
    return HEAD + more + fields.encode() + b"\r\n" + body


PLAIN = mail("utf-8", TEXT.encode())
ATTACHED = HEAD + (
    b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    b"--b\r\nContent-Type: text/plain\r\n\r\nhello\r\n"
    b"--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=rireki.pdf\r\n\r\nx\r\n--b--\r\n"
)


@pytest.mark.parametrize(
    ("raw", "field", "expected", "ours", "default"),
    [
        (PLAIN, "body", f"{TEXT}\n", Verdict.RIGHT, Verdict.RIGHT),
        (PLAIN, "body", "another", Verdict.WRONG, Verdict.WRONG),
        (PLAIN, "subject", "test", Verdict.RIGHT, Verdict.RIGHT),
        (PLAIN, "from", ["見本", "mihon@mail.example"], Verdict.RIGHT, Verdict.RIGHT),
        (PLAIN, "date", "2026-11-30T09:00:00+09:00", Verdict.RIGHT, Verdict.RIGHT),
        (PLAIN, "date", None, Verdict.WRONG, Verdict.WRONG),
        (PLAIN, "file", None, Verdict.RIGHT, Verdict.RIGHT),
        (PLAIN, "file", "rireki.pdf", Verdict.WRONG, Verdict.MISSED),
        (ATTACHED, "file", "rireki.pdf", Verdict.RIGHT, Verdict.RIGHT),
        # What the standard library is forgiven: HTML, quotations, a date without a zone.
        (mail("utf-8", f"<p>{TEXT}</p>".encode(), "text/html"), "body", TEXT, Verdict.RIGHT, Verdict.RIGHT),
        (mail("utf-8", f"{TEXT}\r\n> quoted\r\n".encode()), "body", TEXT, Verdict.RIGHT, Verdict.RIGHT),
        (
            PLAIN.replace(b"+0900", b"-0000"),
            "date",
            "2026-11-30T18:00:00+09:00",
            Verdict.RIGHT,
            Verdict.RIGHT,
        ),
        # What a caller notices: an exception, and signs that could not be read.
        (mail("x-unknown-1", TEXT.encode("cp932")), "body", TEXT, Verdict.RIGHT, Verdict.ASKED),
        (mail("utf-8", b"\x80\xff 12"), "body", "another", Verdict.ASKED, Verdict.ASKED),
        (b"Subject: x\r\n\r\n", "from", ["", "mihon@mail.example"], Verdict.WRONG, Verdict.MISSED),
    ],
)
def test_a_field_is_judged(raw, field, expected, ours, default):
    given = RawMail(raw, field, expected)
    assert judge_ours(given) is ours
    assert judge_default(given) is default


def test_what_is_timed_never_stops():
    for raw in (PLAIN, ATTACHED, mail("x-unknown-1", b"\xff"), b""):
        given = RawMail(raw, "body", "")
        assert read_ours(given) is not None
        read_default(given)


def test_mails_lie_beside_their_lines_or_below(tmp_path: Path):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.eml").write_bytes(b"a")
    (tmp_path / "b.eml").write_bytes(b"b")
    lines = [
        {"file": "a.eml", "field": "body", "expected": "x"},
        {"file": "raw/a.eml", "field": "date", "expected": None},
        {"file": "b.eml", "field": "subject", "expected": "y"},
        {"file": "b.eml", "field": "kind", "expected": "request"},
    ]
    (tmp_path / "mails.jsonl").write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    assert load_mails(tmp_path / "mails.jsonl") == [
        RawMail(b"a", "body", "x"),
        RawMail(b"a", "date", None),
        RawMail(b"b", "subject", "y"),
    ]
