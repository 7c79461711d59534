"""Staff's filled sheets."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.review_sheet import is_reached, read_review_sheet, read_telephone_sheet
from intake.ticks import read_tick
from madoguchi.errors import UnreadableInput

REVIEW = (
    *("要確認番号", "受付日時", "経路", "氏名", "求職番号", "電話番号", "メール", "希望（原文）"),
    *("読み取り", "確かめること", "候補", "確定日時", "取下げ", "担当者", "メモ"),
)
TELEPHONE = ("連絡番号", "用件", "氏名", "電話番号", "伝えること", "期限", "結果", "連絡日時", "担当者")


def sheet(header, *rows: dict[str, str], codec="cp932") -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, header, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(codec)


def review(**cells: str):
    (row,) = read_review_sheet(sheet(REVIEW, {"要確認番号": "K00012", "氏名": "見本 太郎"} | cells))
    return row


def test_an_untouched_row_is_not_filled():
    row = review(確かめること="いつですか\nいつでも", メモ="電話で聞いた")
    assert (row.line, row.number, row.filled, row.withdrawn, row.fixed_text, row.doubts) == (
        2,
        "K00012",
        False,
        False,
        "",
        (),
    )


def test_a_time_fixed_by_staff():
    row = review(
        確定日時="2026-12-07 14:30",
        担当者="窓口",
        メモ="本人に電話",
        求職番号="12345-678901",
        電話番号="'090-0000-0000",
    )
    assert (row.filled, row.withdrawn, row.fixed_text, row.staff, row.memo) == (
        True,
        False,
        "2026-12-07 14:30",
        "窓口",
        "本人に電話",
    )
    assert row.corrected == {
        "name": "見本 太郎",
        "seeker_number": "12345-678901",
        "phone": "090-0000-0000",
        "email": "",
    }


@pytest.mark.parametrize("tick", ["○", "◯", "〇", "✓", "✔", "レ", "1", "x", "１", "Ｘ", "済", "取下げ", "はい", "yes"])
def test_ticked(tick):
    (row,) = read_review_sheet(sheet(REVIEW, {"要確認番号": "K00012", "取下げ": tick}, codec="utf-8"))
    assert (row.withdrawn, row.filled, row.doubts) == (True, True, ())


@pytest.mark.parametrize("tick", ["", "×", "いいえ", "-", "－", "no"])
def test_not_ticked(tick):
    row = review(取下げ=tick)
    assert (row.withdrawn, row.filled, row.doubts) == (False, False, ())


def test_a_tick_that_says_neither_is_told():
    row = review(取下げ="たぶん")
    assert (row.withdrawn, row.filled, [doubt.code for doubt in row.doubts]) == (False, True, ["tick_unclear"])


def test_a_time_and_a_withdrawal_contradict():
    assert [doubt.code for doubt in review(確定日時="12/7 14:30", 取下げ="○").doubts] == ["both_filled"]


@pytest.mark.parametrize(
    ("number", "read", "doubts"),
    [
        ("K00012", "K00012", []),
        ("Ｋ０００１２", "K00012", []),
        ("k12", "K00012", []),
        ("K 12", "K00012", []),
        ("K123456", "K123456", []),
        ("T00012", "T00012", ["number_unclear"]),
        ("12", "12", ["number_unclear"]),
        ("", "", ["number_unclear"]),
    ],
)
def test_review_number(number, read, doubts):
    row = review(要確認番号=number)
    assert (row.number, [doubt.code for doubt in row.doubts]) == (read, doubts)


def test_the_fingerprint_follows_what_staff_fill_in():
    changes = (
        {"確定日時": "12/7"},
        {"取下げ": "○"},
        {"担当者": "甲"},
        {"メモ": "乙"},
        {"氏名": "丙"},
        {"メール": "a@b.example"},
    )
    assert len({review().fingerprint, *(review(**change).fingerprint for change in changes)}) == 7
    assert review(読み取り="x").fingerprint == review().fingerprint


def test_a_damaged_row_is_not_taken():
    raw = sheet(REVIEW, {"要確認番号": "K00012"}).removesuffix(b"\r\n") + ",,外\r\n".encode("cp932")
    assert [doubt.code for doubt in read_review_sheet(raw)[0].doubts] == ["row_broken"]


@pytest.mark.parametrize(
    ("result", "done", "doubts"),
    [
        ("", False, []),
        ("済", True, []),
        ("○", True, []),
        ("本人に伝えた", True, []),
        ("了承", True, []),
        ("不在", False, []),
        ("留守電、かけ直し", False, []),
        ("前回不在、今回伝達済み", False, ["result_unclear"]),
        ("うーん", False, ["result_unclear"]),
    ],
)
def test_telephone_result(result, done, doubts):
    raw = sheet(TELEPHONE, {"連絡番号": "Ｔ１２", "結果": result, "連絡日時": "12/4 9:00", "担当者": "窓口"})
    (row,) = read_telephone_sheet(raw)
    assert (row.number, row.result, row.done, [doubt.code for doubt in row.doubts]) == ("T00012", result, done, doubts)
    assert (row.line, row.called_text, row.staff) == (2, "12/4 9:00", "窓口")


def test_a_sheet_without_its_number_column_is_refused():
    with pytest.raises(UnreadableInput, match="要確認番号"):
        read_review_sheet(sheet(REVIEW[1:], {"氏名": "見本 太郎"}))


@given(st.text(max_size=20))
def test_any_tick_and_any_result_is_told_apart(text):
    assert read_tick(text) in {True, False, None}
    assert is_reached(text) in {True, False, None}
