"""What holds for every log, whatever its columns are."""

import contextlib
import csv
import io
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from intake.phone_log import read_log
from intake.table.header_words import field_of
from intake.table.layouts import LOG
from intake.understand import Surroundings, read_row
from madoguchi.clock import TOKYO
from madoguchi.config.load import load_office
from madoguchi.errors import UnreadableInput
from madoguchi.model.item import Kind
from madoguchi.paths import shipped
from scheduler.openings import OfficeDays

ARRIVED = datetime(2026, 11, 30, 10, 0, tzinfo=TOKYO)
AROUND = Surroundings(OfficeDays(load_office(shipped("examples") / "office.toml")), frozenset(), ARRIVED)

HEADERS = [
    *("", "No.", "番号", "受付日", "受付日時", "日付", "日時", "時間", "曜日", "氏名", "姓", "名", "求職番号", "電話", "連絡先"),
    *("希望日時", "希望日", "希望時間", "第1希望", "第2希望", "第1希望時間", "予約日時", "用件", "区分", "備考", "担当者", "希望職種", "状況"),
]  # fmt: skip
CELLS = [
    *("", "1", "2", "11/27", "2026/11/27 9:10", "46353", "12/1", "12/1 14:30", "46357", "46357.604166667", "0.604166667", "14", "午後"),
    *("火", "見本 太郎", "見本", "太郎", "28050-1001", "090-0000-0001", "taro@mihon.example", "予約", "キャンセル", "済", "########"),
    *("　月　日", "合計", "2件", "〃", "来週の火曜", "氏名", "希望日時", "12/1\n12/2", "14:30\n10:00", "[/x]", "見本\n太郎"),
]  # fmt: skip

rows_of_cells = st.integers(1, 9).flatmap(
    lambda width: st.lists(
        st.lists(st.sampled_from(CELLS), min_size=width, max_size=width), min_size=1, max_size=5
    ).flatmap(
        lambda rows: st.tuples(
            st.lists(st.lists(st.sampled_from(HEADERS), min_size=width, max_size=width), min_size=1, max_size=2),
            st.just(rows),
        )
    )
)


def written(header: list[list[str]], rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([*header, *rows])
    return out.getvalue().encode()


@given(rows_of_cells)
def test_any_table_is_read_or_asked_about_and_no_slot_comes_from_nowhere(table):
    header, rows = table
    with contextlib.suppress(UnreadableInput):
        log = read_log(written(header, rows), ARRIVED)
        for row in log.rows:
            reading = read_row(row, AROUND)
            assert reading.kind is not Kind.UNREADABLE or reading.doubts
            if reading.kind is Kind.REQUEST and not reading.doubts:
                assert reading.person.name
                assert reading.person.seeker_number == "28050-1001"
                assert any(row.cells.get(name) for name in row.cells if name.startswith("wish"))
                assert all(slot.month == 12 for wish in reading.wishes for slot in wish.slots)


PLAIN = {
    "受付番号": "1",
    "受付日": "2026/11/27",
    "氏名": "見本 太郎",
    "求職番号": "28050-1001",
    "電話番号": "090-0000-0001",
    "第1希望日": "12/1",
    "第1希望時間": "14:30",
    "第2希望": "12/2 10:00",
    "生年月日": "S60.4.1",
    "備考": "折返し不要",
}


@given(st.permutations(list(PLAIN)), st.integers(0, 3), st.sampled_from([",", "\t", ";"]))
def test_the_order_of_columns_titles_and_delimiters_change_nothing_but_the_line(order, titles, delimiter):
    lines = [*["受付簿"] * titles, delimiter.join(order), delimiter.join(PLAIN[name] for name in order)]
    (row,) = read_log(("\r\n".join(lines) + "\r\n").encode(), ARRIVED).rows
    (plain,) = read_log(written([list(PLAIN)], [list(PLAIN.values())]), ARRIVED).rows
    assert row._replace(line=0) == plain._replace(line=0)
    assert row.line == titles + 2
    assert row.doubts == ()


@given(st.text(max_size=40))
def test_any_header_names_a_field_or_none(header):
    assert field_of(header, LOG) in {None, *LOG.fields}
