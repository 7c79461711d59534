"""What FETCH and SEARCH answers say, garbled ones among them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.mailbox.fetch_answers import Record, bodies_in, in_sets, sizes_in, uid_set, uids_in

WHOLE = {
    "uid first": [(b"1 (UID 5 BODY[] {3}", b"abc"), b")"],
    "uid last": [(b"1 (BODY[] {3}", b"abc"), b" UID 5)"],
    "flags and a time beside it": [
        (b'1 (FLAGS (\\Seen $x) INTERNALDATE "01-Jan-2026 00:00:00 +0900" UID 5 BODY[] {3}', b"abc"),
        b" MODSEQ (9))",
    ],
    "a quoted body": [b'1 (UID 5 BODY[] "abc")'],
    "lower case": [(b"1 (uid 5 body[] {3}", b"abc"), b")"],
    "a portion": [(b"1 (UID 5 BODY[]<0> {3}", b"abc"), b")"],
    "twice the same": [(b"1 (UID 5 BODY[] {3}", b"abc"), b")", (b"1 (UID 5 BODY[] {3}", b"abc"), b")"],
    "another answer before it that is garbled": [b"1 (((", (b"2 (UID 5 BODY[] {3}", b"abc"), b")"],
    "an unsolicited one before it": [b"1 (FLAGS (\\Seen))", (b"2 (UID 5 BODY[] {3}", b"abc"), b")"],
}
NOTHING = {
    "no uid": [(b"1 (BODY[] {3}", b"abc"), b")"],
    "uid 0": [(b"1 (UID 0 BODY[] {3}", b"abc"), b")"],
    "a uid of more than 32 bits": [(b"1 (UID 4294967296 BODY[] {3}", b"abc"), b")"],
    "more after the literal than its length said": [(b"1 (UID 5 BODY[] {3}", b"abc"), b"rest of the mail)"],
    "cut off": [(b"1 (UID 5 BODY[] {3}", b"abc"), b""],
    "a negative length": [b"1 (UID 5 BODY[] {-3}"],
    "nothing where the body should be": [b"1 (UID 5 BODY[] )"],
    "twice with other bytes": [(b"1 (UID 5 BODY[] {3}", b"abc"), b")", (b"1 (UID 5 BODY[] {3}", b"xyz"), b")"],
    "no answer": [None],
}


@pytest.mark.parametrize("records", WHOLE.values(), ids=WHOLE.keys())
def test_a_body_is_read_in_every_shape_that_servers_send(records: list[Record]) -> None:
    assert bodies_in(records) == {5: b"abc"}


@pytest.mark.parametrize("records", NOTHING.values(), ids=NOTHING.keys())
def test_an_answer_of_another_shape_says_nothing(records: list[Record]) -> None:
    assert bodies_in(records) == {}


def test_nil_is_an_empty_body() -> None:
    assert bodies_in([b"1 (UID 5 BODY[] NIL)", b'2 (UID 6 BODY[] "")']) == {5: b"", 6: b""}


def test_of_two_sizes_the_greater_is_believed() -> None:
    assert sizes_in([b"1 (UID 5 RFC822.SIZE 9)", b"1 (RFC822.SIZE 7 UID 5)", b"2 (UID 6)"]) == {5: 9}


def test_what_is_no_uid_is_left_out() -> None:
    assert uids_in([b"3 2 2 x -1 0 4294967296", None, b""]) == [2, 3]


@given(st.lists(st.one_of(st.binary(max_size=40), st.tuples(st.binary(max_size=40), st.binary(max_size=9)))))
def test_no_answer_raises(records: list[Record]) -> None:
    bodies_in(records)
    sizes_in(records)


@given(st.binary(), st.integers(1, 2**32 - 1))
def test_every_body_comes_back_as_it_was(body: bytes, uid: int) -> None:
    assert bodies_in([(b"1 (UID %d BODY[] {%d}" % (uid, len(body)), body), b")"]) == {uid: body}


@given(st.sets(st.integers(1, 300)), st.sets(st.integers(1, 300)))
def test_a_set_holds_just_the_uids_it_was_written_from(chosen: set[int], others: set[int]) -> None:
    assert in_sets([uid_set(chosen).encode()], chosen | others) == chosen
