"""What our own mail server says of a mail counts, and what a stranger wrote into it does not (RFC 8601)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.mail.authentication import Authentication, authenticated
from intake.mail.message import read_mail

OURS = "mx.office.example"

READ = [
    (["mx.office.example; dmarc=fail"], ("fail", "", ""), "the plain case"),
    (["mx.office.example; spf=pass smtp.mailfrom=a@b.example; dkim=fail; dmarc=none"], ("none", "pass", "fail"), "three"),
    (["MX.Office.Example; dmarc=FAIL"], ("fail", "", ""), "capitals mean nothing"),
    (["mx.office.example 1; dmarc=fail"], ("fail", "", ""), "version 1"),
    (["mx.office.example 01; dmarc=fail"], ("fail", "", ""), "version 1 with a zero"),
    (["mx.office.example 2; dmarc=fail"], ("", "", ""), "a version that nobody has defined says nothing"),
    (["mx.office.example; dmarc/1=fail"], ("fail", "", ""), "version of the method"),
    (["mx.office.example; dmarc/7=fail"], ("", "", ""), "unknown version of the method"),
    (['"mx.office.example"; dmarc=fail'], ("fail", "", ""), "the name may be quoted"),
    (["(a (nested) comment) mx.office.example (x) 1 (y); dmarc (z) = (w) fail (p=none)"], ("fail", "", ""), "comments"),
    (["mx.office.example;\tdmarc =\tfail\theader.from=b.example"], ("fail", "", ""), "blanks of a folded line"),
    (["mx.office.example; none"], ("", "", ""), "nothing was looked at"),
    (["mx.office.example"], ("", "", ""), "no result at all"),
    (["mx.office.example; dmarc=permerror"], ("permerror", "", ""), "no failure"),
    (["mx.office.example; dmarc=temperror"], ("temperror", "", ""), "no failure"),
    (["mx.office.example; dmarc=failure"], ("failure", "", ""), "another word"),
    (["mx.office.example; x-dmarc=fail"], ("", "", ""), "another method"),
    (['mx.office.example; spf=pass reason="; dmarc=fail"'], ("", "pass", ""), "words within quotation marks"),
    (["mx.office.example; spf=pass (; dmarc=fail)"], ("", "pass", ""), "words within a comment"),
    (['mx.office.example; spf=pass smtp.mailfrom="a\\"; dmarc=pass"@b.example; dmarc=fail'], ("fail", "pass", ""), "escaped"),
    (["mx.office.example; spf=none (a stranger's (bracket); dmarc=fail"], ("fail", "none", ""), "a bracket left open hides nothing"),
    (['mx.office.example; spf=none smtp.mailfrom="a; dmarc=fail'], ("fail", "none", ""), "nor does a quotation mark"),
    (["mx.office.example; dkim=fail; dkim=pass"], ("", "", "pass"), "one good signature is enough"),
    (["mx.office.example; dmarc=pass", "mx.office.example; dmarc=fail"], ("fail", "", ""), "ours in a row; a failure counts"),
    (["mx.office.example; spf=pass", "mx.office.example; dmarc=fail"], ("fail", "pass", ""), "one field for each check"),
    (["relay.other.example; dmarc=fail"], ("", "", ""), "another server"),
    (["relay.other.example; dmarc=pass", "mx.office.example; dmarc=fail"], ("", "", ""), "below another's it is a forgery"),
    (["mx.office.example; dmarc=none", "relay.other.example; dmarc=fail"], ("none", "", ""), "the other's does not count"),
    (["mx.office.example.evil.example; dmarc=fail"], ("", "", ""), "the whole name"),
    (["mx.office.example x; dmarc=fail"], ("", "", ""), "something else behind the name"),
    (["; dmarc=fail"], ("", "", ""), "no name"),
    ([""], ("", "", ""), "an empty field"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "results", "why"), READ)
def test_what_our_server_says(fields: list[str], results: tuple[str, str, str], why: str) -> None:
    assert tuple(authenticated(fields, OURS)) == results, why


def test_without_the_setting_no_field_counts() -> None:
    assert authenticated(["; dmarc=fail", "mx.office.example; dmarc=fail"], "") == Authentication()
    assert authenticated(["mx.office.example; dmarc=fail"], " MX.office.example ").is_forged


TOPMOST = [
    ("Received: from a by b\nAuthentication-Results: x; a=b\n", ["x; a=b"], "below our own Received"),
    ("Authentication-Results: x;\n a=b\n\tc\n", ["x; a=b\tc"], "folded"),
    ("Authentication-Results: x\nX-Filter: y\nAuthentication-Results: z\n", ["x", "z"], "other fields part nothing"),
    ("Authentication-Results: x\nReceived: from a by b\nAuthentication-Results: z\n", ["x"], "what came in with the mail"),
    ("authentication-results: x\n", ["x"], "capitals mean nothing"),
    ("ARC-Authentication-Results: i=1; x; dmarc=fail\n", [], "another field"),
]  # fmt: skip


@pytest.mark.parametrize(("header", "fields", "why"), TOPMOST)
def test_which_fields_stand_on_top(header: str, fields: list[str], why: str) -> None:
    raw = f"{header}From: a@b.example\nAuthentication: no\n\nx".encode()
    assert list(read_mail(raw).authentication) == fields, why


def test_a_field_of_any_length_is_read_within_bounds() -> None:
    raw = b"Authentication-Results: " + b"(" * 200_000 + b"\nFrom: a@b.example\n\nx"
    mail = read_mail(raw)
    assert len(mail.authentication[0]) <= 8192
    assert authenticated(mail.authentication, OURS) == Authentication()


@given(
    st.lists(st.text(alphabet=st.sampled_from('mx.office example;=()"\\/1 dmarcfailpass\t'), max_size=80), max_size=4)
)
def test_no_field_raises_whatever_it_holds(fields: list[str]) -> None:
    results = authenticated(fields, OURS)
    assert all(result == result.lower() for result in results)


@given(st.lists(st.text(max_size=60), max_size=3))
def test_nothing_below_another_server_s_field_counts(fields: list[str]) -> None:
    assert authenticated(["relay.other.example; spf=pass", *fields, f"{OURS}; dmarc=fail"], OURS) == Authentication()
