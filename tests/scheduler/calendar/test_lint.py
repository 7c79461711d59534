import pytest
import samples_of_papers as sample

from scheduler.calendar.feed import staff_event, staff_feed
from scheduler.calendar.invitation import cancel_ics, request_ics
from scheduler.calendar.lint import faults

OFFICE = sample.office()
REQUEST = request_ics(OFFICE, sample.booking(), sample.person(), sample.meeting())
CANCEL = cancel_ics(OFFICE, sample.booking(), sample.person())
DAY = sample.AS_OF.date()
FEED = staff_feed(OFFICE, OFFICE.counsellors[0], [staff_event(sample.booking(), OFFICE)], DAY)


@pytest.mark.parametrize("good", [REQUEST, CANCEL, FEED, staff_feed(OFFICE, OFFICE.counsellors[0], [], DAY)])
def test_ours_are_good(good: bytes) -> None:
    assert faults(good) == ()


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        (b"", "whole calendar"),
        (b"\xef\xbb\xbf" + FEED, "whole calendar"),  # a BOM fails in five readers
        (FEED.replace(b"\r\n", b"\n"), "whole calendar"),
        (FEED[:-20], "whole calendar"),  # cut off
        (FEED.replace(b"SUMMARY:", b"SUMMARY:" + b"a" * 80), "75 octets"),
        (FEED.replace(b"SUMMARY:", b"SUMMARY:\n"), "not CRLF"),
        (FEED.replace("予約 M".encode(), "予約 M".encode("cp932")), "not UTF-8"),
        (FEED.replace("予約 M".encode(), b"\xe4\xba\r\n \x88\xe7\xb4\x84"), "folded inside"),
        (FEED.replace(b"SUMMARY:", b"SUMMARY:\x00"), "control character"),
        (FEED.replace(b"SUMMARY:", b"SUMMARY "), "no name and value"),
        (FEED.replace(b"SUMMARY:", b"SUMMARY:a,b"), "unescaped"),
        (FEED.replace(b"SUMMARY:", b"SUMMARY:a\\xb"), "unescaped"),
        (FEED.replace(b";VALUE=DURATION", b""), "value type"),
        (FEED.replace(b"DTSTAMP:20261130T000000Z", b"DTSTAMP:20261130T090000"), "not in UTC"),
        (FEED.replace(b"METHOD:PUBLISH\r\n", b""), "METHOD"),
        (FEED.replace(b"VERSION:2.0\r\n", b""), "VERSION"),
        (FEED.replace(b"METHOD:", b"UID:x\r\nMETHOD:"), "UID of its own"),
        (staff_feed(OFFICE, OFFICE.counsellors[0], [staff_event(sample.booking(), OFFICE)] * 2, DAY), "stands 2 times"),
        (FEED.replace(b"STATUS:CONFIRMED", b"STATUS:CANCELLED"), "STATUS"),
        (FEED.replace(b"DTSTART:20261203T053000Z", b"DTSTART:20261203T143000"), "floating"),
        (FEED.replace(b"DTEND:20261203T060000Z", b"DTEND:20261203T053000Z"), "ends before"),
        (FEED.replace(b"STATUS:", b"ATTENDEE:mailto:a@b.example\r\nSTATUS:"), "ATTENDEE"),
        (FEED.replace(b"END:VEVENT", b"BEGIN:VALARM\r\nEND:VALARM\r\nEND:VEVENT"), "alarm"),
        (FEED.replace(FEED[FEED.index(b"BEGIN:VEVENT") : FEED.index(b"END:VCALENDAR")], b""), "without any component"),
        (FEED.replace("SUMMARY:予約 M00012（ビデオ）".encode(), b"SUMMARY:"), "SUMMARY is empty"),
        (REQUEST.replace(b"TZID:Asia/Tokyo\r\n", b"TZID:Japan\r\n"), "undeclared"),
        (REQUEST.replace(b"SEQUENCE:0\r\n", b""), "SEQUENCE"),
        (
            REQUEST.replace(REQUEST[REQUEST.index(b"BEGIN:VEVENT") : REQUEST.index(b"END:VCALENDAR")], b""),
            "exactly one",
        ),
        (CANCEL.replace(b"STATUS:CANCELLED", b"STATUS:CONFIRMED"), "STATUS"),  # the event would stay
    ],
)
def test_what_clients_punish_is_found(raw: bytes, word: str) -> None:
    assert word in " / ".join(faults(raw))


def test_the_list_of_faults_is_short() -> None:
    assert len(faults(FEED.replace(b"SUMMARY:", (b"X" * 80 + b"\r\n") * 1000))) == 20
