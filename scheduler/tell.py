"""The stage that tells: hands letters over and writes the lists, sheets and feeds of the staff."""

from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta
from pathlib import Path

from madoguchi.clock import aware, local
from madoguchi.config.folder import OfficeFolder
from madoguchi.model.booking import Booking
from madoguchi.model.item import Kind
from madoguchi.model.notice import Means
from madoguchi.model.offer import Offer
from madoguchi.model.openings import OpenDays
from madoguchi.model.reply import Reply, standing_answer
from madoguchi.model.request import BookingRequest
from madoguchi.model.review import ReviewEntry
from madoguchi.progress import Progress, silent
from madoguchi.sheets import CALENDAR_FAULTS, DAY_SHEET, REVIEW_LIST, TELEPHONE_LIST, WAITING_LIST, write_sheet
from madoguchi.store import bookings as booking_store
from madoguchi.store.engine import Store, Transaction
from madoguchi.store.offers import offers_of, open_offers
from madoguchi.store.outbox import waiting_notices
from madoguchi.store.replies import replies_to
from madoguchi.store.requests import requests_by_id, waiting_list
from madoguchi.store.reviews import open_entries
from scheduler.diary import Held
from scheduler.feeds import write_feeds
from scheduler.free import free_days
from scheduler.notices import Desk
from scheduler.sending.hand_over import hand_over
from scheduler.sheets.day_sheet import MOST_UNRECORDED, DayEntry, day_sheet_csv, day_sheet_html
from scheduler.sheets.review_list import review_list
from scheduler.sheets.telephone_list import telephone_list
from scheduler.sheets.waiting_list import waiting_list_csv
from scheduler.told import Told

_MOST_CANDIDATES = 6
_DAYS_SOUGHT = 14  # for the next open day of the day sheet


def tell(store: Store, folder: OfficeFolder, desk: Desk, days: OpenDays, progress: Progress = silent) -> Told:
    """Hand over what waits in the outbox and bring the files of the staff up to date."""
    told = Told(by_server=desk.office.smtp is not None)
    hand_over(store, folder.outbox, desk, days, told, progress)
    with store.reading() as transaction:
        _write_lists(transaction, folder, desk, days, told)
        _write_day_sheets(transaction, folder, desk, days, told)
        write_feeds(transaction, folder, desk.office, desk.as_of, told)
    _write_faults(folder.staff / CALENDAR_FAULTS, told)
    return told


def _write_faults(path: Path, told: Told) -> None:
    """Leave word beside the lists, for a pass that nobody watches; it goes with what it tells of."""
    if told.faulty:
        told.write(path, "".join(f"{fault}\r\n" for fault in told.faults()).encode("utf-8-sig"))
    elif path.exists():
        told.remove(path, Path.unlink)


def _write_lists(transaction: Transaction, folder: OfficeFolder, desk: Desk, days: OpenDays, told: Told) -> None:
    entries, offers = open_entries(transaction), open_offers(transaction)
    if entries:
        free = _free_starts(transaction, desk, days, offers)
        entries = [entry.model_copy(update={"candidates": _candidates(entry, free)}) for entry in entries]
    told.write(folder.staff / REVIEW_LIST, review_list(entries), write_sheet)
    tasks = waiting_notices(transaction, Means.TELEPHONE)
    booked = booking_store.bookings_by_id(transaction, [one.booking_id for one in tasks if one.booking_id is not None])
    starts = {number: booking.start for number, booking in booked.items()}
    limits = {offer.request_id: offer.until for offer in offers}
    calls = telephone_list(tasks, starts, lambda day: bool(days.day(day).slots), limits)
    told.write(folder.staff / TELEPHONE_LIST, calls, write_sheet)
    _write_waiting_list(transaction, folder, told)


def _write_waiting_list(transaction: Transaction, folder: OfficeFolder, told: Told) -> None:
    """Write who waits for a time to become free; no file while nobody does."""
    path, listed = folder.staff / WAITING_LIST, waiting_list(transaction)
    if listed:
        made = offers_of(transaction, [request.request_id for request in listed])
        told.write(path, waiting_list_csv(listed, made))
    elif path.exists():
        told.remove(path, Path.unlink)


def _free_starts(transaction: Transaction, desk: Desk, days: OpenDays, offers: list[Offer]) -> list[datetime]:
    held: list[Held] = [*booking_store.live_bookings(transaction, local(desk.as_of).date()), *offers]
    free = free_days(desk.office, days, held, desk.as_of, days.horizon_days + 1)
    return [slot.start for day in free for slot in day.slots if slot.left]


def _candidates(entry: ReviewEntry, free: list[datetime]) -> tuple[datetime, ...]:
    """Return wished starts that are free, or else the next free ones; none where no day was read."""
    if entry.kind not in {Kind.REQUEST, Kind.CHANGE} or not entry.wishes:
        return ()
    wished = {start for wish in entry.wishes for start in wish.slots}
    return tuple(([start for start in free if start in wished] or free)[:_MOST_CANDIDATES])


def _write_day_sheets(transaction: Transaction, folder: OfficeFolder, desk: Desk, days: OpenDays, told: Told) -> None:
    """Write today's sheet and the next open day's, and take the sheets of other days away.

    Visits of earlier days without a record stand on both, until they are recorded.
    """
    today = local(desk.as_of).date()
    coming = (today + timedelta(days=ahead) for ahead in range(1, _DAYS_SOUGHT))
    next_day = next((day for day in coming if days.day(day).slots), today)
    booked = booking_store.bookings_between(transaction, today, next_day)
    forgotten = booking_store.unrecorded_bookings(transaction, today, MOST_UNRECORDED)
    people = requests_by_id(transaction, {booking.request_id for booking in (*booked, *forgotten)})
    answers = _answers(transaction, (*booked, *forgotten))
    unrecorded = [_entry(booking, people, answers) for booking in forgotten]
    kept = set()
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
    _remove_other(folder.staff.glob(f"{DAY_SHEET}*"), lambda path: path in kept, told)


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


def _remove_other(paths: Iterable[Path], keep: Callable[[Path], bool], told: Told) -> None:
    for path in sorted(paths):
        if not keep(path):
            told.remove(path)
