"""The lists in the staff's folder, each as a table to fill in and as a page to read and to print."""

from datetime import datetime
from pathlib import Path

from madoguchi.clock import local
from madoguchi.config.folder import OfficeFolder
from madoguchi.model.item import Kind
from madoguchi.model.notice import Means
from madoguchi.model.offer import Offer
from madoguchi.model.openings import OpenDays
from madoguchi.model.review import ReviewEntry
from madoguchi.sheets import REVIEW_LIST, REVIEW_PAGE, TELEPHONE_LIST, TELEPHONE_PAGE, WAITING_LIST, write_sheet
from madoguchi.store.bookings import bookings_by_id, live_bookings
from madoguchi.store.engine import Transaction
from madoguchi.store.offers import offers_of
from madoguchi.store.outbox import waiting_notices
from madoguchi.store.requests import waiting_list
from madoguchi.store.reviews import open_entries
from scheduler.diary import Held
from scheduler.free import free_days
from scheduler.notices import Desk
from scheduler.sheets.contents import Waiting
from scheduler.sheets.review_list import review_list
from scheduler.sheets.review_page import review_page
from scheduler.sheets.telephone_list import Task, telephone_list, telephone_tasks
from scheduler.sheets.telephone_page import telephone_page
from scheduler.sheets.waiting_list import waiting_list_csv
from scheduler.told import Told

_MOST_CANDIDATES = 6


def write_lists(
    transaction: Transaction, folder: OfficeFolder, desk: Desk, days: OpenDays, offers: list[Offer], told: Told
) -> Waiting:
    """Write the lists and their pages.

    Args:
        transaction: To read in.
        folder: Where to.
        desk: Who writes.
        days: The openings.
        offers: The open ones.
        told: Notes what was written.

    Returns:
        How much waits in them.
    """
    entries = open_entries(transaction)
    if entries:
        free = _free_starts(transaction, desk, days, offers)
        entries = [entry.model_copy(update={"candidates": _candidates(entry, free)}) for entry in entries]
    told.write(folder.staff / REVIEW_LIST, review_list(entries), write_sheet)
    told.write(folder.staff / REVIEW_PAGE, review_page(desk.office, entries))
    calls = _calls(transaction, days, offers)
    told.write(folder.staff / TELEPHONE_LIST, telephone_list(calls), write_sheet)
    told.write(folder.staff / TELEPHONE_PAGE, telephone_page(desk.office, calls))
    next_due = min(((one.due_at, one.due) for one in calls), default=(None, ""))[1]
    return Waiting(len(entries), len(calls), next_due, _write_waiting_list(transaction, folder, told))


def _calls(transaction: Transaction, days: OpenDays, offers: list[Offer]) -> list[Task]:
    notices = waiting_notices(transaction, Means.TELEPHONE)
    booked = bookings_by_id(transaction, [one.booking_id for one in notices if one.booking_id is not None])
    starts = {number: booking.start for number, booking in booked.items()}
    limits = {offer.request_id: offer.until for offer in offers}
    return telephone_tasks(notices, starts, lambda day: bool(days.day(day).slots), limits)


def _write_waiting_list(transaction: Transaction, folder: OfficeFolder, told: Told) -> int:
    """Write who waits for a time to become free, and return how many; no file while nobody does."""
    path, listed = folder.staff / WAITING_LIST, waiting_list(transaction)
    if listed:
        made = offers_of(transaction, [request.request_id for request in listed])
        told.write(path, waiting_list_csv(listed, made))
    elif path.exists():
        told.remove(path, Path.unlink)
    return len(listed)


def _free_starts(transaction: Transaction, desk: Desk, days: OpenDays, offers: list[Offer]) -> list[datetime]:
    held: list[Held] = [*live_bookings(transaction, local(desk.as_of).date()), *offers]
    free = free_days(desk.office, days, held, desk.as_of, days.horizon_days + 1)
    return [slot.start for day in free for slot in day.slots if slot.left]


def _candidates(entry: ReviewEntry, free: list[datetime]) -> tuple[datetime, ...]:
    """Return wished starts that are free, or else the next free ones; none where no day was read."""
    if entry.kind not in {Kind.REQUEST, Kind.CHANGE} or not entry.wishes:
        return ()
    wished = {start for wish in entry.wishes for start in wish.slots}
    return tuple(([start for start in free if start in wished] or free)[:_MOST_CANDIDATES])
