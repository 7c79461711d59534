"""Stores for tests, and a day's worth of everything to put into them."""

from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import samples_of_papers as sample
from sqlalchemy import URL

from madoguchi.files import fingerprint
from madoguchi.model.booking import Booking
from madoguchi.model.bounce import Bounce
from madoguchi.model.item import Channel, Form, Item, Kind, Outcome
from madoguchi.model.notice import Means, Notice, NoticeKind
from madoguchi.model.reply import Answer, Reply
from madoguchi.model.request import BookingRequest
from madoguchi.model.subscriber import Subscriber
from madoguchi.store import arrivals, bookings, items, outbox, requests
from madoguchi.store.engine import Store, Transaction, open_store
from madoguchi.store.schema import metadata

OFFICE = "toyooka"
AS_OF = sample.AS_OF


@cache
def _migrated() -> bytes:
    """Return the bytes of an empty store; making one costs more than most tests."""
    with TemporaryDirectory() as folder:
        database = Path(folder) / "madoguchi.db"
        open_store(database, OFFICE).close()
        return database.read_bytes()


def new_store(folder: Path, office: str = OFFICE) -> Store:
    """Open an empty store in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    database = folder / "madoguchi.db"
    if not database.exists():
        database.write_bytes(_migrated())
    return open_store(database, office)


def postgresql_store(url: URL, office: str = OFFICE) -> Store:
    """Open the store of a database as the program does, its tables made when there are none."""
    return open_store(url, office)


def empty(store: Store) -> None:
    """Take every row out of a PostgreSQL store."""
    with store.engine.begin() as connection:
        connection.exec_driver_sql(f"TRUNCATE {', '.join(metadata.tables)}")


def put_arrival(transaction: Transaction, number: int, *, name: str = "電話受付簿.csv", form: Form = Form.LOG) -> None:
    """Archive a file; the first one gets number 1."""
    content = f"{transaction.office} {number}".encode()
    incoming = arrivals.Incoming(fingerprint(content), "inbox", name, form, content)
    arrivals.archive(transaction, [incoming], AS_OF)


def item(item_id: int = 1, **changes: object) -> Item:
    """Return a row of a log that led to a request of the same number."""
    given: dict[str, Any] = {
        "item_id": item_id,
        "arrival_id": 1,
        "line": item_id + 1,
        "identity": f"row {item_id}",
        "fingerprint": f"f{item_id}",
        "received_at": AS_OF,
        "channel": Channel.TELEPHONE,
        "kind": Kind.REQUEST,
        "outcome": Outcome.REQUEST,
        "why": "予約の申込として受け付けました。",
        "request_id": item_id,
    }
    return Item.model_validate(given | changes)


def notice(notice_id: int = 1, **changes: object) -> Notice:
    """Return a letter that waits."""
    given: dict[str, Any] = {
        "notice_id": notice_id,
        "kind": NoticeKind.CONFIRMATION,
        "means": Means.MAIL,
        "request_id": 1,
        "booking_id": 1,
        "name": "見本 太郎",
        "to": "taro@mihon.example",
        "message_id": "<n.1.0.confirmation@hellowork-toyooka.example>",
        "mail": b"Subject: x\r\n\r\n",
        "say": "予約が決まりました。",
        "created_at": AS_OF,
    }
    return Notice.model_validate(given | changes)


def put_request(transaction: Transaction, request: BookingRequest, **of_item: object) -> None:
    """Store a request with the row it came from, and the file that row stood in."""
    number = request.request_id
    if not arrivals.arrivals_by_id(transaction, [1]):
        put_arrival(transaction, 1)
    requests.add_requests(transaction, [request])
    items.add_items(transaction, [item(number, kind=request.kind, channel=request.channel, **of_item)])


def put_booking(transaction: Transaction, **changes: object) -> Booking:
    """Store a booking with its request."""
    booking = sample.booking(**changes)
    if booking.request_id not in requests.requests_by_id(transaction, [booking.request_id]):
        person = sample.person(seeker_number=booking.seeker_number)
        put_request(transaction, sample.request(request_id=booking.request_id, person=person, state="booked"))
    bookings.add_bookings(transaction, [(booking, b"BEGIN:VEVENT\r\n" + booking.uid.encode())])
    return booking


def put_notice(transaction: Transaction, **changes: object) -> Notice:
    """Store a notice under the next number."""
    new = notice(outbox.next_notice_id(transaction), **changes)
    outbox.add_notices(transaction, [new])
    return new


def at(day: int, hour: int = 14, minute: int = 30) -> datetime:
    """Return a wall-clock time in December 2026; the 1st is a Tuesday."""
    return datetime(2026, 12, day, hour, minute)


def reply(number: int, **changes: object) -> Reply:
    """Return an acceptance of the first booking's invitation."""
    given = {
        "reply_id": number,
        "booking_id": 1,
        "item_id": 1,
        "attendee": "taro@mihon.example",
        "answer": Answer.ACCEPTED,
        "sequence": 0,
        "stamp": "20261130T000000Z",
        "received_at": AS_OF,
    }
    return Reply.model_validate(given | changes)


def bounce(number: int, **changes: object) -> Bounce:
    """Return what came back of the first letter: no such user."""
    given = {
        "bounce_id": number,
        "item_id": 1,
        "notice_id": 1,
        "recipient": "taro@mihon.example",
        "status": "5.1.1",
        "lasting": True,
        "say": "宛先のアドレスがありませんでした。",
        "received_at": AS_OF,
    }
    return Bounce.model_validate(given | changes)


def subscriber(number: int, **changes: object) -> Subscriber:
    """Return somebody who subscribes to the calendar of counsellor a."""
    given = {"subscriber_id": number, "name": "見本の端末", "shows": "a", "digest": f"{number:064x}", "made_at": AS_OF}
    return Subscriber.model_validate(given | changes)
