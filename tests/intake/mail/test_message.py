import base64
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.mail.bounds import MAX_HEADER_BYTES
from intake.mail.form import read_form
from intake.mail.kind import judge
from intake.mail.mail import Address
from intake.mail.message import MAX_MAIL_BYTES, read_mail
from intake.mail.mime import parts_of

BODY = "氏名：見本 太郎\n希望日：12月3日（木）14時から"
HEAD = (
    b"From: =?UTF-8?B?6KaL5pysIOWkqumDjg==?= <taro@mihon.example>\r\nTo: yoyaku@office.example\r\n"
    b"Subject: x\r\nDate: Mon, 30 Nov 2026 09:00:00 +0900\r\nMessage-ID: <1@mihon.example>\r\n"
    b"In-Reply-To: <0@office.example>\r\nReferences: <a@office.example>\r\n <0@office.example>\r\n"
)
REPLY = b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR\r\n"


def mail(fields: bytes, body: bytes) -> bytes:
    return HEAD + fields + b"\r\n\r\n" + body


def multipart(kind: bytes, *parts: bytes, end: bytes = b"--b--\r\n") -> bytes:
    joined = b"".join(b"--b\r\n" + part + b"\r\n" for part in parts)
    return b"Content-Type: multipart/" + kind + b'; boundary="b"\r\n\r\n' + joined + end


def part(kind: bytes, body: bytes, more: bytes = b"") -> bytes:
    return b"Content-Type: " + kind + b"\r\n" + more + b"\r\n" + body


PLAIN = part(b"text/plain; charset=utf-8", BODY.encode())
PDF = part(b"application/pdf", b"JVBERi0=", b'Content-Disposition: attachment; filename="a.pdf"\r\n')


def codes(raw: bytes) -> list[str]:
    return [doubt.code for doubt in read_mail(raw).doubts]


def test_the_outside_of_a_mail():
    got = read_mail(mail(b"X: y", b"x"))
    assert got.sender == Address(name="見本 太郎", address="taro@mihon.example")
    assert got.to == (Address(address="yoyaku@office.example"),)
    assert (got.subject, got.text, got.doubts) == ("x", "x", ())
    assert got.date == datetime.fromisoformat("2026-11-30T09:00:00+09:00")
    assert got.message_id == "<1@mihon.example>"
    assert got.in_reply_to == "<0@office.example>"
    assert got.references == ("<a@office.example>", "<0@office.example>")


@pytest.mark.parametrize(
    "raw",
    [
        mail(b"Content-Type: text/plain; charset=utf-8", BODY.encode()),
        mail(b"Content-Type: text/plain; charset=ISO-2022-JP", BODY.encode("iso2022_jp")),
        mail(b"Content-Type: text/plain; charset=Shift_JIS", BODY.encode("cp932")),
        mail(b"X: no MIME", BODY.encode("iso2022_jp")),
        mail(b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64", base64.encodebytes(BODY.encode())),
        mail(b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64", base64.b64encode(BODY.encode()).rstrip(b"=")),
        mail(b"Content-Transfer-Encoding: base64", base64.encodebytes(BODY.encode()) + b"=\n-- \nlist footer: x"),
        mail(b"Content-Transfer-Encoding: base64", BODY.encode()),  # only claims to be base64
        mail(b"Content-Transfer-Encoding: quoted-printable", b"".join(b"=%02X" % byte for byte in BODY.encode())),
        mail(b"Content-Type: text/html; charset=utf-8", BODY.replace("\n", "<br>").encode()),
        mail(b"Content-Type: text/html", b"<meta charset=euc-jp>" + BODY.replace("\n", "<br>").encode("euc_jp")),
        mail(b"Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes", BODY.replace("14", "1 \n4").encode()),
        HEAD + multipart(b"mixed", PLAIN, PDF),
        HEAD + multipart(b"alternative", PLAIN, part(b"text/html", b"<p>other")),
        HEAD + multipart(b"alternative", part(b"text/html; charset=utf-8", BODY.replace("\n", "<br>").encode()), part(b"text/plain", b" ")),
        HEAD + multipart(b"mixed", PLAIN, end=b""),
        HEAD + multipart(b"mixed", PLAIN.replace(b"utf-8", b"x-nonsense"), PDF),
        HEAD + multipart(b"mixed", part(b"text/plain; charset=utf-8; name=mail.txt", BODY.encode())),
        HEAD + multipart(b"related", PLAIN, PDF).replace(b"--b--\r\n", b"--bc\r\n--b--"),
        b"From x Mon Nov 30\n" + mail(b"X: y", BODY.encode()).replace(b"\r\n", b"\n"),
        mail(b"X: y", BODY.encode()).replace(b"\r\n", b"\r").replace(b"\n", b"\r"),
        BODY.encode(),  # nothing but a body
        b"\r\n" + BODY.encode(),
    ],
)  # fmt: skip
def test_every_way_to_carry_a_text(raw):
    assert read_mail(raw).text.replace("--bc", "").strip() == BODY


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"x" * (MAX_MAIL_BYTES + 1), "mail_too_large"),
        (mail(b"Content-Type: text/plain; charset=utf-8", b"\xff\xfe\xff"), "undecodable"),
        (mail(b"Content-Type: text/plain; charset=utf-8", b"a\n" * 150_000), "text_too_long"),
        (mail(b"Content-Type: text/plain; charset=utf-8", "月".encode() * 150_000), "text_too_long"),
        (mail(b"Subject-X: " + b"a" * MAX_HEADER_BYTES, b"x"), "header_too_long"),
        (b"Subject: " + b"a" * 9000 + b"\n\nx", "header_too_long"),
        (b"Subject: \xff\xff\n\nx", "undecodable"),
        (b"From: \xb6\xc5 <t@mihon.example>\n\nx", "charset_uncertain"),
        (b"From: a@x.example, b@x.example\n\nx", "several_senders"),
        (HEAD + multipart(b"mixed", *[PDF] * 120), "too_many_parts"),
        (HEAD + multipart(b"mixed", *[b"x"], end=b"--bx\r\n" * 10_001), "too_many_parts"),
        (HEAD + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (at, at) for at in range(12)) + b"\nx", "too_many_parts"),
        (HEAD + b"Content-Type: multipart/mixed\r\n\r\nx", "broken_mail"),
        (HEAD + b"Content-Type: multipart/mixed; boundary=q\r\n\r\nx", "broken_mail"),
        (HEAD + multipart(b"mixed", PLAIN, end=b""), "broken_mail"),  # may have been cut short
        (mail(b"Content-Transfer-Encoding: base64", b"not base64 at all!"), "broken_mail"),
        (mail(b"Content-Transfer-Encoding: base64", b"QUFBQ"), "broken_mail"),
        (mail(b"Content-Transfer-Encoding: x-uuencode", b"begin 644 x"), "broken_mail"),
        (mail(b"Content-Type: text/html", b"<s>12/3</s>12/4"), "struck_out"),
        (HEAD + multipart(b"alternative", PLAIN, part(b"text/html", b"<s>12/3</s>12/4")), "struck_out"),  # plain text cannot show it
        (HEAD + b"stray\r\n\r\n" + BODY.encode(), "broken_mail"),
        (mail(b"X: y", b"> 12/3\n> 14:00"), "only_quoted"),
        (mail(b"X: y", "12月8日の10時\n> 12月3日はいかがですか。".encode()), "quoted_dates"),
        (mail(b"X: y", "見本です。\n12月8日の10時希望\n\n見本様\n12月3日はいかがですか。".encode()), "copied_dates"),
        (HEAD + multipart(b"mixed", part(b"text/plain", "12月8日".encode()), part(b"message/rfc822", "\r\n12月3日 14:30".encode())), "quoted_dates"),
        (mail(b"X: y", "1\u03362\u0336月3日".encode()), "struck_out"),
        (mail(b"X: y", "〓見 太郎\n12月3日".encode()), "lost_characters"),
        (b"Subject: =?utf-8?B?5pyI44CT?=\n\nx", "lost_characters"),
        (b"From: a@x.example\nFrom: b@x.example\n\nx", "several_senders"),
        (b"From: =?utf-8?B?5pyI <t@mihon.example>\n\nx", "garbled_text"),
        (HEAD + multipart(b"mixed", PDF), "only_attachments"),
    ],
)  # fmt: skip
def test_doubts(raw, code):
    assert code in codes(raw)


def test_identifiers_hold_nothing_unseen():
    got = read_mail(b"Message-ID: <1\x00\x1b\xff@mihon.example>\nIn-Reply-To: <\x7f2@mihon.example>\n\nx")
    assert (got.message_id, got.in_reply_to) == ("<1@mihon.example>", "<2@mihon.example>")


def test_what_gives_no_doubt():
    assert codes(mail(b"X: y", "〓〓〓〓〓〓\n見本です。\n\n> お世話になっております。".encode())) == []
    assert codes(b"From: a@x.example\nFrom: a@x.example\n\nx") == []


def test_attachments_are_named_and_never_opened():
    nameless = part(b"image/png", b"x")
    forwarded = part(b"message/rfc822", b"From: a@x.example\r\nSubject: old\r\n\r\n12/3 14:00")
    log = part(b"text/plain; name=log.txt", b"12/9")
    got = read_mail(HEAD + multipart(b"mixed", PLAIN, PDF, nameless, forwarded, log))
    assert got.attachments == ("a.pdf", "名前のない添付", "名前のない添付", "log.txt")
    assert got.text == BODY
    assert got.quoted == "old\n12/3 14:00"


def test_a_text_that_only_claims_to_be_damaged_is_believed_when_its_delimiter_stands():
    assert codes(HEAD + multipart(b"mixed", PLAIN, PDF, end=b"")) == []


def test_a_digest_holds_mails():
    got = read_mail(HEAD + multipart(b"digest", b"\r\nSubject: old\r\n\r\nbody"))
    assert "body" in got.quoted


@pytest.mark.parametrize("kind", [b"text/calendar; method=REPLY; charset=utf-8", b"application/ics; name=invite.ics"])
def test_calendar_replies(kind):
    got = read_mail(
        HEAD + multipart(b"alternative", part(b"text/plain", b"accepted"), part(kind, REPLY), part(kind, REPLY))
    )
    assert [(one.method, one.broken) for one in got.calendars] == [("REPLY", False)] * 2
    assert got.calendars[0].text.strip() == REPLY.replace(b"\r\n", b"\n").decode().strip()
    assert got.text == "accepted"


def test_an_invitation_is_no_reply():
    got = read_mail(mail(b"Content-Type: text/calendar", REPLY.replace(b"REPLY", b"REQUEST")))
    assert [one.method for one in got.calendars] == ["REQUEST"]


def test_traits():
    got = read_mail(
        b"Return-Path: <>\nAuto-Submitted: auto-replied; x\nPrecedence: Bulk\nX-Failed-Recipients: a\nList-Id: <x>\n"
        b"X-Spam-Flag: YES\nX-Autoreply: yes\nX-Madoguchi: 1\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nx\n--b--"
    ).traits
    assert got.null_return
    assert (got.auto_submitted, got.precedence, got.report) == ("auto-replied", "bulk", "delivery-status")
    assert got.failed_recipients
    assert got.lists == "<x>"
    assert got.spam
    assert got.ours
    assert got.answers_itself


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\n",
        b"\r\n\r\n",
        b"From: " + b"(" * 20_000 + b"\n\nx",
        b"Subject: " + b"=?utf-8?B?5Q==?= " * 20_000 + b"\n\nx",
        b"Content-Type: text/plain" + b";a=b" * 20_000 + b"\n\nx",
        b"Content-Type: message/rfc822\n\n" * 20_000,
        b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 20_000,
        b"From: " + b'"\\"' * 4000 + b"\n\nx",
        b"Content-Type: text/html\n\n" + b"<a '" * 30_000,
        b"Content-Type: text/html\n\n" + b"<!--" * 30_000,
        b"Content-Type: text/plain\n\n" + b">" * 100_000,
        b"Content-Type: text/html\n\n" + b"<blockquote>x" * 15_000,
        b"Content-Type: text/html\n\n<table><tr>" + "<td>氏名".encode() * 20_000,
        b"Content-Type: text/html\n\n<style>" + b".a" * 9_000 + b"line-through</style>" + b"<p class=a>x" * 9_000,
        HEAD + multipart(b"alternative", PLAIN, part(b"text/html", b"<" * 190_000)),
        b"Content-Type: text/plain\n\n" + b"2026 <a@b.example>\n" * 10_000,
        b"Content-Type: text/plain\n\n> 12/3\n12/4 " + b"a" * 190_000,
    ],
)
def test_hostile_mail_ends(raw):
    judge(read_mail(raw), frozenset())


@given(st.binary(max_size=400))
def test_law_no_bytes_raise(raw):
    got = read_mail(raw)
    judge(got, frozenset({"yoyaku@office.example"}))
    read_form(got.text)
    assert "\ufffd" not in got.text or got.doubts


PIECES = [
    b"Content-Type: ", b"text/plain", b"multipart/mixed; boundary=b", b"message/rfc822", b"text/html", b"; charset=", b"iso-2022-jp",
    b"shift_jis", b"\n", b"\n\n", b"--b", b"--b--", b"From: ", b"Subject: ", b"=?utf-8?B?", b"?=", b"5pyI", b"\x1b$B", b"7n", b"\x1b(B", b"<", b">",
    b'"', b"(", b")", b"a@b.example", b",", b"Date: ", b"30 Nov 2026 09:00 +0900", b"\x8c\x8e", b"\xb7\xee", b"Content-Transfer-Encoding: base64",
    b"filename*0*=", b"%41", b";", "第1希望：".encode(), "、氏名：".encode(), "求職番号：".encode(), "12月3日".encode(), "キャンセル".encode(), b"<blockquote>", b"<td>", b"&#26376;", b"> ",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=60).map(b"".join))
def test_law_no_mixture_of_mail_raises(raw):
    got = read_mail(raw)
    judge(got, frozenset({"yoyaku@office.example"}))
    read_form(got.text)


def test_the_parts_of_a_mail_are_counted():
    assert parts_of(HEAD + multipart(b"mixed", PLAIN, PDF)).root.kind == "multipart/mixed"
