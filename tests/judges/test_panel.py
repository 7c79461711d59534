"""Each judge is heard for what it was called for; one that never objects would prove nothing."""

import os
import sys

import papers
import pytest

from judges import libical
from judges.panel import JUDGES, complaints

REQUEST = (papers.GOLDEN / "request.ics").read_bytes()
FEED = (papers.GOLDEN / "staff_feed.ics").read_bytes()


def test_libical_sits_on_the_panel() -> None:
    if libical.library() is None:
        if os.environ.get("CI") and sys.platform != "win32":
            pytest.fail(libical.HOW_TO_GET_IT)
        pytest.skip(libical.HOW_TO_GET_IT)
    assert "libical" in JUDGES


@pytest.mark.parametrize(
    ("raw", "judges", "why"),
    [
        (REQUEST, set(), "a good one"),
        (FEED, set(), "a good one"),
        (REQUEST.replace(b"ORGANIZER", b"X-ORGANIZER"), {"libical"}, "RFC 5546 table: REQUEST needs an ORGANIZER"),
        (REQUEST.replace(b"ATTENDEE", b"X-ATTENDEE"), {"libical"}, "RFC 5546 table: REQUEST needs an ATTENDEE"),
        (FEED.replace(b"SUMMARY", b"ATTENDEE:mailto:a@b.example\r\nSUMMARY"), {"libical"}, "PUBLISH has no ATTENDEE"),
        (FEED.replace(b"DTSTAMP", b"X-STAMP"), {"libical"}, "no DTSTAMP; `ical` makes one up"),
        (FEED.replace(b"SEQUENCE:0", b"SEQUENCE:abc"), {"ical", "icalendar"}, "no number"),
        (FEED.replace(b"SUMMARY:", b"SUMMARY:\x07"), {"ical"}, "a control character"),
        (FEED.replace(b"20261203T053000Z", b"20261332T250000Z"), {"ical", "icalendar"}, "no such time"),
        (FEED.replace(b"STATUS:CONFIRMED", b"STATUS:BOOKED"), {"libical", "ical"}, "no such status"),
        (FEED.replace(b"SUMMARY:", b"SUMMARY:a\r\nb"), {"libical", "ical", "icalendar"}, "a raw line end in a text"),
        (FEED.replace("予約".encode(), "予約".encode("cp932")), {"ical"}, "bytes that are no UTF-8"),
        (FEED.replace(b"END:VCALENDAR\r\n", b""), {"ical", "icalendar"}, "cut off"),
        (b"<!doctype html>\r\n", {"libical", "ical", "icalendar"}, "a page instead of a calendar"),
        (b"", {"libical", "ical", "icalendar"}, "nothing"),
        (FEED + b"\0", {"libical", "ical"}, "a NUL"),
        (FEED.replace(b"\r\n", b"\n"), {"ours"}, "LF only: nobody else says a word"),
    ],
)
def test_a_judge_objects_to_what_it_knows(raw: bytes, judges: set[str], why: str) -> None:
    said = complaints(raw)
    assert judges & JUDGES.keys() <= {one.partition(":")[0] for one in said}, why
    assert bool(said) is bool(judges), why


@pytest.mark.skipif(libical.library() is None, reason=libical.HOW_TO_GET_IT)
def test_a_long_feed_is_judged_to_its_last_event() -> None:
    head, tail = FEED.index(b"BEGIN:VEVENT"), FEED.index(b"END:VCALENDAR")
    one = FEED[head : FEED.index(b"END:VEVENT") + len(b"END:VEVENT\r\n")]
    many = b"".join(one.replace(b"UID:", b"UID:%d-" % number) for number in range(500))
    assert libical.complaints(FEED[:head] + many + FEED[tail:]) == []
    spoilt = many + one.replace(b"DTSTAMP", b"X-STAMP")
    assert libical.complaints(FEED[:head] + spoilt + FEED[tail:]) != []
