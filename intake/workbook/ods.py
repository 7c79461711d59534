"""The cells of an .ods that show an error, which calamine takes for empty ones."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

_TABLE = re.compile(rb"<table:table\s.*?</table:table>", re.DOTALL)
_ROW = re.compile(rb"<table:table-row(?:\s([^>]*?))?(?:/>|>(.*?)</table:table-row>)", re.DOTALL)
_CELL = re.compile(
    rb"<table:(?:covered-)?table-cell(?:\s([^>]*?))?(?:/>|>(.*?)</table:(?:covered-)?table-cell>)", re.DOTALL
)
_ROWS = re.compile(rb'\btable:number-rows-repeated="([0-9]{1,9})"')
_COLUMNS = re.compile(rb'\btable:number-columns-repeated="([0-9]{1,9})"')
_REMARK = re.compile(rb"<office:annotation\b.*?</office:annotation>", re.DOTALL)
_SHOWN = re.compile(rb"<text:p[^>]*>([^<]*)</text:p>")
_MARK: Final = b'value-type="error"'


def ods_errors(content: bytes, place: int) -> Mapping[int, Mapping[int, str]]:
    """Return row -> column -> what the cells with an error show (`#REF!`), from 0.

    Args:
        content: `content.xml`.
        place: Of the sheet, from 0.
    """
    errors: dict[int, dict[int, str]] = {}
    if _MARK not in content:
        return errors
    tables = _TABLE.findall(content)
    row = 0
    for attributes, cells in _ROW.findall(tables[place]) if place < len(tables) else ():
        if _MARK in cells:
            errors[row] = dict(_errors_in(cells))
        row += _times(_ROWS, attributes)
    return errors


def _errors_in(cells: bytes) -> Iterator[tuple[int, str]]:
    column = 0
    for attributes, inside in _CELL.findall(cells):
        if _MARK in attributes:
            shown = _SHOWN.search(_REMARK.sub(b"", inside))
            yield column, shown[1].decode("utf-8", "replace") if shown else "#N/A"
        column += _times(_COLUMNS, attributes)


def _times(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found[1]) if found else 1
