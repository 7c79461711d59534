"""What the child passes on, seen from inside; the process around it is in `test_process`."""

import io
import json
import sys

import pytest
from old_workbooks import xls
from workbooks import Cell, Sheet, ods, remarks, xlsx

from intake.workbook import child, limits
from intake.workbook.remarks import REMARK


def told(raw: bytes) -> list[object]:
    return list(child.told(raw))


def test_rows_keep_their_numbers_and_lose_empty_ends():
    rows = [["電話受付簿"], [], ["", "見本 太郎", "", ""], ["", ""], [Cell(46359, 14)]]
    assert told(xlsx(rows)) == [
        {"format": "xlsx"},
        {"sheet": "Sheet1", "hidden": False},
        [1, "電話受付簿"],
        [3, "", "見本 太郎"],
        [5, "2026/12/3"],
        {"end": 3},
    ]


def test_furigana_are_no_part_of_a_name():
    name = '<si><t>見本 太郎</t><rPh sb="0" eb="2"><t>ミホン</t></rPh><phoneticPr fontId="1"/></si>'
    assert [1, "見本 太郎"] in told(xlsx([[name]]))


def test_of_merged_cells_the_first_holds_the_text():
    sheet = Sheet(
        [["希望日時", None, "備考"], [None, None, "甲"]], below='<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
    )
    assert told(xlsx(sheet))[2:4] == [[1, "希望日時", "", "備考"], [2, "", "", "甲"]]


def test_rows_hidden_by_a_filter_are_passed_on_as_excel_writes_them_into_a_csv():
    sheet = Sheet([["見本"], ["太郎"], ["花子"]], hidden_rows=frozenset({2}))
    assert told(xlsx(sheet))[2:-1] == [[1, "見本"], [2, "太郎"], [3, "花子"]]


@pytest.mark.parametrize("claimed", ["A1:XFD1048576", "A1", "C9:A1"])
def test_what_a_sheet_claims_of_its_size_is_not_believed(claimed):
    sheet = Sheet([["見本"], *[[at] for at in range(50)]], above=f'<dimension ref="{claimed}"/>')
    assert told(xlsx(sheet))[-1] == {"end": 51}


def test_formatted_cells_and_repeated_empty_rows_to_the_end_of_a_sheet_are_nothing():
    styled = [f'<row r="{at}"><c r="A{at}" s="0"/><c r="XFD{at}" s="0"/></row>' for at in range(2, 1_048_577, 999)]
    assert told(xlsx(Sheet([["見本"], *styled])))[2:] == [[1, "見本"], {"end": 1}]
    cell = '<table:table-cell office:value-type="string"><text:p>見本</text:p></table:table-cell>'
    rest = '<table:table-row table:number-rows-repeated="1048575"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    whole = ods(f'<table:table table:name="a"><table:table-row>{cell}</table:table-row>{rest}</table:table>')
    assert told(whole)[2:] == [[1, "見本"], {"end": 1}]


def test_sheets_say_whether_they_are_hidden_and_charts_are_none():
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = "".join(
        f'<Relationship Id="rId{at}" Type="{kind}/{what}" Target="{what}s/sheet{at}.xml"/>'
        for at, what in enumerate(("worksheet", "worksheet", "worksheet", "chartsheet"), 1)
    )
    rels = {"xl/_rels/workbook.xml.rels": f"<Relationships>{links}</Relationships>".encode()}
    shown, hidden = Sheet([[1]], "表"), [Sheet([[2]], "隠し", "hidden"), Sheet([[3]], "奥", "veryHidden")]
    raw = xlsx(shown, *hidden, Sheet([], "図"), more=rels)
    heads = [line for line in told(raw) if isinstance(line, dict) and "sheet" in line]
    assert [(line["sheet"], line["hidden"]) for line in heads] == [
        ("表", False),
        ("隠し", True),
        ("奥", True),
    ]


def test_a_formula_that_could_not_be_worked_out_shows_its_error():
    rows = [["見本", Cell("#REF!", kind="e", formula="Z0"), Cell("", kind="str", formula='""'), Cell(1, kind="b")]]
    assert [1, "見本", "#REF!", "", "TRUE"] in told(xlsx(rows))
    assert [2, "#REF!"] in told(xls([["見本"], ["#REF!"]]))
    error = '<table:table-cell office:value-type="string" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>'
    content = f'<table:table table:name="a"><table:table-row>{error}</table:table-row></table:table>'
    assert [1, "#N/A"] in told(ods(content))


def test_comments_stand_beyond_the_last_column_of_their_row():
    parts = remarks(B2="12/4に変更", A2="A&B", A9="表の外")
    assert told(xlsx([["氏名", "希望"], ["見本 太郎", "12/3"], ["見本 花子"]], more=parts))[2:-1] == [
        [1, "氏名", "希望"],
        [2, "見本 太郎", "12/3", f"{REMARK}見本:\n12/4に変更 見本:\nA&B"],
        [3, "見本 花子"],
    ]


def test_a_formula_that_nobody_has_worked_out_is_not_taken_for_an_empty_cell():
    """Programs that write workbooks without Excel leave the result away; a form filled down leaves empty rows."""
    filled_down = Cell(None, formula='IF(B2="","",1)')
    rows = [
        ["氏名", "希望"],
        ["見本 太郎", Cell(None, formula="B9"), Cell("", kind="str", formula='""')],
        [filled_down],
    ]
    assert told(xlsx(rows))[2:-1] == [[1, "氏名", "希望"], [2, "見本 太郎", "#N/A"]]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        pytest.param(b"PK\x03\x04", "broken", id="no zip"),
        pytest.param(b"\xd0\xcf\x11\xe0" + bytes(600), "broken", id="no compound file"),
        pytest.param(
            xlsx(Sheet(['<row r="1"><c r="A1" t="s"><v>7</v></c></row>'])), "broken", id="a text that is not there"
        ),
        pytest.param(
            xlsx(
                Sheet([["見本"], '<row r="2"><c r="A2"><v>1</v></c></row>', '<row r="2"><c r="A2"><v>2</v></c></row>'])
            ),
            "short",
            id="two rows in one place",
        ),
        pytest.param(xlsx(*[Sheet([[at]], str(at)) for at in range(300)]), "large", id="far too many sheets"),
        pytest.param(
            xlsx(Sheet([["見本"], '<row r="1048576"><c r="J1048576"><v>1</v></c></row>'])),
            "large",
            id="as long as a sheet can be",
        ),
        pytest.param(b"PK" + bytes(limits.MOST_INPUT), "large", id="over the cap"),
    ],
)
def test_what_is_refused_says_so_at_the_end(raw, code):
    assert told(raw)[-1] == {"refused": code}


def test_the_child_reads_standard_input_and_writes_json_lines(monkeypatch):
    out = io.BytesIO()
    monkeypatch.setattr(limits, "confine", lambda: None)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(xlsx([["見本\n太郎"]]))))
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(out))
    child.main()
    lines = [json.loads(line) for line in out.getvalue().decode().splitlines()]
    assert lines[2:] == [[1, "見本\n太郎"], {"end": 1}]
