"""The day sheet as staff have ticked it: each outcome is a record of a visit."""

from datetime import datetime

from intake.name_key import match_key
from intake.particulars import read_name, read_seeker_number
from intake.table.layouts import DAY_SHEET
from intake.table.read import Row, read_table
from madoguchi.files import fingerprint_of
from madoguchi.model.item import Channel, Kind
from madoguchi.model.reading import Doubt, Particulars, Reading

_NOT_FILLED = "結果の記入がないため、そのままにしました。"


def read_day_sheet(raw: bytes, arrived_at: datetime) -> list[Reading]:
    """Read 予約票 as staff have filled it.

    Args:
        raw: The file's bytes.
        arrived_at: As-of time of the run that took it (aware); the visits it records lie before.

    Raises:
        UnreadableInput: The file as a whole needs a person.
    """
    return [_visit(row, arrived_at) for row in read_table(raw, DAY_SHEET).rows]


def _identity(row: Row) -> str:
    """Return what makes this the same visit when the sheet comes again."""
    return f"visit:{row.cells['number']}|{row.cells.get('start', '')}"


def _visit(row: Row, arrived_at: datetime) -> Reading:
    cells = row.cells
    result, memo = cells["result"], cells.get("memo", "")
    name, unsure_name = read_name(cells.get("name", ""))
    number, unsure_number = read_seeker_number(cells.get("seeker_number", ""))
    doubts = [doubt for doubt in (unsure_name, unsure_number) if doubt]
    if row.damage:
        say = f"{row.line}行目は列がずれているか途中で切れています。元の表と見比べて直してください。"
        doubts.append(Doubt(code="row_broken", say=say))
    return Reading(
        line=row.line,
        identity=_identity(row),
        fingerprint=fingerprint_of(name, number, result, memo),
        received_at=arrived_at,
        channel=Channel.STAFF,
        kind=Kind.RECORD if result else Kind.EMPTY,
        person=Particulars(name=name, seeker_number=number),
        name_key=match_key(name),
        wish_text=result,
        note="\n".join(filter(None, (result, memo))),
        doubts=tuple(doubts) if result else (),
        say="" if result else _NOT_FILLED,
    )
