"""Laws: any booking with any text becomes a calendar that every judge takes and that reads back as the booking."""

from datetime import date, timedelta

import any_booking as any_one
from hypothesis import given
from hypothesis import strategies as st
from judges.panel import complaints
from judges.readback import invited, listed, read

from madoguchi.config.office import Office
from madoguchi.config.secrets import Meeting
from madoguchi.model.booking import Booking, BookingState
from madoguchi.model.openings import FreeDay
from madoguchi.model.reading import Particulars
from madoguchi.model.subscriber import Detail
from scheduler.calendar.feed import staff_event, staff_feed, with_title
from scheduler.calendar.invitation import cancel_ics, request_ics
from scheduler.calendar.public_feeds import closed_feed, free_feed
from scheduler.closed_days import ClosedDays

DAY, FAR = date(2026, 11, 30), date(2027, 11, 30)


@given(any_one.offices(), any_one.bookings(), any_one.persons(), any_one.meetings())
def test_any_invitation_reads_back_as_its_booking(
    office: Office, booking: Booking, person: Particulars, meeting: Meeting
) -> None:
    raw = request_ics(office, booking, person, meeting)
    assert complaints(raw) == []
    assert read(raw) == [invited(office, booking, person)]


@given(any_one.offices(), any_one.bookings(BookingState.CANCELLED), any_one.persons())
def test_any_cancellation_reads_back_as_its_booking(office: Office, booking: Booking, person: Particulars) -> None:
    raw = cancel_ics(office, booking, person)
    assert complaints(raw) == []
    assert read(raw) == [invited(office, booking, person)]


@given(any_one.offices(), st.lists(any_one.bookings(), unique_by=lambda one: one.uid, max_size=6))
def test_any_feed_of_a_counsellor_reads_back_as_the_bookings(office: Office, bookings: list[Booking]) -> None:
    counsellor = office.counsellors[0]
    raw = staff_feed(office, counsellor, [staff_event(one, office) for one in bookings], DAY)
    assert complaints(raw) == []
    assert sorted(read(raw), key=lambda one: one.uid) == sorted(
        (listed(office, one) for one in bookings), key=lambda one: one.uid
    )


@given(any_one.offices(), any_one.free_days())
def test_any_feed_of_free_times_is_taken_by_every_judge(office: Office, days: tuple[FreeDay, ...]) -> None:
    raw = free_feed(office, days, DAY)
    assert complaints(raw) == []


@given(any_one.offices(), any_one.bookings(), st.text(max_size=80), st.text(max_size=80))
def test_any_title_for_a_subscriber_is_taken_by_every_judge(
    office: Office, booking: Booking, before: str, after: str
) -> None:
    event = with_title(staff_event(booking, office), before, after)
    assert complaints(staff_feed(office, None, [event], DAY, Detail.NAME)) == []


@given(any_one.offices(), st.lists(st.tuples(st.dates(DAY, FAR), st.integers(0, 9), st.text(min_size=1)), max_size=6))
def test_any_feed_of_closed_days_is_taken_by_every_judge(office: Office, closed: list[tuple[date, int, str]]) -> None:
    rows = {ClosedDays(first, first + timedelta(days=more), say) for first, more, say in closed}
    assert complaints(closed_feed(office, sorted(rows), DAY)) == []
