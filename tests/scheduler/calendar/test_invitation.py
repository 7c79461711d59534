from datetime import datetime, timedelta

import icalendar
import pytest
import samples_of_papers as sample
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from madoguchi.clock import TOKYO
from madoguchi.config.secrets import Meeting
from madoguchi.model.booking import BookingState, Medium
from scheduler.calendar.invitation import cancel_ics, request_ics, web_address
from scheduler.calendar.lint import findings
from scheduler.calendar.text import clean


def parse(raw: bytes) -> tuple[icalendar.Calendar, icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(raw)
    (event,) = calendar.events
    assert not event.errors
    return calendar, event


def test_a_request_says_what_the_booking_says() -> None:
    office, booking = sample.office(), sample.booking(sequence=3)
    raw = request_ics(office, booking, sample.person(), sample.meeting())
    assert findings(raw) == ()
    calendar, event = parse(raw)
    assert calendar["METHOD"] == "REQUEST"
    assert "UID" not in calendar
    assert event["UID"] == f"{booking.uid}@hellowork-toyooka.example"
    assert event.start == booking.start.replace(tzinfo=TOKYO)
    assert event.end - event.start == timedelta(minutes=30)
    assert str(event["DTSTART"].params["TZID"]) == "Asia/Tokyo"
    assert event["SEQUENCE"] == 3
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == booking.changed_at
    assert event["STATUS"] == "CONFIRMED"
    assert event["TRANSP"] == "OPAQUE"
    assert event["SUMMARY"] == "オンライン職業相談（ハローワーク豊岡）"
    assert event["ORGANIZER"] == "mailto:yoyaku@hellowork-toyooka.example"
    assert event["ATTENDEE"] == "mailto:taro@mihon.example"
    assert dict(event["ATTENDEE"].params) == {
        "CUTYPE": "INDIVIDUAL",
        "ROLE": "REQ-PARTICIPANT",
        "PARTSTAT": "NEEDS-ACTION",
        "RSVP": "TRUE",
        "CN": "見本 太郎",
    }
    assert event["LOCATION"] == event["URL"] == "https://zoom.example/j/81234567890"


def test_a_cancellation_is_one_in_method_and_status() -> None:
    booking = sample.booking(state=BookingState.CANCELLED, sequence=1)
    raw = cancel_ics(sample.office(), booking, sample.person())
    assert findings(raw) == ()
    calendar, event = parse(raw)
    assert calendar["METHOD"] == "CANCEL"
    assert event["STATUS"] == "CANCELLED"
    assert event["SEQUENCE"] == 1
    assert event["UID"] == parse(request_ics(sample.office(), sample.booking(), sample.person(), Meeting()))[1]["UID"]
    assert "RSVP" not in event["ATTENDEE"].params


def test_the_time_zone_is_declared_once_and_right() -> None:
    calendar, event = parse(request_ics(sample.office(), sample.booking(), sample.person(), Meeting()))
    (zone,) = calendar.walk("VTIMEZONE")
    assert event.start.replace(tzinfo=zone.to_tz()).utcoffset() == timedelta(hours=9)


def test_nothing_personal_stands_in_summary_or_description_and_no_passcode_anywhere() -> None:
    person = sample.person(companion="手話通訳", kana="ミホン")
    for raw in (
        request_ics(sample.office(), sample.booking(), person, sample.meeting()),
        cancel_ics(sample.office(), sample.booking(), person),
    ):
        event = parse(raw)[1]
        told = f"{event['SUMMARY']}{event.get('DESCRIPTION', '')}{event.get('LOCATION', '')}"
        for word in ("見本", "太郎", "ミホン", "28070", "090-", "手話", "M00012"):
            assert word not in told
        assert sample.CANARY.encode() not in raw.replace(b"\r\n ", b"")


def test_a_booking_by_telephone_names_no_meeting() -> None:
    event = parse(
        request_ics(sample.office(), sample.booking(medium=Medium.TELEPHONE), sample.person(), sample.meeting())
    )[1]
    assert event["SUMMARY"] == "電話職業相談（ハローワーク豊岡）"
    assert event["LOCATION"] == "電話"
    assert "URL" not in event


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("", ""),
        ("https://zoom.example/j/1?pwd=x", "https://zoom.example/j/1"),
        ("https://zoom.example/j/1#pwd=x", "https://zoom.example/j/1"),
        ("javascript:alert(1)", ""),
        ("https://zoom.example/会議", ""),
        ("https://zoom.example/a b", ""),
        ('https://zoom.example/j/1"onclick', ""),
        ("https://zoom.example/j/<1>", ""),
        ("https://[::1]:8443/j/1;x=(1)?a=b%20c", "https://[::1]:8443/j/1;x=(1)?a=b+c"),
    ],
)
def test_only_plain_web_addresses_are_told(url: str, told: str) -> None:
    meeting = Meeting(url=SecretStr(url))
    for in_calendar in (True, False):
        assert web_address(sample.office(), sample.booking(), meeting, in_calendar=in_calendar) == told


def test_without_a_meeting_it_says_zoom() -> None:
    event = parse(request_ics(sample.office(), sample.booking(), sample.person(), Meeting()))[1]
    assert event["LOCATION"] == "Zoom"


def test_without_a_name_the_address_stands_for_it() -> None:
    event = parse(request_ics(sample.office(), sample.booking(), sample.person(name=""), Meeting()))[1]
    assert event["ATTENDEE"].params["CN"] == "taro@mihon.example"


def test_the_same_booking_gives_the_same_bytes() -> None:
    def write() -> bytes:
        return request_ics(sample.office(), sample.booking(), sample.person(), sample.meeting())

    assert write() == write()


@given(
    name=st.text(min_size=1, max_size=100),
    start=st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2099, 1, 1)),
)
def test_no_name_breaks_out_of_its_place(name: str, start: datetime) -> None:
    booking = sample.booking(start=start.replace(second=0, microsecond=0))
    raw = request_ics(sample.office(), booking, sample.person(name=name), sample.meeting())
    assert findings(raw) == ()
    event = parse(raw)[1]
    assert str(event["ATTENDEE"].params["CN"]) == clean(name).replace("\\", "＼")
    assert event.start.replace(tzinfo=None) == booking.start
