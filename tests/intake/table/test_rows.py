"""Rows keep their physical line, and one bad quotation mark does not swallow the others."""

import pytest

from intake.table.rows import (
    MOST_COLUMNS,
    Damage,
    choose_delimiter,
    clean,
    ends_in_a_quote,
    records,
    records_of_cells,
    split_lines,
)
from madoguchi.errors import UnreadableInput


def rows_of(text: str, delimiter: str = ",") -> list[tuple[int, list[str], str]]:
    return [(one.line, one.cells, one.damage.value) for one in records(split_lines(text), delimiter)]


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("a,b\r\n\r\nc,d\r\n", [(1, ["a", "b"], ""), (3, ["c", "d"], "")], "an empty line counts but is no row"),
        (",,\r\na,\r\n", [(2, ["a", ""], "")], "an all-empty row is left out"),
        ('a,"x\r\ny"\r\nb,\r\n', [(1, ["a", "x\ny"], ""), (3, ["b", ""], "")], "a line break in a cell"),
        ("a\rb\rc", [(1, ["a"], ""), (2, ["b"], ""), (3, ["c"], "")], "old Mac line ends"),
        ("a\u2028b\x85c,d\n", [(1, ["a b c", "d"], "")], "what splitlines would cut at is no line end"),
        ('a,"b\r\nc,d\r\n', [(1, ["a", "b"], "quotes"), (2, ["c", "d"], "")], "a quotation mark never closed"),
        (
            'a,"b\nc,"d\ne,f\n',
            [(1, ["a", "b"], "quotes"), (2, ["c", "d"], "quotes"), (3, ["e", "f"], "")],
            "two of them do not make a pair",
        ),
        ('5",b\n', [(1, ['5"', "b"], "")], "inches"),
        ('"=""0123""",b', [(1, ["0123", "b"], "")], "a formula that only keeps zeros"),
        (
            "'090,'+81,'＝x,'見本,''=x",
            [(1, ["090", "+81", "＝x", "'見本", "'=x"], "")],
            "the mark before a guarded cell",
        ),
        ("a\0\x07b,\u202ec\ufeff", [(1, ["ab", "c"], "")], "controls and turning marks"),
        ("　見本　太郎　, x ", [(1, ["見本　太郎", "x"], "")], "trimmed, inner space kept"),
        ("あ" * 5000, [(1, ["あ" * 4000], "long")], "a cell over the cap"),
    ],
)
def test_rows(text, expected, why):
    assert rows_of(text) == expected, why


def test_too_many_columns():
    with pytest.raises(UnreadableInput, match="列"):
        rows_of("," * MOST_COLUMNS)


def test_too_many_rows(monkeypatch):
    monkeypatch.setattr("intake.table.rows.MOST_ROWS", 3)
    assert len(rows_of("a\n" * 3)) == 3
    with pytest.raises(UnreadableInput, match="行が多すぎます"):
        rows_of("a\n" * 4)


def test_too_many_broken_lines():
    with pytest.raises(UnreadableInput, match="引用符"):
        rows_of('"a"b\n' * 1001)


@pytest.mark.parametrize(
    ("text", "delimiter"), [("氏名,希望\n", ","), ("氏名\t希望\n", "\t"), ("氏名;希望\n", ";"), ("x", ","), ("", ",")]
)
def test_delimiter_is_the_one_with_most_header_words(text, delimiter):
    assert choose_delimiter(text, lambda cells: sum(cell in {"氏名", "希望"} for cell in cells)) == delimiter


def test_clean_makes_line_breaks_one_kind():
    assert clean("a\r\nb\rc\td") == "a\nb\nc d"


def test_damage_is_false_only_when_there_is_none():
    assert not Damage.NONE
    assert Damage.CUT


def test_too_many_lines():
    with pytest.raises(UnreadableInput, match="行が多すぎます"):
        split_lines("\n" * 1_000_001)


def test_the_cells_of_a_sheet_are_cleaned_like_those_of_a_text():
    rows = [(3, ("見本\r\n太郎 ", "\u202e12月3日")), (5, ("'090", " ")), (6, ("",)), (9, ("あ" * 5000,))]
    assert [(one.line, one.cells, one.damage.value) for one in records_of_cells(rows)] == [
        (3, ["見本\n太郎", "12月3日"], ""),
        (5, ["090", ""], ""),
        (9, ["あ" * 4000], "long"),
    ]
    with pytest.raises(UnreadableInput, match="列"):
        list(records_of_cells([(1, [""] * (MOST_COLUMNS + 1))]))


@pytest.mark.parametrize(
    ("text", "is_open", "why"),
    [
        ("a,b\n", False, "whole"),
        ("a,b", False, "no line end, but no quotation either"),
        ('a,"b\nc"\n', False, "a quotation over two lines"),
        ('a,b\nc,"d', True, "inside a quotation"),
        ('a,b\nc,"d\n', True, "inside a quotation, after a line break"),
        ('a,b\nc,"d""', True, "after a mark that is doubled"),
        ('a,b\nc,"d"', False, "a mark that closes"),
        ('a,b\nc,"d\ne,"f\n', False, "a mark that was never closed is no file that grows"),
        ("", False, "nothing"),
    ],
)
def test_an_open_quotation_at_the_end(text, is_open, why):
    assert ends_in_a_quote(split_lines(text), ",") is is_open, why
