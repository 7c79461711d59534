"""Whom to remind of a visit, and from when."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

import pytest
import samples_of_papers as sample

from madoguchi.clock import TOKYO
from madoguchi.config.mail import Letters
from madoguchi.model.booking import Booking, BookingState
from scheduler.openings import OfficeDays
from scheduler.reminders import last_day_to_look_at, remind_from, whom_to_remind

DAYS = OfficeDays(sample.office())


def _open(day: date) -> bool:
    return bool(DAYS.day(day).slots)


def _letters(days: int = 1) -> Letters:
    return Letters.model_validate({"reminder_days": days})


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)


# 2026-12-03 is a Thursday, 2026-12-07 a Monday; the office is closed from 12-29 to 01-03.
FROM = [
    (1, "2026-12-03T10:00", "2026-12-02T09:00", "2026-12-02T09:00", "the day before"),
    (1, "2026-12-07T10:00", "2026-12-06T09:00", "2026-12-04T09:00", "a Monday: calls on the Friday before"),
    (3, "2026-12-07T10:00", "2026-12-04T09:00", "2026-12-04T09:00", "three days before is the Friday"),
    (2, "2026-12-08T10:00", "2026-12-06T09:00", "2026-12-06T09:00", "a Sunday, and Monday is there for the call"),
    (1, "2027-01-04T10:00", "2027-01-03T09:00", "2026-12-28T09:00", "over the end of the year"),
]


@pytest.mark.parametrize(("days", "start", "mail", "call", "why"), FROM)
def test_letters_go_by_the_calendar_and_calls_by_the_days_the_office_works(
    days: int, start: str, mail: str, call: str, why: str
) -> None:
    assert remind_from(_at(start), _letters(days), _open, by_mail=True) == _at(mail), why
    assert remind_from(_at(start), _letters(days), _open, by_mail=False) == _at(call), why


@pytest.mark.parametrize(
    ("today", "days", "last"),
    [("2026-12-02", 1, "2026-12-03"), ("2026-12-04", 1, "2026-12-07"), ("2026-12-28", 1, "2027-01-04"), ("2026-12-02", 5, "2026-12-07")],
)  # fmt: skip
def test_on_the_last_open_day_one_looks_over_the_closed_ones(today: str, days: int, last: str) -> None:
    assert last_day_to_look_at(date.fromisoformat(today), _letters(days), _open) == date.fromisoformat(last)


def _booking(start: str = "2026-12-03T10:00", changed: str = "2026-11-30T09:00", **more: object) -> Booking:
    return sample.booking(start=_at(start), changed_at=_at(changed).replace(tzinfo=TOKYO), **more)


def _reminded(booking: Booking, now: str, last: str = "", by_mail: Collection[int] = (7,)) -> bool:
    reminded = {7: _at(last).replace(tzinfo=TOKYO)} if last else {}
    as_of = _at(now).replace(tzinfo=TOKYO)
    return whom_to_remind([booking], by_mail, reminded, _letters(), _open, as_of) == [booking]


WHEN = [
    (_booking(), "2026-12-02T08:59", "", False, "not yet"),
    (_booking(), "2026-12-02T09:00", "", True, "from the time of day that is set"),
    (_booking(), "2026-12-03T09:59", "", True, "nobody ran the program the day before: late is better than not"),
    (_booking(), "2026-12-03T10:00", "", False, "it has begun"),
    (_booking(changed="2026-12-02T00:00"), "2026-12-02T09:00", "", False, "booked or moved today"),
    (_booking(changed="2026-12-02T23:00"), "2026-12-03T00:10", "", False, "told last evening, and not again at night"),
    (_booking(changed="2026-12-01T23:59"), "2026-12-02T09:00", "", True, "booked yesterday"),
    (_booking(), "2026-12-02T12:00", "2026-12-02T09:00", False, "reminded already"),
    (_booking("2026-12-10T10:00", "2026-12-02T11:00"), "2026-12-09T09:00", "2026-12-02T09:00", True, "moved since"),
    (_booking("2026-12-10T10:00", "2026-12-02T09:00"), "2026-12-09T09:00", "2026-12-02T09:00", True, "in that minute"),
    (_booking(state=BookingState.CANCELLED), "2026-12-02T09:00", "", False, "cancelled"),
]


@pytest.mark.parametrize(("booking", "now", "last", "expected", "why"), WHEN)
def test_each_is_reminded_once_for_each_time(
    booking: Booking,
    now: str,
    last: str,
    expected: bool,  # noqa: FBT001 -- a column of the table
    why: str,
) -> None:
    assert _reminded(booking, now, last) is expected, why


def test_who_is_called_about_a_monday_is_called_on_friday() -> None:
    monday = _booking("2026-12-07T10:00")
    assert _reminded(monday, "2026-12-04T09:00", by_mail=())
    assert not _reminded(monday, "2026-12-04T09:00"), "a letter goes on Sunday"
    assert not _reminded(_booking("2026-12-07T10:00", "2026-12-04T08:00"), "2026-12-04T09:00", by_mail=())


def test_the_earliest_visit_comes_first() -> None:
    late, early = _booking("2026-12-03T14:00", booking_id=8), _booking()
    as_of = datetime(2026, 12, 2, 9, tzinfo=TOKYO)
    assert whom_to_remind([late, early], {7, 8}, {8: as_of - timedelta(days=30)}, _letters(), _open, as_of) == [
        early,
        late,
    ]
