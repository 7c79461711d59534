"""What one report says: whom it names, which letter, and what became of it; nothing makes the reading raise or dwell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.mail.bounce import Fate, Read, read_bounce
from intake.mail.message import read_mail

OURS = "yoyaku@hellowork-toyooka.example"
LETTER = "<n.1.0.confirmation@hellowork-toyooka.example>"
MARKED = f"yoyaku+n12-{'a' * 26}@hellowork-toyooka.example"


def read(raw: bytes) -> Read:
    return read_bounce(raw, read_mail(raw), frozenset({OURS}))


def report(fields: str, *, back: str = "", words: str = "It came back.", head: str = "") -> Read:
    parts = [("text/plain", words), ("message/delivery-status", f"Reporting-MTA: dns; mx.example\n\n{fields}")]
    parts += [("message/rfc822", back)] if back else []
    body = "".join(f"--b\nContent-Type: {kind}\n\n{text}\n" for kind, text in parts)
    kind = "multipart/report; report-type=delivery-status; boundary=b"
    return read(f"From: MAILER-DAEMON@mx.example\n{head}Content-Type: {kind}\n\n{body}--b--\n".encode())


def plain(text: str, head: str = "") -> Read:
    return read(f"From: MAILER-DAEMON@mx.example\n{head}\n{text}".encode())


FIELDS = "Final-Recipient: rfc822; {0}\nAction: {1}\nStatus: {2}\n"


@pytest.mark.parametrize(
    ("fields", "fate", "recipients", "why"),
    [
        (FIELDS.format("a@x.example", "failed", "5.1.1"), "failed", ("a@x.example",), "as it should be"),
        (FIELDS.format("a@x.example", "FAILED", "5.1.1"), "failed", ("a@x.example",), "in capitals"),
        (FIELDS.format("a@x.example", "failure", "5.1.1"), "failed", ("a@x.example",), "a wrong word that is met"),
        (FIELDS.format("a@x.example", "failed (gone)", "5.1.1"), "failed", ("a@x.example",), "with a comment"),
        (FIELDS.format("a@x.example", "delayed", "4.2.2"), "delayed", ("a@x.example",), "not yet"),
        (FIELDS.format("a@x.example", "delivered", "2.0.0"), "arrived", ("a@x.example",), "it is there"),
        (FIELDS.format("a@x.example", "", "5.1.1"), "failed", ("a@x.example",), "the status alone tells"),
        (FIELDS.format("a@x.example", "", "4.1.1"), "delayed", ("a@x.example",), "likewise"),
        (
            FIELDS.format("a@x.example", "delivered", "2.0.0") + "\n" + FIELDS.format("b@x.example", "failed", "5.1.1"),
            "failed",
            ("b@x.example",),
            "one of two: only who was not reached is named",
        ),
        (
            FIELDS.format("a@x.example", "delayed", "4.0.0") + "\n" + FIELDS.format("b@x.example", "failed", "5.1.1"),
            "failed",
            ("b@x.example",),
            "a failure weighs more than a delay",
        ),
        ("Original-Recipient: rfc822;a+2Bb@x.example\nAction: failed\n", "failed", ("a+2Bb@x.example", "a+b@x.example"), "xtext, or not"),
        ('Final-Recipient: rfc822; "a..b."@x.example\nAction: failed\n', "failed", ("a..b.@x.example",), "quoted, as carriers' addresses are"),
        ("Final-Recipient: rfc822;\n  a@x.example\nAction: failed\n", "failed", ("a@x.example",), "folded"),
        (f"Final-Recipient: rfc822; {OURS}\nAction: failed\n", "failed", (), "we are nobody whom a letter of ours misses"),
    ],
)  # fmt: skip
def test_fields_for_machines(fields: str, fate: str, recipients: tuple[str, ...], why: str) -> None:
    got = report(fields)
    assert (got.fate.value, got.report.recipients) == (fate, recipients), why
    assert got.report.delayed is (fate == "delayed")


def test_a_report_that_is_no_failure_says_nothing_to_staff_and_nothing_lasts() -> None:
    for action in ("delayed", "delivered"):
        got = report(FIELDS.format("a@x.example", action, "5.1.1"))
        assert (got.report.say, got.report.lasting) == ("", False)
        assert got.fate.say
    assert Fate.FAILED.say == ""


@pytest.mark.parametrize(
    ("got", "ids", "why"),
    [
        (report("Action: failed\n", back=f"Message-ID: {LETTER}\n\nx"), (LETTER,), "in the letter that came back"),
        (report("Action: failed\n", back=f"message-id:\n {LETTER}\n\nx"), (LETTER,), "folded"),
        (plain(f"no such user\n> Message-ID: {LETTER}\n> To: a"), (LETTER,), "in a copy that is marked as a quotation"),
        (plain("no such user", f"In-Reply-To: {LETTER}\n"), (LETTER,), "in what it answers"),
        (plain("no such user", f"References: <a@x.example> {LETTER}\n"), (LETTER,), "the last of the thread"),
        (
            report("Action: failed\n", back="Message-ID: <b@x.example>\n\nx", head=f"References: {LETTER}\n"),
            ("<b@x.example>",),
            "the mail that came back is the one meant, whatever it answered",
        ),
        (
            report("Action: failed\n", back=f"Message-ID: <b@x.example>\nReferences: {LETTER}\n\nx"),
            ("<b@x.example>",),
            "what staff answered by hand in the thread of our letter is not that letter",
        ),
        (
            report("Action: failed\n", back="Message-ID: <b@relay.example>\nX-Madoguchi: 1\n\nx"),
            (),
            "ours under the id of a service tells no id",
        ),
        (plain("no such user"), (), "none"),
    ],
)
def test_the_letter_that_came_back(got: Read, ids: tuple[str, ...], why: str) -> None:
    assert got.report.message_ids == ids, why


@pytest.mark.parametrize(
    ("head", "text", "why"),
    [
        (f"To: {MARKED}\n", "x", "sent to it"),
        (f"To: {OURS}\nDelivered-To: {MARKED}\n", "x", "delivered to it"),
        (f"X-Original-To: {MARKED}\n", "x", "as our own server has written"),
        ("", f"user unknown\n\nReturn-Path: <{MARKED}>\n", "in the copy"),
    ],
)
def test_the_mark_of_a_letter(head: str, text: str, why: str) -> None:
    assert MARKED in plain(text, head).report.mailboxes, why


@pytest.mark.parametrize(
    ("text", "recipients", "why"),
    [
        ("<a@x.example>:\nuser unknown", ("a@x.example",), "in brackets"),
        (f"From {OURS}\na@x.example: user unknown\npostmaster@x.example", ("a@x.example",), "neither we nor a server"),
        ("a@x.example\nb@x.example\na@x.example", ("a@x.example", "b@x.example"), "each once"),
        ("a@x.example\n\n--- Below this line is a copy of the message.\n\nb@x.example", ("a@x.example",), "not in our words"),
        ("宛先：a..b.@x.example（見つかりません）", ("a..b.@x.example",), "between Japanese signs"),
        ("mail for @x.example and a@ came back", (), "half an address"),
        ("\n".join(f"a{n}@x.example" for n in range(200)), tuple(f"a{n}@x.example" for n in range(20)), "not too many"),
    ],
)  # fmt: skip
def test_words_name_who_was_not_reached(text: str, recipients: tuple[str, ...], why: str) -> None:
    assert plain(text).report.recipients == recipients, why


def test_words_of_our_own_letter_are_no_reason() -> None:
    got = plain(
        "a@x.example\n\n--- Below this line is a copy of the message.\n\nメールボックスがいっぱいのときは受信拒否"
    )
    assert (got.report.status, got.report.lasting) == ("", False)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"From: MAILER-DAEMON\n\n" + b"a@" * 100_000,
        b"From: MAILER-DAEMON\n\n" + b'"' * 200_000,
        b"From: MAILER-DAEMON\n\n" + b"> \t" * 60_000,
        b"From: MAILER-DAEMON\n\n" + b"mailbox for " * 20_000,
        b"From: MAILER-DAEMON\n\n" + b"Action: failed\n\n" * 20_000,
        b"From: MAILER-DAEMON\nX-Failed-Recipients: " + b"a@x.example, " * 5_000 + b"\n\nx",
        b"Content-Type: multipart/report; boundary=b\n\n" + b"--b\nContent-Type: message/delivery-status\n\nA: b\n\n" * 5_000,
        b"Content-Type: message/delivery-status\n\n" + b"Action: failed\n\n" * 30_000,
        b"Content-Type: message/rfc822\n\n" * 5_000,
        b"Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n\n" + b"=" * 100_000,
        b"Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/global-delivery-status\n\nFinal-Recipient: utf-8; \xe5\xae\x9b@x\nDiagnostic-Code: smtp; \xff\xfe\n",
    ],
)  # fmt: skip
def test_a_hostile_report_ends_soon(raw: bytes) -> None:
    assert len(read(raw).report.recipients) <= 20


@given(st.binary(max_size=400))
def test_law_no_bytes_raise(body: bytes) -> None:
    for head in (
        b"",
        b"Content-Type: message/delivery-status\n\n",
        b"Content-Type: multipart/report; boundary=b\n\n--b\n",
    ):
        got = read(b"From: MAILER-DAEMON\n" + head + body)
        assert len(got.report.say) <= 300
