"""The intake stage: archives what came in, reads it, and stores requests, reviews and endings."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from intake.answers import answer_calls, answer_reviews
from intake.day_sheet import read_day_sheet
from intake.form import form_of
from intake.phone_log import read_log
from intake.settle import Settlement, Writes
from intake.sources.archive import keep
from intake.sources.drop_folder import list_inbox
from intake.sources.found import MAILDIR, STAFF, Found
from intake.sources.maildir import list_maildir, where_now
from intake.sources.reading import read_bytes
from intake.sources.staff_lists import list_edited
from intake.understand import Surroundings, read_message, read_row
from madoguchi.config.folder import OfficeFolder
from madoguchi.config.office import Office
from madoguchi.errors import TryLater, UnreadableInput
from madoguchi.files import fingerprint, write_if_changed
from madoguchi.model.item import Arrival, Channel, Form, Kind
from madoguchi.model.openings import OpenDays
from madoguchi.model.reading import Doubt, Reading
from madoguchi.model.terms import TermsVersion
from madoguchi.progress import Progress, silent
from madoguchi.sheets import note_settled
from madoguchi.store import arrivals as arrival_store
from madoguchi.store import items as item_store
from madoguchi.store import requests as request_store
from madoguchi.store.engine import Store, Transaction
from madoguchi.store.outbox import supersede_questions
from madoguchi.store.reviews import close_reviews_of, open_reviews, remove_reviews_of
from madoguchi.store.terms import keep_terms

_BATCH = 100  # arrivals a transaction
_WORN_OUT = "取り込み中に不具合が起きました（{kind}）。元のデータは保管してあります。直したあとで「madoguchi retry」を実行してください。"
_NOT_OURS = (
    "この種類のファイルは読めません。電話受付簿（.csv）か保存したメール（.eml）を入れてください。"
    "Excel のブックは「CSV UTF-8（コンマ区切り）」で保存し直してください。"
)

_CHANNELS = {Form.MAIL: Channel.MAIL, Form.LOG: Channel.TELEPHONE}


@dataclass(slots=True)
class Taken:
    """What the stage has done.

    Attributes:
        arrivals: Files and mails archived for the first time.
        items: Rows and mails that were new.
        reviews: Of these, what needs a person.
        left: Sentences about what could not be taken and stays where it is.
    """

    arrivals: int = 0
    items: int = 0
    reviews: int = 0
    left: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Intake:
    """What the stage works with.

    Attributes:
        passcodes: Struck out of a day sheet before it is archived (promise 9).
    """

    store: Store
    folder: OfficeFolder
    office: Office
    days: OpenDays
    terms: tuple[TermsVersion, ...]
    as_of: datetime
    passcodes: tuple[str, ...] = ()

    def around(self, arrived_at: datetime) -> Surroundings:
        """Return what a reading needs to know."""
        return Surroundings(self.days, frozenset({self.office.office.mail.casefold()}), arrived_at)


def take(intake: Intake, progress: Progress = silent) -> Taken:
    """Archive everything that waits, then read everything that is archived and unread."""
    taken = Taken()
    with intake.store.writing() as transaction:
        keep_terms(transaction, intake.terms, intake.as_of)
    waiting = _waiting(intake, taken)
    done = 0
    for batch in _batches(waiting):
        _archive(intake, batch, taken)
        done += len(batch)
        progress("archive", done, len(waiting))
    _read_all(intake, taken, progress)
    return taken


def retry(intake: Intake, progress: Progress = silent) -> Taken:
    """Read once more what nobody could read, from its archived bytes."""
    with intake.store.writing() as transaction:
        unreadable = item_store.unreadable_items(transaction)
        if unreadable:
            remove_reviews_of(transaction, [item.item_id for item in unreadable])
            item_store.remove_items(transaction, [item.item_id for item in unreadable])
            arrival_store.forget_reading(transaction, sorted({item.arrival_id for item in unreadable}))
    taken = Taken()
    _read_all(intake, taken, progress)
    return taken


def read_arrival(arrival: Arrival, raw: bytes, around: Surroundings) -> list[Reading]:
    """Read an arrival into its items; whatever goes wrong in one is its own ending (promise 7)."""
    try:
        match arrival.form:
            case Form.MAIL:
                return [read_message(raw, arrival.sha256, around)]
            case Form.DAY_SHEET:
                return read_day_sheet(raw, around.arrived_at)
            case Form.LOG:
                return [read_row(row, around) for row in read_log(raw, around.arrived_at).rows]
            case _:
                return [_unreadable(arrival, "unreadable", _NOT_OURS)]
    except UnreadableInput as error:
        return [_unreadable(arrival, "unreadable", str(error))]
    except Exception as error:  # noqa: BLE001 -- the one place where a defect is kept from stopping the rest
        return [_unreadable(arrival, "defect", _WORN_OUT.format(kind=type(error).__name__))]


def _unreadable(arrival: Arrival, code: str, say: str) -> Reading:
    return Reading(
        identity=f"file:{arrival.sha256}",
        fingerprint=arrival.sha256,
        received_at=arrival.arrived_at,
        channel=_CHANNELS.get(arrival.form, Channel.STAFF),
        kind=Kind.UNREADABLE,
        wish_text=arrival.name,
        doubts=(Doubt(code=code, say=say),),
    )


def _waiting(intake: Intake, taken: Taken) -> list[Found]:
    found = list(list_inbox(intake.folder.inbox, intake.as_of, intake.office.inbox.rest_seconds))
    try:
        found += list_edited(intake.folder.staff)
        if intake.office.inbox.maildir:
            found += list_maildir(intake.folder.root / intake.office.inbox.maildir)
    except TryLater as error:
        taken.left.append(str(error))
    return found


def _archive(intake: Intake, batch: Sequence[Found], taken: Taken) -> None:
    """Store the raw bytes, and only then take the files away (promise 1)."""
    incoming: dict[str, arrival_store.Incoming] = {}
    put_away: list[tuple[Found, str]] = []
    for found in batch:
        try:
            raw = read_bytes(found)
        except (TryLater, UnreadableInput) as error:
            taken.left.append(str(error))
            continue
        form = Form.UNKNOWN if found.form is Form.UNKNOWN else form_of(raw, _judged_name(found))
        if form is Form.DAY_SHEET:
            raw = _without_passcodes(found, raw, intake.passcodes)
        sha256 = fingerprint(raw)
        incoming.setdefault(sha256, arrival_store.Incoming(sha256, found.source, found.name, form, raw))
        put_away.append((found, sha256))
    with intake.store.writing() as transaction:
        known = arrival_store.arrivals_by_hash(transaction, incoming)
        new = [one for one in incoming.values() if one.sha256 not in known]
        arrival_store.archive(transaction, new, intake.as_of)
        known |= arrival_store.arrivals_by_hash(transaction, [one.sha256 for one in new])
    taken.arrivals += len(new)
    for found, sha256 in put_away:
        first = known[sha256]
        path = where_now(found) if found.source == MAILDIR else found.path
        if path is None:
            continue
        if found.source == STAFF:  # stays where it lies until it is written anew
            note_settled(path, path.read_bytes())
            continue
        try:
            keep(path, intake.folder.archive, first.arrived_at, sha256, first.name)
        except TryLater as error:
            taken.left.append(str(error))


def _without_passcodes(found: Found, raw: bytes, passcodes: tuple[str, ...]) -> bytes:
    """Strike the passcodes out of a day sheet that comes back, in the file too, so that no copy keeps them."""
    masked = raw
    for passcode in sorted(filter(None, passcodes), key=len, reverse=True):
        for encoding in ("ascii", "utf-16-le", "utf-16-be"):
            masked = masked.replace(passcode.encode(encoding), ("*" * len(passcode)).encode(encoding))
    if masked != raw and found.source != STAFF:
        write_if_changed(found.path, masked)
    return masked


def _judged_name(found: Found) -> str:
    return "mail.eml" if found.source == MAILDIR else found.name


def _read_all(intake: Intake, taken: Taken, progress: Progress) -> None:
    done = 0
    while True:
        with intake.store.reading() as transaction:
            batch = arrival_store.unread(transaction, _BATCH)
        if not batch:
            return
        for group in _groups(batch):
            _read_group(intake, group, taken)
            done += len(group)
            progress("intake", done, done)


def _groups(batch: Sequence[tuple[Arrival, bytes]]) -> Iterator[list[tuple[Arrival, bytes]]]:
    """Part a batch where a sheet of staff stands: its answers meet everything before it."""
    group: list[tuple[Arrival, bytes]] = []
    for arrival, raw in batch:
        if arrival.form in {Form.REVIEW_SHEET, Form.TELEPHONE_SHEET}:
            if group:
                yield group
            yield [(arrival, raw)]
            group = []
        else:
            group.append((arrival, raw))
    if group:
        yield group


def _read_group(intake: Intake, group: Sequence[tuple[Arrival, bytes]], taken: Taken) -> None:
    arrival, raw = group[0]
    if arrival.form in {Form.REVIEW_SHEET, Form.TELEPHONE_SHEET}:
        answers = answer_reviews if arrival.form is Form.REVIEW_SHEET else answer_calls
        try:
            with intake.store.writing() as transaction:
                new = answers(transaction, arrival, raw, intake.around(intake.as_of))
        except UnreadableInput as error:
            _settle(intake, [(arrival, [_unreadable(arrival, "unreadable", str(error))])], taken)
            return
        taken.items += new.items
        taken.reviews += new.reviews
        return
    read = [(one, read_arrival(one, raw, intake.around(one.arrived_at))) for one, raw in group]
    _settle(intake, read, taken)


def _settle(intake: Intake, read: Sequence[tuple[Arrival, list[Reading]]], taken: Taken) -> None:
    identities = {reading.identity for _, readings in read for reading in readings}
    with intake.store.writing() as transaction:
        known = item_store.items_by_identity(transaction, identities)
        led_to = {item.request_id for items in known.values() for item in items if item.request_id is not None}
        settlement = Settlement(
            known,
            request_store.requests_by_id(transaction, led_to),
            intake.terms,
            item_store.next_item_id(transaction),
            request_store.next_request_id(transaction),
        )
        for arrival, readings in read:
            settlement.settle(arrival, readings)
        _store(transaction, settlement.writes, intake.as_of)
    taken.items += len(settlement.writes.items)
    taken.reviews += len(settlement.writes.reviews)


def _store(transaction: Transaction, writes: Writes, at: datetime) -> None:
    request_store.add_requests(transaction, writes.requests)
    for request in writes.replaced.values():
        request_store.replace_request(transaction, request)
    if writes.closed_requests:
        close_reviews_of(transaction, writes.closed_requests, at, "受付簿の書き直し")
        supersede_questions(transaction, writes.closed_requests)
    item_store.add_items(transaction, writes.items)
    open_reviews(transaction, writes.reviews, at)
    arrival_store.mark_read(transaction, writes.counts, at)
    if writes.touched_requests:
        arrival_store.mark_results_due(transaction, writes.touched_requests)


def _batches(found: Iterable[Found]) -> Iterator[list[Found]]:
    rest = iter(found)
    while batch := list(islice(rest, _BATCH)):
        yield batch
