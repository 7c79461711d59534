"""The store in a PostgreSQL database: what holds on each connection, and what its errors say."""

import socket
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest
import samples_of_papers as sample
import stores
from postgres import Cluster
from sqlalchemy import URL, inspect, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from madoguchi.errors import Exit, MadoguchiError, StoreError, TryLater
from madoguchi.store import engine, postgresql
from madoguchi.store.engine import Store, opened
from madoguchi.store.requests import add_requests

NOTHING = text("SELECT 1")


@pytest.fixture(scope="module")
def database(cluster: Cluster) -> URL:
    """Return a migrated database of this file alone."""
    url = cluster.new_database()
    stores.postgresql_store(url).close()
    return url


@pytest.fixture
def store(database: URL) -> Iterator[Store]:
    new = stores.postgresql_store(database)
    stores.empty(new)
    yield new
    new.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for next to nothing, so that the tests need no time."""
    monkeypatch.setattr(engine, "_BUSY_SECONDS", 0.001)


def _asked(store: Store, sql: str) -> object:
    with store.writing() as transaction:
        return transaction.run(text(sql)).scalar_one()


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("lock_timeout", "10s"),
        ("synchronous_commit", "on"),
        ("tcp_keepalives_idle", "60"),
        ("transaction_isolation", "read committed"),
    ],
)
def test_every_connection_is_prepared_whatever_the_server_is_used_to(
    cluster: Cluster, setting: str, value: str
) -> None:
    url = cluster.new_database()
    for used_to in ("synchronous_commit = off", "default_transaction_isolation = 'serializable'"):
        cluster.do(f'ALTER DATABASE "{url.database}" SET {used_to}')
    with opened(url, "toyooka") as store:
        assert _asked(store, f"SHOW {setting}") == value


def test_a_reader_sees_one_state_writes_nothing_and_holds_no_writer_back(store: Store) -> None:
    with store.reading() as reader:
        assert reader.run(text("SELECT count(*) FROM raw")).scalar_one() == 0
        with store.writing() as writer:
            writer.run(text("INSERT INTO raw VALUES ('o', 'h', 1, '')"))
        assert reader.run(text("SELECT count(*) FROM raw")).scalar_one() == 0
    with pytest.raises(DBAPIError, match="read-only"), store.reading() as reader:
        reader.run(text("DELETE FROM raw"))


def test_every_column_has_a_type_that_means_what_it_means_on_sqlite(store: Store) -> None:
    assert _asked(store, "SELECT 'a' < 'B'") is True, "the language of the database sorts otherwise"
    with store.reading() as transaction:
        columns = [
            column
            for table in inspect(transaction.connection).get_table_names()
            for column in inspect(transaction.connection).get_columns(table)
            if table != "alembic_version"
        ]
    types = {str(column["type"]) for column in columns}
    assert types == {'TEXT COLLATE "C"', "BIGINT", "BYTEA"}


def test_offices_write_at_the_same_time_and_one_office_one_after_the_other(database: URL, impatient: None) -> None:
    del impatient
    with opened(database, "toyooka") as one, opened(database, "toyooka") as same, opened(database, "kobe") as other:
        with one.writing() as t:
            t.run(NOTHING)
            with other.writing() as u:
                u.run(NOTHING)
            with pytest.raises(DBAPIError, match="lock timeout"), same.writing():
                pytest.fail("two writers at once")
        with same.writing() as t:
            t.run(NOTHING)


def test_whoever_decides_keeps_other_writers_waiting_but_writes_itself(database: URL, impatient: None) -> None:
    del impatient
    with opened(database, "toyooka") as one, opened(database, "toyooka") as same:
        with one.deciding() as deciding:
            for _ in range(2):  # between two transactions too
                with deciding.writing() as t, deciding.reading() as reader:
                    t.run(NOTHING)
                    reader.run(NOTHING)
                with pytest.raises(DBAPIError, match="lock timeout"), same.writing():
                    pytest.fail("somebody else wrote")
            with pytest.raises(DBAPIError, match="lock timeout"), same.deciding():
                pytest.fail("two decide at once")
        with same.deciding() as deciding, deciding.writing() as t:
            t.run(NOTHING)


def test_who_has_lost_the_lock_writes_no_more(database: URL, cluster: Cluster) -> None:
    with opened(database, "toyooka") as store, store.deciding() as deciding:
        with deciding.writing() as t:
            process = t.run(text("SELECT pg_backend_pid()")).scalar_one()
        cluster.do(f"SELECT pg_terminate_backend({process}, 5000)")
        with pytest.raises(DBAPIError), deciding.writing():
            pytest.fail("wrote without the lock")


def test_programs_that_open_a_new_database_at_once_make_its_tables_once(cluster: Cluster) -> None:
    url = cluster.new_database()
    with ThreadPoolExecutor(4) as pool, ExitStack() as stack:
        for opened_store in pool.map(lambda _: stores.postgresql_store(url), range(4)):
            stack.callback(opened_store.close)
            assert _asked(opened_store, "SELECT version_num FROM alembic_version") == engine.NEWEST_STEP


# What its errors say


def _said(url: URL) -> tuple[type[MadoguchiError], str]:
    """Open a store and return how that failed; nothing may repeat the password."""
    with pytest.raises(MadoguchiError) as failed, opened(url, "toyooka"):
        pytest.fail("opened")
    told = "".join(traceback.format_exception(failed.value))
    assert (url.password or "?") not in told
    return type(failed.value), str(failed.value)


def _closed_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


TROUBLES: list[tuple[Callable[[URL], URL], type[MadoguchiError], str]] = [
    (lambda url: url.set(password="ちがう言葉"), StoreError, "入れません"),  # noqa: S106 -- wrong on purpose
    (lambda url: url.set(username="nobody-here"), StoreError, "入れません"),
    (lambda url: url.set(database="not-there"), StoreError, "入れません"),
    (lambda url: url.set(port=_closed_port()), TryLater, "つながりません"),
    (lambda url: url.set(host="no-such-host.invalid"), TryLater, "つながりません"),
]


@pytest.mark.parametrize(("spoil", "kind", "words"), TROUBLES)
def test_a_database_that_lets_nobody_in_is_told(
    database: URL, spoil: Callable[[URL], URL], kind: type[MadoguchiError], words: str
) -> None:
    found, said = _said(spoil(database))
    assert found is kind
    assert words in said
    assert "PostgreSQL" in said


def test_a_database_of_another_encoding_is_refused(cluster: Cluster) -> None:
    cluster.do("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C'")
    assert _said(cluster.url.set(database="latin")) == (
        StoreError,
        "記録庫のデータベースの文字コードが UTF-8 ではありません。UTF-8 のデータベースを作り直してください。",
    )


def test_a_database_of_somebody_else_is_refused(cluster: Cluster) -> None:
    cluster.do("CREATE ROLE guest LOGIN PASSWORD 'guest-word'")
    url = cluster.new_database().set(username="guest", password="guest-word")  # noqa: S106 -- of the tests alone
    assert "書き込めません" in _said(url)[1]


def test_a_newer_store_is_left_alone(cluster: Cluster) -> None:
    url = cluster.new_database()
    with opened(url, "toyooka") as store, store.writing() as t:
        t.run(text("UPDATE alembic_version SET version_num = '9999'"))
    kind, said = _said(url)
    assert (kind.exit_code, "新しい版" in said) == (Exit.CONFIGURATION, True)


def test_a_lock_that_is_not_given_is_for_later(database: URL, impatient: None) -> None:
    del impatient
    with opened(database, "toyooka") as holder, holder.writing() as t:
        t.run(NOTHING)
        with (
            pytest.raises(TryLater, match="ほかのプログラム"),
            opened(database, "toyooka") as store,
            store.writing(),
        ):
            pytest.fail("two writers at once")


def test_a_server_that_goes_away_is_for_later(database: URL, cluster: Cluster) -> None:
    def lose_the_server() -> None:
        with opened(database, "toyooka") as store, store.writing() as t:
            process = t.run(text("SELECT pg_backend_pid()")).scalar_one()
            cluster.do(f"SELECT pg_terminate_backend({process}, 5000)")
            t.run(NOTHING)

    with pytest.raises(TryLater, match="つながりません"):
        lose_the_server()


def test_a_missing_driver_is_told(database: URL, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> None:
        raise ModuleNotFoundError("psycopg")

    monkeypatch.setattr(postgresql, "create_engine", missing)
    assert "requirements-postgresql.lock" in _said(database)[1]


def test_a_defect_of_ours_is_not_taken_for_bad_luck_and_names_nobody(database: URL) -> None:
    with pytest.raises(IntegrityError) as failed, opened(database, "toyooka") as store, store.writing() as t:
        t.run(text("INSERT INTO ledger VALUES ('o', 1, 1, NULL)"))
    assert "Failing row" not in "".join(traceback.format_exception(failed.value))
    twice = [sample.request(request_id=1)] * 2
    with pytest.raises(IntegrityError) as failed, opened(database, "toyooka") as store, store.writing() as t:
        add_requests(t, twice)
    told = "".join(traceback.format_exception(failed.value))
    assert "duplicate key" in told
    assert "DETAIL" not in told
