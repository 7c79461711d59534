"""What came in, its items, and the sums over them (promises 1 and 2)."""

import pytest
import samples_of_papers as sample
import stores
from sqlalchemy import delete, text, update
from sqlalchemy.exc import IntegrityError
from stores import AS_OF, item

from madoguchi.files import fingerprint
from madoguchi.model.item import Form, Outcome
from madoguchi.store import arrivals, items
from madoguchi.store.engine import Store, Transaction
from madoguchi.store.ledger import read_ledger
from madoguchi.store.schema import items as item_table
from madoguchi.store.schema import ledger, raw


def _read(t: Transaction, counted: int, known: int = 0) -> None:
    (arrival,) = arrivals.arrivals_by_id(t, [1]).values()
    arrivals.mark_read(t, [(arrival, counted, known)], AS_OF)


def test_raw_bytes_come_back_as_they_were(store: Store) -> None:
    content = bytes(range(256)) * 40
    incoming = arrivals.Incoming(fingerprint(content), "inbox", "表.csv", Form.LOG, content)
    with store.writing() as t:
        arrivals.archive(t, [], AS_OF)
        arrivals.archive(t, [incoming], AS_OF)
        assert arrivals.raw_bytes(t, incoming.sha256) == content
        ((arrival, waiting),) = arrivals.claim_unread(t, 10)
        assert (arrival.name, arrival.form, arrival.arrived_at, waiting) == ("表.csv", Form.LOG, AS_OF, content)
        assert arrivals.arrivals_by_hash(t, [incoming.sha256, "0"]) == {incoming.sha256: arrival}


def test_the_same_bytes_are_archived_once(store: Store) -> None:
    with store.writing() as t:
        stores.put_arrival(t, 1)
    with pytest.raises(IntegrityError), store.writing() as t:
        stores.put_arrival(t, 1)


def test_what_waits_is_read_oldest_first_and_once(store: Store) -> None:
    with store.writing() as t:
        for number in (1, 2, 3):
            stores.put_arrival(t, number)
        assert [arrival.arrival_id for arrival, _ in arrivals.claim_unread(t, 2)] == [1, 2]
        _read(t, 0)
        assert [arrival.arrival_id for arrival, _ in arrivals.claim_unread(t, 9)] == [2, 3]
        arrivals.forget_reading(t, [1])
        assert [arrival.arrival_id for arrival, _ in arrivals.claim_unread(t, 9)] == [1, 2, 3]
        arrivals.mark_read(t, [], AS_OF)


def test_a_result_is_due_for_a_file_but_never_for_a_mail(store: Store) -> None:
    with store.writing() as t:
        stores.put_request(t, sample.request(request_id=1))
        stores.put_arrival(t, 2, form=Form.MAIL, name="a.eml")
        items.add_items(t, [item(2, arrival_id=2)])
        one, two = arrivals.arrivals_by_id(t, [1, 2]).values()
        arrivals.mark_read(t, [(one, 1, 0), (two, 1, 0)], AS_OF)
        assert arrivals.claim_results_due(t) == [one]
        arrivals.mark_results_written(t, [1])
        assert arrivals.claim_results_due(t) == []
        arrivals.mark_results_due(t, [1, 2])
        assert arrivals.claim_results_due(t) == [one]
        assert arrivals.newest_of_name(t, ["a.eml", one.name]) == {one.name: one}


def test_items_are_found_by_what_they_are(store: Store) -> None:
    with store.writing() as t:
        stores.put_arrival(t, 1)
        items.add_items(t, [])
        items.add_items(t, [item(1, line=9), item(2), item(3, identity="row 1", outcome=Outcome.UNREADABLE)])
        assert [one.item_id for one in items.items_of_arrival(t, 1)] == [2, 3, 1]
        assert [one.item_id for one in items.items_by_identity(t, ["row 1"])["row 1"]] == [1, 3]
        assert items.items_of_request(t, [2]) == [item(2)]
        assert [one.item_id for one in items.unreadable_items(t)] == [3]
        items.set_outcomes(t, [])
        items.set_outcomes(t, [(3, Outcome.DUPLICATE, "同じ内容です。")])
        assert items.items_of_arrival(t, 1)[1].why == "同じ内容です。"
        assert items.unreadable_items(t) == []
        items.remove_items(t, [3])
        assert items.next_item_id(t) == 3


def _ledger(store: Store) -> tuple[bool, int, int]:
    with store.reading() as t:
        found = read_ledger(t)
    return found.closes, sum(line.missing for line in found.lines), found.lost_raw


def _filled(store: Store, counted: int = 2, known: int = 0) -> Store:
    with store.writing() as t:
        stores.put_arrival(t, 1)
        items.add_items(t, [item(1), item(2, outcome=Outcome.NOT_A_REQUEST)])
        _read(t, counted, known)
    return store


def test_nothing_at_all_closes(store: Store) -> None:
    assert _ledger(store) == (True, 0, 0)


def test_the_sums_match_and_tell_how_many_ended_how(store: Store) -> None:
    _filled(store, counted=5, known=3)
    assert _ledger(store) == (True, 0, 0)
    with store.reading() as t:
        total = read_ledger(t).total()
    assert total[Outcome.REQUEST] == total[Outcome.NOT_A_REQUEST] == 1
    assert set(total) == set(Outcome)


@pytest.mark.parametrize(("counted", "known", "missing"), [(3, 0, 1), (1, 0, -1), (2, 1, -1), (4, 1, 1)])
def test_a_row_too_few_or_too_many_is_seen(store: Store, counted: int, known: int, missing: int) -> None:
    _filled(store, counted, known)
    assert _ledger(store) == (False, missing, 0)


def test_a_lost_row_is_seen(store: Store) -> None:
    with _filled(store).writing() as t:
        t.run(delete(item_table).where(item_table.c.item_id == 2))
    assert _ledger(store) == (False, 1, 0)


def test_lost_raw_bytes_are_seen(store: Store) -> None:
    unwatched, watched = {
        "sqlite": ("PRAGMA foreign_keys=OFF", "PRAGMA foreign_keys=ON"),
        "postgresql": ("SET session_replication_role = replica", "RESET session_replication_role"),
    }[store.engine.dialect.name]
    with _filled(store).engine.begin() as connection:
        connection.exec_driver_sql(unwatched)
        connection.execute(delete(raw))
        connection.exec_driver_sql(watched)
    assert _ledger(store) == (False, 0, 1)


def test_an_arrival_not_yet_read_keeps_the_book_open(store: Store) -> None:
    with store.writing() as t:
        stores.put_arrival(t, 1)
    assert _ledger(store) == (False, 0, 0)


def test_an_arrival_without_its_count_keeps_the_book_open(store: Store) -> None:
    with _filled(store).writing() as t:
        t.run(delete(ledger))
    assert _ledger(store)[0] is False


def test_an_outcome_nobody_knows_cannot_be_stored(store: Store) -> None:
    with pytest.raises(IntegrityError), _filled(store).writing() as t:
        t.run(update(item_table).values(outcome="lost"))


def test_raw_bytes_cannot_go_while_an_arrival_needs_them(store: Store) -> None:
    with pytest.raises(IntegrityError), _filled(store).writing() as t:
        t.run(text("DELETE FROM raw"))
