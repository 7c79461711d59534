import csv
import io
from datetime import datetime

import papers
import pytest

from madoguchi.model.notice import Means, Notice, NoticeKind, NoticeState
from scheduler.sheets.telephone_list import HEADER, telephone_list, telephone_tasks

STARTS = {7: datetime(2026, 12, 3, 14, 30)}


def rows(*notices: Notice, starts: dict[int, datetime] | None = None) -> list[dict[str, str]]:
    raw = telephone_list(telephone_tasks(notices, STARTS if starts is None else starts))
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def test_a_task_says_whom_to_call_and_what_to_say() -> None:
    (row,) = rows(papers.task())
    assert tuple(row) == HEADER
    assert row["連絡番号"] == "T00012"
    assert row["用件"] == "日時の決定"
    assert row["電話番号"] == "090-0000-0000"
    assert "2026年12月3日（木）午後2時30分から3時まで" in row["伝えること"]
    assert row["期限"] == "12月2日（水）まで"
    assert row["結果"] == row["連絡日時"] == row["担当者"] == ""


@pytest.mark.parametrize("kind", NoticeKind)
def test_every_kind_has_its_word(kind: NoticeKind) -> None:
    assert rows(papers.task().model_copy(update={"kind": kind}))[0]["用件"]


@pytest.mark.parametrize(
    ("starts", "due"),
    [
        ({}, "11月30日（月）まで"),  # nothing booked: today
        ({7: datetime(2026, 11, 30, 14, 0)}, "11月30日（月）まで"),  # a start today or tomorrow leaves no earlier day
        ({7: datetime(2026, 12, 7, 9, 30)}, "12月6日（日）まで"),
    ],
)
def test_the_deadline_is_the_day_before_and_never_in_the_past(starts: dict[int, datetime], due: str) -> None:
    assert rows(papers.task(), starts=starts)[0]["期限"] == due


def test_letters_and_calls_made_are_left_out_and_order_is_by_number() -> None:
    first, second = (papers.task().model_copy(update={"notice_id": number}) for number in (1, 2))
    mail = papers.task().model_copy(update={"notice_id": 3, "means": Means.MAIL})
    done = papers.task().model_copy(update={"notice_id": 4, "state": NoticeState.DONE})
    assert [row["連絡番号"] for row in rows(mail, second, done, first)] == ["T00001", "T00002"]


def test_a_task_without_a_booking_or_number_is_a_row_too() -> None:
    (row,) = rows(papers.task().model_copy(update={"booking_id": None, "to": ""}))
    assert row["電話番号"] == "（番号なし）"


def test_the_deadline_falls_on_a_day_that_the_office_works() -> None:
    starts = {7: datetime(2026, 12, 7, 9, 30)}  # a Monday: nobody calls on Sunday
    raw = telephone_list(telephone_tasks([papers.task()], starts, lambda day: day.weekday() < 5))
    assert "12月4日（金）まで" in raw.decode("utf-8-sig")
    never = telephone_list(telephone_tasks([papers.task()], starts, lambda _: False))
    assert "11月30日（月）まで" in never.decode("utf-8-sig"), "but never before the task itself"


def test_an_offer_is_made_until_its_own_limit() -> None:
    task = papers.task().model_copy(update={"kind": NoticeKind.OFFER, "booking_id": None})
    limits = {task.request_id or 0: papers.OFFER.until}
    raw = telephone_list(telephone_tasks([task], {}, limits=limits))
    (row,) = csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""))
    assert (row["用件"], row["期限"]) == ("空き枠のご案内", "12月1日（火）午前8時まで")
    other = papers.task()  # another matter of the same request keeps its own day
    raw = telephone_list(telephone_tasks([other], STARTS, limits=limits))
    (row,) = csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""))
    assert row["期限"] == "12月2日（水）まで"
