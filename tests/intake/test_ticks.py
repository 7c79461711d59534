"""Ticks of 規約説明, as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.ticks import explained_in, is_explained


@pytest.mark.parametrize(
    ("cell", "expected", "why"),
    [
        ("○", True, "a circle"),
        ("レ", True, "a tick as typed in Japanese"),
        ("済", True, "done"),
        ("TRUE", True, "a box of a spreadsheet that is ticked"),
        ("説明済み", True, "in words"),
        ("口頭で説明", True, "in words"),
        ("同意あり", True, "consent follows the explanation"),
        ("有", True, "as 有無 is answered"),
        ("11/29", True, "the day on which it was done"),
        ("R8.11.29", None, "an era before it is no form that is sure"),
        ("", False, "blank"),
        ("×", False, "a cross"),
        ("☐", False, "an empty box"),
        ("FALSE", False, "a box of a spreadsheet that is not ticked"),
        ("未", False, "not yet"),
        ("未説明", False, "not yet"),
        ("当日説明", False, "it is still to come"),
        ("要説明", False, "it is still to be done"),
        ("説明なし", False, "it was not"),
        ("x", None, "a letter that may be a cross or a tick"),
        ("取下げ", None, "a tick of another column"),
        ("山田", None, "a name tells nothing"),
    ],
)
def test_a_cell_of_the_explanation_is_told_apart(*, cell: str, expected: bool | None, why: str) -> None:
    assert is_explained(cell) is expected, why


@pytest.mark.parametrize(
    ("cells", "expected", "why"),
    [
        ({}, None, "the log has no such column"),
        ({"explained": ""}, False, "the column is there and blank"),
        ({"explained": "○"}, True, "ticked"),
        ({"explained": "山田"}, False, "what is no clear tick counts as none"),
    ],
)
def test_a_row_tells_whether_the_terms_were_explained(
    *, cells: dict[str, str], expected: bool | None, why: str
) -> None:
    assert explained_in(cells) is expected, why


@given(st.text(max_size=20))
def test_only_what_says_so_counts_as_explained(cell: str) -> None:
    assert explained_in({"explained": cell}) is (is_explained(cell) is True)
