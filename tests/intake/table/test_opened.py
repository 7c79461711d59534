"""Text or workbook: the same rows; which sheet; and whether a file stops in the middle."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from old_workbooks import xls
from workbooks import Cell, Sheet, ods, remarks, xlsx

from intake.table.layouts import LOG
from intake.table.opened import is_half_written, opened, tops
from intake.table.read import layout_of, read_table
from madoguchi.errors import UnreadableInput

HEADER = ["受付番号", "受付日時", "氏名", "求職番号", "第1希望", "備考"]
CSV = (
    "電話受付簿（12月分）\r\n\r\n受付番号,受付日時,氏名,求職番号,第1希望,備考\r\n"
    '1,2026/12/1 9:05,見本　太郎,12345-678901,2026/12/7 14:00,"甲\n乙"\r\n'
    "2,2026/12/1,見本 花子,12345-678902,2026/12/8,#REF!\r\n,,,,,\r\n合計,2,,,,\r\n"
)
BOOK = [
    ["電話受付簿（12月分）", None, None],
    [],
    HEADER,
    [
        1,
        Cell(46357 + 9 / 24 + 5 / 1440, "yyyy/m/d h:mm"),
        "見本　太郎",
        "12345-678901",
        Cell(46363 + 14 / 24, 22),
        "甲\n乙",
    ],
    [Cell(2, "0"), Cell(46357, 31), "見本 花子", "12345-678902", Cell(46364, 'm"月"d"日"'), Cell("#REF!", kind="e")],
    ["", None, " "],
    ["合計", 2],
]
ROWS = [HEADER, ["1", "2026/12/1", "見本 太郎", "12345-1", "12月7日 14時", ""]]


def seen(raw: bytes) -> list[tuple[dict[str, str], dict[str, str], str]]:
    return [(dict(row.cells), dict(row.rest), row.damage.value) for row in read_table(raw, LOG).rows]


def test_a_workbook_gives_the_rows_of_its_csv():
    assert seen(xlsx(BOOK)) == seen(CSV.encode("cp932"))
    table = read_table(xlsx(BOOK), LOG)
    assert (table.encoding, table.delimiter) == ("xlsx", "")
    assert [row.line for row in table.rows] == [4, 5, 7]


def test_a_comment_on_a_row_makes_it_doubtful_and_one_on_a_header_does_not():
    rows = [*ROWS, ["2", "2026/12/1", "見本 花子", "12345-2", "12月8日 14時", ""]]
    parts = remarks(A1="事業所で付ける番号", E3="12/9に変更")
    first, second = read_table(xlsx(rows, more=parts), LOG).rows
    assert (first.damage.value, dict(first.rest)) == ("", {})
    assert second.damage.value == "extra"
    assert "12/9に変更" in second.rest[""]
    upper = [
        ["", "氏名", "求職番号", "希望", ""],
        ["受付番号", "", "", "第1", "第2"],
        ["1", "見本 太郎", "12345-1", "12/3", ""],
    ]
    assert seen(xlsx(upper, more=remarks(D1="必ず", E2="なければ空欄"))) == seen(xlsx(upper))


def test_an_old_workbook_and_an_open_document_give_the_same_rows():
    rows = [[str(cell) for cell in row] for row in ROWS]
    cells = "".join(
        f"<table:table-row>{''.join(f'<table:table-cell office:value-type={chr(34)}string{chr(34)}><text:p>{cell}</text:p></table:table-cell>' for cell in row)}</table:table-row>"
        for row in rows
    )
    open_document = ods(f'<table:table table:name="a">{cells}</table:table>')
    expected = seen("\r\n".join(",".join(row) for row in rows).encode() + b"\r\n")
    assert expected
    assert seen(xls(rows)) == seen(open_document) == seen(xlsx(rows)) == expected
    assert [read_table(raw, LOG).encoding for raw in (xls(rows), open_document)] == ["xls", "ods"]


cells = st.text(st.sampled_from("見本太郎髙12月日時あァーA1 ,;\t\n\"'=+-：（）。"), max_size=12)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(cells, min_size=6, max_size=6), max_size=8))
def test_whatever_stands_in_the_cells_both_give_the_same(rows):
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([HEADER, *rows])
    assert seen(xlsx([HEADER, *rows])) == seen(out.getvalue().encode("utf-8-sig"))


def test_the_first_sheet_with_a_header_is_the_log():
    legend = Sheet([["記入の仕方"], ["備考"], ["区分", "予約か変更か取消"]], "説明")
    empty = Sheet([HEADER], "ひな形", "hidden")
    assert len(seen(xlsx(legend, Sheet(ROWS, "12月"), empty, Sheet([["作業用", 3]], "別")))) == 1
    assert seen(xlsx(legend, empty)) == []


def test_a_list_of_people_without_wishes_is_no_second_log():
    people = Sheet([["求職番号", "氏名", "電話番号"], ["12345-1", "見本 太郎", "090-0000-0000"]], "名簿")
    assert len(seen(xlsx(people, Sheet(ROWS, "12月")))) == 1
    unsure = Sheet([["求職番号", "氏名", "日時"], ["12345-1", "見本 太郎", "12/3"]], "控え")
    with pytest.raises(UnreadableInput, match="2枚のシート"):
        read_table(xlsx(unsure, Sheet(ROWS, "12月")), LOG)


@pytest.mark.parametrize(
    ("sheets", "words"),
    [
        ([Sheet(ROWS, "11月"), Sheet(ROWS, "12月")], "2枚のシート（「11月」、「12月」）"),
        ([Sheet(ROWS, "12月"), Sheet(ROWS, "控え", "hidden")], "「控え」（非表示）"),
        ([Sheet(ROWS, "12月"), Sheet([["続き"], ROWS[1]], "続き")], "ほかのシート（「続き」）"),
        ([Sheet([["メモ"]])], "見出しの行が見つかりません"),
        ([Sheet([])], "見出しの行が見つかりません"),
        ([], "見出しの行が見つかりません"),
    ],
)
def test_rows_in_several_sheets_are_asked_about_rather_than_lost(sheets, words):
    with pytest.raises(UnreadableInput, match=words):
        read_table(xlsx(*sheets), LOG)


def test_headers_of_two_rows_are_logs_too():
    rows = [
        ["", "氏名", "求職番号", "希望", ""],
        ["受付", "", "", "第1", "第2"],
        ["1", "見本 太郎", "12345-1", "12/3", ""],
    ]
    with pytest.raises(UnreadableInput, match="2枚のシート"):
        read_table(xlsx(Sheet(rows, "11月"), Sheet(rows, "12月")), LOG)
    people = [["求職番号", "氏名"], ["12345-1", "見本 太郎"]]
    with pytest.raises(UnreadableInput, match="2枚のシート"):
        read_table(xlsx(Sheet(people, "甲"), Sheet(people, "乙")), LOG)


def test_each_sheet_shows_what_it_may_be():
    assert list(tops(xlsx([["甲\t乙", "丙"]], [["丁"]]))) == ["甲 乙\t丙", "丁"]
    assert layout_of(xlsx([["メモ"]], ROWS)) is LOG
    assert layout_of(xlsx([["メモ"]])) is None


def test_what_is_opened_says_how():
    text = opened("氏名;希望日時\n見本;12/3".encode("cp932"), LOG)
    assert (text.encoding, text.delimiter, len(text.lines), len(list(text.rows))) == ("cp932", ";", 2, 2)


TEXT = "氏名,求職番号,希望日時\r\n見本 太郎,12345-1,12/3 10:00\r\n"


@pytest.mark.parametrize(
    ("raw", "is_half", "why"),
    [
        (TEXT.encode(), False, "whole"),
        (TEXT.rstrip().encode(), False, "only the last line end is missing"),
        ((TEXT + "見本 花子,12345").encode(), True, "a row without all its cells"),
        ((TEXT + "見本 花子,12345-2,12/4").encode(), False, "all cells are there; more cannot be known"),
        ((TEXT + "合計").encode() + b"\r\n", False, "a short line that ends"),
        ((TEXT + '見本 花子,12345-2,"12/4\r\n').encode(), True, "inside a quotation"),
        (TEXT.encode() + "見".encode()[:1], True, "inside a letter"),
        ((TEXT + "見本").encode("cp932")[:-1], True, "inside a letter of two bytes"),
        ((TEXT + "見").encode("utf-16-le")[:-1], True, "inside a letter of UTF-16"),
        ((TEXT + "見本 花子").encode("iso2022_jp")[:-4], True, "inside a letter of JIS"),
        ("氏名,求職番".encode(), True, "inside the header"),
        (b"\xff\xff\xff", False, "no text at all: reading tells more"),
        (b"", False, "nothing"),
        (xlsx(ROWS), False, "a whole workbook"),
        (xlsx(ROWS)[:-40], True, "half a workbook"),
        (xls(ROWS)[:3000], False, "half an old workbook, which cannot be told"),
    ],
)
def test_a_file_that_stops_in_the_middle(raw, is_half, why):
    assert is_half_written(raw) is is_half, why


def test_headers_that_an_office_has_named_tell_the_encoding():
    own = replace(LOG, fixed={"name": ("ｱｲｳｴ",), "wish": ("ｵｶｷｸ",)})
    raw = "ｱｲｳｴ,ｵｶｷｸ\r\nｱｲ,12/3\r\n".encode("cp932")
    assert opened(raw, own).encoding == "cp932"
    with pytest.raises(UnreadableInput, match="文字コード"):
        opened(raw, LOG)
