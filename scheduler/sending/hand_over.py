"""Handing the letters of the outbox over to a server, one by one: claimed, sent, and noted before the next is touched.

So a crash repeats one letter at most, with the same bytes and Message-ID (promise 6). What does not leave waits with
its next try, or becomes a telephone task (promise 12).
"""

import shutil
from datetime import datetime
from pathlib import Path

from madoguchi.clock import local
from madoguchi.errors import TryLater
from madoguchi.model.notice import Notice, NoticeKind, NoticeState
from madoguchi.model.openings import OpenDays
from madoguchi.progress import Progress
from madoguchi.store.bookings import bookings_by_id
from madoguchi.store.bounces import unreachable
from madoguchi.store.engine import Store, Transaction
from madoguchi.store.keys import keep_reply_key, reply_key
from madoguchi.store.offers import open_offers
from madoguchi.store.outbox import claim_letters, set_notice_state, still_waiting
from madoguchi.store.sending import (
    handed_over_since,
    letters_that_wait,
    note_handed_over,
    put_off,
)
from scheduler.notices import Desk
from scheduler.sending.delivery import Delivery, Fate, Outcome, open_delivery
from scheduler.sending.limits import SPAN, Limits
from scheduler.sending.patience import BOUNCES_COUNT_FOR, call_from, next_try
from scheduler.telephone_twins import call_instead
from scheduler.told import Told

_BEFORE_A_VISIT = frozenset(
    {
        NoticeKind.CONFIRMATION,
        NoticeKind.MOVED,
        NoticeKind.COUNSELLOR,
        NoticeKind.TO_TELEPHONE,
        NoticeKind.REMINDER,
    }
)
_FILES_TOGETHER = 100  # a letter that is written to its file twice is still one
_SPARE_BYTES = 16_000_000  # more than the store and its journal need to note a letter
_NO_ROOM = (
    "ディスクの空きが足りないため、お知らせのメールを送らずに待っています。空きを作ってから、もう一度実行してください。"
)
_NOT_TAKEN = "お知らせのメールが受け取られなかったため、お電話での連絡に替えました。"
_TOO_LONG = "お知らせのメールを送れないまま時間がたったため、お電話での連絡に替えました。"
_CAME_BACK = "このメールアドレスあてのメールが届かずに戻っているため、お電話での連絡に替えました。"


def hand_over(store: Store, outbox: Path, desk: Desk, days: OpenDays, told: Told, progress: Progress) -> None:
    """Hand over what may leave now, and have those called whose letters have waited too long.

    Args:
        store: The store of the office.
        outbox: The folder that letters are written to where the office has no mail server.
        desk: Who sends, and when.
        days: The office's days: calls are made on open ones.
        told: Grows.
        progress: Is told of each letter.

    Raises:
        TryLater: The disk is so full that it could not be noted which letters have left.
    """
    _take_back_what_is_too_late(store, desk)
    limits = _limits(store, desk)
    with open_delivery(desk.office, desk.secrets, outbox, _key(store, desk)) as delivery:
        _one_by_one(store, delivery, outbox, limits, desk, told, progress)
    with store.reading() as transaction:
        left = letters_that_wait(transaction)
        late = _too_long_under_way(transaction, left, desk, days) if desk.office.smtp else []
    if late:
        told.refused += _call(store, late, desk, _TOO_LONG)
    told.held_back = sum(_is_held(desk, letter) for letter in left)
    told.waiting = len(left) - told.held_back - len(late)


def _take_back_what_is_too_late(store: Store, desk: Desk) -> None:
    """Take back what invites to a visit that has begun, or reminds of one."""
    with store.reading() as transaction:
        waiting = [letter for letter in letters_that_wait(transaction) if letter.kind in _BEFORE_A_VISIT]
        starts = _starts(transaction, waiting)
    now = local(desk.as_of)
    late = [one.notice_id for one in waiting if (start := starts.get(one.booking_id or 0)) and start <= now]
    if late:
        with store.writing() as transaction:
            still = [letter.notice_id for letter in still_waiting(transaction, late)]
            set_notice_state(transaction, still, NoticeState.SUPERSEDED)


def _limits(store: Store, desk: Desk) -> Limits:
    smtp = desk.office.smtp
    if smtp is None or not Limits(smtp).are_set:
        return Limits(None)
    with store.reading() as transaction:
        return Limits(smtp, handed_over_since(transaction, desk.as_of - SPAN))


def _key(store: Store, desk: Desk) -> bytes:
    """Return the key of the mailboxes that letters come back to; empty where the office has no such mailboxes."""
    if desk.office.smtp is None or not desk.office.invitations.plus_addresses:
        return b""
    with store.reading() as transaction:
        known = reply_key(transaction)
    if known:
        return known
    with store.writing() as transaction:
        return keep_reply_key(transaction, desk.as_of)


def _one_by_one(
    store: Store, delivery: Delivery, outbox: Path, limits: Limits, desk: Desk, told: Told, progress: Progress
) -> None:
    together = 1 if desk.office.smtp else _FILES_TOGETHER
    after = handed_over = 0
    while not (delivery.is_closed or limits.are_reached):
        with store.claiming() as transaction:
            claimed = claim_letters(
                transaction, after=after, limit=together, as_of=desk.as_of, released_only=desk.office.holds_letters
            )
            allowed = [letter for letter in claimed if limits.allow(letter.to)]
            if allowed and desk.office.smtp:
                _must_have_room(outbox.parent)  # where the store lies
            lost = unreachable(transaction, {letter.to for letter in allowed}, desk.as_of - BOUNCES_COUNT_FOR)
            tried = [
                (letter, Outcome(Fate.REFUSED) if letter.to in lost else delivery.deliver(letter)) for letter in allowed
            ]
            left = _note(transaction, tried, desk)
        for letter, outcome in tried:
            if outcome.fate is Fate.REFUSED:
                told.refused += _call(store, [letter.notice_id], desk, _CAME_BACK if letter.to in lost else _NOT_TAKEN)
        for letter in left:
            limits.count(letter.to)
            told.handed_over += 1
            progress("tell", told.handed_over, told.handed_over)
        if not claimed and told.handed_over == handed_over:
            return
        if not claimed:  # once more: a letter that waited behind another about the same booking may leave now
            handed_over = told.handed_over
        after = claimed[-1].notice_id if claimed else 0


def _must_have_room(folder: Path) -> None:
    """A letter that has left and cannot be noted would leave again with every pass."""
    there = next(place for place in (folder, *folder.parents) if place.exists())
    if shutil.disk_usage(there).free < _SPARE_BYTES:
        raise TryLater(_NO_ROOM)


def _note(transaction: Transaction, tried: list[tuple[Notice, Outcome]], desk: Desk) -> list[Notice]:
    """Note how tries ended, in the transaction that holds the letters; a refusal is settled after it.

    Returns:
        The letters that have left.
    """
    left = [(letter, outcome) for letter, outcome in tried if outcome.fate is Fate.HANDED_OVER]
    for answered in {outcome.answered for _, outcome in left}:
        leaving = [letter.notice_id for letter, outcome in left if outcome.answered == answered]
        note_handed_over(transaction, leaving, desk.as_of, answered)
    for letter, outcome in tried:
        if outcome.fate is not Fate.HANDED_OVER and outcome.answered:
            tries = letter.tries + 1
            again = next_try(letter.notice_id, tries, desk.as_of)
            put_off(transaction, letter.notice_id, tries, again, outcome.answered)
    return [letter for letter, _ in left]


def _call(store: Store, letters: list[int], desk: Desk, note: str) -> int:
    """Have people called instead, in a transaction of its own.

    It needs the write lock, which nobody may wait for who holds a letter: the lock's holder may wait for the letter.
    """
    with store.writing() as transaction:
        return call_instead(transaction, letters, desk, note)


def _too_long_under_way(transaction: Transaction, left: list[Notice], desk: Desk, days: OpenDays) -> list[int]:
    """Return the letters that have waited too long for the server."""
    waiting = [letter for letter in left if not _is_held(desk, letter)]
    starts = _starts(transaction, waiting)
    offered = {offer.request_id: offer.until for offer in open_offers(transaction)} if waiting else {}
    late = []
    for letter in waiting:
        until = offered.get(letter.request_id or 0) if letter.kind is NoticeKind.OFFER else None
        since = max(letter.created_at, letter.released_at or letter.created_at)
        start = starts.get(letter.booking_id or 0)
        if call_from(since, start, until, lambda day: bool(days.day(day).slots)) <= desk.as_of:
            late.append(letter.notice_id)
    return late


def _starts(transaction: Transaction, letters: list[Notice]) -> dict[int, datetime]:
    """Return the start of each booking that letters are about (naive wall-clock time)."""
    booked = bookings_by_id(transaction, [one.booking_id for one in letters if one.booking_id is not None])
    return {number: booking.start for number, booking in booked.items()}


def _is_held(desk: Desk, letter: Notice) -> bool:
    return desk.office.holds_letters and letter.released_at is None
