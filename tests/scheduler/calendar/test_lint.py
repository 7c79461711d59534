"""The linter: all that is broken is found, each by its code and section, and nothing on what is good."""

import re
from importlib.resources import files
from pathlib import Path

import pytest
import samples_of_papers as sample
from broken_calendars import BROKEN
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from scheduler.calendar.feed import staff_event, staff_feed
from scheduler.calendar.invitation import cancel_ics, request_ics
from scheduler.calendar.lint import findings
from scheduler.calendar.rules.codes import HOUSE, RULES
from scheduler.calendar.rules.physical import MOST_LINES, MOST_OCTETS

HERE = Path(__file__).parent
GOLDEN = HERE.parents[1] / "golden" / "papers"
GOOD = sorted([*GOLDEN.glob("*.ics"), *(HERE / "good").glob("*.ics")])
OFFICE = sample.office()
REQUEST = request_ics(OFFICE, sample.booking(), sample.person(), sample.meeting())
CANCEL = cancel_ics(OFFICE, sample.booking(), sample.person())
DAY = sample.AS_OF.date()
FEED = staff_feed(OFFICE, OFFICE.counsellors[0], [staff_event(sample.booking(), OFFICE)], DAY)
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")


def codes(raw: bytes) -> set[str]:
    return {each.code for each in findings(raw)}


def broken(name: str) -> bytes:
    return (HERE / "broken" / f"{name}.ics").read_bytes()


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.name)
def test_nothing_is_found_in_what_is_good(path: Path) -> None:
    assert findings(path.read_bytes()) == ()


@pytest.mark.parametrize(
    "name",
    [
        "alarm_thunderbird_2_future.ics",
        "alarm_thunderbird_2_notification_5_min_postponed.ics",
        "alarm_thunderbird_closed.ics",
        "alarm_thunderbird_snoozed_until_1457.ics",
    ],
)
def test_what_thunderbird_exports_is_good(name: str) -> None:
    """Real files, with all of a zone's history, that come with icalendar's own tests."""
    raw = (files("icalendar") / "tests" / "calendars" / name).read_bytes()
    assert findings(raw, foreign=True) == ()


@pytest.mark.parametrize("good", [REQUEST, CANCEL, FEED, staff_feed(OFFICE, OFFICE.counsellors[0], [], DAY)])
def test_ours_are_good(good: bytes) -> None:
    assert findings(good) == ()


@pytest.mark.parametrize(("name", "code", "rfc"), [(name, *told[:2]) for name, told in BROKEN.items()], ids=BROKEN)
def test_what_is_broken_is_found_and_nothing_else(name: str, code: str, rfc: str) -> None:
    assert {(each.code, each.rfc) for each in findings(broken(name))} == {(code, rfc)}


def test_every_broken_file_is_in_the_table() -> None:
    assert sorted(path.stem for path in (HERE / "broken").iterdir()) == sorted(BROKEN)
    assert len(BROKEN) > 60
    assert len({broken(name) for name in BROKEN}) == len(BROKEN)
    assert len(GOOD) > 15


def test_every_rule_can_be_broken() -> None:
    """No rule is dead: each is met by a file of the broken set, but for the two about size."""
    assert {code for code, _, _ in BROKEN.values()} | {"too-big", "more"} == set(RULES)


def test_every_finding_says_in_japanese_what_and_where() -> None:
    told = [each for name in BROKEN for each in findings(broken(name))]
    assert all(JAPANESE.search(each.say) and each.say.endswith("。") for each in told)
    assert [each for each in told if re.search(r"[{}\x00-\x1f\x7f-\x9f\u2028]", each.say)] == []
    assert {each.code for each in told if each.line == 0} == {"not-calendar", "not-utf8"}


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("cp932", 24),
        ("bom", 1),
        ("text-before", 1),
        ("line-76-octets", 24),
        ("passcode-folded", 33),  # the line it begins on, with four folded ones before
        ("request-without-organizer", 15),  # what is missing is missing from BEGIN:VEVENT
        ("uid-twice", 30),
        ("fold-in-escape", 29),
    ],
)
def test_lines_are_counted_as_editors_count_them(name: str, line: int) -> None:
    assert [each.line for each in findings(broken(name))] == [line]


def test_what_only_we_forbid_is_left_out_for_calendars_of_others() -> None:
    ours = {name for name, (code, _, _) in BROKEN.items() if code in HOUSE}
    assert {name for name in BROKEN if not findings(broken(name), foreign=True)} == ours
    assert len(ours) > 10


def test_several_defects_are_all_told_in_order_of_lines() -> None:
    raw = REQUEST.replace(b"METHOD:REQUEST", b"METHOD:Request").replace(b"SEQUENCE:0", b"SEQUENCE:x")
    found = findings(raw.replace(b"STATUS:CONFIRMED", b"STATUS:OK"))
    assert [each.code for each in found] == ["method-case", "sequence", "status"]
    assert [each.line for each in found] == sorted(each.line for each in found)


def test_a_defect_is_told_ten_times_and_then_counted() -> None:
    found = findings(FEED.replace(b"UID:", (b"X" * 80 + b"\r\n") * 1000 + b"UID:"))
    assert [each.code for each in found].count("line-long") == 10
    assert found[-1].code == "more"
    assert "1980" in found[-1].say  # 990 long lines and 990 that are no content lines


def test_what_is_too_big_is_not_looked_at() -> None:
    assert codes(FEED.ljust(MOST_OCTETS + 1, b"\n")) == {"too-big"}
    assert codes(FEED + b"\r\n" * (MOST_LINES + 1)) == {"too-big"}


def test_a_finding_shows_little_of_the_file() -> None:
    (found,) = findings(FEED.replace(b"STATUS:CONFIRMED", b"STATUS:" + b"KANARIA" * 9))
    assert len(found.say) < 100
    (found,) = findings(REQUEST.replace(b"mailto:taro@mihon.example", b"taro@mihon.example"))
    assert "taro" not in found.say


@pytest.mark.parametrize(
    "raw",
    [
        b"BEGIN:VCALENDAR",
        b"BEGIN:VCALENDAR\r\n",
        b" BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
        b"BEGIN:X-A\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\nEND:X-A\r\n",
        b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 50_000,  # deep, and nothing recurses
        b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 20_000 + b"END:VTODO\r\n" * 20_000,
        b"BEGIN:VCALENDAR\r\n" + b"A" * 1_000_000 + b"\r\n",
        b"BEGIN:VCALENDAR\r\nSUMMARY:" + b"\\" * 1_000_000 + b"\r\n",
        b"BEGIN:VCALENDAR\r\nSUMMARY" + b';A="' * 100_000 + b"\r\n",
        b"BEGIN:VCALENDAR\r\nSUMMARY" + b";A=a,a" * 100_000 + b":\r\n",
        b"BEGIN:VCALENDAR\r\nRRULE:FREQ=DAILY" + b";BYDAY=1" * 100_000 + b"\r\n",
        b"BEGIN:VCALENDAR\r\n" + b"\\\r\n " * 200_000,
        b"BEGIN:VCALENDAR\r\nSUMMARY:" + b"?pwd=&" * 200_000 + b"\r\n",
    ],
    ids=range(13),
)
def test_hostile_octets_are_answered(raw: bytes) -> None:
    assert findings(raw)


@given(st.text(), st.from_regex(r"[!-~]{1,64}@[A-Za-z0-9.-]{1,40}", fullmatch=True))
def test_an_invitation_to_anybody_is_good(name: str, email: str) -> None:
    person = sample.person(name=name, email=email)
    assert findings(request_ics(OFFICE, sample.booking(), person, sample.meeting())) == ()
    assert findings(cancel_ics(OFFICE, sample.booking(), person)) == ()


_PIECES = st.sampled_from(
    [
        b"BEGIN:VCALENDAR", b"END:VCALENDAR", b"BEGIN:VEVENT", b"END:VEVENT", b"BEGIN:VTIMEZONE", b"END:VTIMEZONE",
        b"DTSTART;TZID=Asia/Tokyo:20261203T143000", b"DTEND;VALUE=DATE:", b"METHOD:REPLY", b'ATTENDEE;CN="a', b"TZID:x",
        b"UID:1", b":", b";", b'"', b"\\", b"\r\n", b"\n", b" ", b"\xe4\xba", b"\x00", b"RRULE:FREQ=DAILY;;",
    ]
)  # fmt: skip


@given(st.binary(max_size=300) | st.lists(_PIECES | st.binary(max_size=4), max_size=60).map(b"".join))
def test_any_octets_are_answered_without_an_error(raw: bytes) -> None:
    for foreign in (False, True):
        for each in findings(raw, foreign=foreign):
            assert each.code in RULES
            assert 0 <= each.line <= raw.count(b"\n") + raw.count(b"\r") + 1
    assert findings(raw), "nothing made of these pieces is a good calendar"


@settings(max_examples=300)
@given(st.sampled_from([REQUEST, CANCEL, FEED]), st.data())
def test_one_octet_changed_is_found_or_still_parses(good: bytes, data: st.DataObject) -> None:
    """What icalendar refuses or reads with errors, the linter has found; the reverse is not claimed."""
    at = data.draw(st.integers(0, len(good) - 1))
    raw = good[:at] + bytes([data.draw(st.integers(0, 255))]) + good[at + 1 :]
    if findings(raw):
        return
    (event,) = Calendar.from_ical(raw).walk("VEVENT")
    assert event.errors == []
    assert event["DTSTART"].dt.tzinfo is not None
    assert event["DTSTART"].dt < event["DTEND"].dt


def test_the_page_lists_every_rule_with_its_section() -> None:
    page = (HERE.parents[2] / "docs" / "linter.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z0-9-]+)` \| (RFC [0-9. ]+) \| .+ \| ?(ours)? ?\|$", page, re.MULTILINE)
    assert {code: section for code, section, _ in rows} == {code: section for code, (section, _) in RULES.items()}
    assert {code for code, _, ours in rows if ours} == HOUSE


def test_a_section_that_is_shown_begins_with_the_one_of_its_rule() -> None:
    assert [name for name, (code, rfc, _) in BROKEN.items() if not f"{rfc}.".startswith(f"{RULES[code][0]}.")] == []
