import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.calendar.text import clean, escape_text, fold, quote_parameter, text_line

# Any code point, lone surrogates and controls included, with the signs that matter made frequent.
HOSTILE = st.text(
    st.one_of(st.characters(codec=None), st.sampled_from('\\\\\\;,:"^\n\r\t\x00\x0b\x85\u2028\u2029𠮷髙👩‍👩‍👧日本語')),
    max_size=300,
)


def physical(raw: bytes) -> list[bytes]:
    assert raw.endswith(b"\r\n")
    return raw[:-2].split(b"\r\n")


@given(HOSTILE)
def test_any_text_folds_to_short_whole_lines_and_reads_back(text: str) -> None:
    raw = text_line("SUMMARY", text)
    lines = physical(raw)
    for line in lines:
        assert len(line) <= 75
        line.decode()  # each physical line is UTF-8 by itself
        assert b"\n" not in line
        assert b"\r" not in line
    assert all(line.startswith(b" ") for line in lines[1:])
    for line in lines[:-1]:
        content = line.removeprefix(b" ")
        assert (len(content) - len(content.rstrip(b"\\"))) % 2 == 0, "broken between a backslash and its letter"
    unfolded = b"".join((lines[0], *(line[1:] for line in lines[1:]))).decode()
    assert unfolded == "SUMMARY:" + escape_text(text)


@given(HOSTILE)
def test_the_library_reads_back_what_was_written(text: str) -> None:
    event = icalendar.Event.from_ical(b"BEGIN:VEVENT\r\n" + text_line("SUMMARY", text) + b"END:VEVENT\r\n")
    assert str(event["SUMMARY"]) == clean(text)


@given(HOSTILE)
def test_the_library_reads_back_a_parameter(text: str) -> None:
    raw = b"BEGIN:VEVENT\r\n" + fold(f"ATTENDEE;CN={quote_parameter(text)}:mailto:a@b.example") + b"END:VEVENT\r\n"
    found = icalendar.Event.from_ical(raw)["ATTENDEE"]
    assert str(found) == "mailto:a@b.example"
    assert str(found.params["CN"]) == clean(text).replace("\\", "＼")


@given(HOSTILE)
def test_cleaning_leaves_nothing_forbidden_and_is_done_once(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert not any(ord(sign) < 0x20 and sign != "\n" for sign in cleaned)
    assert not set(cleaned) & {"\u2028", "\u2029", "\x85", "\x7f"}


@pytest.mark.parametrize(
    ("given_text", "written"),
    [
        ("a;b,c\\d", "a\\;b\\,c\\\\d"),
        ("一行\r\n二行\r三行\n四行", "一行\\n二行\\n三行\\n四行"),
        ("タブ\tは空白", "タブ は空白"),
        ("消え\x00る\x0b\x85\u2028\u2029\x7f", "消える"),
        ("髙﨑𠮷①", "髙﨑𠮷①"),
        ("\ud83d半分", "半分"),
    ],
)
def test_text_is_escaped(given_text: str, written: str) -> None:
    assert escape_text(given_text) == written


def test_parameters_follow_rfc_6868() -> None:
    assert quote_parameter('見本 "太郎" ^;,:\n\\') == "\"見本 ^'太郎^' ^^;,:^n＼\""


@pytest.mark.parametrize("length", range(60, 100))
def test_a_break_never_parts_an_escape_at_any_place(length: int) -> None:
    raw = text_line("X", "a" * length + "\n" * 40)
    assert all(line.removeprefix(b" ").count(b"\\") == line.count(b"\\n") for line in physical(raw))


def test_a_line_of_75_octets_is_not_folded_and_76_are() -> None:
    assert physical(fold("X:" + "a" * 73)) == [b"X:" + b"a" * 73]
    assert physical(fold("X:" + "a" * 74)) == [b"X:" + b"a" * 73, b" a"]
