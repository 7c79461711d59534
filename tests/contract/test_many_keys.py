"""The store is asked about any number of keys, and finds them without walking its history."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import stores
from sqlalchemy import event
from stores import AS_OF

from madoguchi.store import arrivals, bookings, decisions, items, outbox, requests, reviews
from madoguchi.store.engine import Store, Transaction

MANY = 40_000  # a log may have 200,000 rows; SQLite takes 32,766 values a statement (sqlite.org/limits.html)

LOOK_UPS: dict[str, Callable[[Transaction, list[str]], object]] = {
    "arrivals_by_hash": arrivals.arrivals_by_hash,
    "newest_of_name": arrivals.newest_of_name,
    "live_bookings_of": bookings.live_bookings_of,
    "last_counsellors": bookings.last_counsellors,
    "bookings_by_id": lambda t, keys: bookings.bookings_by_id(t, map(int, keys)),
    "latest_decisions": lambda t, keys: decisions.latest_decisions(t, map(int, keys)),
    "decisions_of": lambda t, keys: decisions.decisions_of(t, map(int, keys), map(int, reversed(keys))),
    "items_by_identity": items.items_by_identity,
    "items_of_request": lambda t, keys: items.items_of_request(t, map(int, keys)),
    "untold": lambda t, keys: outbox.untold(t, map(int, keys)),
    "notices_of": lambda t, keys: outbox.notices_of(t, map(int, keys), map(int, reversed(keys))),
    "still_waiting": lambda t, keys: outbox.still_waiting(t, map(int, keys)),
    "notices_by_id": lambda t, keys: outbox.notices_by_id(t, map(int, keys)),
    "requests_by_id": lambda t, keys: requests.requests_by_id(t, map(int, keys)),
    "requests_about": lambda t, keys: requests.requests_about(t, map(int, keys)),
    "filed_under_numbers": requests.filed_under_numbers,
    "filed_under_names": requests.filed_under_names,
    "open_doubts": lambda t, keys: reviews.open_doubts(t, map(int, keys)),
    "open_requests_of": requests.open_requests_of,
    "entries_by_id": lambda t, keys: reviews.entries_by_id(t, map(int, keys)),
}


def _asked(store: Store, look_up: Callable[[Transaction, list[str]], object], keys: list[str]) -> list[tuple]:
    """Return the statements of a look-up with their values."""
    asked: list[tuple] = []

    def note(*context: object) -> None:
        asked.append((context[2], context[3]))

    with store.writing() as transaction:
        event.listen(store.engine, "before_cursor_execute", note)
        look_up(transaction, keys)
        event.remove(store.engine, "before_cursor_execute", note)
    return asked


@pytest.mark.parametrize("name", LOOK_UPS)
def test_no_keys_ask_nothing(store: Store, name: str) -> None:
    assert _asked(store, LOOK_UPS[name], []) == []


@pytest.mark.parametrize("name", LOOK_UPS)
def test_a_statement_has_few_values_however_many_keys_there_are(store: Store, name: str) -> None:
    asked = _asked(store, LOOK_UPS[name], [str(number) for number in range(MANY)])
    assert max(len(values) for _, values in asked) < 1000


@pytest.mark.parametrize("name", LOOK_UPS)
def test_keys_are_looked_up_and_no_history_is_walked(tmp_path: Path, name: str) -> None:
    with closing(stores.new_store(tmp_path)) as store:
        asked = _asked(store, LOOK_UPS[name], ["1", "2"])
        with closing(sqlite3.connect(store.engine.url.database or "")) as connection:
            plans = [
                step[3]
                for statement, values in asked
                for step in connection.execute(f"EXPLAIN QUERY PLAN {statement}", values)
            ]
    searches = [step for step in plans if step.startswith(("SEARCH", "SCAN"))]
    assert searches
    assert [step for step in searches if step.startswith("SCAN") or "(office=?)" in step] == []


def test_every_key_is_found_wherever_its_portion_ends(store: Store) -> None:
    with store.writing() as t:
        for number in range(1, 4):
            stores.put_booking(
                t, booking_id=number, request_id=number, uid=f"u{number}", start=stores.at(2, 9 + number)
            )
    with store.reading() as t:
        keys = [1, *range(10, 508), 2, *range(600, 1600), 3, 1]
        assert list(bookings.bookings_by_id(t, keys)) == [1, 2, 3]
        assert list(requests.requests_by_id(t, reversed(keys))) == [1, 2, 3]


def test_many_keys_are_changed(store: Store) -> None:
    with store.writing() as t:
        stores.put_arrival(t, 1)
        arrivals.mark_read(t, [(arrivals.arrivals_by_id(t, [1])[1], 1, 0)], AS_OF)
        arrivals.forget_reading(t, [*range(2, MANY), 1])
        assert len(arrivals.claim_unread(t, 10)) == 1
        arrivals.forget_reading(t, [])


def test_opening_leaves_the_time_of_the_file_alone(tmp_path: Path) -> None:
    stores.new_store(tmp_path).close()
    database = next(path for path in tmp_path.rglob("*.db"))
    before = database.stat().st_mtime_ns
    stores.new_store(tmp_path).close()
    assert database.stat().st_mtime_ns == before
