import email
import email.header
import email.policy
from datetime import datetime
from email.message import EmailMessage
from typing import Any

import pytest
import samples_of_papers as sample
from hypothesis import given
from hypothesis import strategies as st

from scheduler.calendar.invitation import request_ics
from scheduler.letters.mime import Head, build, message_id, quote_address

ICS = request_ics(sample.office(), sample.booking(), sample.person(), sample.meeting())


def head(**changes: Any) -> Head:
    given_values = {
        "sender_name": "ハローワーク豊岡",
        "sender": "yoyaku@hellowork-toyooka.example",
        "recipient": "taro@mihon.example",
        "subject": "【受付番号 M00012】オンライン職業相談の日時が決まりました",
        "message_id": "<n.b0f1.0.confirmation@hellowork-toyooka.example>",
        "written_at": sample.AS_OF,
    }
    return Head(**(given_values | changes))


def parse(raw: bytes) -> EmailMessage:
    message = email.message_from_bytes(raw, policy=email.policy.SMTP)
    assert isinstance(message, EmailMessage)
    assert not any(part.defects for part in message.walk())
    return message


def test_the_parts_stand_where_clients_look_for_them() -> None:
    message = parse(build(head(), "本文", "<p>本文</p>", ICS, "REQUEST"))
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "application/ics",
    ]
    *_, calendar, copy = message.walk()
    assert calendar.get_content_charset() == "utf-8"
    assert calendar.get_param("method") == "REQUEST"
    assert calendar["Content-Disposition"] is None
    assert copy.get_filename() == "invite.ics"
    assert calendar.get_payload(decode=True) == copy.get_payload(decode=True) == ICS
    assert {str(part["Content-Transfer-Encoding"]) for part in message.walk() if not part.is_multipart()} == {"base64"}


def test_the_headers_say_what_was_given() -> None:
    message = parse(build(head(), "本文", "<p>本文</p>", ICS, "REQUEST"))
    assert message["Subject"] == head().subject
    (sender,) = message["From"].addresses
    assert (sender.display_name, sender.addr_spec) == ("ハローワーク豊岡", "yoyaku@hellowork-toyooka.example")
    assert message["To"].addresses[0].addr_spec == "taro@mihon.example"
    assert message["Date"].datetime == sample.AS_OF
    assert message["Message-ID"] == head().message_id
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Madoguchi"] == "1"
    assert message["MIME-Version"] == "1.0"
    assert len(message.keys()) == len(set(message.keys()))


def test_a_letter_without_calendar_is_an_alternative() -> None:
    message = parse(build(head(), "本文", "<p>本文</p>"))
    assert [part.get_content_type() for part in message.walk()] == ["multipart/alternative", "text/plain", "text/html"]


def test_it_says_the_same_as_the_standard_library_s_message() -> None:
    slow = EmailMessage(policy=email.policy.SMTP)
    slow["Subject"] = head().subject
    slow.set_content("本文\n二行\n")
    slow.add_alternative("<p>本文</p>\n", subtype="html")
    slow.add_alternative(ICS.decode(), subtype="calendar", charset="utf-8", cte="base64", params={"method": "REQUEST"})
    slow.add_attachment(ICS, maintype="application", subtype="ics", filename="invite.ics")
    theirs, ours = parse(slow.as_bytes()), parse(build(head(), "本文\n二行\n", "<p>本文</p>\n", ICS, "REQUEST"))
    assert ours["Subject"] == theirs["Subject"]
    for our_part, their_part in zip(ours.walk(), theirs.walk(), strict=True):
        assert our_part.get_content_type() == their_part.get_content_type()
        if not our_part.is_multipart():
            assert our_part.get_content() == their_part.get_content()


def test_the_same_letter_is_the_same_bytes_and_another_has_another_boundary() -> None:
    first = build(head(), "本文", "<p>本文</p>", ICS, "REQUEST")
    assert first == build(head(), "本文", "<p>本文</p>", ICS, "REQUEST")
    other = build(head(), "別の本文", "<p>本文</p>", ICS, "REQUEST")
    assert parse(first).get_boundary() != parse(other).get_boundary()


@given(
    subject=st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=200),
    name=st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=100),
    text=st.text(max_size=500),
)
def test_any_words_come_back_and_no_line_is_too_long(subject: str, name: str, text: str) -> None:
    raw = build(head(subject=subject, sender_name=name), text, "<p></p>")
    assert all(len(line) <= 78 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert raw.isascii()
    assert decoded(raw, "Subject") == subject
    assert (
        decoded(raw, "From")
        .removesuffix(" <yoyaku@hellowork-toyooka.example>")
        .removesuffix("yoyaku@hellowork-toyooka.example")
        == name
    )
    body = parse(raw).get_body(("plain",))
    assert body is not None
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    assert body.get_payload(decode=True) == lines.replace("\n", "\r\n").encode("utf-8", "replace")


def decoded(raw: bytes, name: str) -> str:
    """Decode a header by the older of the two parsers, which takes encoded words literally."""
    value = email.message_from_bytes(raw, policy=email.policy.compat32)[name]
    return str(email.header.make_header(email.header.decode_header(value.replace("\r\n", ""))))


@pytest.mark.parametrize("field", ["sender_name", "subject", "sender", "recipient", "message_id"])
@pytest.mark.parametrize(
    "hostile", ["a\r\nBcc: x@y.example", "a\nb", "a\rb", "a\x00b", "a\x85b", "a\u2028b", "a\ud800b"]
)
def test_nothing_becomes_a_header_of_its_own(field: str, hostile: str) -> None:
    with pytest.raises(ValueError, match=r"header|address|Message-ID"):
        head(**{field: hostile})


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        head(written_at=datetime(2026, 11, 30, 9, 0))


@pytest.mark.parametrize(("ics", "method"), [(b"", "REQUEST"), (ICS, ""), (ICS, "REQUEST; x=1")])
def test_calendar_and_method_come_together(ics: bytes, method: str) -> None:
    with pytest.raises(ValueError, match="together"):
        build(head(), "", "", ics, method)


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("taro@mihon.example", "taro@mihon.example"),
        ("taro.m+x@mihon.example", "taro.m+x@mihon.example"),
        ("a..b@keitai.example", '"a..b"@keitai.example'),  # handed out by carriers until 2009
        ("ab.@keitai.example", '"ab."@keitai.example'),
        (".ab@keitai.example", '".ab"@keitai.example'),
        ('"a..b"@keitai.example', '"a..b"@keitai.example'),  # quoted already
        ('a"b@keitai.example', '"a\\"b"@keitai.example'),
        ("a\\b@keitai.example", '"a\\\\b"@keitai.example'),
        ("a,b@keitai.example", '"a,b"@keitai.example'),
        ("a@b@keitai.example", '"a@b"@keitai.example'),
    ],
)
def test_carrier_addresses_are_quoted_and_read_back(address: str, written: str) -> None:
    assert quote_address(address) == written
    message = parse(build(head(recipient=address), "", ""))
    (found,) = message["To"].addresses
    assert found.domain == address.rpartition("@")[2]
    local = address.rpartition("@")[0]
    assert found.username == (local[1:-1] if local.startswith('"') else local)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "taro",
        "taro@",
        "@mihon.example",
        "taro@mihon",
        "太郎@mihon.example",
        "taro@日本.example",
        "a b@mihon.example",
        "taro@-mihon.example",
        "taro@mihon..example",
        "a" * 65 + ".@mihon.example",
        "taro@" + "a" * 400 + ".example",
        "taro@mihon.example>",
        "taro@mihon.example, x@y.example",
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="address"):
        quote_address(address)


def test_a_message_id_is_made_of_the_notice_s_identity() -> None:
    made = message_id("mihon.example", "b0f1", 2, "moved")
    assert made == "<n.b0f1.2.moved@mihon.example>"
    assert head(message_id=made).message_id == made
