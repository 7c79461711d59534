from datetime import date, datetime, timedelta
from itertools import permutations

import icalendar
import pytest
import samples_of_papers as sample
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.config.counsellors import Counsellor
from madoguchi.model.booking import BookingState, Medium
from madoguchi.model.subscriber import Detail
from scheduler.calendar.feed import staff_event, staff_feed, with_title
from scheduler.calendar.lint import findings
from scheduler.calendar.text import clean

OFFICE = sample.office()
ANNA = OFFICE.counsellors[0]
DAY = sample.AS_OF.date()
EVENT = staff_event(sample.booking(), OFFICE)


def feed(*fragments: bytes, shows: Counsellor | None = ANNA, detail: Detail = Detail.NUMBER) -> bytes:
    return staff_feed(OFFICE, shows, fragments, DAY, detail)


def events(raw: bytes) -> list[icalendar.Event]:
    assert findings(raw) == ()
    found = icalendar.Calendar.from_ical(raw).events
    assert not any(event.errors for event in found)
    return found


def test_a_staff_event_names_the_reference_only() -> None:
    (event,) = events(feed(EVENT))
    assert event["SUMMARY"] == "予約 M00012（ビデオ）"
    assert event["ORGANIZER"] == "mailto:yoyaku@hellowork-toyooka.example"
    assert not {"ATTENDEE", "DESCRIPTION", "LOCATION", "URL"} & set(event)
    assert not event.subcomponents
    assert event.start == sample.booking().start.replace(tzinfo=sample.AS_OF.tzinfo)


def test_an_event_is_stamped_with_the_change_of_its_booking_and_not_with_the_run() -> None:
    (event,) = events(staff_feed(OFFICE, ANNA, [EVENT], date(2027, 1, 4)))
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == sample.booking().changed_at


def test_a_telephone_booking_says_so() -> None:
    (event,) = events(feed(staff_event(sample.booking(medium=Medium.TELEPHONE), OFFICE)))
    assert event["SUMMARY"] == "予約 M00012（電話）"


def test_a_subscriber_never_learns_the_address_that_answers_come_to() -> None:
    marked = sample.booking(organizer="yoyaku+0123456789abcdef@hellowork-toyooka.example")
    assert b"+0123" not in staff_event(marked, OFFICE).replace(b"\r\n ", b"")


def test_a_cancelled_booking_leaves_the_feed() -> None:
    gone = staff_event(sample.booking(state=BookingState.CANCELLED), OFFICE)
    assert gone == b""
    assert feed(gone) == feed()


def test_past_sessions_stay() -> None:
    assert staff_event(sample.booking(state=BookingState.COMPLETED), OFFICE)
    assert staff_event(sample.booking(state=BookingState.NO_SHOW), OFFICE)


def test_the_order_of_the_fragments_does_not_matter_and_time_leads() -> None:
    fragments = [
        staff_event(sample.booking(uid=f"u{hour}", start=datetime(2026, 12, 3, hour)), OFFICE) for hour in (15, 9, 14)
    ]
    feeds = {feed(*order) for order in permutations(fragments)}
    assert len(feeds) == 1
    assert [event.start.astimezone(sample.AS_OF.tzinfo).hour for event in events(feeds.pop())] == [9, 14, 15]


def test_an_empty_feed_is_a_time_zone_only() -> None:
    assert events(feed()) == []
    assert feed().count(b"BEGIN:VTIMEZONE") == 1


def test_feeds_carry_their_name_and_refresh_rule() -> None:
    calendar = icalendar.Calendar.from_ical(feed())
    assert calendar["METHOD"] == "PUBLISH"
    assert calendar["NAME"] == calendar["X-WR-CALNAME"] == "オンライン職業相談の予約（相談員A）"
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(hours=1)
    assert calendar["X-PUBLISHED-TTL"] == "PT1H"
    assert not {"UID", "SOURCE"} & set(calendar), "one event would be left of all, and an address is secret"


def test_the_feed_of_the_office_is_named_for_it() -> None:
    assert icalendar.Calendar.from_ical(feed(shows=None))["NAME"] == "オンライン職業相談の予約（ハローワーク豊岡）"


def test_a_day_changes_one_line_of_the_calendar_and_nothing_of_its_events() -> None:
    """Whoever keeps a copy of each event with the words above it (vdirsyncer) sees no change."""
    today, tomorrow = (staff_feed(OFFICE, ANNA, [EVENT], DAY + timedelta(days=day)).split(b"\r\n") for day in (0, 1))
    changed = [(one, other) for one, other in zip(today, tomorrow, strict=True) if one != other]
    assert changed == [(b"LAST-MODIFIED:20261129T150000Z", b"LAST-MODIFIED:20261130T150000Z")]


@pytest.mark.parametrize(
    ("detail", "said"), [(Detail.NUMBER, "受付番号だけを"), (Detail.INITIALS, "頭文字を"), (Detail.NAME, "氏名を")]
)
def test_a_feed_says_what_it_tells_of_people(detail: Detail, said: str) -> None:
    assert said in str(icalendar.Calendar.from_ical(feed(detail=detail))["X-WR-CALDESC"])


def test_an_event_without_a_title_stays_as_it_is() -> None:
    assert with_title(b"BEGIN:VEVENT\r\nEND:VEVENT\r\n", "a", "b") == b"BEGIN:VEVENT\r\nEND:VEVENT\r\n"


def test_only_the_title_of_an_event_changes() -> None:
    before, _, after = EVENT.partition("SUMMARY:予約 M00012（ビデオ）\r\n".encode())
    titled = with_title(EVENT, "相談員A：", " 見・太")
    assert titled == before + "SUMMARY:相談員A：予約 M00012（ビデオ） 見・太\r\n".encode() + after
    assert with_title(EVENT) == EVENT


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_stands_around_a_title_comes_back_as_it_was(before: str, after: str) -> None:
    (event,) = events(feed(with_title(EVENT, before, after)))
    assert event["SUMMARY"] == clean(before) + "予約 M00012（ビデオ）" + clean(after)
