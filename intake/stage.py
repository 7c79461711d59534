"""The intake stage: archives what came in, reads it, and stores requests, reviews and endings."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice, takewhile

from intake.answers import answer_calls, answer_reviews
from intake.bounces.on_file import keep_bounces, load_bounces
from intake.calendar.on_file import load_answers
from intake.mailbox.take import take_mailbox
from intake.settle import Settlement
from intake.sources.archive import keep
from intake.sources.drop_folder import list_inbox
from intake.sources.found import MAILDIR, STAFF, Found
from intake.sources.growing import waits_for_its_end
from intake.sources.maildir import list_maildir, where_now
from intake.sources.reading import read_bytes
from intake.sources.staff_lists import list_edited
from intake.standing import Standing, Writes
from intake.taken import Intake, Taken
from intake.trap import form_by_content, read_arrival, trapped
from intake.workbook.process import is_workbook
from madoguchi.errors import TryLater, UnreadableInput
from madoguchi.files import fingerprint, write_if_changed
from madoguchi.model.item import Arrival, Form
from madoguchi.model.reading import Reading
from madoguchi.progress import Progress, silent
from madoguchi.sheets import note_settled
from madoguchi.store import arrivals as arrival_store
from madoguchi.store import items as item_store
from madoguchi.store import requests as request_store
from madoguchi.store.engine import Transaction
from madoguchi.store.offers import offers_of
from madoguchi.store.outbox import supersede_questions
from madoguchi.store.replies import add_replies
from madoguchi.store.reviews import close_reviews_of, open_doubts, open_reviews, remove_reviews_of
from madoguchi.store.terms import keep_terms

_BATCH = 100  # arrivals a transaction
_STILL_WRITTEN = (
    "「{name}」は最後の行が途中で終わっているため、書き込みの途中とみて待っています。"
    "書き終わると取り込みます（しばらく変わらなければ、そのまま取り込んで最後の行を確認に回します）。"
)
_DAY_SHEET_AS_BOOK = (
    "「{name}」は取り込めません。予約票にはパスコードが載っているため、CSV のまま結果を書いて保存してください。"
)


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
    take_mailbox(intake, taken, progress)
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
        if waits_for_its_end(found, raw, intake.as_of, intake.office.inbox.rest_seconds):
            taken.growing.append(_STILL_WRITTEN.format(name=found.name))
            continue
        form = form_by_content(found, raw)
        if form is Form.DAY_SHEET and is_workbook(raw):  # a passcode cannot be struck out of packed bytes
            taken.left.append(_DAY_SHEET_AS_BOOK.format(name=found.name))
            continue
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


def _read_all(intake: Intake, taken: Taken, progress: Progress) -> None:
    done = 0
    while True:
        with intake.store.claiming() as transaction:
            batch = arrival_store.claim_unread(transaction, _BATCH)
            if not batch:
                return
            group = _first_group(batch)
            read = [(one, read_arrival(one, raw, intake.around(one.arrived_at))) for one, raw in group if _is_read(one)]
            if arrival_store.claim_earlier(transaction, group[0][0].arrival_id):
                continue  # who was reading them has died: they come first
            transaction.lock()
            if read:
                _settle(transaction, intake, read, taken)
            else:
                _carry_out(transaction, intake, *group[0], taken)
        done += len(group)
        progress("intake", done, done)


def _is_read(arrival: Arrival) -> bool:
    """Tell whether an arrival is read by itself; a sheet of staff is carried out on what the store holds."""
    return arrival.form not in {Form.REVIEW_SHEET, Form.TELEPHONE_SHEET}


def _first_group(batch: Sequence[tuple[Arrival, bytes]]) -> Sequence[tuple[Arrival, bytes]]:
    """Return what is stored together: a sheet of staff stands alone, for its answers meet everything before it."""
    return list(takewhile(lambda one: _is_read(one[0]), batch)) or batch[:1]


def _carry_out(transaction: Transaction, intake: Intake, arrival: Arrival, raw: bytes, taken: Taken) -> None:
    """Carry out what a sheet of staff says; where that fails, nothing of it is kept but why."""
    failed = trapped(arrival, lambda: _answer(transaction, intake, arrival, raw, taken))
    if failed:
        _settle(transaction, intake, [(arrival, failed)], taken)


def _answer(transaction: Transaction, intake: Intake, arrival: Arrival, raw: bytes, taken: Taken) -> list[Reading]:
    """Carry out what a sheet of staff says; nothing is left to settle then."""
    answers = answer_reviews if arrival.form is Form.REVIEW_SHEET else answer_calls
    with transaction.attempt():
        new = answers(transaction, arrival, raw, intake.around(intake.as_of))
    taken.items += new.items
    taken.reviews += new.reviews
    return []


def _settle(
    transaction: Transaction, intake: Intake, read: Sequence[tuple[Arrival, list[Reading]]], taken: Taken
) -> None:
    writes = settle_within(transaction, intake, read)
    taken.items += len(writes.items)
    taken.reviews += len(writes.reviews)


def settle_within(
    transaction: Transaction, intake: Intake, read: Sequence[tuple[Arrival, Sequence[Reading]]]
) -> Writes:
    """Settle the readings of archived arrivals and store what they lead to, in a transaction of the caller."""
    all_readings = [reading for _, readings in read for reading in readings]
    known = item_store.items_by_identity(transaction, {reading.identity for reading in all_readings})
    led_to = {item.request_id for items in known.values() for item in items if item.request_id is not None}
    answered = {reading.answers for reading in all_readings if reading.answers is not None}
    named = {reading.concerns for reading in all_readings if reading.concerns is not None}
    calendars = load_answers(transaction, all_readings, intake.office.office.mail, intake.as_of)
    bounces = load_bounces(transaction, all_readings, intake.office.office.mail)
    settlement = Settlement(
        known,
        request_store.requests_by_id(transaction, led_to | answered | named),
        intake.terms,
        item_store.next_item_id(transaction),
        request_store.next_request_id(transaction),
        Standing(open_doubts(transaction, answered), offers_of(transaction, answered), calendars, bounces),
    )
    for arrival, readings in read:
        settlement.settle(arrival, readings)
    _store(transaction, settlement.writes, intake.as_of)
    add_replies(transaction, calendars.new)
    keep_bounces(transaction, bounces)
    return settlement.writes


def _store(transaction: Transaction, writes: Writes, at: datetime) -> None:
    request_store.add_requests(transaction, writes.requests)
    for request in writes.replaced.values():
        request_store.replace_request(transaction, request)
    for who, requests in writes.closed_requests.items():
        close_reviews_of(transaction, requests, at, who)
        supersede_questions(transaction, requests)
    item_store.add_items(transaction, writes.items)
    open_reviews(transaction, writes.reviews, at)
    arrival_store.mark_read(transaction, writes.counts, at)
    if writes.touched_requests:
        arrival_store.mark_results_due(transaction, writes.touched_requests)


def _batches(found: Iterable[Found]) -> Iterator[list[Found]]:
    rest = iter(found)
    while batch := list(islice(rest, _BATCH)):
        yield batch
