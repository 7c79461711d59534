"""The display format decides what a clerk sees, and the year is shown all the same."""

import pytest
from workbooks import Cell, Sheet, xlsx

from intake.workbook.child import told
from intake.workbook.looks import STRUCK, Look, looks_of, shown_text

MOMENT = 46359 + 14.5 / 24  # 2026/12/3 14:30


def told_rows(raw: bytes) -> list[object]:
    return [line for line in told(raw) if isinstance(line, list)]


@pytest.mark.parametrize(
    ("value", "shown", "text"),
    [
        (MOMENT, "yyyy/m/d h:mm", "2026/12/3 14:30"),
        (MOMENT, 22, "2026/12/3 14:30"),
        (MOMENT, "yyyy/m/d", "2026/12/3"),
        (MOMENT, 14, "2026/12/3"),
        (MOMENT, 31, "2026/12/3"),
        (MOMENT, 57, "2026/12/3"),
        (MOMENT, 'm"月"d"日"', "2026/12/3"),
        (MOMENT, '[$-411]ggge"年"m"月"d"日"', "2026/12/3"),
        (MOMENT, '[$-ja-JP-x-gannen]ggge"年"m"月"d"日"(aaa);@', "2026/12/3"),
        (MOMENT, "m/d(aaa) h:mm", "2026/12/3 14:30"),
        (MOMENT, "h:mm", "14:30"),
        (MOMENT, 20, "14:30"),
        (MOMENT, 32, "14:30"),
        (MOMENT, 'h"時"mm"分"', "14:30"),
        (MOMENT, "AM/PM h:mm", "14:30"),
        (14.5 / 24, "h:mm", "14:30"),
        (1.5, "[h]:mm", "36:00"),
        (46359, "yyyy/m/d h:mm", "2026/12/3"),
        (46359, "aaa", "木"),
        (46359, "(aaa)", "木"),
        (46359, "aaaa", "木"),
        (46359.5, "aaa", "46359.5"),
        (46359, 0, "46359"),
        (46359, "G/標準", "46359"),
        (46359, "General", "46359"),
        (7, "000", "007"),
        (1234, "000", "1234"),
        (9000000001, "000-0000-0000", "090-0000-0001"),
        (9000000001, r"000\-0000\-0000", "090-0000-0001"),
        (9000000001, "00000000000", "09000000001"),
        (796000000, '"0"000-00-0000', "0796-00-0000"),
        (1796000000, '"0"000-00-0000', "1796000000"),
        (12, "##0-000", "0-012"),
        (28050100001, "00000-000000", "28050-100001"),
        (5000, "#,##0", "5000"),
        (5, "0.0", "5"),
        (5, '0"名"', "5"),
        (900000000, r"[<=99999999]####-####;\(00\) ####-####", "900000000"),
        (-7, "000", "-7"),
        ("001", "yyyy/m/d", "001"),
    ],
)
def test_a_cell_is_read_as_it_is_shown(value, shown, text):
    assert told_rows(xlsx([[Cell(value, shown)]])) == [[1, text]]


def test_the_days_of_a_mac_workbook_are_the_same():
    assert told_rows(xlsx([[Cell(46359 - 1462, "yyyy/m/d")]], date1904=True)) == [[1, "2026/12/3"]]


def test_struck_out_text_says_so():
    half = "<si><r><rPr><strike/></rPr><t>12/3 10:00</t></r><r><t>12/4 10:00</t></r></si>"
    plain = '<si><r><rPr><strike val="0"/></rPr><t>見本</t></r></si>'
    rows = [[Cell("見本 太郎", is_struck=True), half, plain, "見本", Cell(" ", is_struck=True), "戻る"]]
    assert told_rows(xlsx(rows))[0][1:] == [
        f"{STRUCK}見本 太郎",
        f"{STRUCK}12/3 10:0012/4 10:00",
        "見本",
        "見本",
        " ",
        "戻る",
    ]


def test_a_format_far_beside_the_table_is_none_of_it():
    assert told_rows(xlsx([["見本", "", Cell("", 14, kind="str"), Cell(None, 14)]])) == [[1, "見本"]]
    far = '<row r="1"><c r="A1"><v>1</v></c><c r="ZZ1" s="1"></c></row>'
    styles = b'<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    assert told_rows(xlsx(Sheet([far]), more={"xl/styles.xml": styles})) == [[1, "1"]]


def test_styles_that_cannot_be_made_out_change_nothing():
    assert looks_of(b"") == {}
    assert looks_of(b"<styleSheet><cellXfs><xf/></cellXfs></styleSheet>") == {}
    assert shown_text(3_000_000, Look("weekday")) == "3000000"
