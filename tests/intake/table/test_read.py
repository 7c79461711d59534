"""A table that is written in any encoding reads back equal; arbitrary bytes never crash."""

import contextlib
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.table.layouts import LOG, REVIEW_SHEET, TELEPHONE_SHEET
from intake.table.read import layout_of, read_table
from madoguchi.errors import UnreadableInput

HEADER = ["受付番号", "受付日時", "氏名", "求職番号", "第1希望", "備考", "好きな色"]
FIELDS = ["reception", "received", "name", "seeker_number", "wish1", "note"]
CODECS = ["utf-8", "utf-8-sig", "cp932", "euc_jp", "iso2022_jp", "utf-16", "utf-16-le", "utf-16-be"]

# Letters that every one of the codecs has, and marks that need quoting.
cells = st.text(st.sampled_from("見本太郎髪12月日時あァーA1 ,;\t\n\"'=+-：（）。"), max_size=12)


def written(rows: list[list[str]], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows([HEADER, *rows])
    return out.getvalue()


@given(
    rows=st.lists(st.lists(cells, min_size=7, max_size=7), max_size=8),
    codec=st.sampled_from(CODECS),
    delimiter=st.sampled_from(",\t;"),
)
def test_a_written_table_reads_back_equal(rows, codec, delimiter):
    rows = [[cell.replace("'", "").replace("=", "").replace("\t", " ").strip() for cell in row] for row in rows]
    table = read_table(written(rows, delimiter).encode(codec), LOG)
    expected = [row for row in rows if any(row)]
    assert [list(row.cells.values()) for row in table.rows] == [row[:6] for row in expected]
    assert [row.rest.get("好きな色", "") for row in table.rows] == [row[6] for row in expected]
    assert table.delimiter == delimiter
    assert not any(row.damage for row in table.rows)


@given(st.binary(max_size=400))
def test_arbitrary_bytes_are_read_or_refused_in_words(raw):
    for layout in (LOG, REVIEW_SHEET, TELEPHONE_SHEET):
        for start in (b"", "氏名,希望,要確認番号,連絡番号,確定日時,取下げ,結果\r\n".encode("cp932")):
            with contextlib.suppress(UnreadableInput):
                read_table(start + raw, layout)
            with contextlib.suppress(UnreadableInput):
                layout_of(start + raw)


@pytest.mark.parametrize(
    ("row", "damage", "rest", "why"),
    [
        ("1,,見本,12345-1,12/3,,", "", {}, "all in its place"),
        ("1,,見本,12345-1,12/3,,赤", "", {"好きな色": "赤"}, "an unknown column is kept"),
        ("1,,見本,12345-1,12月3日,4日,,赤", "extra", {"": "赤"}, "a comma in a cell moves the rest"),
        ("1,,見本,12345-1,12/3,,,,", "", {}, "trailing empty columns"),
        ("1,,見本", "cut", {}, "the file ends inside a row"),
    ],
)
def test_damage_of_the_last_row(row, damage, rest, why):
    table = read_table((",".join(HEADER) + "\r\n" + row).encode(), LOG)
    assert (table.rows[-1].damage.value, dict(table.rows[-1].rest)) == (damage, rest), why


def test_short_row_inside_a_file_is_no_damage():
    table = read_table((",".join(HEADER) + "\r\n1,,見本\r\n").encode(), LOG)
    assert table.rows[0].damage.value == ""
    assert table.rows[0].cells["note"] == ""


def test_a_filled_cell_under_no_header_is_told():
    table = read_table("氏名,希望日時,,備考\r\n見本 太郎,12月3日,14時,\r\n".encode(), LOG)
    assert (table.rows[0].damage.value, dict(table.rows[0].rest)) == ("extra", {"": "14時"})


def test_several_free_text_columns_are_joined():
    table = read_table("氏名,希望日時,備考,メモ\r\n見本 太郎,12月3日,甲,乙\r\n".encode(), LOG)
    assert table.rows[0].cells["note"] == "甲\n乙"
    assert table.columns["note"] == "備考、メモ"


@pytest.mark.parametrize(
    ("header", "layout"),
    [
        ("要確認番号,受付日時,氏名,確定日時,取下げ", REVIEW_SHEET),
        ("連絡番号,用件,氏名,結果", TELEPHONE_SHEET),
        (",".join(HEADER), LOG),
        ("甲,乙", None),
    ],
)
def test_layout_is_told_by_the_header(header, layout):
    assert layout_of((header + "\r\n").encode("cp932")) is layout
