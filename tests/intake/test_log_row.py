"""The person and the wishes of a row, whatever columns a log has."""

from datetime import datetime

import pytest

from intake.log_row import person_of, what_is_missing
from intake.phone_log import LogRow, read_log
from madoguchi.clock import TOKYO
from madoguchi.model.item import Kind
from madoguchi.model.reading import Particulars, Service

ARRIVED = datetime(2026, 12, 4, 10, 0, tzinfo=TOKYO)


def codes(row: LogRow) -> list[str]:
    return [doubt.code for doubt in row.doubts]


def read_one(header: str, row: str):
    (read,) = read_log(f"受付日,{header},求職番号\r\n2026/12/3,{row},12345-1\r\n".encode(), ARRIVED).rows
    return read


@pytest.mark.parametrize(
    ("header", "row", "wishes", "doubts"),
    [
        ("氏名,携帯,希望日,希望時間", "見本 太郎,090-0000-0000,2026/12/7 0:00,14:00", ((1, "2026/12/7 14:00"),), []),
        ("氏名,携帯,希望日時", "見本 太郎,090-0000-0000,12/7 14時", ((1, "12/7 14時"),), []),
        ("氏名,携帯,希望②,希望①", "見本 太郎,090-0000-0000,12/8,12/7", ((1, "12/7"), (2, "12/8")), []),
        ("氏名,携帯,希望,第1希望", "見本 太郎,090-0000-0000,12/8,12/7", ((1, "12/8"), (1, "12/7")), ["wish_twice"]),
        ("氏名,携帯,希望,第1希望時間", "見本 太郎,090-0000-0000,,14時", ((1, "14時"),), []),
        (
            "氏名,携帯,希望,第1希望時間",
            "見本 太郎,090-0000-0000,12/7,14時",
            ((1, "12/7"), (1, "14時")),
            ["wish_twice"],
        ),
    ],
)
def test_wish_columns(header, row, wishes, doubts):
    read = read_one(header, row)
    assert (read.wish_texts, codes(read)) == (wishes, doubts)


@pytest.mark.parametrize(
    ("header", "row", "name", "kana"),
    [
        ("姓,名,セイ,メイ,TEL,希望", "見本,太郎,ミホン,タロウ,090-0000-0000,12/7", "見本 太郎", "ミホン タロウ"),
        ("氏名,TEL,希望", "見本 太郎（ミホン タロウ）,090-0000-0000,12/7", "見本 太郎", "ミホン タロウ"),
        ("氏名,カナ,TEL,希望", "見本 太郎様,なし,090-0000-0000,12/7", "見本 太郎", ""),
    ],
)
def test_name_columns(header, row, name, kana):
    read = read_one(header, row)
    assert (read.person.name, read.person.kana, codes(read)) == (name, kana, [])


@pytest.mark.parametrize(
    ("header", "row", "phone", "email", "note"),
    [
        ("氏名,連絡先,希望", "見本 太郎,mihon@mail.example,12/7", "", "mihon@mail.example", ""),
        ("氏名,連絡先,希望", "見本 太郎,0796-00-0000,12/7", "0796-00-0000", "", ""),
        (
            "氏名,電話,携帯,希望",
            "見本 太郎,0796-00-0000,090-0000-0000,12/7",
            "0796-00-0000",
            "",
            "別の連絡先：090-0000-0000",
        ),
        (
            "氏名,メール,連絡先,希望",
            "見本 太郎,a@b.example,c@d.example,12/7",
            "",
            "a@b.example",
            "別の連絡先：c@d.example",
        ),
    ],
)
def test_contact_columns(header, row, phone, email, note):
    read = read_one(header, row)
    assert (read.person.phone, read.person.email, read.note, codes(read)) == (phone, email, note, [])


def test_day_and_time_of_the_call_in_two_columns():
    raw = "受付日,受付時刻,氏名,希望\r\n2026/12/3 0:00,9:05,見本 太郎,12/7\r\n,9:05,見本 花子,12/7\r\n".encode()
    rows = read_log(raw, ARRIVED).rows
    assert [row.received_at.isoformat()[:16] for row in rows] == ["2026-12-03T09:05", "2026-12-04T09:05"]


def test_unknown_columns_are_kept_in_the_note():
    raw = "氏名,希望,備考,好きな色\r\n見本 太郎,12/7,甲,赤\r\n".encode()
    assert read_log(raw, ARRIVED).rows[0].note == "甲\n好きな色：赤"


@pytest.mark.parametrize(
    ("matter", "service"),
    [
        ("模擬面接を希望", Service.MOCK_INTERVIEW),
        ("紹介状がほしい", Service.PLACEMENT),
        ("模擬面接と職業紹介", Service.COUNSELLING),
        ("面接が不安", Service.COUNSELLING),
        ("", Service.COUNSELLING),
    ],
)
def test_service(matter, service):
    assert person_of({"matter": matter}).person.service is service


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        (Kind.REQUEST, ["name_missing", "seeker_number_missing", "contact_missing"]),
        (Kind.RECORD, ["name_missing", "seeker_number_missing"]),
    ],
)
def test_what_is_missing(kind, missing):
    assert [doubt.code for doubt in what_is_missing(Particulars(), kind)] == missing


@pytest.mark.parametrize(
    ("header", "row", "doubts"),
    [
        ("氏名,TEL,希望日時,都合の悪い日", "見本 太郎,090-0000-0000,12/7,火", ["column_unread"]),
        ("氏名,TEL,希望日時,連絡事項", "見本 太郎,090-0000-0000,12/7,14時まで", ["column_unread"]),
        ("氏名,TEL,希望日時,状態", "見本 太郎,090-0000-0000,12/7,キャンセル", ["column_unread"]),
        ("氏名,TEL,希望日時,好きな色", "見本 太郎,090-0000-0000,12/7,赤", []),
        ("No,氏名,TEL,希望日時", "1,見本 太郎,090-0000-0000,12/7", []),
        ("氏名,TEL,希望日,午前,午後", "見本 太郎,090-0000-0000,12/7,○,", ["column_unread"]),
        ("氏名,TEL,希望日,火", "見本 太郎,090-0000-0000,12/7,○", ["column_unread"]),
        ("氏名,TEL,希望日時,12/1 14:00", "見本 太郎,090-0000-0000,12/7,○", ["column_unread"]),
        ("氏名,TEL,希望日時,対応", "見本 太郎,090-0000-0000,12/7,予約済み", ["column_unread"]),
        ("氏名,TEL,希望日時,済", "見本 太郎,090-0000-0000,12/7,済", ["column_unread"]),
        ("氏名,TEL,希望日時,無効", "見本 太郎,090-0000-0000,12/7,無効", ["column_unread"]),
        ("氏名,TEL,希望日時,希望職種", "見本 太郎,090-0000-0000,12/7,事務（午前のみ）", []),
        ("氏名,TEL,希望日時,希望職種", "見本 太郎,090-0000-0000,12/7,予約取消", ["column_unread"]),
        ("氏名,TEL,ご希望の日時,時間帯", "見本 太郎,090-0000-0000,12/7,午後", []),
    ],
)
def test_an_unread_column_that_may_hold_a_wish_is_told(header, row, doubts):
    assert codes(read_one(header, row)) == doubts


@pytest.mark.parametrize(
    ("matter", "kind", "doubts"),
    [
        ("キャンセル", Kind.CANCELLATION, []),
        ("変更", Kind.CHANGE, []),
        ("予約の変更について", Kind.REQUEST, ["remark_matters"]),
        ("応募書類", Kind.REQUEST, []),
    ],
)
def test_without_a_kind_column_the_matter_may_name_it(matter, kind, doubts):
    row = read_one("氏名,TEL,希望日時,用件", f"見本 太郎,090-0000-0000,12/7,{matter}")
    assert (row.kind, codes(row)) == (kind, doubts)
