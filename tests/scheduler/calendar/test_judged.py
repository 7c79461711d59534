"""Every kind of calendar we write is taken by every judge, and says what its booking says."""

from pathlib import Path

import icalendar
import papers
import pytest
import samples_of_papers as sample
from judges.panel import complaints
from judges.readback import invited, listed, read

from madoguchi.config.secrets import Meeting
from madoguchi.model.booking import Booking, BookingState, Medium
from scheduler.calendar.feed import staff_event, staff_feed
from scheduler.calendar.invitation import cancel_ics, request_ics

OFFICE, PERSON = sample.office(), sample.person()
DAY = sample.AS_OF.date()
FILES = sorted(papers.GOLDEN.glob("*.ics"))
LETTERS = {path.name: papers.calendars(path.read_bytes()) for path in sorted(papers.GOLDEN.glob("*.eml"))}
WITH_CALENDAR = {name: copies for name, copies in LETTERS.items() if copies}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_calendar_kept_as_golden_is_good(path: Path) -> None:
    assert complaints(path.read_bytes()) == []


@pytest.mark.parametrize("name", WITH_CALENDAR)
def test_a_letter_carries_one_calendar_twice_and_it_is_good(name: str) -> None:
    (first, in_alternative), (second, attached) = WITH_CALENDAR[name]
    assert (first.partition(";")[0], second.partition(";")[0]) == ("text/calendar", "application/ics")
    assert in_alternative == attached
    assert complaints(attached) == []
    method = icalendar.Calendar.from_ical(attached)["METHOD"]
    assert f"method={method}".lower() in first.lower().replace('"', "")


def test_there_are_golden_calendars_of_each_method() -> None:
    methods = {str(icalendar.Calendar.from_ical(path.read_bytes())["METHOD"]) for path in FILES}
    assert methods == {"REQUEST", "CANCEL", "PUBLISH"}
    assert len(WITH_CALENDAR) >= 6


@pytest.mark.parametrize("medium", Medium)
@pytest.mark.parametrize("meeting", [sample.meeting(), Meeting()], ids=["with an address", "without"])
@pytest.mark.parametrize("name", ["見本 太郎", "", '𠮷﨑, 髙; "花子" \\ 👩‍👩‍👧', "長" * 300])
def test_an_invitation_says_what_the_booking_says(medium: Medium, meeting: Meeting, name: str) -> None:
    booking, person = sample.booking(medium=medium, sequence=2), sample.person(name=name)
    raw = request_ics(OFFICE, booking, person, meeting)
    assert complaints(raw) == []
    assert read(raw) == [invited(OFFICE, booking, person)]


@pytest.mark.parametrize("medium", Medium)
def test_a_cancellation_says_what_the_booking_says(medium: Medium) -> None:
    booking = sample.booking(medium=medium, state=BookingState.CANCELLED, sequence=3)
    raw = cancel_ics(OFFICE, booking, PERSON)
    assert complaints(raw) == []
    assert read(raw) == [invited(OFFICE, booking, PERSON)]


def test_a_feed_of_half_a_year_says_what_the_bookings_say() -> None:
    bookings = [_nth(number) for number in range(400)]
    raw = staff_feed(OFFICE, OFFICE.counsellors[0], [staff_event(one, OFFICE) for one in reversed(bookings)], DAY)
    assert complaints(raw) == []
    assert read(raw) == [listed(OFFICE, one) for one in bookings]


def _nth(number: int) -> Booking:
    start = sample.booking().start.replace(month=1 + number // 28 % 12, day=1 + number % 28, year=2027 + number // 336)
    return sample.booking(uid=f"u{number}", request_id=number + 1, start=start, sequence=number % 4)
