"""Two offices do their whole day in one store: the second sees nothing of the first, and never asks for it."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import stores
from offices import AS_OF, OfficeFolder, sample
from sqlalchemy import event, func, insert, select
from store_functions import READS

from madoguchi.cli.line import Line
from madoguchi.config.load import load_office
from madoguchi.config.secrets import load_secrets
from madoguchi.model.offer import Offer
from madoguchi.store.bookings import live_bookings
from madoguchi.store.engine import Store, Transaction
from madoguchi.store.keys import keep_reply_key
from madoguchi.store.ledger import Ledger
from madoguchi.store.offers import add_offers
from madoguchi.store.replies import add_replies
from madoguchi.store.schema import metadata, outbox, terms_told
from madoguchi.store.schema_mail import bounces, fetched, mailboxes
from madoguchi.store.subscribers import add_subscribers
from scheduler.openings import OfficeDays

FIRST, SECOND = "toyooka", "kobe"
NO_DATA = re.compile(r"^(BEGIN|PRAGMA busy_timeout=|SAVEPOINT|RELEASE SAVEPOINT|ROLLBACK TO SAVEPOINT)\b")
INSERT = re.compile(r"INSERT INTO \w+ \(([^)]*)\)")
LOCK = re.compile(r"^SELECT pg_advisory(_xact)?_lock\(")
NOTHING: tuple[object, ...] = (None, [], {}, set(), b"", 0, 1, Ledger(lines=(), lost_raw=0))  # 1: the first free number


@dataclass
class Asked:
    """What a store was asked: the statements that bind no office, and the offices that were bound."""

    without: list[str] = field(default_factory=list)
    offices: set[object] = field(default_factory=set)
    count: int = 0

    def note(self, context: Any, statement: str, parameters: Any) -> None:
        self.count += 1
        each = context.compiled_parameters if context.compiled else _plain_rows(statement, parameters)
        bound = {value for one in each for name, value in one.items() if name.startswith("office")}
        if LOCK.match(statement):
            bound = {str(value).rpartition(" ")[2] for one in each for value in one.values()}
        self.offices |= bound
        if not bound and not NO_DATA.match(statement):
            self.without.append(statement)


def _plain_rows(statement: str, rows: Any) -> list[dict[str, object]]:
    """Return what `Transaction.put` inserts, by column."""
    found = INSERT.match(statement)
    if found is None:
        return []
    columns = found[1].split(", ")
    return [row if isinstance(row, dict) else dict(zip(columns, row, strict=True)) for row in rows]


@contextmanager
def listening(store: Store) -> Iterator[Asked]:
    asked = Asked()

    def note(*given: Any) -> None:
        _connection, _cursor, statement, parameters, context, _many = given
        asked.note(context, statement, parameters)

    event.listen(store.engine, "before_cursor_execute", note)
    yield asked
    event.remove(store.engine, "before_cursor_execute", note)


@pytest.fixture
def folders(tmp_path: Path) -> dict[str, OfficeFolder]:
    """Return two offices that differ in their id alone: the same people write to both."""
    first, second = sample(tmp_path / FIRST), OfficeFolder(tmp_path / SECOND)
    shutil.copytree(first.root, second.root)
    text = second.office_toml.read_text(encoding="utf-8")
    assert f'id = "{FIRST}"' in text
    second.office_toml.write_text(text.replace(f'id = "{FIRST}"', f'id = "{SECOND}"'), encoding="utf-8")
    return {FIRST: first, SECOND: second}


def _run(store: Store, folder: OfficeFolder) -> Line:
    office = load_office(folder.office_toml)
    own = Store(store.engine, office.office.id)
    line = Line(folder, office, load_secrets(folder.secrets), own, OfficeDays(office), AS_OF)
    line.run()
    line.run_again()
    return line


def _fill_what_no_day_fills(t: Transaction) -> None:
    """Put in an offer of the waiting list, a word about new terms, a calendar's answer, a subscriber, a key and what a mailbox holds."""
    booking = live_bookings(t, AS_OF.date())[0]
    offer = Offer(
        offer_id=1,
        request_id=booking.request_id,
        counsellor=booking.counsellor,
        start=booking.start,
        minutes=30,
        made_at=AS_OF,
        until=AS_OF,
    )
    add_offers(t, [offer])
    told = {"booking_id": booking.booking_id, "version": "v", "sha256": "0", "told_at": "2026-11-30T01:00:00+00:00"}
    t.run(insert(terms_told), [{"office": t.office, **told}])
    add_replies(t, [stores.reply(1, booking_id=booking.booking_id, item_id=1)])
    add_subscribers(t, [stores.subscriber(1)])
    keep_reply_key(t, AS_OF)
    folder = {"office": t.office, "account": "a@mail.example", "folder": "INBOX", "validity": 1}
    t.run(insert(mailboxes), [{**folder, "failure": "", "differences": ""}])
    t.run(insert(fetched), [{**folder, "uid": 1, "sha256": "0", "size": 1, "place": "moved"}])
    notice = t.run(select(func.min(outbox.c.notice_id)).where(outbox.c.office == t.office)).scalar_one()
    came_back = {"bounce_id": 1, "item_id": 1, "notice_id": notice, "recipient": "a@b.example", "status": "5.1.1"}
    when = {"lasting": 1, "say": "", "received_at": "2026-11-30T01:00:00+00:00", "to_call": 0}
    t.run(insert(bounces), [{"office": t.office, **came_back, **when}])


def _rows(store: Store, office: str) -> dict[str, list[tuple[object, ...]]]:
    with store.reading() as t:
        return {
            name: [
                tuple(row)
                for row in t.run(
                    select(*(column for column in table.c if column.name != "office"))
                    .where(table.c.office == office)
                    .order_by(*table.primary_key.columns)
                )
            ]
            for name, table in metadata.tables.items()
        }


def test_after_a_whole_day_of_one_office_another_sees_nothing(store: Store, folders: dict[str, OfficeFolder]) -> None:
    line = _run(store, folders[FIRST])
    assert line.outcome.decided
    with Store(store.engine, FIRST).writing() as t:
        _fill_what_no_day_fills(t)
    assert all(_rows(store, FIRST).values()), "something of everything stands in the store"
    with listening(store) as asked, Store(store.engine, SECOND).writing() as t:
        seen = {name: read(t) for name, read in READS.items() if name != "arrivals.raw_bytes"}
    assert {name: found for name, found in seen.items() if found not in NOTHING} == {}
    assert (asked.without, asked.offices) == ([], {SECOND})


def test_two_offices_with_the_same_day_get_the_same_and_neither_asks_for_the_other(
    store: Store, folders: dict[str, OfficeFolder]
) -> None:
    _run(store, folders[FIRST])
    before = _rows(store, FIRST)
    with listening(store) as asked:
        _run(store, folders[SECOND])
    assert asked.count > 50
    assert (asked.without, asked.offices) == ([], {SECOND})
    assert _rows(store, FIRST) == before
    assert {name: len(found) for name, found in _rows(store, SECOND).items()} == {
        name: len(found) for name, found in before.items()
    }


def test_a_statement_without_an_office_is_noticed(store: Store) -> None:
    table = metadata.tables["requests"]
    with listening(store) as asked, store.reading() as t:
        t.run(select(table.c.name))
        t.run(select(table.c.name).where(table.c.office == FIRST))
    assert (len(asked.without), asked.offices) == (1, {FIRST})
