from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import pairwise, permutations

import icalendar
import samples_of_papers as sample
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.config.office import Office
from madoguchi.model.booking import BookingState, Medium
from madoguchi.model.openings import FreeDay, FreeSlot
from scheduler.calendar.feed import free_feed, staff_event, staff_feed
from scheduler.calendar.lint import findings

OFFICE = sample.office()
ANNA = OFFICE.counsellors[0]


def events(raw: bytes) -> list[icalendar.Event]:
    assert findings(raw) == ()
    found = icalendar.Calendar.from_ical(raw).events
    assert not any(event.errors for event in found)
    return found


def spans(raw: bytes) -> list[tuple[datetime, datetime]]:
    nine = timedelta(hours=9)
    return [(event.start.replace(tzinfo=None) + nine, event.end.replace(tzinfo=None) + nine) for event in events(raw)]


def a_day(starts: Iterable[tuple[int, int]], left: int = 1) -> FreeDay:
    slots = tuple(FreeSlot(start=datetime(2026, 12, 3, hour, minute), left=left, capacity=2) for hour, minute in starts)
    return FreeDay(on=date(2026, 12, 3), slots=slots)


def test_a_staff_event_names_the_reference_only() -> None:
    (event,) = events(staff_feed(OFFICE, ANNA, [staff_event(sample.booking(), OFFICE)]))
    assert event["SUMMARY"] == "予約 M00012（ビデオ）"
    assert event["ORGANIZER"] == "mailto:yoyaku@hellowork-toyooka.example"
    assert not {"ATTENDEE", "DESCRIPTION", "LOCATION", "URL"} & set(event)
    assert not event.subcomponents
    assert event.start == sample.booking().start.replace(tzinfo=sample.AS_OF.tzinfo)


def test_a_telephone_booking_says_so() -> None:
    (event,) = events(staff_feed(OFFICE, ANNA, [staff_event(sample.booking(medium=Medium.TELEPHONE), OFFICE)]))
    assert event["SUMMARY"] == "予約 M00012（電話）"


def test_a_cancelled_booking_leaves_the_feed() -> None:
    gone = staff_event(sample.booking(state=BookingState.CANCELLED), OFFICE)
    assert gone == b""
    assert staff_feed(OFFICE, ANNA, [gone]) == staff_feed(OFFICE, ANNA, [])


def test_past_sessions_stay() -> None:
    assert staff_event(sample.booking(state=BookingState.COMPLETED), OFFICE)
    assert staff_event(sample.booking(state=BookingState.NO_SHOW), OFFICE)


def test_the_order_of_the_fragments_does_not_matter_and_time_leads() -> None:
    hours = (15, 9, 14)
    fragments = [
        staff_event(sample.booking(uid=f"u{hour}", start=datetime(2026, 12, 3, hour)), OFFICE) for hour in hours
    ]
    feeds = {staff_feed(OFFICE, ANNA, order) for order in permutations(fragments)}
    assert len(feeds) == 1
    assert [start.hour for start, _ in spans(feeds.pop())] == [9, 14, 15]


def test_an_empty_feed_is_a_time_zone_only() -> None:
    raw = staff_feed(OFFICE, ANNA, [])
    assert events(raw) == []
    assert raw.count(b"BEGIN:VTIMEZONE") == 1
    assert free_feed(OFFICE, (), date(2026, 11, 30)).count(b"BEGIN:VTIMEZONE") == 1


def test_feeds_carry_their_name_and_refresh_rule() -> None:
    calendar = icalendar.Calendar.from_ical(staff_feed(OFFICE, ANNA, []))
    assert calendar["METHOD"] == "PUBLISH"
    assert calendar["NAME"] == calendar["X-WR-CALNAME"] == "オンライン職業相談の予約（相談員A）"
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(hours=1)
    assert calendar["X-PUBLISHED-TTL"] == "PT1H"
    assert "UID" not in calendar


def test_runs_of_free_slots_are_one_event_each() -> None:
    raw = free_feed(OFFICE, sample.free_days(), date(2026, 11, 30))
    assert spans(raw) == [
        (datetime(2026, 12, 3, 9, 30), datetime(2026, 12, 3, 10, 30)),
        (datetime(2026, 12, 3, 14, 0), datetime(2026, 12, 3, 14, 30)),
        (datetime(2026, 12, 4, 15, 30), datetime(2026, 12, 4, 16, 0)),
    ]
    for event in events(raw):
        assert event["TRANSP"] == "TRANSPARENT"
        assert event["SUMMARY"] == "受付可（オンライン職業相談）"
        assert not {"SEQUENCE", "CREATED", "LAST-MODIFIED", "ATTENDEE", "DESCRIPTION"} & set(event)


def test_slots_with_a_gap_between_them_still_make_a_run() -> None:
    wide = Office.model_validate(
        OFFICE.model_dump() | {"booking": OFFICE.booking.model_copy(update={"every": 40}).model_dump()}
    )
    raw = free_feed(wide, (a_day([(14, 0), (14, 40)]),), date(2026, 11, 30))
    assert spans(raw) == [(datetime(2026, 12, 3, 14, 0), datetime(2026, 12, 3, 15, 10))]


def test_days_before_the_as_of_day_are_left_out() -> None:
    assert events(free_feed(OFFICE, sample.free_days(), date(2026, 12, 5))) == []


def test_the_public_feed_does_not_show_when_or_how_often_something_was_booked() -> None:
    """How many places are left, the run's day and a slot freed again change no byte."""
    first = free_feed(OFFICE, (a_day([(9, 30), (14, 0)], left=2),), date(2026, 11, 30))
    later = free_feed(OFFICE, (a_day([(9, 30), (14, 0)], left=1),), date(2026, 12, 1))
    assert first == later
    stamps = {event["DTSTAMP"].dt.isoformat() for event in events(first)}
    assert stamps == {"2025-12-02T00:00:00+00:00"}


def test_an_event_of_the_public_feed_never_changes_under_its_uid() -> None:
    whole = free_feed(OFFICE, (a_day([(9, 30), (10, 0), (10, 30)]),), date(2026, 11, 30))
    parts = free_feed(OFFICE, (a_day([(9, 30), (10, 30)]),), date(2026, 11, 30))
    uids = [str(event["UID"]) for raw in (whole, parts) for event in events(raw)]
    assert len(set(uids)) == 3
    assert not any(uid.partition("@")[0].isdigit() for uid in uids)


def test_another_office_has_other_uids() -> None:
    about = OFFICE.office.model_copy(update={"id": "kinosaki"})
    other = OFFICE.model_copy(update={"office": about})
    days, day = sample.free_days(), date(2026, 11, 30)
    assert not {str(one["UID"]) for one in events(free_feed(OFFICE, days, day))} & {
        str(one["UID"]) for one in events(free_feed(other, days, day))
    }


@given(st.lists(st.integers(0, 13), unique=True))
def test_runs_cover_exactly_the_free_slots(places: list[int]) -> None:
    begins = datetime(2026, 12, 3, 9, 0)
    slots = tuple(
        FreeSlot(start=begins + timedelta(minutes=30 * place), left=int(place in places), capacity=1)
        for place in range(14)
    )
    raw = free_feed(OFFICE, (FreeDay(on=date(2026, 12, 3), slots=slots),), date(2026, 11, 30))
    covered = {
        (at - begins) // timedelta(minutes=30)
        for start, end in spans(raw)
        for at in (start + timedelta(minutes=30 * step) for step in range((end - start) // timedelta(minutes=30)))
    }
    assert covered == set(places) & set(range(14))
    ordered = spans(raw)
    assert all(end < start for (_, end), (start, _) in pairwise(ordered))
