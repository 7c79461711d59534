"""Bytes -> rows of cells, be the file a text or a workbook under whatever name."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final, NamedTuple

from intake.table.encoding import decode
from intake.table.header_words import HEADER_WITHIN, field_of, hits, known_words, unsure_kind
from intake.table.layouts import LAYOUTS, LOG, Layout
from intake.table.rows import Record, choose_delimiter, clean, ends_in_a_quote, records, records_of_cells, split_lines
from intake.workbook.process import Sheet, is_workbook, read_workbook
from intake.workbook.remarks import REMARK
from madoguchi.errors import UnreadableInput

_TOP_CHARACTERS: Final = 20_000
_OF_A_HEADER: Final = 2  # words that are known; a single one also stands in remarks
_OF_A_PERSON = re.compile(r"(?<![0-9])[0-9]{5}\s*[-‐-―−－]\s*[0-9]{1,8}(?![0-9])")

_ANY_WORDS: Final = partial(known_words, layouts=LAYOUTS)
_NO_SHEET: Final = Sheet(name="", is_hidden=False, rows=())


class Opened(NamedTuple):
    """A file opened as a table.

    Attributes:
        encoding: How the text is encoded; of a workbook its format, `xlsx`, `xls` or `ods`.
        delimiter: Empty for a workbook.
        lines: Of a text; empty for a workbook, whose rows are never cut.
    """

    encoding: str
    delimiter: str
    lines: list[str]
    rows: Iterator[Record]


def tops(raw: bytes) -> Iterator[str]:
    """Yield the beginning of each table that a file may hold: of a text one, of a workbook one for each sheet.

    Raises:
        UnreadableInput: The file as a whole cannot be read.
    """
    if is_workbook(raw):
        for sheet in read_workbook(raw).sheets:
            yield "\n".join(
                "\t".join(re.sub(r"[\t\r\n]", " ", cell) for cell in cells) for _, cells in sheet.rows[:HEADER_WITHIN]
            )
    else:
        yield decode(raw, _ANY_WORDS).text[:_TOP_CHARACTERS]


def opened(raw: bytes, layout: Layout) -> Opened:
    """Open a file as a table.

    Args:
        raw: The whole file.
        layout: The kind of table it is taken for.

    Raises:
        UnreadableInput: The file as a whole cannot be read, or its rows stand in several sheets.
    """
    if is_workbook(raw):
        book = read_workbook(raw)
        return Opened(book.format, "", [], records_of_cells(_rows(_the_sheet(book.sheets, layout), layout)))
    # An office may have named columns of its own: their headers are known words too.
    found = decode(raw, _ANY_WORDS if layout in LAYOUTS else partial(known_words, layouts=(layout, *LAYOUTS)))
    delimiter = choose_delimiter(found.text, partial(hits, layout=layout))
    lines = split_lines(found.text)
    return Opened(found.encoding, delimiter, lines, records(lines, delimiter))


def _the_sheet(sheets: Sequence[Sheet], layout: Layout) -> Sheet:
    """Return the sheet with the table; where rows stand in others too, ask rather than lose them."""
    headed = [(sheet, at) for sheet in sheets if (at := _header(sheet, layout)) is not None]
    filled = [(sheet, at) for sheet, at in headed if at < len(sheet.rows) - 1]
    whole = [sheet for sheet, at in filled if _has_what_is_needed(sheet, at, layout)]
    candidates = whole or [sheet for sheet, _ in filled]
    if len(candidates) > 1:
        names = "、".join(map(_named, candidates))
        raise UnreadableInput(
            f"{layout.title}が{len(candidates)}枚のシート（{names}）にあります。どれを取り込むか決められないため、"
            "取り込むシートだけを別のブックに保存して入れてください。"
        )
    others = [sheet for sheet in sheets if _header(sheet, layout) is None and _speaks_of_people(sheet)]
    if headed and others:
        names = "、".join(map(_named, others))
        raise UnreadableInput(
            f"ほかのシート（{names}）にも求職番号のある行がありますが、見出しがないため読み取れません。"
            f"行を{layout.title}のシートにまとめるか、要らないシートを消して入れてください。"
        )
    return (candidates or [sheet for sheet, _ in headed] or [_NO_SHEET])[0]


def _rows(sheet: Sheet, layout: Layout) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the rows; a comment on a header explains it to those who fill it in, and is no column."""
    header = _header(sheet, layout) or 0
    for at, (line, cells) in enumerate(sheet.rows):
        is_above = at <= header or (at == header + 1 and hits(cells, layout))
        if is_above and cells and cells[-1].startswith(REMARK):
            yield line, cells[:-1]
        else:
            yield line, cells


def _header(sheet: Sheet, layout: Layout) -> int | None:
    """Return which of the first rows of a sheet names the columns."""
    found = [hits([cell.strip() for cell in cells], layout) for _, cells in sheet.rows[:HEADER_WITHIN]]
    most = max(found, default=0)
    return found.index(most) if most >= _OF_A_HEADER else None


def _has_what_is_needed(sheet: Sheet, at: int, layout: Layout) -> bool:
    """Tell a log from another list of people: by the columns that every log has, or a header that may be one.

    A header may take two rows, so those beside it count too.
    """
    header = [cell.strip() for _, cells in sheet.rows[max(at - 1, 0) : at + 2] for cell in cells]
    if any(unsure_kind(cell, layout) is not None for cell in header):
        return True
    named = {field_of(cell, layout) for cell in header}
    return all(not named.isdisjoint(group) for group in layout.needed)


def _speaks_of_people(sheet: Sheet) -> bool:
    return any(_OF_A_PERSON.search(cell) for _, cells in sheet.rows for cell in cells)


def _named(sheet: Sheet) -> str:
    name = " ".join(clean(sheet.name).split())[:31]
    return f"「{name}」（非表示）" if sheet.is_hidden else f"「{name}」"


def is_half_written(raw: bytes) -> bool:
    """Tell whether a file stops in the middle: inside a letter, a quotation, a row of a log, or a workbook.

    What cannot be read at all is not said to be half: reading it tells more.
    """
    if is_workbook(raw):
        return raw.startswith(b"PK") and not zipfile.is_zipfile(io.BytesIO(raw))
    try:
        found = decode(raw, _ANY_WORDS)
        delimiter = choose_delimiter(found.text, partial(hits, layout=LOG))
        lines = split_lines(found.text)
        if found.is_cut or ends_in_a_quote(lines, delimiter):
            return True
        if not lines or lines[-1].endswith(("\n", "\r")):
            return False
        rows = [record.cells for record in records(lines, delimiter)]
    except UnreadableInput:
        return False
    if not rows:
        return False
    header = max(rows[:HEADER_WITHIN], key=lambda cells: hits(cells, LOG))
    return rows[-1] is header or len(rows[-1]) < len(header)
