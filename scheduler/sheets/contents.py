"""The first page はじめに.html: every list, sheet and page of the staff, with how much waits in each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from madoguchi.config.office import Office
from madoguchi.sheets import (
    CALENDAR_FAULTS,
    CONTENTS_PAGE,
    DAY_SHEET,
    FIGURES_PAGE,
    REVIEW_LIST,
    REVIEW_PAGE,
    TELEPHONE_LIST,
    TELEPHONE_PAGE,
    WAITING_LIST,
    WEEK_PAGE,
)
from madoguchi.wording import say_day
from scheduler.sheets.page import staff_page


class Waiting(NamedTuple):
    """How much waits for staff.

    Attributes:
        reviews: Matters on the review list.
        calls: Telephone tasks.
        next_due: The next deadline of a call, in words; empty where there is none.
        listed: People on the waiting list.
        unrecorded: Visits of earlier days without a record.
        faults: Whether a calendar of ours has a fault.
    """

    reviews: int = 0
    calls: int = 0
    next_due: str = ""
    listed: int = 0
    unrecorded: int = 0
    faults: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the page.

    Attributes:
        count: How much waits; None where nothing is counted.
        table: The table beside the page, which staff fill in; empty where there is none.
    """

    page: str
    name: str
    say: str
    count: int | None = None
    unit: str = "件"
    table: str = ""


def contents_page(office: Office, today: date, day_sheets: Sequence[tuple[date, int]], waiting: Waiting) -> bytes:
    """Return the page.

    Args:
        office: Names the office.
        today: The as-of day.
        day_sheets: The days that have a sheet, and how many visits each has.
        waiting: The counts.
    """
    return staff_page(
        "contents.html.j2",
        here=CONTENTS_PAGE,
        title="はじめに",
        office=office.office.name,
        today=say_day(today),
        groups=(
            ("予約", (*_sheets(today, day_sheets, waiting), *_WEEKS)),
            ("お願いすること", tuple(_to_do(waiting))),
            ("ふり返り", _FIGURES),
        ),
    )


_WEEKS = (Entry(WEEK_PAGE, "週の予定", "相談員ごとの予約と空きを、週ごとに見られます。"),)
_FIGURES = (Entry(FIGURES_PAGE, "数字で見る", "枠の埋まり方、待つ日数、申込の受け方などを、図と表で見られます。"),)


def _sheets(today: date, day_sheets: Sequence[tuple[date, int]], waiting: Waiting) -> Iterable[Entry]:
    for day, visits in day_sheets:
        which = "今日" if day == today else "次の開庁日"
        say = f"{which}の予約票です。電話する時刻、伝えること、パスコードが載っています。"
        if waiting.unrecorded:
            say += f"記録のない相談が{waiting.unrecorded}件あります。"
        file = f"{DAY_SHEET}{day}"
        yield Entry(f"{file}.html", f"{say_day(day)}の予約票", say, visits, table=f"{file}.csv")


def _to_do(waiting: Waiting) -> Iterable[Entry]:
    say = "このままでは決められないものです。理由と候補を見て、表に書いてください。"
    yield Entry(REVIEW_PAGE, "要確認", say, waiting.reviews, table=REVIEW_LIST)
    due = f"いちばん早いものは{waiting.next_due}です。" if waiting.next_due else ""
    say = f"電話でお伝えすることです。{due}"
    yield Entry(TELEPHONE_PAGE, "電話連絡", say, waiting.calls, table=TELEPHONE_LIST)
    if waiting.listed:
        say = "希望の時間が空くのを待っている方です。ご案内は自動で行います。"
        yield Entry(WAITING_LIST, "空き待ち", say, waiting.listed, "人")
    if waiting.faults:
        say = "カレンダーに誤りが見つかりました。保守の担当者に知らせてください。"
        yield Entry(CALENDAR_FAULTS, "カレンダーの誤り", say)
