"""The telephone list as a page 電話連絡.html: the next deadline first, a number to touch, and room for ticks in print."""

from collections.abc import Iterable

from madoguchi.config.office import Office
from madoguchi.model.notice import NoticeKind
from madoguchi.sheets import TELEPHONE_LIST, TELEPHONE_PAGE
from scheduler.sheets.page import staff_page
from scheduler.sheets.telephone_list import Task

# The words that are read under 結果 (`intake.review_sheet`, `intake.offer_calls`).
ENDINGS = ("済", "不在")
ENDINGS_OF_OFFERS = ("承諾", "辞退", "取下げ", "不在")


def telephone_page(office: Office, tasks: Iterable[Task]) -> bytes:
    """Return the page."""
    return staff_page(
        "telephone.html.j2",
        here=TELEPHONE_PAGE,
        title="電話連絡",
        office=office.office.name,
        tasks=[
            (task, ENDINGS_OF_OFFERS if task.kind is NoticeKind.OFFER else ENDINGS)
            for task in sorted(tasks, key=lambda one: (one.due_at, one.number))
        ],
        table=TELEPHONE_LIST,
    )
