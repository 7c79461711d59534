"""The header stands in one row or in two, below titles or not."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.table.heading import find_header, joined_header, read_heading
from intake.table.layouts import LOG, REVIEW_SHEET
from intake.table.rows import Record
from madoguchi.clock import TOKYO
from madoguchi.errors import UnreadableInput

ARRIVED = datetime(2026, 11, 30, 10, 0, tzinfo=TOKYO)


def records_of(*lines: str) -> list[Record]:
    return [Record(at, line.split(",")) for at, line in enumerate(lines, 1)]


def test_header_is_found_below_titles():
    assert (
        find_header(records_of("電話受付簿,,", "12月分,備考,", "氏名,希望日時,備考", "見本 太郎,12/3,備考"), LOG) == 2
    )


@pytest.mark.parametrize(("layout", "words"), [(LOG, "1行目"), (REVIEW_SHEET, "消さずに")])
@pytest.mark.parametrize("lines", [(), ("a,b",), ("見本 太郎,備考",)])
def test_no_header_is_told(layout, words, lines):
    with pytest.raises(UnreadableInput, match=words):
        find_header(records_of(*lines), layout)


def test_a_header_of_one_column_is_a_header():
    assert find_header(records_of("希望日時"), LOG) == 0


@pytest.mark.parametrize(
    ("upper", "lower", "header", "why"),
    [
        ("氏名,第1希望,", ",日,時間", "氏名,第1希望日,第1希望時間", "a rank over a day and a time"),
        ("氏名,希望日時,", ",第1希望,第2希望", "氏名,希望日時第1希望,希望日時第2希望", "a wish over its ranks"),
        ("希望日時,,", "①,②,③", "希望日時①,希望日時②,希望日時③", "a wish over bare marks"),
        ("第1希望日時,", "日,時間", "第1希望日,第1希望時間", "the ending of the upper word gives way"),
        ("氏名,,フリガナ,", "姓,名,姓,名", "氏名姓,氏名名,フリガナ姓,フリガナ名", "a name in parts"),
        ("受付,,求職者,", "日付,担当,氏名,電話", "受付日付,受付担当,求職者氏名,求職者電話", "groups"),
        ("基本情報,", "氏名,電話", "氏名,電話", "a group that adds nothing"),
        ("第1希望,", "日,曜日", "第1希望日,第1希望曜日", "a weekday"),
        ("事業所,", "名称,電話", "事業所名称,事業所電話", "another's telephone"),
        ("担当者,", "氏名,電話", "担当者氏名,電話", "the counsellor's name"),
        ("氏名,電話", "（漢字）,", "氏名（漢字）,電話", "which letters a name is in"),
        ("氏名", "", "氏名", "nothing below"),
        ("", "氏名,電話", "氏名,電話", "nothing above"),
    ],
)
def test_two_rows_make_one_header(upper, lower, header, why):
    assert joined_header(upper.split(","), lower.split(","), LOG) == header.split(","), why


@pytest.mark.parametrize(
    ("lines", "below", "why"),
    [
        (("氏名,希望日時", "見本,12/1"), 1, "one row"),
        (("氏名,希望日時,", ",第1希望,第2希望", "見本,12/1,"), 2, "two rows"),
        (("題名,,", "氏名,希望日時,", ",第1希望,第2希望", "見本,12/1,"), 3, "two rows below a title"),
        (("求職者,予約希望", "氏名,日", "見本,12/1"), 2, "group words above"),
        (("受付,,", "日付,氏名,希望", "11/27,見本,12/1"), 2, "a title that is a group word"),
        (("氏名,希望日時", "氏名,希望日時", "見本,12/1"), 1, "the header twice is no header in two rows"),
        (("氏名,希望日時,メモ", "見本,午後,電話"), 1, "an entry of short words"),
        (("氏名,希望日時,事業所,", ",,名称,電話番号", "見本,12/1,,"), 2, "the lower row names nothing new"),
    ],
)
def test_where_the_rows_begin(lines, below, why):
    assert read_heading(records_of(*lines), LOG, ARRIVED).below == below, why


@given(
    st.permutations(["受付日", "氏名", "求職番号", "電話", "第1希望", "第1希望時間", "備考", "生年月日"]),
    st.integers(0, 4),
)
def test_neither_the_order_of_columns_nor_titles_change_what_they_are(order, titles):
    lines = [*["オンライン相談の受付簿," + "," * len(order)] * titles, ",".join(order), ",".join("見本" for _ in order)]
    heading = read_heading(records_of(*lines), LOG, ARRIVED)
    assert heading.below == titles + 1
    assert {name: order[at[0]] for name, at in heading.columns.places.items()} == {
        "received": "受付日",
        "name": "氏名",
        "seeker_number": "求職番号",
        "phone": "電話",
        "wish1": "第1希望",
        "wish1_time": "第1希望時間",
        "note": "備考",
    }
