"""Where the header of a table stands, in one row or in two, and what its columns are."""

import re
from collections.abc import Sequence
from datetime import datetime
from itertools import zip_longest
from typing import Final, NamedTuple

from intake.table.below import Below
from intake.table.columns import Columns, name_columns
from intake.table.header_words import (
    HEADER_WITHIN,
    field_of,
    folded,
    hits,
    is_left_unread,
    is_weekday_header,
    unsure_kind,
)
from intake.table.layouts import LOG, Layout
from intake.table.rows import Record
from madoguchi.errors import UnreadableInput

_LONGEST_SUBHEADER: Final = 20
_DATA = re.compile(r"[0-9０-９]{3}|[0-9０-９][/:：月時]|@|＠")
_ENDINGS = re.compile(r"(?:日時|日程|日付|時間|日)$")


class Heading(NamedTuple):
    """The header of a table.

    Attributes:
        below: How many of the records stand above the first row below the header.
    """

    columns: Columns
    below: int


def read_heading(top: Sequence[Record], layout: Layout, arrived_at: datetime | None = None) -> Heading:
    """Find the header among the first records and give each column its field.

    Args:
        top: The first records of the table; those below the header settle what its words leave open.
        layout: The kind of table.
        arrived_at: As-of time of the run that took the file (aware).

    Raises:
        UnreadableInput: There is no header, or its columns cannot be told.
    """
    at = find_header(top, layout)
    header, first = top[at].cells, at + 1
    most = hits(header, layout)
    for upper in (at - 1, at):
        if layout.groups and 0 <= upper < len(top) - 1 and _may_be_two_rows(top[upper].cells, top[upper + 1].cells):
            both = joined_header(top[upper].cells, top[upper + 1].cells, layout)
            found = hits(both, layout)
            if found > most or (found == most and upper == at and _is_lower_part(header, top[upper + 1].cells, layout)):
                header, first, most = both, upper + 2, found
    rows = [record.cells for record in top[first:]]
    widest = max(map(len, rows), default=0)  # a merged header may end before the cells below it
    header = [*header, *[""] * (widest - len(header))]
    return Heading(name_columns(header, layout, Below(rows, arrived_at)), first)


def find_header(top: Sequence[Record], layout: Layout) -> int:
    """Return which of the first rows is the header.

    Raises:
        UnreadableInput: No row holds header words that are known.
    """
    found = [hits(record.cells, layout) for record in top[:HEADER_WITHIN]]
    most = max(found, default=0)
    if not most or (most == 1 and sum(map(bool, top[found.index(1)].cells)) > 1):
        raise UnreadableInput(
            f"{layout.title}の見出しの行が見つかりません。「氏名」「求職番号」「第1希望」などの見出しを1行目に入れてください。"
            if layout.title == LOG.title
            else f"{layout.title}の見出しの行が見つかりません。見出しの行を消さずに保存してください。"
        )
    return found.index(most)


def _may_be_two_rows(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Tell whether two rows may be one header: no title above, and nothing below that looks like an entry."""
    is_title = sum(map(bool, upper)) < 2  # noqa: PLR2004 -- a title stands alone
    return not is_title and all(len(cell) <= _LONGEST_SUBHEADER and not _DATA.search(cell) for cell in lower)


def _is_lower_part(upper: Sequence[str], cells: Sequence[str], layout: Layout) -> bool:
    """Tell whether a row that names no new field is part of a header all the same.

    Most of its words head columns, and none stands below a header that it adds nothing to: the header again.
    """
    filled = [(above, cell) for above, cell in zip_longest(upper, cells, fillvalue="") if cell]
    known = [cell for _, cell in filled if _is_known(cell, layout) or is_left_unread(cell, layout)]
    again = any(field_of(above, layout) and not _is_known(above + cell, layout) for above, cell in filled)
    return 1 < len(filled) <= 2 * len(known) and not again


def joined_header(upper: Sequence[str], lower: Sequence[str], layout: Layout) -> list[str]:
    """Read two rows as one header: a word above several columns belongs to each of them."""
    header: list[str] = []
    group = ""
    for at in range(max(len(upper), len(lower))):
        above = upper[at] if at < len(upper) else ""
        below = lower[at] if at < len(lower) else ""
        group = above or group
        header.append(_one_header(group, below, layout, is_own=bool(above)) if below else above)
    return header


def _one_header(above: str, below: str, layout: Layout, *, is_own: bool) -> str:
    """Return the one header that two cells make: 第1希望 over 時間 is 第1希望時間, 求職者 over 氏名 is 氏名."""
    if not above:
        return below
    for whole in (above + below, _ENDINGS.sub("", above) + below):
        if _is_known(whole, layout):
            return whole
    if (_is_known(above, layout) or folded(above) in map(folded, layout.groups)) and (
        _is_known(below, layout) or is_weekday_header(below)
    ):
        return below
    return above if is_own and field_of(above, layout) else above + below


def _is_known(header: str, layout: Layout) -> bool:
    return field_of(header, layout) is not None or unsure_kind(header, layout) is not None
