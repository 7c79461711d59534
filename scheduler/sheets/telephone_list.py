"""The telephone list 電話連絡.csv: whom to call and what to say (promise 12).

Staff fill in 結果, 連絡日時 and 担当者 and drop the file back into the inbox.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType

from madoguchi.clock import local
from madoguchi.model.notice import Means, Notice, NoticeKind, NoticeState
from madoguchi.spreadsheet import write_table
from madoguchi.wording import say_day, say_start
from scheduler.letters.facts import plain

HEADER = ("連絡番号", "用件", "氏名", "電話番号", "伝えること", "期限", "これまで", "結果", "連絡日時", "担当者")

SUBJECTS = {
    NoticeKind.CONFIRMATION: "日時の決定",
    NoticeKind.MOVED: "日時の変更",
    NoticeKind.COUNSELLOR: "担当の変更",
    NoticeKind.CANCELLATION: "予約の取り消し",
    NoticeKind.TELL_US_MORE: "内容の確認",
    NoticeKind.WAITING: "空き待ちのお知らせ",
    NoticeKind.OFFER: "空き枠のご案内",
    NoticeKind.TO_TELEPHONE: "電話での相談への切替",
    NoticeKind.REFUSAL: "お断りのお知らせ",
    NoticeKind.NEW_TERMS: "規約改定のお知らせ",
    NoticeKind.UNINVITED: "送り先の変更",
    NoticeKind.DECLINED: "辞退の返事の確認",
    NoticeKind.RECEIPT: "受け取りのお知らせ",
    NoticeKind.REMINDER: "前日のお知らせ",
}


def telephone_list(
    notices: Iterable[Notice],
    starts: Mapping[int, datetime],
    is_open: Callable[[date], bool] = lambda _day: True,
    limits: Mapping[int, datetime] = MappingProxyType({}),
) -> bytes:
    """Return the telephone list of the calls that are still to be made, in order of their numbers.

    Args:
        notices: Letters and calls already made are left out.
        starts: Start of each booking by its id (naive), for the deadline: the day before, or the day
            of the task when that is later or no start is known.
        is_open: Whether the office works that day; a deadline falls on its last open day.
        limits: Until when the open offer of a request can be answered (aware), by its number.
    """
    open_tasks = (one for one in notices if one.means is Means.TELEPHONE and one.state is NoticeState.WAITING)
    return write_table(
        HEADER,
        (
            _row(notice, _limit(notice, limits) or _due(notice, starts, is_open))
            for notice in sorted(open_tasks, key=lambda one: one.notice_id)
        ),
    )


def task_number(notice: Notice) -> str:
    """Return the number of a telephone task (T00012)."""
    return f"T{notice.notice_id:05d}"


def _row(notice: Notice, due: str) -> tuple[str, ...]:
    return (
        task_number(notice),
        SUBJECTS[notice.kind],
        plain(notice.name, 40),
        plain(notice.to, 40) or "（番号なし）",
        plain(notice.say, 1000),
        due,
        plain(notice.note, 300),
        "",
        "",
        "",
    )


def _limit(notice: Notice, limits: Mapping[int, datetime]) -> str:
    """Return until when an offer must have been made; empty for any other task."""
    until = limits.get(notice.request_id or 0) if notice.kind is NoticeKind.OFFER else None
    return f"{say_start(local(until))}まで" if until else ""


def _due(notice: Notice, starts: Mapping[int, datetime], is_open: Callable[[date], bool]) -> str:
    written = local(notice.created_at).date()
    due = written
    if notice.booking_id is not None and notice.booking_id in starts:
        due = max(written, starts[notice.booking_id].date() - timedelta(days=1))
    while due > written and not is_open(due):
        due -= timedelta(days=1)
    return f"{say_day(due)}まで"
