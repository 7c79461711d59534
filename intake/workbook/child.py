"""The child that opens a foreign workbook and passes on what it holds, as JSON lines on standard output.

Run by `intake.workbook.process`, never imported by what runs in the office's own process:

    {"format": "xlsx"}
    {"sheet": "12月", "hidden": false}
    [3, "001", "2026/12/3", "見本 太郎"]      the row's number in its sheet, from 1, and its cells
    {"end": 1}                               how many rows were passed on; or {"refused": "password"}

Nothing of the project but this package is imported, so that it starts in 40 ms.
"""

import io
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from intake.workbook import limits
from intake.workbook.cells import text_of
from intake.workbook.looks import Look, shown_text
from intake.workbook.parts import NOT_WORKED_OUT, Page, Refused, look_into
from intake.workbook.remarks import REMARK

_NO_LOOKS: Final[Mapping[int, Look]] = MappingProxyType({})
_NO_ERRORS: Final[Mapping[int, str]] = MappingProxyType({})


def main() -> None:
    """Read a workbook from standard input."""
    limits.confine()
    raw = sys.stdin.buffer.read(limits.MOST_INPUT + 1)
    out = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", errors="surrogatepass", newline="\n")
    for line in told(raw):
        out.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
    out.detach()


def told(raw: bytes) -> Iterator[dict[str, Any] | list[Any]]:
    """Yield what is to be passed on, the end included."""
    rows = 0
    try:
        for line in _read(raw):
            rows += isinstance(line, list)
            yield line
    except Refused as refused:
        yield {"refused": refused.code}
    except CalamineError as error:
        yield {"refused": "password" if isinstance(error, PasswordError) else "broken"}
    else:
        yield {"end": rows}


def _read(raw: bytes) -> Iterator[dict[str, Any] | list[Any]]:
    if len(raw) > limits.MOST_INPUT:
        raise Refused("large")
    parts = look_into(raw)
    yield {"format": parts.format}
    book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
    cells = 0
    for place, about in enumerate(book.sheets_metadata[: limits.MOST_SHEETS + 1]):
        if place == limits.MOST_SHEETS:
            raise Refused("large")
        if about.typ is not SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_index(place)
        cells += sheet.total_height * sheet.total_width
        if cells > limits.MOST_CELLS:
            raise Refused("large")
        yield {"sheet": about.name, "hidden": about.visible is not SheetVisibleEnum.Visible}
        yield from _rows(sheet, parts.page(place))


def _rows(sheet: CalamineSheet, page: Page) -> Iterator[list[Any]]:
    """Yield the rows that hold anything.

    Raises:
        Refused: The file speaks of more filled cells than calamine has found.
    """
    filled = 0
    for at, values in enumerate(sheet.to_python(skip_empty_area=False)):
        cells = _cells(values, page.looks.get(at, _NO_LOOKS), page.errors.get(at, _NO_ERRORS))
        filled += len(cells) - cells.count("")
        if any(cells):
            if at in page.remarks:  # beyond the last column, where staff are asked about it
                cells += [""] * (sheet.total_width - len(cells))
                cells.append(REMARK + " ".join(page.remarks[at]))
            for column in page.not_worked_out.get(at, ()):
                cells += [""] * (column + 1 - len(cells))
                cells[column] = NOT_WORKED_OUT
            while not cells[-1]:
                cells.pop()
            yield [at + 1, *cells]
    if filled < page.filled:
        raise Refused("short")


def _cells(values: Sequence[object], looks: Mapping[int, Look], errors: Mapping[int, str]) -> list[str]:
    cells = [text_of(value) for value in values]
    for column, look in looks.items():
        if column < len(cells):  # an empty cell that is only formatted may stand outside
            cells[column] = shown_text(values[column], look)
    for column, shown in errors.items():
        cells[column] = shown
    return cells
