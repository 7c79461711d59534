"""Lines of calendars as programs write them, and the times and addresses in them."""

from datetime import datetime

import pytest

from intake.calendar.entries import Line, moment_of, read_entries
from intake.calendar.said import address_in
from madoguchi.clock import local

TIMES = [
    ("20261203T053000Z", "", "2026-12-03T14:30", "UTC"),
    ("20261203T053000z", "", "2026-12-03T14:30", "in a small letter"),
    ("20261203T143000", "Asia/Tokyo", "2026-12-03T14:30", "by its name"),
    ("20261203T143000", "Tokyo Standard Time", "2026-12-03T14:30", "by the name of Windows"),
    ("20261203T003000", "America/New_York", "2026-12-03T14:30", "elsewhere"),
    ("20261203T143000", "(UTC+09:00) 大阪、札幌、東京", "2026-12-03T14:30", "a zone that the text describes"),
    ("20261203T143000", "Summer and winter", None, "a zone with two offsets"),
    ("20261203T143000", "../../etc/passwd", None, "no zone"),
    ("20261203T143000", "", None, "nowhere"),
    ("20261203", "", None, "a day"),
    ("20261332T250000Z", "", None, "no day"),
]
ZONES = {"(UTC+09:00) 大阪、札幌、東京": {540}, "Summer and winter": {60, 120}}


@pytest.mark.parametrize(("written", "zone", "moment", "why"), TIMES)
def test_moments(written: str, zone: str, moment: str | None, why: str) -> None:
    read = moment_of(Line({"TZID": zone} if zone else {}, written), ZONES)
    assert (read and local(read)) == (datetime.fromisoformat(moment) if moment else None), why


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("mailto:taro@mihon.example", "taro@mihon.example"),
        ("MAILTO:Taro@Mihon.Example", "taro@mihon.example"),
        ("mailto:<taro@mihon.example>", "taro@mihon.example"),
        ("mailto:taro%40mihon.example?subject=x", "taro@mihon.example"),
        ("mailto:yoyaku%2Bb7-abc@mihon.example", "yoyaku+b7-abc@mihon.example"),
        ("taro@mihon.example", "taro@mihon.example"),
        ("invalid:nomail", ""),
        ("mailto:", ""),
        ("", ""),
    ],
)
def test_addresses(written: str, address: str) -> None:
    assert address_in(written) == address


def test_the_zones_that_a_text_describes_are_known_by_their_offsets() -> None:
    text = "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:x\nBEGIN:STANDARD\nTZOFFSETTO:-0330\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR"
    read = read_entries(text)
    assert (read.offsets, read.whole) == ({"x": {-210}}, True)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "nothing"),
        ("BEGIN:VCALENDAR\nEND:VCALENDAR", "no entry"),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR", "an entry without its end"),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VEVENT", "a calendar without its end"),
        ("BEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR", "a calendar without its beginning"),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VTODO\nEND:VEVENT\nEND:VCALENDAR", "ends that cross"),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + "X:\n" * 5000 + "END:VEVENT\nEND:VCALENDAR", "too many lines"),
    ],
)
def test_what_is_not_whole_is_told(text: str, why: str) -> None:
    assert not read_entries(text).whole, why


def test_what_stands_in_an_alarm_is_not_the_events() -> None:
    text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nBEGIN:VALARM\nATTENDEE:mailto:a@x.example\nEND:VALARM\nUID:1\nEND:VEVENT\nEND:VCALENDAR"
    (entry,) = read_entries(text).entries
    assert entry.lines.keys() == {"UID"}
