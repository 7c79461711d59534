"""What a workbook says of itself, and why one is not passed on."""

import struct

import pytest
from old_workbooks import compound, xls
from workbooks import Cell, Sheet, ods, xlsx, zipped

from intake.workbook import parts
from intake.workbook.ods import ods_errors
from intake.workbook.parts import Refused, look_into
from intake.workbook.xls import is_locked, xls_errors

PLAIN = xlsx([["見本"]])


@pytest.mark.parametrize(
    ("raw", "format_"), [(PLAIN, "xlsx"), (ods("<table:table/>"), "ods"), (xls([["見本"]]), "xls")]
)
def test_the_format_is_told_by_what_is_inside(raw, format_):
    assert look_into(raw).format == format_


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        pytest.param(PLAIN[:-30], "broken", id="cut"),
        pytest.param(b"PK\x03\x04", "broken", id="two letters of a zip"),
        pytest.param(PLAIN.replace(b"PK\x01\x02", b"PK\x01\x03"), "broken", id="a directory that is none"),
        pytest.param(
            compound({"EncryptionInfo": b"x", "EncryptedPackage": b"x"}), "password", id="xlsx with a password"
        ),
        pytest.param(xls([["見本"]], password=True), "password", id="xls with a password"),
        pytest.param(ods("", encrypted=True), "password", id="ods with a password"),
        pytest.param(zipped({"word/document.xml": b"<a/>"}), "foreign", id="a letter"),
        pytest.param(zipped({"[Content_Types].xml": b"application/vnd.ms-excel.sheet.binary"}), "binary", id="xlsb"),
        pytest.param(xlsx([["見本"]], more={"bomb": bytes(200_000_001)}), "large", id="a bomb"),
    ],
)
def test_what_is_not_passed_on(raw, code):
    with pytest.raises(Refused) as refused:
        look_into(raw)
    assert refused.value.code == code


def test_a_part_that_cannot_be_unpacked_is_a_broken_file():
    packed = xlsx([["見本"]])
    at = packed.index(b"xl/worksheets/sheet1.xml") + len(b"xl/worksheets/sheet1.xml")
    with pytest.raises(Refused, match="broken"):
        look_into(packed[:at] + b"\xff" * 20 + packed[at + 20 :]).page(0)


def test_a_page_says_what_it_holds():
    rows = [["見本", 1.0, Cell("", kind="str", formula='""')], [], [Cell("#REF!", kind="e"), Cell(7, "000")]]
    page = look_into(xlsx(rows)).page(0)
    assert page.filled == 4
    assert page.errors == {2: {0: "#REF!"}}
    assert page.looks[2][1].digits == "000"
    assert look_into(xlsx(rows)).page(9) == parts.Page()


def test_where_a_text_may_be_empty_nothing_is_counted():
    assert look_into(xlsx([["<si><t></t></si>", "見本"]])).page(0).filled == 0


def test_text_that_is_struck_out_in_part_is_found():
    half = "<si><r><rPr><strike/></rPr><t>12/3</t></r><r><t>12/4</t></r></si>"
    assert look_into(xlsx([["見本", half]])).page(0).looks[0][1].is_struck


def test_a_path_from_the_root_is_followed():
    rels = b'<Relationships><Relationship Id="rId1" Target="/xl/worksheets/sheet1.xml"/><Relationship/></Relationships>'
    assert look_into(xlsx([[1]], more={"xl/_rels/workbook.xml.rels": rels})).page(0).filled == 1


def test_a_cell_that_says_nowhere_where_it_stands_is_not_guessed():
    raw = xlsx(Sheet(['<row><c t="e"><v>#N/A</v></c></row>']))
    with pytest.raises(Refused, match="short"):
        look_into(raw).page(0)


def test_a_column_is_counted_by_its_letters():
    row = '<row r="1"><c r="Z1" t="e"><v>#N/A</v></c><c r="AA1" t="e"><v>#REF!</v></c></row>'
    assert look_into(xlsx(Sheet([row]))).page(0).errors == {0: {25: "#N/A", 26: "#REF!"}}


def test_errors_of_an_ods_are_found_behind_repeated_rows_and_cells():
    error = '<table:table-cell office:value-type="string" calcext:value-type="error"><office:annotation><text:p>見本</text:p></office:annotation><text:p>#REF!</text:p></table:table-cell>'
    bare = '<table:table-cell calcext:value-type="error"/>'
    row = f'<table:table-row><table:table-cell table:number-columns-repeated="3"/>{error}<table:covered-table-cell/>{bare}</table:table-row>'
    empty = '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row><table:table-row/>'
    content = (
        f"<table:table table:name='a'></table:table><table:table table:name='b'>{empty}{row}</table:table>".encode()
    )
    assert ods_errors(content, 1) == {3: {3: "#REF!", 5: "#N/A"}}
    assert ods_errors(content, 2) == {}
    assert ods_errors(b"<table:table table:name='a'></table:table>", 0) == {}


@pytest.mark.parametrize("rows", [[["見本", "#REF!"]], [["見本", "#REF!"], *[["あ" * 30, at] for at in range(200)]]])
def test_errors_of_an_xls_are_found(rows):
    assert xls_errors(xls([["別"]], rows), 1) == {0: {1: "#REF!"}}


def test_errors_in_a_small_workbook_are_found():
    small = xls([["別"]], [["見本", "#REF!"]], small=True)
    assert xls_errors(small, 1) == {0: {1: "#REF!"}}
    assert is_locked(xls([["見本"]], small=True, password=True))


def test_a_letter_is_no_workbook():
    assert not is_locked(compound({"WordDocument": b"x"}))


def test_an_error_that_a_formula_gave_is_found():
    book = xls([["見本", "#REF!"]])
    cell = struct.pack("<HHHHH", 0x205, 8, 0, 1, 0) + bytes((0x17, 1))
    formula = struct.pack("<HHHHH", 0x06, 14, 0, 1, 0) + b"\2\0\x2a\0\0\0\xff\xff"
    whole = book.replace(cell, formula)[: len(book)]
    assert xls_errors(whole, 0) == {0: {1: "#N/A"}}


@pytest.mark.parametrize("keep", [0, 30, 60, 600, 1200])
def test_an_xls_that_is_not_as_it_should_be_shows_no_errors(keep):
    raw = xls([["見本", "#REF!"]])[:keep]
    assert xls_errors(raw, 0) == {}
    assert not is_locked(raw)


def test_sectors_that_follow_each_other_for_ever_come_to_an_end():
    raw = bytearray(xls([["見本", "#REF!"]]))
    struct.pack_into("<II", raw, 512, 0, 1)  # the directory follows itself
    assert not is_locked(bytes(raw))
