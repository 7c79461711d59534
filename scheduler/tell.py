"""The stage that tells: hands letters over and writes the lists, sheets, pages and feeds of the staff."""

from datetime import timedelta
from pathlib import Path

from madoguchi.clock import local
from madoguchi.config.folder import OfficeFolder
from madoguchi.files import fingerprint_of
from madoguchi.model.offer import Offer
from madoguchi.model.openings import OpenDays
from madoguchi.progress import Progress, silent
from madoguchi.sheets import CALENDAR_FAULTS, CONTENTS_PAGE, FIGURES_PAGE, WEEK_PAGE
from madoguchi.store import figures as figure_store
from madoguchi.store.bookings import visits_since
from madoguchi.store.engine import Store, Transaction
from madoguchi.store.offers import open_offers
from scheduler.feeds import write_feeds
from scheduler.figures.figures import Facts, Window, figures, window
from scheduler.notices import Desk
from scheduler.sending.hand_over import hand_over
from scheduler.sheets.contents import contents_page
from scheduler.sheets.figures_page import figures_page
from scheduler.sheets.week_view import week_view
from scheduler.staff_lists import write_lists
from scheduler.staff_sheets import write_day_sheets
from scheduler.told import Told


def tell(store: Store, folder: OfficeFolder, desk: Desk, days: OpenDays, progress: Progress = silent) -> Told:
    """Hand over what waits in the outbox and bring the files of the staff up to date."""
    told = Told(by_server=desk.office.smtp is not None)
    today = local(desk.as_of).date()
    hand_over(store, folder.outbox, desk, days, told, progress)
    with store.reading() as transaction:
        offers = open_offers(transaction)
        waiting = write_lists(transaction, folder, desk, days, offers, told)
        sheets = write_day_sheets(transaction, folder, desk, days, told)
        _write_week_view(transaction, folder, desk, days, offers, told)
        _write_figures(transaction, folder, desk, days, told)
        write_feeds(transaction, folder, desk.office, desk.as_of, told)
    _write_faults(folder.staff / CALENDAR_FAULTS, told)
    waiting = waiting._replace(unrecorded=sheets.unrecorded, faults=bool(told.faulty))
    told.write(folder.staff / CONTENTS_PAGE, contents_page(desk.office, today, sheets.days, waiting))
    return told


def _write_faults(path: Path, told: Told) -> None:
    """Leave word beside the lists, for a pass that nobody watches; it goes with what it tells of."""
    if told.faulty:
        told.write(path, "".join(f"{fault}\r\n" for fault in told.faults()).encode("utf-8-sig"))
    elif path.exists():
        told.remove(path, Path.unlink)


def _write_week_view(
    transaction: Transaction, folder: OfficeFolder, desk: Desk, days: OpenDays, offers: list[Offer], told: Told
) -> None:
    today = local(desk.as_of).date()
    visits = visits_since(transaction, today - timedelta(days=today.weekday()))
    told.write(folder.staff / WEEK_PAGE, week_view(desk.office, days, today, visits, offers))


def _write_figures(transaction: Transaction, folder: OfficeFolder, desk: Desk, days: OpenDays, told: Told) -> None:
    """Count and draw, unless the page there is of just this day, these settings and this state of the store."""
    path, within = folder.staff / FIGURES_PAGE, window(local(desk.as_of).date())
    state = fingerprint_of(str(within.last), desk.office.model_dump_json(), *figure_store.newest(transaction))
    if not _is_of(path, state):
        found = figures(days, within, _facts(transaction, within))
        told.write(path, figures_page(desk.office, found, state))


def _is_of(page: Path, state: str) -> bool:
    try:
        return state.encode() in page.read_bytes()
    except OSError:
        return False


def _facts(transaction: Transaction, within: Window) -> Facts:
    return Facts(
        visits=figure_store.visits_by_start(transaction, within.first, within.ahead),
        waits=figure_store.waits_between(transaction, within.first, within.last),
        received=figure_store.requests_received(transaction, within.since, within.until),
        asked=figure_store.doubts_raised(transaction, within.since, within.until),
    )
