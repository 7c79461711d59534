"""How the store is opened, what holds on each of its connections, and who is kept out."""

import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
import stores
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError

from madoguchi.errors import Exit, StoreError, TryLater
from madoguchi.store import engine, sqlite
from madoguchi.store.engine import Store, opened


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    new = stores.new_store(tmp_path)
    yield new
    new.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for nobody, so that the tests need no time."""
    monkeypatch.setattr(engine, "_BUSY_SECONDS", 0)


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1)],
)
def test_every_connection_is_prepared(store: Store, pragma: str, value: object) -> None:
    with store.reading() as one, store.reading() as other:
        assert one.connection is not other.connection
        for transaction in (one, other):
            assert transaction.run(text(f"PRAGMA {pragma}")).scalar_one() == value


def test_a_connection_made_later_is_prepared_too(store: Store) -> None:
    store.engine.dispose()
    with store.writing() as transaction:
        assert transaction.run(text("PRAGMA synchronous")).scalar_one() == 2
        assert transaction.run(text("PRAGMA foreign_keys")).scalar_one() == 1


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("INSERT INTO raw VALUES ('o', 'h', 'many', x'00', '')", "a word for a number"),
        ("INSERT INTO raw VALUES ('o', 'h', 1, 'text', '')", "text for bytes"),
        ("INSERT INTO raw VALUES ('o', 'h', 1.5, x'00', '')", "a broken number"),
        ("INSERT INTO raw VALUES ('o', NULL, 1, x'00', '')", "nothing at all"),
        ("INSERT INTO ledger VALUES ('o', 1, 1, 0)", "a line without its arrival"),
    ],
)
def test_a_wrong_value_is_refused_by_the_store_itself(store: Store, statement: str, why: str) -> None:
    with pytest.raises(IntegrityError), store.writing() as transaction:
        transaction.run(text(statement))
    assert why


def test_every_table_is_strict(store: Store) -> None:
    with store.reading() as transaction:
        tables = {row.name: row.strict for row in transaction.run(text("PRAGMA table_list")) if row.schema == "main"}
    ours = {name: strict for name, strict in tables.items() if not name.startswith(("sqlite_", "alembic_"))}
    assert len(ours) == 19
    assert set(ours.values()) == {1}


def test_the_write_lock_is_held_before_the_first_statement(store: Store, impatient: None, tmp_path: Path) -> None:
    del impatient
    other = engine.open_store(tmp_path / "madoguchi.db", "kobe")
    try:
        with store.writing(), pytest.raises(OperationalError, match="locked"), other.writing():
            pytest.fail("two writers at once")
        with store.writing(), other.reading() as transaction:
            assert transaction.run(text("SELECT count(*) FROM raw")).scalar_one() == 0
    finally:
        other.close()


def test_whoever_waits_for_the_write_lock_gets_it_in_turn(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    holder = sqlite3.connect(tmp_path / "madoguchi.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    waited: list[float] = []

    def let_go(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 3:
            holder.rollback()

    monkeypatch.setattr(sqlite, "sleep", let_go)
    with store.writing() as transaction:
        assert transaction.run(text("PRAGMA busy_timeout")).scalar_one() == 10_000, "for all other statements"
    holder.close()
    assert len(waited) == 3
    assert max(waited) < 0.01


def test_a_reader_sees_one_state_and_holds_no_writer_back(store: Store) -> None:
    with store.reading() as reader:
        before = reader.run(text("SELECT count(*) FROM raw")).scalar_one()
        with store.writing() as writer:
            writer.run(text("INSERT INTO raw VALUES ('o', 'h', 1, x'00', '')"))
        assert reader.run(text("SELECT count(*) FROM raw")).scalar_one() == before
    with store.reading() as later:
        assert later.run(text("SELECT count(*) FROM raw")).scalar_one() == before + 1


class _StopError(Exception):
    pass


def test_a_failure_takes_the_whole_transaction_back(store: Store) -> None:
    def fail() -> None:
        with store.writing() as writer:
            writer.run(text("INSERT INTO raw VALUES ('o', 'h', 1, x'00', '')"))
            raise _StopError

    with pytest.raises(_StopError):
        fail()
    with store.reading() as later:
        assert later.run(text("SELECT count(*) FROM raw")).scalar_one() == 0


def test_the_file_is_for_the_office_alone(tmp_path: Path) -> None:
    database = tmp_path / "private" / "madoguchi.db"
    with opened(database, "toyooka") as store:
        assert stat.S_IMODE(database.stat().st_mode) == 0o600
        assert stat.S_IMODE(database.parent.stat().st_mode) == 0o700
        with store.writing() as writer:
            writer.run(text("INSERT INTO raw VALUES ('o', 'h', 1, x'00', '')"))
        modes = {stat.S_IMODE(path.stat().st_mode) for path in database.parent.iterdir()}
        assert modes == {0o600}


def test_a_newer_store_is_left_alone(tmp_path: Path) -> None:
    database = tmp_path / "madoguchi.db"
    stores.new_store(tmp_path).close()
    connection = sqlite3.connect(database)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    before = database.read_bytes()
    with pytest.raises(StoreError, match="新しい版") as refused, opened(database, "toyooka"):
        pytest.fail("opened a newer store")
    assert refused.value.exit_code is Exit.CONFIGURATION
    assert database.read_bytes() == before


def test_a_network_share_is_refused_before_anything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "is_network_share", lambda folder: folder == tmp_path)
    with pytest.raises(StoreError, match="ネットワーク"), opened(tmp_path / "madoguchi.db", "toyooka"):
        pytest.fail("opened on a share")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("is_new", [True, False])
def test_a_store_held_by_another_program_is_for_later(tmp_path: Path, impatient: None, *, is_new: bool) -> None:
    del impatient
    database = tmp_path / "madoguchi.db"
    if not is_new:
        stores.new_store(tmp_path).close()
    holder = sqlite3.connect(database, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        with (
            pytest.raises(TryLater, match="ほかのプログラム"),
            opened(database, "toyooka") as store,
            store.writing() as transaction,
        ):
            transaction.run(text("INSERT INTO raw VALUES ('o', 'h', 1, x'00', '')"))
    finally:
        holder.close()


def test_a_file_that_is_no_store_is_said_to_be_none(tmp_path: Path) -> None:
    database = tmp_path / "madoguchi.db"
    database.write_bytes(b"this is a letter, not a store" * 100)
    with pytest.raises(StoreError, match="控えから戻して"), opened(database, "toyooka"):
        pytest.fail("opened a letter")


def test_a_defect_of_ours_is_not_taken_for_bad_luck(tmp_path: Path) -> None:
    database = tmp_path / "madoguchi.db"
    stores.new_store(tmp_path).close()
    with pytest.raises(DatabaseError), opened(database, "toyooka") as store, store.reading() as transaction:
        transaction.run(text("SELECT nothing FROM nowhere"))


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    stores.new_store(tmp_path).close()
    before = (tmp_path / "madoguchi.db").read_bytes()
    with opened(tmp_path / "madoguchi.db", "toyooka") as store, store.reading() as transaction:
        assert transaction.office == "toyooka"
    assert (tmp_path / "madoguchi.db").read_bytes() == before
