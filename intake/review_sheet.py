"""Staff's filled sheets as they come back by the inbox: 要確認.csv and 電話連絡.csv.

Staff fill them in Excel, so they are read like any log; what a sheet says is staff's word and is not judged here
beyond its form.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from intake.doubts import shown
from intake.table.layouts import REVIEW_SHEET, TELEPHONE_SHEET
from intake.table.read import Row, read_table
from intake.ticks import read_tick
from madoguchi.files import fingerprint_of
from madoguchi.model.reading import Doubt

_NUMBER = re.compile(r"([KT])-?0*([0-9]{1,9})")
_NOT_REACHED = re.compile(
    r"不在|留守|つなが(?:ら|り?ません)|話し?中|出(?:ない|ません|られない)|応答な|かけ直|再[度架]|折り?返|未|保留|後日|まだ|番号違い|現在使われ"
)
_REACHED = re.compile(
    r"済|完了|伝(?:え|達)|了承|了解|承知|連絡(?:した|しました)|OK|話した|話しました|本人(?:に|へ|と|了)", re.IGNORECASE
)
_CORRECTED: Final = ("name", "seeker_number", "phone", "email")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of 要確認.csv.

    Attributes:
        line: Physical line it begins at, from 1.
        number: `K00012`; as written, with a doubt, when it is no such number.
        corrected: Cells of the particulars as they stand now: `name`, `seeker_number`, `phone`, `email`.
        fixed_text: 確定日時 as written; empty when staff have fixed nothing.
        withdrawn: 取下げ is ticked.
        filled: Staff have decided something: a time, or the withdrawal.
        fingerprint: Changes when anything that staff fill in changes.
    """

    line: int
    number: str
    corrected: Mapping[str, str]
    fixed_text: str
    withdrawn: bool
    staff: str
    memo: str
    filled: bool
    fingerprint: str
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class TelephoneRow:
    """One row of 電話連絡.csv.

    Attributes:
        number: `T00012`; as written, with a doubt, when it is no such number.
        result: 結果 as written.
        called_text: 連絡日時 as written.
        done: The person has been told; 不在 and the like are not done.
    """

    line: int
    number: str
    result: str
    called_text: str
    staff: str
    done: bool
    fingerprint: str
    doubts: tuple[Doubt, ...] = ()


def read_review_sheet(raw: bytes) -> tuple[SheetRow, ...]:
    """Read 要確認.csv as staff have filled it.

    Raises:
        UnreadableInput: The file as a whole needs a person.
    """
    return tuple(_review_row(row) for row in read_table(raw, REVIEW_SHEET).rows)


def read_telephone_sheet(raw: bytes) -> tuple[TelephoneRow, ...]:
    """Read 電話連絡.csv as staff have filled it.

    Raises:
        UnreadableInput: The file as a whole needs a person.
    """
    return tuple(_telephone_row(row) for row in read_table(raw, TELEPHONE_SHEET).rows)


def _review_row(row: Row) -> SheetRow:
    cells = row.cells
    number, doubts = _number(row, "K")
    ticked = read_tick(cells["withdrawn"])
    fixed = cells["fixed"]
    if ticked is None:
        say = f"要確認番号{shown(number)}の「取下げ」欄（「{shown(cells['withdrawn'])}」）が読み取れません。取り下げる場合は○を入れてください。"
        doubts.append(Doubt(code="tick_unclear", say=say, choices=("○", "空欄")))
    elif ticked and fixed:
        say = f"要確認番号{shown(number)}に「確定日時」と「取下げ」の両方が入っています。どちらか一つにしてください。"
        doubts.append(Doubt(code="both_filled", say=say))
    corrected = {name: cells.get(name, "") for name in _CORRECTED}
    staff, memo = cells.get("staff", ""), cells.get("memo", "")
    return SheetRow(
        line=row.line,
        number=number,
        corrected=corrected,
        fixed_text=fixed,
        withdrawn=bool(ticked),
        staff=staff,
        memo=memo,
        filled=bool(fixed) or ticked is not False,
        fingerprint=fingerprint_of(number, *corrected.values(), fixed, cells["withdrawn"], staff, memo),
        doubts=tuple(doubts),
    )


def _telephone_row(row: Row) -> TelephoneRow:
    cells = row.cells
    number, doubts = _number(row, "T")
    result = cells["result"]
    done = is_reached(result)
    if done is None:
        say = f"連絡番号{shown(number)}の結果「{shown(result)}」からは、伝わったかどうか決められません。伝わった場合は「済」と書いてください。"
        doubts.append(Doubt(code="result_unclear", say=say, choices=("済", "不在")))
    called, staff = cells.get("called", ""), cells.get("staff", "")
    return TelephoneRow(
        line=row.line,
        number=number,
        result=result,
        called_text=called,
        staff=staff,
        done=bool(done),
        fingerprint=fingerprint_of(number, result, called, staff),
        doubts=tuple(doubts),
    )


def is_reached(result: str) -> bool | None:
    """Tell whether a telephone result says that the person was told; None when it cannot be told."""
    ticked = read_tick(result)
    if ticked is not None:
        return ticked
    text = unicodedata.normalize("NFKC", result)
    failed, reached = bool(_NOT_REACHED.search(text)), bool(_REACHED.search(text))
    return None if failed == reached else reached


def _number(row: Row, letter: str) -> tuple[str, list[Doubt]]:
    """Read a review or task number; full width, small letters and lost zeros are the same number."""
    written = row.cells["number"]
    found = _NUMBER.fullmatch(re.sub(r"\s+", "", unicodedata.normalize("NFKC", written)).upper())
    if row.damage:
        say = f"{row.line}行目は列がずれているか途中で切れています。元の表と見比べて直してください。"
        return written, [Doubt(code="row_broken", say=say)]
    if found and found[1] == letter:
        return f"{letter}{int(found[2]):05d}", []
    say = f"{row.line}行目の番号「{shown(written)}」が読み取れません。表にあった番号（{letter}00012の形）に戻してください。"
    return written, [Doubt(code="number_unclear", say=say)]
