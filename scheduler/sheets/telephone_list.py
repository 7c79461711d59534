"""The telephone list 電話連絡.csv: whom to call and what to say (promise 12).

Staff fill in 結果, 連絡日時 and 担当者 and drop the file back into the inbox.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
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


@dataclass(frozen=True, slots=True)
class Task:
    """A call that is still to be made, in words.

    Attributes:
        due_at: Its deadline (naive); one that is a day is the end of it.
        due: The same in words.
        note: What staff have noted so far, or why a letter has become a call.
    """

    number: str
    kind: NoticeKind
    name: str
    phone: str
    say: str
    due_at: datetime
    due: str
    note: str

    @property
    def subject(self) -> str:
        """What it is about."""
        return SUBJECTS[self.kind]


def telephone_tasks(
    notices: Iterable[Notice],
    starts: Mapping[int, datetime],
    is_open: Callable[[date], bool] = lambda _day: True,
    limits: Mapping[int, datetime] = MappingProxyType({}),
) -> list[Task]:
    """Return the calls that are still to be made, in order of their numbers.

    Args:
        notices: Letters and calls already made are left out.
        starts: Start of each booking by its id (naive), for the deadline: the day before, or the day
            of the task when that is later or no start is known.
        is_open: Whether the office works that day; a deadline falls on its last open day.
        limits: Until when the open offer of a request can be answered (aware), by its number.
    """
    open_tasks = (one for one in notices if one.means is Means.TELEPHONE and one.state is NoticeState.WAITING)
    return [_task(notice, starts, is_open, limits) for notice in sorted(open_tasks, key=lambda one: one.notice_id)]


def telephone_list(tasks: Iterable[Task]) -> bytes:
    """Return the telephone list."""
    return write_table(HEADER, (_row(task) for task in tasks))


def task_number(notice: Notice) -> str:
    """Return the number of a telephone task (T00012)."""
    return f"T{notice.notice_id:05d}"


def _task(
    notice: Notice, starts: Mapping[int, datetime], is_open: Callable[[date], bool], limits: Mapping[int, datetime]
) -> Task:
    until = limits.get(notice.request_id or 0) if notice.kind is NoticeKind.OFFER else None
    day = _due(notice, starts, is_open)
    due_at = local(until) if until else datetime.combine(day, time.max)
    return Task(
        number=task_number(notice),
        kind=notice.kind,
        name=plain(notice.name, 40),
        phone=plain(notice.to, 40),
        say=plain(notice.say, 1000),
        due_at=due_at,
        due=f"{say_start(due_at) if until else say_day(day)}まで",
        note=plain(notice.note, 300),
    )


def _due(notice: Notice, starts: Mapping[int, datetime], is_open: Callable[[date], bool]) -> date:
    written = local(notice.created_at).date()
    due = written
    if notice.booking_id is not None and notice.booking_id in starts:
        due = max(written, starts[notice.booking_id].date() - timedelta(days=1))
    while due > written and not is_open(due):
        due -= timedelta(days=1)
    return due


def _row(task: Task) -> tuple[str, ...]:
    phone = task.phone or "（番号なし）"
    return (task.number, task.subject, task.name, phone, task.say, task.due, task.note, "", "", "")
