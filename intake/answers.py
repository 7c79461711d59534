"""What staff have decided on their sheets, carried into the store: the review list and the telephone list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from intake.log_row import what_is_missing
from intake.name_key import match_key
from intake.offer_calls import answers_offer, settle_offer
from intake.particulars import read_email, read_name, read_phone, read_seeker_number
from intake.reading.fixed import read_fixed_time
from intake.review_sheet import SheetRow, TelephoneRow, read_review_sheet, read_telephone_sheet
from intake.understand import Surroundings
from madoguchi.model.item import Arrival, Channel, Item, Kind, Outcome
from madoguchi.model.notice import Notice, NoticeKind, NoticeState
from madoguchi.model.reading import Doubt, Particulars, Wish
from madoguchi.model.request import BookingRequest, RequestState
from madoguchi.model.review import ReviewEntry
from madoguchi.store import items as item_store
from madoguchi.store import requests as request_store
from madoguchi.store import reviews as review_store
from madoguchi.store.arrivals import mark_read, mark_results_due
from madoguchi.store.engine import Transaction
from madoguchi.store.outbox import note_notices, notices_by_id, set_notice_state, supersede_questions

_LONGEST_NUMBER = 9  # digits; a longer one is no number of ours and no integer of the store
CALL = "call:"  # leads the identity of a row of the telephone list
_NOTED = "書き込みを書き留めました。まだ済んでいません。"
_NOT_FILLED = "記入がないため、そのままにしました。"


@dataclass(slots=True)
class Answered:
    """What one sheet led to.

    Attributes:
        items: Its rows that had not come before.
        reviews: Of these, what needs a person again.
    """

    items: int = 0
    reviews: int = 0


@dataclass(slots=True)
class _Sheet:
    """One sheet on its way into the store."""

    transaction: Transaction
    arrival: Arrival
    around: Surroundings
    next_item: int
    known: dict[str, list[Item]]
    items: list[Item] = field(default_factory=list)
    reviews: list[review_store.NewReview] = field(default_factory=list)
    known_rows: int = 0

    def is_known(self, identity: str, fingerprint: str) -> bool:
        """Tell whether the row came before as it is."""
        before = self.known.get(identity, [])
        if before and before[-1].fingerprint == fingerprint:
            self.known_rows += before[-1].arrival_id != self.arrival.arrival_id
            return True
        return False

    def end(self, row: SheetRow | TelephoneRow, identity: str, outcome: Outcome, why: str, about: int | None) -> Item:
        """Store how a row ended; `about` is the request it speaks of."""
        kind = Kind.EMPTY if outcome is Outcome.NOT_A_REQUEST else Kind.ANSWER
        item = Item(
            item_id=self.next_item + len(self.items),
            arrival_id=self.arrival.arrival_id,
            line=row.line,
            identity=identity,
            fingerprint=row.fingerprint,
            received_at=self.around.arrived_at,
            channel=Channel.STAFF,
            kind=kind,
            outcome=outcome,
            why=why,
            request_id=about,
        )
        self.items.append(item)
        return item

    def close(self, rows: int) -> Answered:
        """Store what the rows led to."""
        item_store.add_items(self.transaction, self.items)
        review_store.open_reviews(self.transaction, self.reviews, self.around.arrived_at)
        mark_read(self.transaction, [(self.arrival, rows, self.known_rows)], self.around.arrived_at)
        mark_results_due(self.transaction, [item.request_id for item in self.items if item.request_id is not None])
        return Answered(len(self.items), len(self.reviews))


def answer_reviews(transaction: Transaction, arrival: Arrival, raw: bytes, around: Surroundings) -> Answered:
    """Carry out what staff filled into 要確認.csv.

    Raises:
        UnreadableInput: The file as a whole needs a person.
    """
    rows = read_review_sheet(raw)
    sheet = _open(transaction, arrival, around, (f"review:{row.number}" for row in rows))
    entries = review_store.entries_by_id(transaction, _numbers(rows))
    by_number = {entry.number: entry for entry in entries.values()}
    notes: list[tuple[int, str]] = []
    for row in rows:
        identity = f"review:{row.number}"
        if sheet.is_known(identity, row.fingerprint):
            continue
        if not row.filled and not row.doubts:
            entry = by_number.get(row.number)
            noted = _remark(row.memo, row.staff)
            if entry and noted and noted != entry.note:
                notes.append((entry.review_id, noted))
                sheet.end(row, identity, Outcome.REPLY, _NOTED, entry.request_id)
            else:
                sheet.end(row, identity, Outcome.NOT_A_REQUEST, _NOT_FILLED, None)
        else:
            _answer(sheet, row, identity, by_number.pop(row.number, None))
    review_store.note_reviews(transaction, notes)
    return sheet.close(len(rows))


def answer_calls(transaction: Transaction, arrival: Arrival, raw: bytes, around: Surroundings) -> Answered:
    """Tick off the calls that staff noted as made in 電話連絡.csv.

    Raises:
        UnreadableInput: The file as a whole needs a person.
    """
    rows = read_telephone_sheet(raw)
    sheet = _open(transaction, arrival, around, (CALL + row.number for row in rows))
    notices = notices_by_id(transaction, _numbers(rows))
    offered = _offered(transaction, notices.values())
    made: list[int] = []
    notes: list[tuple[int, str]] = []
    for row in rows:
        identity = CALL + row.number
        if sheet.is_known(identity, row.fingerprint):
            continue
        notice = notices.get(_number(row) or 0)
        doubts = row.doubts
        if notice and notice.notice_id in offered and answers_offer(row):
            if _settle_offer(sheet, row, notice, offered[notice.notice_id]):
                made.append(notice.notice_id)
            continue
        if row.done and notice is None:
            doubts = (
                Doubt(code="number_unknown", say=f"連絡番号{row.number}が見つかりません。番号を確かめてください。"),
            )
        if doubts:
            item = sheet.end(row, identity, Outcome.NEEDS_REVIEW, doubts[0].say, None)
            sheet.reviews.append(_to_staff(item, Particulars(), row.result, doubts))
        elif row.done and notice is not None:
            sheet.end(row, identity, Outcome.REPLY, "電話連絡を済みにしました。", notice.request_id)
            made.append(notice.notice_id)
        elif notice is not None and (
            tried := _remark(" ".join(filter(None, (row.called_text, row.result))), row.staff)
        ):
            sheet.end(row, identity, Outcome.REPLY, _NOTED, notice.request_id)
            notes.append((notice.notice_id, "\n".join(filter(None, (notice.note, tried)))))
        else:
            sheet.end(row, identity, Outcome.NOT_A_REQUEST, _NOT_FILLED, None)
    set_notice_state(transaction, made, NoticeState.DONE)
    note_notices(transaction, notes)
    return sheet.close(len(rows))


def _offered(transaction: Transaction, notices: Iterable[Notice]) -> dict[int, BookingRequest]:
    """Return by its notice each request that was offered a time on the telephone."""
    tasks = {one.notice_id: one.request_id or 0 for one in notices if one.kind is NoticeKind.OFFER}
    people = request_store.requests_by_id(transaction, tasks.values())
    return {number: people[request_id] for number, request_id in tasks.items() if request_id in people}


def _settle_offer(sheet: _Sheet, row: TelephoneRow, notice: Notice, request: BookingRequest) -> bool:
    """Carry out what was answered to an offer; return whether the task is done."""
    settled = settle_offer(sheet.transaction, row, notice, request, sheet.around.arrived_at)
    outcome = Outcome.NEEDS_REVIEW if settled.doubt else Outcome.REPLY
    item = sheet.end(row, CALL + row.number, outcome, settled.why, None if settled.doubt else request.request_id)
    if settled.doubt:
        sheet.reviews.append(_to_staff(item, request.person, row.result, (settled.doubt,)))
    return settled.doubt is None


def _numbers(rows: Sequence[SheetRow | TelephoneRow]) -> list[int]:
    return [number for row in rows if (number := _number(row)) is not None]


def _number(row: SheetRow | TelephoneRow) -> int | None:
    """Return the number that a row answers; None for one that we never gave, which a doubt of the row tells."""
    digits = row.number[1:]
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= _LONGEST_NUMBER else None


def _remark(text: str, staff: str) -> str:
    """Return a remark with who made it: 不在（受付A）."""
    if text.endswith(f"（{staff}）") or not staff:
        return text
    return f"{text}（{staff}）" if text else f"（{staff}）"


def _open(transaction: Transaction, arrival: Arrival, around: Surroundings, identities: Iterable[str]) -> _Sheet:
    known = item_store.items_by_identity(transaction, identities)
    return _Sheet(transaction, arrival, around, item_store.next_item_id(transaction), known)


def _answer(sheet: _Sheet, row: SheetRow, identity: str, entry: ReviewEntry | None) -> None:
    if entry is None:
        say = f"要確認番号{row.number}は見つからないか、すでに済んでいます。番号を確かめてください。"
        item = sheet.end(row, identity, Outcome.NEEDS_REVIEW, say, None)
        sheet.reviews.append(_to_staff(item, Particulars(), row.fixed_text, (Doubt(code="number_unknown", say=say),)))
        return
    if row.withdrawn and not row.doubts:
        if entry.request_id is not None:
            request_store.set_states(sheet.transaction, [(entry.request_id, RequestState.WITHDRAWN)])
            supersede_questions(sheet.transaction, [entry.request_id])
        sheet.end(row, identity, Outcome.REPLY, "取下げ（対応済み）にしました。", entry.request_id)
    else:
        _fix(sheet, row, identity, entry)
    review_store.close_reviews(sheet.transaction, [(entry.review_id, row.staff or "職員")], sheet.around.arrived_at)


def _fix(sheet: _Sheet, row: SheetRow, identity: str, entry: ReviewEntry) -> None:
    """Book the time that staff fixed, or ask them again with the reason."""
    person, doubts = _corrected(entry.person, row)
    start = read_fixed_time(row.fixed_text, sheet.around.arrived_at, sheet.around.days)
    if isinstance(start, Doubt):
        doubts.append(start)
    doubts = [*row.doubts, *doubts, *what_is_missing(person, Kind.REQUEST)]
    if doubts or isinstance(start, Doubt):
        item = sheet.end(row, identity, Outcome.NEEDS_REVIEW, doubts[0].say, entry.request_id)
        again = tuple({doubt.code: doubt for doubt in (*doubts, *entry.doubts)}.values())
        note = _remark(row.memo, row.staff) or entry.note
        sheet.reviews.append(_to_staff(item, person, entry.wish_text, again, note))
        return
    request_id = _fixed_request(sheet, row, entry, person, start)
    sheet.end(row, identity, Outcome.REPLY, "確定日時で予約に進めます。", request_id)


def _corrected(person: Particulars, row: SheetRow) -> tuple[Particulars, list[Doubt]]:
    """Take over what staff wrote into the cells of the particulars; an emptied cell changes nothing."""
    readers = {"name": read_name, "seeker_number": read_seeker_number, "phone": read_phone, "email": read_email}
    changes: dict[str, str] = {}
    doubts = []
    for name, reader in readers.items():
        text = row.corrected.get(name, "")
        if text and text != getattr(person, name):
            changes[name], doubt = reader(text)
            doubts += [doubt] if doubt else []
    return person.model_copy(update=changes), doubts


def _fixed_request(sheet: _Sheet, row: SheetRow, entry: ReviewEntry, person: Particulars, start: datetime) -> int:
    wish = Wish(rank=1, text=row.fixed_text, slots=(start,))
    known = request_store.requests_by_id(sheet.transaction, [entry.request_id] if entry.request_id is not None else [])
    asked = known.get(entry.request_id or 0)
    fixed = {
        "kind": Kind.CHANGE if asked and asked.kind is Kind.CHANGE else Kind.REQUEST,
        "person": person,
        "name_key": match_key(person.name),
        "wishes": (wish,),
        "note": row.memo,
        "by_staff": True,
        "state": RequestState.RECEIVED,
    }
    if asked:
        request = asked.model_copy(update=fixed)
        request_store.replace_request(sheet.transaction, request)
        return request.request_id
    request = BookingRequest(
        request_id=request_store.next_request_id(sheet.transaction),
        channel=entry.channel,
        received_at=entry.opened_at,
        **fixed,
    )
    request_store.add_requests(sheet.transaction, [request])
    return request.request_id


def _to_staff(
    item: Item, person: Particulars, wish_text: str, doubts: tuple[Doubt, ...], note: str = ""
) -> review_store.NewReview:
    return review_store.NewReview(item.item_id, item.request_id, person, wish_text, doubts, ask=False, note=note)
