"""An office that has written letters, and how the mails of the corpus end in it.

Its letters, which the mails name by their numbers: 1 a confirmation to 見本 太郎 (M00001, booking 1), 2 a question to
見本 花子 (M00002), 3 an offer to an address such as carriers handed out (M00003), 4 a booking taken out of a calendar
at an old address, 5 a question that still waits to be sent (M00005).
"""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import samples_of_papers as sample
import stores
from offices import AS_OF, OfficeFolder, drop, empty, query, run_stages
from sqlalchemy import insert

from madoguchi.model.notice import NoticeKind, NoticeState
from madoguchi.model.reply_address import reply_address, return_path
from madoguchi.model.request import RequestState
from madoguchi.store.engine import Transaction, opened
from madoguchi.store.schema_calendars import keys

OURS = "yoyaku@hellowork-toyooka.example"
DOMAIN = "hellowork-toyooka.example"
KEY = bytes(range(32))  # so that the marks in the raw mails stay right
UID = "b0f1c2d3e4f5a6b7c8d9e0f1a2b3c4d5"
_SENT, _WAITS = NoticeState.HANDED_OVER, NoticeState.WAITING
LETTERS = (
    ("taro@mihon.example", NoticeKind.CONFIRMATION, 1, 1, f"<n.{UID}.0.confirmation@{DOMAIN}>", _SENT),
    ("hanako@mihon.example", NoticeKind.TELL_US_MORE, 2, None, f"<n.k2.2.tell_us_more@{DOMAIN}>", _SENT),
    ("jiro..y.@keitai.example", NoticeKind.OFFER, 3, None, f"<n.o3.3.offer@{DOMAIN}>", _SENT),
    ("mukashi@mihon.example", NoticeKind.UNINVITED, 1, 1, f"<n.{UID}.1.uninvited@{DOMAIN}>", _SENT),
    ("goro@mihon.example", NoticeKind.TELL_US_MORE, 5, None, f"<n.k5.5.tell_us_more@{DOMAIN}>", _WAITS),
)


@dataclass(frozen=True, slots=True)
class Ending:
    """How one mail ended.

    Attributes:
        review: Whether staff are to look at it.
        letter: Which of our letters came back with it; None for none.
    """

    kind: str
    outcome: str
    review: bool
    letter: int | None = None


def mailbox_of(number: int) -> str:
    """Return the mailbox that the letter of that number comes back to."""
    return return_path(OURS, number, LETTERS[number - 1][4], KEY)


def office_with_letters(root: Path) -> OfficeFolder:
    """Make an office that has sent its letters this morning."""
    folder = empty(root)
    with opened(folder.database, stores.OFFICE) as store, store.writing() as transaction:
        _put(transaction)
    return folder


def _put(transaction: Transaction) -> None:
    made = {"office": transaction.office, "made_at": "2026-11-30T00:00:00+00:00"}
    transaction.run(insert(keys), [{"name": "replies", "value": KEY.hex(), **made}])
    stores.put_booking(
        transaction, booking_id=1, request_id=1, uid=UID, organizer=reply_address(OURS, 1, UID, KEY), start=stores.at(3)
    )
    states = {2: RequestState.REVIEW, 3: RequestState.OFFERED, 5: RequestState.REVIEW}
    for number, state in states.items():
        person = sample.person(seeker_number=f"28070-{number}", email=LETTERS[number - 1][0], name="見本 花子")
        stores.put_request(transaction, sample.request(request_id=number, state=state, person=person))
    for to, kind, request_id, booking_id, message_id, state in LETTERS:
        stores.put_notice(
            transaction,
            to=to,
            kind=kind,
            request_id=request_id,
            booking_id=booking_id,
            message_id=message_id,
            state=state,
            created_at=AS_OF - timedelta(hours=2),
        )


def ends(folder: OfficeFolder, mails: dict[str, bytes]) -> dict[str, Ending]:
    """Let the mails come in through the whole intake stage, and tell by name how each ended."""
    for name, raw in mails.items():
        drop(folder, name, raw)
    run_stages(folder.root, AS_OF, lambda line: line.intake())
    found = query(
        folder,
        "SELECT arrivals.name, items.kind, items.outcome, reviews.review_id IS NOT NULL, bounces.notice_id"
        " FROM arrivals JOIN items USING (office, arrival_id) LEFT JOIN reviews USING (office, item_id)"
        " LEFT JOIN bounces USING (office, item_id)",
    )
    told = {}
    for name, kind, outcome, review, letter in found:
        if name in mails:
            assert name not in told, "one mail, one ending"
            told[str(name)] = Ending(str(kind), str(outcome), bool(review), letter if isinstance(letter, int) else None)
    return told
