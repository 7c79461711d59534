"""区分 that tell how a visit went, and the next visit: what a row becomes and which words its record is read from."""

from datetime import datetime

import pytest
import samples_of_papers as sample

from intake.phone_log import read_log
from intake.understand import Surroundings, read_row
from madoguchi.clock import TOKYO
from madoguchi.model.item import Kind
from madoguchi.model.reading import Reading
from scheduler.openings import OfficeDays
from scheduler.records import Record, read_record

ARRIVED = datetime(2026, 12, 4, 10, 0, tzinfo=TOKYO)
HEADER = "受付日時,区分,氏名,求職番号,電話番号,第1希望,相談内容,備考"


@pytest.fixture(scope="module")
def around() -> Surroundings:
    return Surroundings(OfficeDays(sample.office()), frozenset(), ARRIVED)


def reading(around: Surroundings, kind: str, wish: str = "", matter: str = "", note: str = "") -> Reading:
    cells = ("2026/12/3 15:00", kind, "見本 太郎", "12345-678901", "090-0000-0000", wish, matter, note)
    (row,) = read_log(f"{HEADER}\r\n{','.join(cells)}\r\n".encode(), ARRIVED).rows
    return read_row(row, around)


@pytest.mark.parametrize(
    ("kind", "note", "record"),
    [
        ("来所", "", "complete"),
        ("実施", "求人を2件紹介", "complete"),
        ("相談実施", "", "complete"),
        ("実施済み", "", "complete"),
        ("欠席", "", "no_show"),
        ("連絡なし", "10分待った", "no_show"),
        ("無断欠席", "", "no_show"),
        ("10分連絡なし", "", "no_show"),
        ("電話切替", "", "to_telephone"),
        ("電話切替", "回線不良", "to_telephone 回線"),
        ("電話に切替（機器）", "", "to_telephone 機器"),
        ("途中終了", "", "break_off"),
        ("中断", "回線", "break_off 回線"),
        ("欠席", "前日に電話あり", "?"),  # a word was given: absence without word would wrong somebody
        ("欠席（連絡あり）", "", "?"),
        ("実施", "次回は12月10日", "?"),
        ("来所", "実施できず", "?"),
        ("電話切替", "体調不良", "?"),
        ("記録", "実施", "complete"),  # as ever: the outcome stands in the remarks
        ("記録", "", "?"),
    ],
)
def test_a_kind_that_says_the_outcome_is_a_record(around: Surroundings, kind: str, note: str, record: str) -> None:
    read = reading(around, kind, note=note)
    assert (read.kind, read.doubts, read.wishes) == (Kind.RECORD, (), ())
    assert _said(read_record(read.note)) == record


def _said(record: Record | None) -> str:
    return f"{record.step} {record.why}".strip() if record else "?"


@pytest.mark.parametrize(
    ("kind", "wish", "matter", "becomes"),
    [
        ("次回予約", "12月10日 14時", "", "request"),
        ("次回", "12月10日 14時", "", "request"),
        ("次回の予約", "12月10日", "", "request"),
        ("次回予約", "", "", "request no_wish"),
        ("来所", "12月10日 14時", "", "request"),  # it was said at the counter
        ("来所相談", "12月10日 14時", "", "request"),
        ("", "12月10日 14時", "来所", "request"),
        ("実施", "12月10日 14時", "", "record wish_in_record"),
        ("欠席", "12月10日 14時", "", "record wish_in_record"),
        ("来所予約", "12月10日 14時", "", "request kind_unclear"),
        ("来所取消", "", "", "request kind_unclear no_wish"),
        ("実施予定", "", "", "request kind_unclear no_wish"),
        ("欠席連絡", "", "", "request kind_unclear no_wish"),
        ("変更", "12月10日 14時", "", "change"),
        ("取消", "", "", "cancellation"),
        ("取下げ", "", "", "cancellation"),
    ],
)
def test_a_kind_beside_a_wish(around: Surroundings, kind: str, wish: str, matter: str, becomes: str) -> None:
    read = reading(around, kind, wish, matter)
    assert " ".join([read.kind.value, *sorted(doubt.code for doubt in read.doubts)]) == becomes


def test_the_next_visit_is_an_ordinary_request_of_that_day(around: Surroundings) -> None:
    read = reading(around, "次回予約", "12月10日 14時")
    assert [wish.slots for wish in read.wishes] == [(datetime(2026, 12, 10, 14, 0),)]
    assert read.received_at == datetime(2026, 12, 3, 15, 0, tzinfo=TOKYO)
    assert not read.by_staff, "the notice rule still holds (art. 4)"
