"""Whatever a header holds, it is read without an error, and proves nobody who does not know the mark."""

from dataclasses import replace

import pytest
import samples_of_papers as sample
from answered_bookings import AROUND, AS_OF, MARKED, PLAIN
from hypothesis import given
from hypothesis import strategies as st

from intake.mail.message import read_mail
from intake.proof.claim import claim_of
from intake.proof.proved import OnFile, Proofs
from intake.understand import read_message

PROOFS = Proofs({7: OnFile(sample.booking(organizer=MARKED), sample.request())}, AS_OF, carry_out=True)
CHECKED = replace(AROUND, authserv_id="mx.office.example")


def _mail(*fields: bytes) -> bytes:
    lines = (*fields, b"From: other@stranger.example", b"Content-Type: text/plain; charset=utf-8")
    return b"\n".join(lines) + b"\n\n" + "予約をキャンセルします。\n".encode()


WHERE = [
    (f"To: {MARKED}", (MARKED,), "in To"),
    (f"To: ハローワーク <{MARKED}>, a@b.example", (MARKED,), "among others"),
    (f"Cc: {MARKED}", (MARKED,), "in Cc"),
    (f"To: {PLAIN}\nDelivered-To: {MARKED}", (MARKED,), "where the server delivered it"),
    (f"To: {PLAIN}\nX-Original-To: {MARKED}", (MARKED,), "where the server was asked to"),
    (f"To: {PLAIN}", (), "the plain mailbox"),
    (f"To: {PLAIN.replace('@', '+r1@')}", (), "another mark"),
    (f"Reply-To: {MARKED}", (), "a field that the sender alone writes for others"),
    (f"Subject: {MARKED}", (), "words"),
]


@pytest.mark.parametrize(("fields", "boxes", "why"), WHERE)
def test_which_mailbox_a_mail_came_to(fields: str, boxes: tuple[str, ...], why: str) -> None:
    assert claim_of(read_mail(_mail(fields.encode())), None, "").mailboxes == boxes, why


def test_the_right_mark_is_carried_out_and_a_forged_sender_is_not() -> None:
    to = f"To: {MARKED}".encode()
    fail = b"Authentication-Results: mx.office.example; dmarc=fail"
    assert PROOFS.judge(read_message(_mail(to), "0" * 64, CHECKED)).doubts == ()
    forged = PROOFS.judge(read_message(_mail(fail, to), "0" * 64, CHECKED))
    assert [doubt.code for doubt in forged.doubts] == ["dmarc_fail", "mail_cancellation"]
    assert (forged.silent, forged.ask) == (True, False)


_NAMES = st.sampled_from(
    [b"To", b"Cc", b"Delivered-To", b"X-Original-To", b"Authentication-Results", b"Received", b"Subject", b"From"]
)
_WORDS = st.one_of(
    st.binary(max_size=60),
    st.sampled_from(
        [
            MARKED.replace("abc", "bbb").encode(),
            MARKED[:-8].encode(),
            b"mx.office.example; dmarc=pass",
            b"taro@mihon.example",
            b"<taro@mihon.example> <x@stranger.example>",
        ]
    ),
)


@given(st.lists(st.tuples(_NAMES, _WORDS), max_size=6))
def test_no_header_raises_and_none_proves_without_the_mark(fields: list[tuple[bytes, bytes]]) -> None:
    raw = _mail(*(name + b": " + words.replace(b"\n", b" ").replace(b"\r", b" ") for name, words in fields))
    reading = PROOFS.judge(read_message(raw, "0" * 64, CHECKED))
    assert reading.concerns is None
