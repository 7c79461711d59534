"""The phone log (電話受付簿): each row is one call, read as far as it can be read for certain."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from intake.log_row import Seen, person_of, row_doubts, wishes_of
from intake.log_words import folded, is_sum_line, kind_of
from intake.received import Received, read_received
from intake.table.columns import field_of
from intake.table.layouts import LOG
from intake.table.read import Row, read_table
from intake.table.rows import Damage
from madoguchi.files import fingerprint_of
from madoguchi.model.item import Kind
from madoguchi.model.reading import Doubt, Particulars

_MOST_IN_A_SUM: Final = 3  # 合計, a number, a unit
_NOBODYS: Final = (Kind.MEMO, Kind.UNREADABLE)
_REQUEST: Final = Kind.REQUEST


class LogRow(NamedTuple):
    """One row of a log; a tuple, for they are made by the ten thousand.

    Attributes:
        line: Physical line it begins at, from 1.
        received_at: Aware; when the call was taken, else when the file came (then a doubt says so).
        identity: The same for the same call when the log comes again.
        fingerprint: Changes when any filled cell changes; the order of columns and the encoding do not matter.
        cells: Field -> text as written.
        wish_texts: (rank, text); 1 is wished most.
        note: 備考, and what stands in columns that are not known.
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
    """

    encoding: str
    columns: Mapping[str, str]
    rows: tuple[LogRow, ...]


def read_log(raw: bytes, arrived_at: datetime) -> Log:
    """Read a phone log.

    Args:
        raw: The file's bytes.
        arrived_at: As-of time of the run that took it (aware).

    Raises:
        UnreadableInput: The file as a whole needs a person; one row never makes it so.
    """
    table = read_table(raw, LOG)
    order = sorted(table.columns)
    rows = (_read_row(row, order, arrived_at) for row in table.rows)
    return Log(table.encoding, table.columns, tuple(_told_apart(rows)))


def _read_row(row: Row, order: Sequence[str], arrived_at: datetime) -> LogRow:
    cells = row.cells
    seen = person_of(cells)
    wishes = wishes_of(cells)
    kind, doubts = _kind(row, seen, wishes)
    if kind in _NOBODYS:
        received = Received(arrived_at, "")
    else:
        received = read_received(_received_text(cells), arrived_at)
        doubts += row_doubts(row, kind, seen, wishes, received)
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
        note=_note(row, seen),
        taken_by=cells.get("taken_by", ""),
        doubts=tuple(doubts),
    )


def _kind(row: Row, seen: Seen, wishes: tuple[tuple[int, str], ...]) -> tuple[Kind, list[Doubt]]:
    cells = row.cells
    if row.damage is Damage.QUOTES:
        say = f'{row.line}行目は引用符（"）の対応が崩れていて、列の区切りが分かりません。元の表で直してください。'
        return Kind.UNREADABLE, [Doubt(code="row_broken", say=say)]
    word = cells.get("kind", "")
    # Many logs have no 区分 and write 予約 or キャンセル under 用件.
    known = kind_of(word or cells.get("matter", ""))
    word = word or (cells["matter"] if known else "")
    if known is None or not seen.person.name:
        if _is_memo(row):
            return Kind.MEMO, []
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
    if any(map(is_sum_line, firsts)) and len(filled) + len(row.rest) <= _MOST_IN_A_SUM:
        return True
    name = row.cells.get("name", "")
    if name and name not in LOG.fields["name"]:
        return False
    headers = [cell for cell in filled if field_of(cell, LOG) is not None]
    return len(headers) > 1 and 2 * len(headers) >= len(filled)


def _received_text(cells: Mapping[str, str]) -> str:
    text, clock = cells.get("received", ""), cells.get("received_time", "")
    if not clock or not text:
        return text or clock
    return f"{re.sub(r' 0:00(?::00)?$', '', text)} {clock}"


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
