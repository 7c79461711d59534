"""The day sheet as staff have filled it in: each outcome is a record of a visit, and may name the next one."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from typing import Final, NamedTuple

from intake.name_key import match_key
from intake.particulars import read_name, read_seeker_number
from intake.reading.fixed import read_fixed_time
from intake.table.layouts import DAY_SHEET
from intake.table.read import Row, read_table
from madoguchi.files import fingerprint_of
from madoguchi.model.item import Channel, Kind
from madoguchi.model.openings import OpenDays
from madoguchi.model.reading import Doubt, Particulars, Reading, Wish

_NOT_FILLED: Final = "結果の記入がないため、そのままにしました。"
_NUMBER = re.compile(r"M-?0*([0-9]{1,9})")
_NEXT: Final = "次回の予約"


class SheetLine(NamedTuple):
    """One thing that a row of the sheet says, by which it is found again.

    Attributes:
        line: Physical line of the row, from 1.
        what: 次回の予約 for the next visit; empty for the outcome.
        identity: The same when the sheet comes again.
    """

    line: int
    what: str
    identity: str


def read_day_sheet(raw: bytes, arrived_at: datetime, days: OpenDays) -> list[Reading]:
    """Read 予約票 as staff have filled it.

    Args:
        raw: The file's bytes.
        arrived_at: As-of time of the run that took it (aware); the visits it records lie before.
        days: When the office is open; for the next visits.

    Raises:
        UnreadableInput: The file as a whole needs a person.
    """
    return [reading for row in read_table(raw, DAY_SHEET).rows for reading in _readings(row, arrived_at, days)]


def lines_of_day_sheet(raw: bytes) -> Iterator[SheetLine]:
    """Yield what each row says, in the order in which it is read.

    Raises:
        UnreadableInput: The file as a whole needs a person.
    """
    for row in read_table(raw, DAY_SHEET).rows:
        yield SheetLine(row.line, "", _identity(row))
        if row.cells.get("next"):
            yield SheetLine(row.line, _NEXT, _identity_of_next(row))


def _readings(row: Row, arrived_at: datetime, days: OpenDays) -> Iterator[Reading]:
    visit = _visit(row, arrived_at)
    yield visit
    if row.cells.get("next"):
        yield _next_visit(row, visit, days)


def _identity(row: Row) -> str:
    """Return what makes this the same visit when the sheet comes again."""
    return f"visit:{row.cells['number']}|{row.cells.get('start', '')}"


def _identity_of_next(row: Row) -> str:
    return f"{_identity(row)}:next"


def _visit(row: Row, arrived_at: datetime) -> Reading:
    cells = row.cells
    result, why, memo = cells["result"], cells.get("why", ""), cells.get("memo", "")
    name, unsure_name = read_name(cells.get("name", ""))
    seeker, unsure_seeker = read_seeker_number(cells.get("seeker_number", ""))
    number, unsure_number = _number(row)
    doubts = [doubt for doubt in (unsure_name, unsure_seeker, unsure_number) if doubt]
    if row.damage:
        say = f"{row.line}行目は列がずれているか途中で切れています。元の表と見比べて直してください。"
        doubts.append(Doubt(code="row_broken", say=say))
    is_filled = bool(result or why)
    return Reading(
        line=row.line,
        identity=_identity(row),
        fingerprint=fingerprint_of(name, seeker, result, why, memo),
        received_at=arrived_at,
        channel=Channel.STAFF,
        kind=Kind.RECORD if is_filled else Kind.EMPTY,
        person=Particulars(name=name, seeker_number=seeker),
        name_key=match_key(name),
        wish_text=result,
        note="\n".join(filter(None, (result, why, memo))),
        doubts=tuple(doubts) if is_filled or cells.get("next") else (),
        say="" if is_filled else _NOT_FILLED,
        by_staff=True,
        concerns=number,
    )


def _next_visit(row: Row, visit: Reading, days: OpenDays) -> Reading:
    """Read the next visit that was booked at this one (art. 4); the time is staff's word, not a wish."""
    text = row.cells["next"]
    start = read_fixed_time(text, visit.received_at, days)
    doubts = (*visit.doubts, start) if isinstance(start, Doubt) else visit.doubts
    return visit.model_copy(
        update={
            "identity": _identity_of_next(row),
            "fingerprint": fingerprint_of(visit.person.name, visit.person.seeker_number, text),
            "kind": Kind.REQUEST,
            "wishes": () if isinstance(start, Doubt) else (Wish(rank=1, text=text, slots=(start,)),),
            "wish_text": f"{_NEXT}：{text}",
            "note": "",
            "doubts": doubts,
            "say": "",
        }
    )


def _number(row: Row) -> tuple[int | None, Doubt | None]:
    """Read the number of the visit; full width, small letters and lost zeros are the same number."""
    written = row.cells["number"]
    found = _NUMBER.fullmatch(re.sub(r"\s+", "", unicodedata.normalize("NFKC", written)).upper())
    if found:
        return int(found[1]), None
    say = f"{row.line}行目の受付番号「{written[:20]}」が読み取れません。予約票にあった番号（M00012の形）に戻してください。"
    return None, Doubt(code="number_unclear", say=say)
