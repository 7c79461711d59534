"""Text, or the cells of a sheet -> rows of cells with the physical line each begins at.

A quotation mark that is never closed must not swallow the rows after it: such a line is set apart as broken,
and reading goes on with the next one.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import islice
from typing import Final, NamedTuple

from intake.charset.letters import UNSEEN
from madoguchi.errors import UnreadableInput

MOST_ROWS: Final = 200_000
MOST_LINES: Final = 1_000_000
MOST_COLUMNS: Final = 200
MOST_CHARACTERS: Final = 4_000
_MOST_BROKEN: Final = 1_000
_HEADER_WITHIN: Final = 10
_DELIMITERS: Final = (",", "\t", ";")

_BLANKS = re.compile("[\t\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile(f"[{UNSEEN}]")
_MARKED = ("'", "=")
# Whatever a guard against formulas puts an apostrophe before, as it looks folded; and digits, before which Excel users do.
_GUARDED = re.compile("'\\s*[-=+@|%'0-9\u2010-\u2015\u2212]")
_EQUALS = re.compile(r'="(.*)"', re.DOTALL)


class Damage(StrEnum):
    """What is wrong with a row as a row."""

    NONE = ""
    QUOTES = "quotes"
    LONG = "long"
    EXTRA = "extra"
    CUT = "cut"


_NONE, _QUOTES = Damage.NONE, Damage.QUOTES


class Record(NamedTuple):
    """One row as it stands in the file; a tuple, for they are made by the ten thousand.

    Attributes:
        line: Physical line it begins at, from 1.
        cells: Cleaned: no controls, trimmed, line breaks as one line feed.
    """

    line: int
    cells: list[str]
    damage: Damage = Damage.NONE


def clean(text: str) -> str:
    """Take out controls; line breaks stay, as line feeds."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", _BLANKS.sub(" ", text))


def choose_delimiter(text: str, hits: Callable[[list[str]], int]) -> str:
    """Return the delimiter under which a row near the top holds most header words; a comma when none does."""
    lines = list(islice(io.StringIO(text, newline=""), 200))
    found = {
        delimiter: max(
            (hits(record.cells) for record in islice(records(lines, delimiter), _HEADER_WITHIN)),
            default=0,
        )
        for delimiter in _DELIMITERS
    }
    return max(_DELIMITERS, key=lambda delimiter: found[delimiter])


def split_lines(text: str) -> list[str]:
    """Cut a text at CR LF, LF and CR only, keeping them; `str.splitlines` would cut at U+0085 too.

    Raises:
        UnreadableInput: Far more lines than a table has.
    """
    if max(text.count("\n"), text.count("\r")) > MOST_LINES:
        raise UnreadableInput(f"行が多すぎます（上限は{MOST_ROWS:,}行です）。月ごとなどに分けて入れてください。")
    return list(io.StringIO(text, newline=""))


def records(lines: list[str], delimiter: str) -> Iterator[Record]:
    """Yield the rows that hold anything.

    Raises:
        UnreadableInput: Too many rows, columns or broken lines.
    """
    return _cleaned(_parsed(lines, delimiter), is_marked=any("'" in line or "=" in line for line in lines))


def records_of_cells(rows: Iterable[tuple[int, Sequence[str]]]) -> Iterator[Record]:
    """Yield the rows of a sheet as `records` yields those of a text.

    Args:
        rows: Each with its number in the sheet, from 1.

    Raises:
        UnreadableInput: Too many rows or columns.
    """
    return _cleaned(((line, list(cells), False) for line, cells in rows), is_marked=True)


def _cleaned(rows: Iterable[tuple[int, list[str], bool]], *, is_marked: bool) -> Iterator[Record]:
    count = 0
    for line, parsed, broken in rows:
        if len(parsed) > MOST_COLUMNS:
            raise UnreadableInput(f"{line}行目に列が{MOST_COLUMNS}より多くあります。表の形を確かめてください。")
        if "".join(parsed).isprintable():
            cells = [cell.strip() for cell in parsed]
        else:  # controls, but also 全角 spaces and line breaks
            cells = [clean(cell).strip() for cell in parsed]
        if not any(cells):
            continue
        if is_marked:
            cells = [_unmarked(cell) if cell.startswith(_MARKED) else cell for cell in cells]
        count += 1
        if count > MOST_ROWS:
            raise UnreadableInput(f"行が多すぎます（上限は{MOST_ROWS:,}行です）。月ごとなどに分けて入れてください。")
        damage = _QUOTES if broken else _NONE
        if max(map(len, cells)) > MOST_CHARACTERS:
            cells = [cell[:MOST_CHARACTERS] for cell in cells]
            damage = damage or Damage.LONG
        yield Record(line, cells, damage)


def _unmarked(cell: str) -> str:
    """Undo what Excel and formula guards put around a cell (`="0123"`, `'+81`)."""
    if _GUARDED.match(unicodedata.normalize("NFKC", cell[:8])):
        return cell[1:].strip()
    wrapped = _EQUALS.fullmatch(cell)
    return wrapped[1].replace('""', '"').strip() if wrapped else cell


def _parsed(lines: list[str], delimiter: str) -> Iterator[tuple[int, list[str], bool]]:
    at, broken = 0, 0
    while at < len(lines):
        reader = csv.reader(map(lines.__getitem__, range(at, len(lines))), delimiter=delimiter, strict=True)
        begins = at
        try:
            for cells in reader:
                yield begins + 1, cells, False
                begins = at + reader.line_num
        except csv.Error:
            broken += 1
            if broken > _MOST_BROKEN:
                raise UnreadableInput(
                    '引用符（"）の対応が崩れた行が多すぎます。Excelで開いて保存し直してください。'
                ) from None
            yield begins + 1, _as_far_as_possible(lines[begins], delimiter), True
            at = begins + 1
        else:
            return


def ends_in_a_quote(lines: list[str], delimiter: str) -> bool:
    """Tell whether the last row stops inside a quotation mark that would only have to be closed."""
    begins = 0
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        for _ in reader:
            begins = reader.line_num
    except csv.Error:
        return _is_closed_by_one_mark(lines[begins:], delimiter)
    return False


def _is_closed_by_one_mark(lines: list[str], delimiter: str) -> bool:
    try:
        return any(True for _ in csv.reader([*lines, '"'], delimiter=delimiter, strict=True))
    except csv.Error:
        return False


def _as_far_as_possible(line: str, delimiter: str) -> list[str]:
    return [cell.strip('"') for cell in line.rstrip("\r\n").split(delimiter, MOST_COLUMNS)][:MOST_COLUMNS]
