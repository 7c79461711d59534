"""The result file of a dropped file: row by row what became of it (結果_<name>.csv)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import NamedTuple

from intake.answers import CALL
from intake.day_sheet import lines_of_day_sheet
from intake.phone_log import read_log
from intake.review_sheet import read_review_sheet, read_telephone_sheet
from intake.table.layouts import LOG, Layout
from madoguchi.config.folder import OfficeFolder
from madoguchi.errors import UnreadableInput
from madoguchi.files import write_if_changed
from madoguchi.model.booking import Booking, BookingState
from madoguchi.model.decision import Decision, Verdict
from madoguchi.model.item import Arrival, Channel, Form, Item, Kind, Outcome
from madoguchi.model.request import BookingRequest, RequestState, reference_of
from madoguchi.spreadsheet import write_table
from madoguchi.store import arrivals as arrival_store
from madoguchi.store.bookings import bookings_by_id
from madoguchi.store.decisions import latest_decisions
from madoguchi.store.engine import Store, Transaction
from madoguchi.store.items import items_by_identity, items_of_arrival
from madoguchi.store.requests import requests_by_id
from madoguchi.wording import say_moment

HEADER = ("行", "元の番号", "結果", "予約日時", "受付番号", "説明")

_BY_OUTCOME = {
    Outcome.REQUEST: "受付",
    Outcome.CHANGE: "受付（変更）",
    Outcome.CANCELLATION: "受付（取消）",
    Outcome.VISIT_RECORD: "受付（記録）",
    Outcome.REPLY: "処理済み",
    Outcome.AUTO_REPLY: "対応不要",
    Outcome.BOUNCE: "不達",
    Outcome.DUPLICATE: "重複",
    Outcome.NOT_A_REQUEST: "対象外",
    Outcome.NEEDS_REVIEW: "要確認",
    Outcome.UNREADABLE: "読み取り不能",
}

_BY_STATE = {
    RequestState.REVIEW: "要確認",
    RequestState.BOOKED: "予約済み",
    RequestState.WITHDRAWN: "取下げ",
    RequestState.DUPLICATE: "重複",
    RequestState.WAITING: "空き待ち",
    RequestState.OFFERED: "空き枠を案内中",
}

_WHEN_OVER = {
    BookingState.CANCELLED: "取消済み",
    BookingState.COMPLETED: "実施済み",
    BookingState.NO_SHOW: "欠席",
    BookingState.BROKEN_OFF: "途中で終了",
}

_WHEN_DONE = {Kind.CHANGE: "変更済み", Kind.CANCELLATION: "取消済み", Kind.RECORD: "記録済み"}


class ResultRow(NamedTuple):
    """What became of one row or mail.

    Attributes:
        line: Physical line, 0 for a mail.
        number: The number that the file gives the row; often empty.
        word: The result in a word (予約済み).
        start: When the live booking begins (naive), or None.
        reference: Our number of the booking, or empty.
        why: A sentence or two.
    """

    line: int
    number: str
    word: str
    start: datetime | None
    reference: str
    why: str

    def cells(self) -> tuple[str, ...]:
        """Return the row under `HEADER`."""
        start = say_moment(self.start) if self.start else ""
        return (str(self.line) if self.line else "", self.number, self.word, start, self.reference, self.why)


@dataclass(frozen=True, slots=True)
class _Standing:
    """How the requests of some items stand now."""

    requests: Mapping[int, BookingRequest]
    decisions: Mapping[int, Decision]
    bookings: Mapping[int, Booking]


def write_results(store: Store, folder: OfficeFolder, layout: Layout = LOG) -> int:
    """Write the result files whose rows have news, beside the inbox; return how many were written.

    A file that another program holds open stays due for the next run.
    """
    written = 0
    held = set()
    with store.claiming() as claim:
        due = arrival_store.claim_results_due(claim)
        with store.reading() as transaction:
            newest = arrival_store.newest_of_name(transaction, {arrival.name for arrival in due})
            files = {
                name: write_table(HEADER, (row.cells() for row in result_rows(transaction, arrival, layout)))
                for name, arrival in newest.items()
            }
        for name, table in files.items():
            try:
                written += write_if_changed(folder.root / result_name(name), table)
            except PermissionError:
                held.add(name)
        done = [arrival.arrival_id for arrival in due if arrival.name not in held]
        arrival_store.mark_results_written(claim, done)
    return written


def result_name(name: str) -> str:
    """Return the name of the result file of a dropped file."""
    return f"結果_{PurePath(name).stem}.csv" if name.lower().endswith(".csv") else f"結果_{name}.csv"


def result_rows(transaction: Transaction, arrival: Arrival, layout: Layout = LOG) -> list[ResultRow]:
    """Return what became of each row of an arrival."""
    rows = _rows_of(transaction, arrival, layout)
    standing = _standing(transaction, [item for _, _, item in rows])
    return [_row(line, number, item, standing) for line, number, item in rows]


def _rows_of(transaction: Transaction, arrival: Arrival, layout: Layout) -> list[tuple[int, str, Item]]:
    """Return line, reception number and newest item of each row of the file."""
    own = items_of_arrival(transaction, arrival.arrival_id)
    if arrival.form in {Form.MAIL, Form.COMMAND, Form.UNKNOWN}:
        return [(item.line, "", item) for item in own]
    try:
        named = list(_identities(arrival, arrival_store.raw_bytes(transaction, arrival.sha256), layout))
    except UnreadableInput:
        return [(item.line, "", item) for item in own]
    by_line = {item.line: item for item in own}
    by_place = {(item.line, item.identity): item for item in own}
    known = items_by_identity(transaction, {identity for _, _, identity in named})
    rows = []
    for line, number, identity in named:
        newest = known[identity][-1] if identity in known else None
        item = by_place.get((line, identity)) or newest or by_line.get(line)
        if item:
            rows.append((line, number, item))
    return rows


def _identities(arrival: Arrival, raw: bytes, layout: Layout) -> Iterable[tuple[int, str, str]]:
    if arrival.form is Form.LOG:
        for row in read_log(raw, arrival.arrived_at, layout).rows:
            yield row.line, row.cells.get("reception", ""), f"row:{row.identity}"
    elif arrival.form is Form.REVIEW_SHEET:
        for entry in read_review_sheet(raw):
            yield entry.line, entry.number, f"review:{entry.number}"
    elif arrival.form is Form.DAY_SHEET:
        yield from lines_of_day_sheet(raw)
    elif arrival.form is Form.TELEPHONE_SHEET:
        for call in read_telephone_sheet(raw):
            yield call.line, call.number, CALL + call.number


def _standing(transaction: Transaction, items: Iterable[Item]) -> _Standing:
    numbers = {item.request_id for item in items if item.request_id is not None}
    decisions = latest_decisions(transaction, numbers)
    booked = {decision.booking_id for decision in decisions.values() if decision.booking_id is not None}
    return _Standing(requests_by_id(transaction, numbers), decisions, bookings_by_id(transaction, booked))


def _row(line: int, number: str, item: Item, standing: _Standing) -> ResultRow:
    about = None if item.identity.startswith(CALL) else item.request_id  # a call made says nothing of the booking
    request, decision = standing.requests.get(about or 0), standing.decisions.get(about or 0)
    booking = standing.bookings.get((decision.booking_id if decision else None) or 0)
    live = booking if booking and booking.is_live else None
    explained = "".join(reason.say for reason in decision.reasons) if decision else item.why
    return ResultRow(
        line=line,
        number=number,
        word=_word(item, request, booking),
        start=live.start if live else None,
        reference=reference_of(live.request_id) if live else "",
        why=explained + (_since(request, booking, decision) if request and booking and decision else ""),
    )


def _since(request: BookingRequest, booking: Booking, told: Decision) -> str:
    """Say what has become of a booking since the decision that is told."""
    if request.state is not RequestState.BOOKED:
        return ""
    if booking.state is BookingState.CANCELLED:
        return "その後、取り消されました。"
    is_newest = told.verdict in {Verdict.MOVE, Verdict.READDRESS} and told.decided_at == booking.changed_at
    return "その後、変更されました。" if booking.sequence and not is_newest else ""


def _word(item: Item, request: BookingRequest | None, booking: Booking | None) -> str:
    if item.kind is Kind.EMPTY and item.channel is Channel.STAFF:
        return "未記入"
    if item.outcome is Outcome.DUPLICATE or request is None:
        return _BY_OUTCOME[item.outcome]
    if request.state is RequestState.DONE:
        return _WHEN_DONE.get(request.kind, "処理済み")
    if request.state is RequestState.BOOKED and booking and booking.state in _WHEN_OVER:
        return _WHEN_OVER[booking.state]
    return _BY_STATE.get(request.state, _BY_OUTCOME[item.outcome])
