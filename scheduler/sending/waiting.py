"""Why a letter waits, for staff who look into the outbox (pure)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from madoguchi.clock import local
from madoguchi.config.office import Office
from madoguchi.model.notice import Notice, NoticeKind
from madoguchi.wording import say_start
from scheduler.sending.answers import say_answer


class Waiting(NamedTuple):
    """One letter that waits.

    Attributes:
        held: Staff have to release it.
        since: Since when it waits for that, or for the server (aware).
        why: One Japanese clause.
        next_try: When the server is asked again (aware); None when the next pass does, or nothing does.
    """

    letter: Notice
    held: bool
    since: datetime
    why: str
    next_try: datetime | None


def waiting_letters(
    letters: Iterable[Notice], office: Office, until: Mapping[int, datetime], as_of: datetime
) -> list[Waiting]:
    """Return why each letter waits, oldest first.

    Args:
        letters: Every letter that waits.
        office: Theirs.
        until: Until when the open offer of a request can be answered (aware), by its number.
        as_of: Now (aware).
    """
    found = []
    first: dict[int, int] = {}  # by booking the earliest letter that waits
    for letter in sorted(letters, key=lambda one: one.notice_id):
        held = office.holds_letters and letter.released_at is None
        before = first.setdefault(letter.booking_id, letter.notice_id) if letter.booking_id is not None else None
        why = _held(letter, until, as_of) if held else _under_way(letter, before)
        since = letter.released_at if office.holds_letters and letter.released_at else letter.created_at
        next_try = letter.next_try_at if not held and letter.next_try_at and letter.next_try_at > as_of else None
        found.append(Waiting(letter, held, since, why, next_try))
    return found


def _held(letter: Notice, until: Mapping[int, datetime], as_of: datetime) -> str:
    limit = until.get(letter.request_id or 0) if letter.kind is NoticeKind.OFFER else None
    if limit is None:
        return "職員の確認を待っています"
    if limit <= as_of:
        return "職員の確認を待つうちに、お返事の期限を過ぎました"
    said = f"職員の確認を待っています（お返事の期限は{say_start(local(limit))}"
    halfway = letter.created_at + (limit - letter.created_at) / 2
    return f"{said}。お急ぎください）" if as_of >= halfway else f"{said}）"


def _under_way(letter: Notice, before: int | None) -> str:
    if before is not None and before != letter.notice_id:
        return f"同じ予約についての前のお知らせ（{letter_number(before)}）を先に送ります"
    return say_answer(letter.answered) or "次の実行で送ります"


def letter_number(notice_id: int) -> str:
    """Return the number of a letter as its file bears it (00012)."""
    return f"{notice_id:05d}"
