"""The public calendars: free times and closed days, and that nothing of a booking can be seen in them."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import pairwise

import icalendar
import pytest
import samples_of_papers as sample
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.config.office import Office
from madoguchi.model.booking import Booking
from madoguchi.model.openings import FreeDay, FreeSlot
from scheduler.calendar.event import utc_stamp
from scheduler.calendar.lint import findings
from scheduler.calendar.public_feeds import closed_feed, free_feed
from scheduler.closed_days import ClosedDays, ClosedHours, closed_days
from scheduler.free import free_days
from scheduler.openings import OfficeDays

OFFICE = sample.office()
TODAY = date(2026, 11, 30)
DAYS = OfficeDays(OFFICE)


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


def an_office(**about: str) -> Office:
    return OFFICE.model_copy(update={"office": OFFICE.office.model_copy(update=about)})


def test_runs_of_free_slots_are_one_event_each() -> None:
    raw = free_feed(OFFICE, sample.free_days(), TODAY)
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
    raw = free_feed(wide, (a_day([(14, 0), (14, 40)]),), TODAY)
    assert spans(raw) == [(datetime(2026, 12, 3, 14, 0), datetime(2026, 12, 3, 15, 10))]


def test_days_before_the_as_of_day_are_left_out() -> None:
    assert events(free_feed(OFFICE, sample.free_days(), date(2026, 12, 5))) == []


def test_the_public_feed_does_not_show_how_often_something_was_booked() -> None:
    """How many places are left and a slot freed again change no byte."""
    first = free_feed(OFFICE, (a_day([(9, 30), (14, 0)], left=2),), TODAY)
    assert first == free_feed(OFFICE, (a_day([(9, 30), (14, 0)], left=1),), TODAY)
    stamps = {event["DTSTAMP"].dt.isoformat() for event in events(first)}
    assert stamps == {"2025-11-30T00:00:00+00:00"}


def test_a_day_changes_one_line_of_a_public_feed() -> None:
    """What is free stays as it is, but for the day of the calendar itself."""
    for today, tomorrow in (
        [free_feed(OFFICE, (a_day([(9, 30)]),), TODAY + timedelta(days=day)) for day in (0, 1)],
        [closed_feed(OFFICE, [NEW_YEAR], TODAY + timedelta(days=day)) for day in (0, 1)],
    ):
        lines = zip(today.split(b"\r\n"), tomorrow.split(b"\r\n"), strict=True)
        assert [one for one, other in lines if one != other] == [b"LAST-MODIFIED:20261129T150000Z"]


def test_an_event_of_the_public_feed_never_changes_under_its_uid() -> None:
    whole = free_feed(OFFICE, (a_day([(9, 30), (10, 0), (10, 30)]),), TODAY)
    parts = free_feed(OFFICE, (a_day([(9, 30), (10, 30)]),), TODAY)
    uids = [str(event["UID"]) for raw in (whole, parts) for event in events(raw)]
    assert len(set(uids)) == 3
    assert not any(uid.partition("@")[0].isdigit() for uid in uids)


def test_another_office_has_other_uids() -> None:
    days, other = sample.free_days(), an_office(id="kinosaki")
    assert not {str(one["UID"]) for one in events(free_feed(OFFICE, days, TODAY))} & {
        str(one["UID"]) for one in events(free_feed(other, days, TODAY))
    }


@given(st.lists(st.integers(0, 13), unique=True))
def test_runs_cover_exactly_the_free_slots(places: list[int]) -> None:
    begins = datetime(2026, 12, 3, 9, 0)
    slots = tuple(
        FreeSlot(start=begins + timedelta(minutes=30 * place), left=int(place in places), capacity=1)
        for place in range(14)
    )
    raw = free_feed(OFFICE, (FreeDay(on=date(2026, 12, 3), slots=slots),), TODAY)
    covered = {
        (at - begins) // timedelta(minutes=30)
        for start, end in spans(raw)
        for at in (start + timedelta(minutes=30 * step) for step in range((end - start) // timedelta(minutes=30)))
    }
    assert covered == set(places) & set(range(14))
    ordered = spans(raw)
    assert all(end < start for (_, end), (start, _) in pairwise(ordered))


def _held(counsellor: str, start: datetime, minute: int) -> Booking:
    """Return a booking by somebody, made at some moment."""
    changed = sample.AS_OF - timedelta(minutes=minute, seconds=17)  # no slot begins so
    number = minute + 1
    return sample.booking(
        booking_id=number,
        request_id=number,
        counsellor=counsellor,
        start=start,
        changed_at=changed,
        sequence=minute % 5,
    )


STARTS = [slot.start for day in (3, 4) for slot in DAYS.day(date(2026, 12, day)).slots]
# Of two counsellors both have a booking where a start is full, one or nobody where it is not; and when each was made.
SEATS = {True: [("a", "b"), ("b", "a")], False: [(), ("a",), ("b",)]}


@st.composite
def two_histories(draw: st.DrawFn) -> list[list[Booking]]:
    """Draw twice who booked when and with whom, so that the same starts are full."""
    full = draw(st.lists(st.booleans(), min_size=len(STARTS), max_size=len(STARTS)))

    def history() -> list[Booking]:
        return [
            _held(counsellor, start, draw(st.integers(0, 50_000)))
            for start, is_full in zip(STARTS, full, strict=True)
            for counsellor in draw(st.sampled_from(SEATS[is_full]))
        ]

    return [history(), history()]


@given(two_histories())
def test_two_histories_of_bookings_that_leave_the_same_times_free_are_the_same_in_public(
    histories: list[list[Booking]],
) -> None:
    one, other = (free_feed(OFFICE, free_days(OFFICE, DAYS, held, sample.AS_OF, 14), TODAY) for held in histories)
    assert one == other


@given(st.lists(st.tuples(st.sampled_from(STARTS), st.sampled_from("ab"), st.integers(0, 50_000)), max_size=6))
def test_nothing_of_a_booking_stands_in_public(made: list[tuple[datetime, str, int]]) -> None:
    held = [_held(counsellor, start, minute) for start, counsellor, minute in made]
    raw = free_feed(OFFICE, free_days(OFFICE, DAYS, held, sample.AS_OF, 14), TODAY)
    secret = {"28070", "相談員", *(word for one in held for word in (one.uid, f"M{one.request_id:05d}"))}
    secret |= {utc_stamp(one.changed_at)[9:] for one in held}
    assert [word for word in secret if word.encode() in raw.replace(b"\r\n ", b"")] == []


NEW_YEAR = ClosedDays(date(2026, 12, 29), date(2027, 1, 1), "年末年始")
TRAINING = ClosedHours(datetime(2026, 12, 2, 9, 30), datetime(2026, 12, 2, 10, 30), "職員研修")


def test_closed_days_are_whole_days_with_an_end_that_is_not_part_of_them() -> None:
    (event,) = events(closed_feed(OFFICE, [NEW_YEAR], TODAY))
    assert (event["DTSTART"].to_ical(), event["DTEND"].to_ical()) == (b"20261229", b"20270102")
    assert event["DTSTART"].params["VALUE"] == event["DTEND"].params["VALUE"] == "DATE"
    assert event["SUMMARY"] == "オンライン職業相談のお休み：年末年始"


def test_closed_hours_are_times_in_utc() -> None:
    assert spans(closed_feed(OFFICE, [TRAINING], TODAY)) == [(TRAINING.start, TRAINING.end)]


def test_that_the_office_is_closed_takes_none_of_the_readers_time() -> None:
    for event in events(closed_feed(OFFICE, [NEW_YEAR, TRAINING], TODAY)):
        assert (event["TRANSP"], event["X-MICROSOFT-CDO-BUSYSTATUS"]) == ("TRANSPARENT", "FREE")
        assert not {"SEQUENCE", "CREATED", "LAST-MODIFIED", "ATTENDEE", "DESCRIPTION"} & set(event)


@pytest.mark.parametrize(
    "other",
    [
        NEW_YEAR._replace(say="臨時の休み"),
        NEW_YEAR._replace(last=date(2026, 12, 31)),
        NEW_YEAR._replace(first=date(2026, 12, 28)),
        TRAINING,
    ],
)
def test_a_closure_that_says_anything_else_is_another_event(other: ClosedDays | ClosedHours) -> None:
    uids = [str(event["UID"]) for event in events(closed_feed(OFFICE, [NEW_YEAR, other], TODAY))]
    assert len(set(uids)) == 2


def test_a_public_feed_says_where_it_is_found_and_up_to_which_year_holidays_are_known() -> None:
    for name, raw in (
        ("free.ics", free_feed(OFFICE, (), TODAY)),
        ("closed.ics", closed_feed(OFFICE, (), TODAY)),
    ):
        calendar = icalendar.Calendar.from_ical(raw)
        assert calendar["SOURCE"] == f"https://www.hellowork-toyooka.example/{name}"
        assert calendar["SOURCE"].params["VALUE"] == "URI"
        assert raw.count(b"BEGIN:VTIMEZONE") == 1, "a calendar without any event has a component all the same"
    assert "2027年まで" in str(calendar["X-WR-CALDESC"])


@pytest.mark.parametrize("ahead", [0, 366])
def test_no_stamp_lies_in_the_future(ahead: int) -> None:
    """Also for the farthest day an office can show, on a morning before nine, when it is still yesterday in UTC."""
    day = TODAY + timedelta(days=ahead)
    (event,) = events(closed_feed(OFFICE, [ClosedDays(day, day, "休み")], TODAY))
    assert event["DTSTAMP"].dt < datetime(2026, 11, 30, 0, 1, tzinfo=sample.AS_OF.tzinfo)


@given(st.dates(date(2026, 1, 1), date(2028, 12, 31)))
def test_the_closed_days_of_any_day_make_a_good_feed(today: date) -> None:
    closed = closed_days(OFFICE, DAYS, today, today + timedelta(days=180))
    assert len(events(closed_feed(OFFICE, closed, today))) == len(closed)
