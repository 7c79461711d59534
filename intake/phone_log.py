"""The phone log (電話受付簿): each row is one call, read as far as it can be read for certain."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from intake.log_cells import is_blank_form, joined, names_its_day
from intake.log_row import Seen, person_of, row_doubts, wishes_of
from intake.log_sections import kind_of_title, section_after
from intake.log_words import folded, is_count, is_sum_line, kind_of, kind_of_matter, says_no_kind, says_outcome
from intake.received import Received, read_received
from intake.table.columns import Columns
from intake.table.header_words import field_of
from intake.table.layouts import LOG, Layout
from intake.table.read import Row, read_table
from intake.table.rows import Damage
from intake.ticks import read_tick
from madoguchi.clock import local
from madoguchi.files import fingerprint_of
from madoguchi.model.item import Kind
from madoguchi.model.reading import Doubt, Particulars

_MOST_IN_A_SUM: Final = 3  # 合計, a number, a unit
_NOBODYS: Final = (Kind.MEMO, Kind.UNREADABLE, Kind.EMPTY)
_REQUEST: Final = Kind.REQUEST
_RECEIVED: Final = frozenset({"received", "received_time"})


class LogRow(NamedTuple):
    """One row of a log; a tuple, for they are made by the ten thousand.

    Attributes:
        line: Physical line it begins at, from 1.
        received_at: Aware; when the call was taken, else when the file came (then a doubt says so).
        identity: The same for the same call when the log comes again.
        fingerprint: Changes when any filled cell changes; the order of columns and the encoding do not matter.
        cells: Field -> text as written.
        wish_texts: (rank, text); 1 is wished most.
        note: 備考, and what stands in columns that are not known; before them a 区分 that says how a visit went.
        doubts: Reasons to ask; also why a row is UNREADABLE.
    """

    line: int
    kind: Kind
    received_at: datetime
    identity: str
    fingerprint: str
    cells: Mapping[str, str]
    wish_texts: tuple[tuple[int, str], ...]
    person: Particulars
    matter: str
    note: str
    taken_by: str
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class Log:
    """A whole log.

    Attributes:
        columns: Field -> header as written.
        heading: The columns whole: how they were found, what stays unread.
    """

    encoding: str
    columns: Mapping[str, str]
    rows: tuple[LogRow, ...]
    heading: Columns


def read_log(raw: bytes, arrived_at: datetime, layout: Layout = LOG) -> Log:
    """Read a phone log.

    Args:
        raw: The file's bytes.
        arrived_at: As-of time of the run that took it (aware).
        layout: The columns of this office's log (`intake.log_layout`).

    Raises:
        UnreadableInput: The file as a whole needs a person; one row never makes it so.
    """
    table = read_table(raw, layout, arrived_at)
    order = sorted(table.columns)
    rows = _read_rows(table.rows, order, arrived_at, table.heading.aside)
    return Log(table.encoding, table.columns, tuple(_told_apart(rows)), table.heading)


def _read_rows(
    rows: Iterable[Row], order: Sequence[str], arrived_at: datetime, aside: frozenset[str]
) -> Iterator[LogRow]:
    standing: Doubt | None = None
    for row in rows:
        read = _read_row(row, order, arrived_at, aside)
        if read.kind in _NOBODYS:
            standing = section_after(row, standing)
        elif standing:
            read = read._replace(doubts=(*read.doubts, standing))
        yield read


def _read_row(row: Row, order: Sequence[str], arrived_at: datetime, aside: frozenset[str]) -> LogRow:
    cells = row.cells
    seen = person_of(cells)
    wishes = wishes_of(cells, local(arrived_at).date())
    kind, doubts = _kind(row, seen, wishes)
    if kind in _NOBODYS:
        received = Received(arrived_at, "")
    else:
        received = _received(cells, wishes, arrived_at)
        doubts += row_doubts(row, kind, seen, wishes, received, aside)
    return LogRow(
        line=row.line,
        kind=kind,
        received_at=received.at,
        identity=_identity(cells, received, seen.person),
        fingerprint=_fingerprint(row, order),
        cells=cells,
        wish_texts=wishes,
        person=seen.person,
        matter=cells.get("matter", ""),
        note=_with_outcome(kind, cells.get("kind", ""), _note(row, seen)),
        taken_by=cells.get("taken_by", ""),
        doubts=tuple(doubts),
    )


def _kind(row: Row, seen: Seen, wishes: tuple[tuple[int, str], ...]) -> tuple[Kind, list[Doubt]]:
    cells = row.cells
    if row.damage is Damage.QUOTES:
        say = f'{row.line}行目は引用符（"）の対応が崩れていて、列の区切りが分かりません。元の表で直してください。'
        return Kind.UNREADABLE, [Doubt(code="row_broken", say=say)]
    word = cells.get("kind", "")
    # 来所 tells of a visit; beside a wish it tells where the wish was said.
    word = "" if says_no_kind(word) and (wishes or kind_of(word) is None) else word
    # Many logs have no 区分 and write 予約 or キャンセル under 用件.
    known, said = (kind_of(word), word) if word else kind_of_matter(cells.get("matter", ""))
    word = word or said
    if known is None or not seen.person.name:
        if _is_memo(row):
            return Kind.MEMO, []
        if _is_unfilled(row):
            return Kind.EMPTY, []
        if not (seen.person.name or seen.person.seeker_number or wishes):
            say = f"{row.line}行目から氏名・求職番号・希望のどれも読み取れません。元の表を確かめてください。"
            return Kind.UNREADABLE, [Doubt(code="row_unreadable", say=say)]
    if known is Kind.QUESTION or (known is None and word):
        say = f"区分「{word[:20]}」では、予約・変更・取消・記録のどれか決められません。区分を確かめてください。"
        doubt = Doubt(code="kind_unclear", say=say, choices=("予約", "変更", "取消", "記録"))
        return known if known and not wishes else Kind.REQUEST, [doubt]
    return known or _REQUEST, []


def _is_memo(row: Row) -> bool:
    """Tell whether a row is a sum, a remark below the table, or a header again."""
    filled = [cell for cell in row.cells.values() if cell]
    firsts = (*filled[:1], *list(row.rest.values())[:1])
    is_short = len(filled) + len(row.rest) <= _MOST_IN_A_SUM
    if is_short and (any(map(is_sum_line, firsts)) or (filled and is_count(filled[-1]))):
        return True
    if len(filled) + len(row.rest) == 1 and not row.cells.get("kind") and not row.cells.get("matter"):
        return kind_of_title("".join((*filled, *row.rest.values()))) is not None
    name = row.cells.get("name", "")
    if name and field_of(name, LOG) is None:
        return False
    headers = [cell for cell in filled if field_of(cell, LOG) is not None]
    return len(headers) > 1 and 2 * len(headers) >= len(filled)


def _is_unfilled(row: Row) -> bool:
    """Tell whether a row holds only what the form has printed: a running number, 　月　日."""
    printed = (
        cell
        for name, cell in row.cells.items()
        if cell
        and not (name == "reception" and folded(cell).isdigit())
        and not (name == "explained" and read_tick(cell) is False)  # a box not ticked: □, FALSE
    )
    beside = (cell for cell in row.rest.values() if not cell.isdecimal())
    return not row.damage and all(map(is_blank_form, (*printed, *beside)))


def _received(cells: Mapping[str, str], wishes: tuple[tuple[int, str], ...], arrived_at: datetime) -> Received:
    """Read when the call was taken; a log that does not tell it came when it came, if its wishes name their days."""
    text, clock, weekday = (cells.get(name, "") for name in ("received", "received_time", "received_weekday"))
    if _RECEIVED.isdisjoint(cells) and all(names_its_day(wish) for _, wish in wishes):
        return Received(arrived_at, "")
    return read_received(joined(text, weekday if text else "", clock, local(arrived_at).date()), arrived_at)


def _identity(cells: Mapping[str, str], received: Received, person: Particulars) -> str:
    number = cells.get("reception", "")
    if number and received.day:
        return f"{_plain_number(number)}|{received.day}"
    return fingerprint_of(
        number,
        cells.get("received", ""),
        cells.get("received_time", ""),
        person.name,
        person.seeker_number,
        person.phone,
    )


def _plain_number(number: str) -> str:
    """Return a reception number without the leading zeros that Excel takes away (001 comes back as 1)."""
    plain = number if number.isascii() else folded(number)
    return plain.lstrip("0") or "0" if plain.isdigit() else plain


def _fingerprint(row: Row, order: Sequence[str]) -> str:
    cells = row.cells
    filled = [f"{name}={cells[name]}" for name in order if cells[name]]
    if row.rest:
        filled += sorted(f"{name}:{cell}" for name, cell in row.rest.items())
    return fingerprint_of(*filled, row.damage.value)


def _note(row: Row, seen: Seen) -> str:
    note = row.cells.get("note", "")
    if not row.rest and not seen.beside:
        return note
    parts = [note]
    if row.rest:
        parts += [f"{name}：{cell}" if name else cell for name, cell in row.rest.items() if not cell.isdecimal()]
    parts += seen.beside
    return "\n".join(filter(None, parts))


def _with_outcome(kind: Kind, word: str, note: str) -> str:
    """Put a 区分 that says how the visit went before the remarks: the record is read from both together."""
    return "\n".join(filter(None, (word, note))) if kind is Kind.RECORD and says_outcome(word) else note


def _told_apart(rows: Iterable[LogRow]) -> Iterator[LogRow]:
    """Give rows of one file that share an identity but not their content an identity each.

    The first keeps it. The same reception number for another call is told to staff.
    """
    first: dict[str, str] = {}
    later: dict[str, list[str]] = {}
    for row in rows:
        if first.setdefault(row.identity, row.fingerprint) == row.fingerprint:
            yield row
            continue
        prints = later.setdefault(row.identity, [])
        if row.fingerprint not in prints:
            prints.append(row.fingerprint)
        apart = fingerprint_of(row.identity, str(prints.index(row.fingerprint)))
        doubts = (*row.doubts, _number_twice(row)) if "|" in row.identity else row.doubts
        yield row._replace(identity=apart, doubts=doubts)


def _number_twice(row: LogRow) -> Doubt:
    say = f"受付番号「{row.cells['reception'][:20]}」が同じ日の別の行にもあります。受付番号を確かめてください。"
    return Doubt(code="reception_number_twice", say=say)
