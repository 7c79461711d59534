"""Bytes of a CSV or a workbook -> a table: the one door of this package."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from types import MappingProxyType
from typing import NamedTuple

from intake.table.below import LOOKED_AT
from intake.table.columns import Columns
from intake.table.header_words import known_words
from intake.table.heading import read_heading
from intake.table.layouts import LOG, SHEETS, Layout
from intake.table.opened import opened, tops
from intake.table.rows import Damage, Record

_NOTHING: Mapping[str, str] = MappingProxyType({})


class Row(NamedTuple):
    """One row below the header; a tuple, for they are made by the ten thousand.

    Attributes:
        line: Physical line it begins at, from 1.
        cells: Field -> text; every field that has a column is there, empty text included.
        rest: Header as written -> text, of filled columns that no field answers to.
        damage: What is wrong with the row as a row.
    """

    line: int
    cells: Mapping[str, str]
    rest: Mapping[str, str]
    damage: Damage = Damage.NONE


@dataclass(frozen=True, slots=True)
class Table:
    """A table of text.

    Attributes:
        columns: Field -> header as written.
        heading: The columns whole: where they stand, how they were found, what stays unread.
    """

    encoding: str
    delimiter: str
    columns: Mapping[str, str]
    rows: tuple[Row, ...]
    heading: Columns


def layout_of(raw: bytes) -> Layout | None:
    """Tell by the header which known table a file is; None when it is none of them.

    Raises:
        UnreadableInput: The file cannot be opened.
    """
    is_log = False
    for top in tops(raw):
        for layout in SHEETS:
            if _bears_its_mark(top, layout):
                return layout
        is_log |= known_words(top, (LOG,)) > 1
    return LOG if is_log else None


def _bears_its_mark(top: str, layout: Layout) -> bool:
    return layout.mark in top and known_words(top, (layout,)) >= len(layout.needed)


def read_table(raw: bytes, layout: Layout, arrived_at: datetime | None = None) -> Table:
    """Read a CSV or a workbook by a layout.

    Args:
        raw: The whole file.
        layout: The kind of table it is taken for.
        arrived_at: As-of time of the run that took it (aware); it tells past days from days to come.

    Raises:
        UnreadableInput: The file as a whole cannot be read; the message says why and what to do.
    """
    file = opened(raw, layout)
    walk, lines = file.rows, file.lines
    top = list(islice(walk, LOOKED_AT))
    columns, below = read_heading(top, layout, arrived_at)
    rows = [*_rows(iter(top[below:]), columns), *_rows(walk, columns)]
    if rows and lines and not lines[-1].endswith(("\n", "\r")):
        rows[-1] = _perhaps_cut(rows[-1], lines, file.delimiter, columns)
    return Table(file.encoding, file.delimiter, dict(columns.headers), tuple(rows), columns)


def _rows(walk: Iterator[Record], columns: Columns) -> Iterator[Row]:
    single = [(name, at[0]) for name, at in columns.places.items() if len(at) == 1]
    several = [(name, at) for name, at in columns.places.items() if len(at) > 1]
    named = {at for places in columns.places.values() for at in places}
    unnamed = [at for at in range(columns.width) if at not in named]
    for record in walk:
        cells = record.cells
        damage = record.damage
        if len(cells) < columns.width:
            cells = cells + [""] * (columns.width - len(cells))
        values = {name: cells[at] for name, at in single}
        for name, places in several:
            values[name] = "\n".join(cells[at] for at in places if cells[at])
        rest = {columns.others.get(at, ""): cells[at] for at in unnamed if cells[at]} if unnamed else _NOTHING
        if "" in rest or (len(cells) > columns.width and any(cells[columns.width :])):
            damage = damage or Damage.EXTRA
            rest = dict(rest)
            rest[""] = "、".join(
                cell for at, cell in enumerate(cells) if cell and at not in named and at not in columns.others
            )
        yield Row(record.line, values, rest, damage)


def _perhaps_cut(row: Row, lines: list[str], delimiter: str, columns: Columns) -> Row:
    """Mark a last row that stops before the last column and has no line end: perhaps half a file."""
    if row.damage or lines[-1].count(delimiter) + 1 >= columns.width or row.line != len(lines):
        return row
    return Row(row.line, row.cells, row.rest, Damage.CUT)
