"""A sample of every page of the staff, as the golden files keep them and the tests of all pages read them."""

from datetime import date, datetime

import papers
import samples_of_papers as sample
import samples_of_requests as make

from madoguchi.clock import TOKYO
from madoguchi.model.booking import BookingState, Medium
from madoguchi.model.item import Channel
from madoguchi.store.bookings import Visit
from madoguchi.store.figures import Asked, Received, Visits, Wait
from scheduler.figures.figures import Facts, Figures, figures, window
from scheduler.openings import OfficeDays
from scheduler.sheets.contents import Waiting, contents_page
from scheduler.sheets.day_sheet import DayEntry, day_sheet_html
from scheduler.sheets.figures_page import figures_page
from scheduler.sheets.review_page import review_page
from scheduler.sheets.telephone_list import telephone_tasks
from scheduler.sheets.telephone_page import telephone_page
from scheduler.sheets.week_view import week_view

TODAY = date(2026, 12, 3)  # a Thursday
OFFICE = make.office(counsellors=2)
DAYS = OfficeDays(OFFICE)


def visit(day: int, hour: int = 14, minute: int = 30, **changes: object) -> Visit:
    """Return a visit with counsellor a in December 2026."""
    plain = Visit(12, "見本 太郎", "a", datetime(2026, 12, day, hour, minute), 30, Medium.VIDEO, BookingState.CONFIRMED)
    return plain._replace(**changes)


def sample_figures() -> Figures:
    """Return figures of a few visits."""

    def told(day: int, hour: int) -> datetime:
        return datetime(2026, 12, day, hour, 0, tzinfo=TOKYO)

    done = datetime(2026, 12, 1, 14, 30)
    facts = Facts(
        visits=(Visits(done, BookingState.COMPLETED, 2), Visits(done.replace(day=2), BookingState.NO_SHOW, 1)),
        waits=(Wait(told(1, 9), told(1, 10), done.replace(day=2)), Wait(told(1, 9), told(2, 10), done.replace(day=2))),
        received=(Received(told(1, 9), Channel.MAIL), Received(told(2, 9), Channel.TELEPHONE)),
        asked=(Asked(("weekday_mismatch",), 2), Asked(("phone_odd",), 1)),
    )
    return figures(DAYS, window(TODAY), facts)


def staff_pages() -> dict[str, bytes]:
    """Return name -> bytes."""
    ended = visit(1, 10, 0, request_id=9, name="見本 花子", state=BookingState.NO_SHOW)
    by_telephone = visit(4, counsellor="b", medium=Medium.TELEPHONE)
    waiting = Waiting(reviews=1, calls=2, next_due="12月2日（水）まで", listed=3, unrecorded=4, faults=True)
    entries = [DayEntry(sample.booking(), sample.person())]
    return {
        "day_sheet.html": day_sheet_html(OFFICE, sample.secrets(), TODAY, entries, sample.AS_OF),
        "week.html": week_view(OFFICE, DAYS, TODAY, [ended, visit(3), by_telephone], [papers.OFFER]),
        "review.html": review_page(OFFICE, [papers.review_entry()]),
        "telephone.html": telephone_page(OFFICE, telephone_tasks([papers.task()], {7: datetime(2026, 12, 3, 14, 30)})),
        "figures.html": figures_page(OFFICE, sample_figures()),
        "contents.html": contents_page(OFFICE, TODAY, [(TODAY, 2), (date(2026, 12, 4), 1)], waiting),
    }
