"""The day sheets in the staff's folder: today's and the next open day's, and no others."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple

from madoguchi.clock import aware, local
from madoguchi.config.folder import OfficeFolder
from madoguchi.model.booking import Booking
from madoguchi.model.openings import OpenDays
from madoguchi.model.reply import Reply, standing_answer
from madoguchi.model.request import BookingRequest
from madoguchi.sheets import DAY_SHEET, write_sheet
from madoguchi.store.bookings import bookings_between, unrecorded_bookings
from madoguchi.store.engine import Transaction
from madoguchi.store.replies import replies_to
from madoguchi.store.requests import requests_by_id
from scheduler.notices import Desk
from scheduler.sheets.day_sheet import MOST_UNRECORDED, DayEntry, day_sheet_csv, day_sheet_html
from scheduler.told import Told

_DAYS_SOUGHT = 14  # for the next open day


class Written(NamedTuple):
    """Which day sheets there are.

    Attributes:
        days: Each day with its number of visits.
        unrecorded: Visits of earlier days without a record, as far as the sheets show them.
    """

    days: tuple[tuple[date, int], ...]
    unrecorded: int


def write_day_sheets(transaction: Transaction, folder: OfficeFolder, desk: Desk, days: OpenDays, told: Told) -> Written:
    """Write today's sheet and the next open day's, and take the sheets of other days away.

    Visits of earlier days without a record stand on both, until they are recorded.
    """
    today = local(desk.as_of).date()
    coming = (today + timedelta(days=ahead) for ahead in range(1, _DAYS_SOUGHT))
    next_day = next((day for day in coming if days.day(day).slots), today)
    booked = bookings_between(transaction, today, next_day)
    forgotten = unrecorded_bookings(transaction, today, MOST_UNRECORDED)
    people = requests_by_id(transaction, {booking.request_id for booking in (*booked, *forgotten)})
    answers = _answers(transaction, (*booked, *forgotten))
    unrecorded = [_entry(booking, people, answers) for booking in forgotten]
    kept, written = set(), []
    for day in sorted({today, next_day}):
        entries = [_entry(booking, people, answers) for booking in booked if booking.start.date() == day]
        if not (entries or unrecorded) and day == today:
            continue
        html = folder.staff / f"{DAY_SHEET}{day}.html"
        table = folder.staff / f"{DAY_SHEET}{day}.csv"
        began = [aware(datetime.combine(today, time()))] if unrecorded or not entries else []  # of an earlier day now
        answered = (answers[one.booking.booking_id].received_at for one in entries if one.answer)
        changed_at = max([*began, *(entry.booking.changed_at for entry in entries), *answered])
        told.write(html, day_sheet_html(desk.office, desk.secrets, day, entries, changed_at, unrecorded))
        told.write(table, day_sheet_csv(desk.office, desk.secrets, day, entries, unrecorded), write_sheet)
        kept |= {html, table}
        written.append((day, len(entries)))
    _remove_other(folder.staff, kept, told)
    return Written(tuple(written), len(unrecorded))


def _answers(transaction: Transaction, booked: Iterable[Booking]) -> dict[int, Reply]:
    """Return what calendars answer to the newest invitations, by booking."""
    by_booking: dict[int, list[Reply]] = {}
    bookings = {booking.booking_id: booking for booking in booked}
    for reply in replies_to(transaction, bookings):
        by_booking.setdefault(reply.booking_id, []).append(reply)
    standing = {number: standing_answer(given, bookings[number].sequence) for number, given in by_booking.items()}
    return {number: reply for number, reply in standing.items() if reply}


def _entry(booking: Booking, people: dict[int, BookingRequest], answers: dict[int, Reply]) -> DayEntry:
    request = people[booking.request_id]
    explained = request.consent.explained if request.consent else None
    reply = answers.get(booking.booking_id)
    return DayEntry(booking, request.person, explained, reply.answer if reply else None)


def _remove_other(staff: Path, kept: set[Path], told: Told) -> None:
    for path in sorted(staff.glob(f"{DAY_SHEET}*")):
        if path not in kept:
            told.remove(path)
