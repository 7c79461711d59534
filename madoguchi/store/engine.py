"""Opening the store, on one machine or for several, its transactions, and bringing its tables up to date."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from typing import Any, Final

from sqlalchemy import (
    URL,
    BindParameter,
    Connection,
    Dialect,
    Engine,
    Executable,
    Result,
    RowMapping,
    Table,
    bindparam,
    insert,
    inspect,
    text,
)
from sqlalchemy.exc import DBAPIError

from madoguchi.errors import StoreError
from madoguchi.store import postgresql, sqlite

# The newest step in migrations/versions; the tests hold it against alembic's own head.
NEWEST_STEP = "0006"
_STEPS = Path(__file__).parent / "migrations"
_BUSY_SECONDS = 10
_READING: Final[dict[str, dict[str, Any]]] = {"sqlite": sqlite.READING, "postgresql": postgresql.READING}

# In a statement for `find` or `change` it stands for the keys: `column.in_(KEYS)`.
KEYS: Final[BindParameter[Any]] = bindparam("keys", expanding=True)
_PORTION = 500  # keys a statement; SQLite takes 32,766 at most (sqlite.org/limits.html), a log has more rows


@dataclass(frozen=True, slots=True)
class Transaction:
    """One transaction of one office; every question to the store is asked through it."""

    connection: Connection
    office: str

    def lock(self) -> None:
        """Hold the write lock of the office from here to the end, waiting for whoever holds it.

        What is read before may have changed; what is read after stays until the end.
        """
        if self.connection.dialect.name == "postgresql":
            postgresql.lock(self.connection, f"write {self.office}")
        else:
            sqlite.lock(self.connection)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Do a part that is taken back by itself when it fails, and the error passed on."""
        with self.connection.begin_nested():
            yield

    def run(self, statement: Executable, rows: list[dict[str, Any]] | None = None) -> Result[*tuple[Any, ...]]:
        """Execute a statement, once for each of `rows` when they are given."""
        return self.connection.execute(statement, rows) if rows else self.connection.execute(statement)

    def put(self, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        """Insert rows by the thousand, just as they are: SQLAlchemy's look at each value costs as much as SQLite's work.

        Args:
            table: Where to.
            rows: Each with the same columns, in values of the driver; texts are free of NUL (see `without_nul`).
        """
        if not rows:
            return
        statement, places = _insert(table, tuple(rows[0]), self.connection.dialect)
        if places:
            in_places = itemgetter(*places)
            self.connection.exec_driver_sql(statement, [in_places(row) for row in rows])
        else:
            self.connection.exec_driver_sql(statement, list(rows))

    def find(self, statement: Executable, keys: Iterable[Any]) -> list[RowMapping]:
        """Return the rows of a statement for any number of keys, none for none.

        The statement has no ORDER BY: SQLite would rather walk the whole history in that order than look the
        keys up. The caller puts the few rows in order.
        """
        return [row for keyed in _portions(keys) for row in self.connection.execute(statement, keyed).mappings()]

    def change(self, statement: Executable, keys: Iterable[Any]) -> None:
        """Execute an update or a delete for any number of keys, not at all for none."""
        for keyed in _portions(keys):
            self.connection.execute(statement, keyed)


@dataclass(frozen=True, slots=True)
class Store:
    """The store as one office sees it.

    Attributes:
        holder: The connection that holds the write lock while decisions are made; see `deciding`.
    """

    engine: Engine
    office: str
    holder: Connection | None = None

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """Hold the write lock from the first statement; commit at the end, roll back on any error."""
        with self.claiming() as transaction:
            transaction.lock()
            yield transaction

    @contextmanager
    def claiming(self) -> Iterator[Transaction]:
        """Claim pieces of work (see the functions `claim_…`) and hold them while they are worked on.

        On PostgreSQL what one process has claimed is passed over by all others until the end; it is free again at
        once when the process dies. SQLite knows no such claims: there one run at a time is the only worker. No
        write lock is held until `Transaction.lock`, and on SQLite each statement before it is committed by itself.
        """
        if self.holder is None:
            with self.engine.begin() as connection:
                yield Transaction(connection, self.office)
        else:
            with self.holder.begin():
                yield Transaction(self.holder, self.office)

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """See one unchanging state without holding back a writer."""
        with self.engine.execution_options(**_READING[self.engine.dialect.name]).begin() as connection:
            yield Transaction(connection, self.office)

    @contextmanager
    def deciding(self) -> Iterator["Store"]:
        """Hold the write lock over many transactions: decisions rest on what was read before the first of them.

        Yields:
            The store to decide with. On PostgreSQL it writes over the very connection that holds the lock, so that
            who has lost the lock can write no more. On SQLite one run at a time is enough.
        """
        if self.engine.dialect.name != "postgresql":
            yield self
            return
        with self.engine.connect() as connection:
            connection.detach()  # closed at the end, and the lock goes with it
            with connection.begin():
                postgresql.lock(connection, f"write {self.office}", lasting=True)
            yield Store(self.engine, self.office, connection)

    def close(self) -> None:
        """Give the file or the connections back."""
        self.engine.dispose()


@contextmanager
def opened(place: Path | URL, office: str) -> Iterator[Store]:
    """Open the store, bring its tables up to date, and close it at the end.

    Args:
        place: See `location.store_place`.
        office: The id of the office; nothing of another can be seen.

    Raises:
        StoreError: It lies on a network share, was written by a newer version, is no store, or lets us not in.
        TryLater: Another program holds it, or its server is away.
    """
    with _explaining(place):
        store = open_store(place, office)
        try:
            yield store
        finally:
            store.close()


def ask_whether_it_answers(place: Path | URL) -> None:
    """Return when the store there can be read; nothing in it is changed. Raises as `opened` does."""
    with _explaining(place):
        engine = _open_engine(place)
        try:
            _step(engine)
        finally:
            engine.dispose()


def open_store(place: Path | URL, office: str) -> Store:
    """Open the store; see `opened`, which also closes it."""
    engine = _open_engine(place)
    try:
        _bring_up_to_date(engine)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, office)


def _open_engine(place: Path | URL) -> Engine:
    if isinstance(place, Path):
        return sqlite.open_engine(place, _BUSY_SECONDS)
    return postgresql.open_engine(place, _BUSY_SECONDS)


@contextmanager
def _explaining(place: Path | URL) -> Iterator[None]:
    try:
        yield
    except (DBAPIError, sqlite3.DatabaseError) as error:  # SQLAlchemy does not wrap what SQLite's preparing meets
        said = sqlite.explained(error, place) if isinstance(place, Path) else postgresql.explained(error, place)
        if said is None:
            raise
        raise said from error


@lru_cache(maxsize=64)
def _insert(table: Table, columns: tuple[str, ...], dialect: Dialect) -> tuple[str, Sequence[str]]:
    """Return an INSERT and, for a driver that goes by places, the columns in their places."""
    compiled = insert(table).compile(dialect=dialect, column_keys=list(columns))
    return str(compiled), getattr(compiled, "positiontup", None) or ()


def _portions(keys: Iterable[Any]) -> Iterator[dict[str, list[Any]]]:
    wanted = list(dict.fromkeys(keys))
    for at in range(0, len(wanted), _PORTION):
        yield {"keys": wanted[at : at + _PORTION]}


@contextmanager
def _changing_tables(engine: Engine) -> Iterator[Connection]:
    """Be alone in changing the tables: of two programs that open a new store one makes them."""
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            postgresql.lock(connection, "migrate")
            yield connection
    else:
        with sqlite.without_references(engine) as connection:
            yield connection


def _bring_up_to_date(engine: Engine) -> None:
    if _step(engine) == NEWEST_STEP:
        return
    from alembic import command
    from alembic.config import Config
    from alembic.util.exc import CommandError

    config = Config()
    config.set_main_option("script_location", str(_STEPS))
    with _changing_tables(engine) as connection:
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise StoreError(
                "記録庫がこのプログラムより新しい版で作られています。プログラムを新しくしてから実行してください。"
            ) from error


def _step(engine: Engine) -> str | None:
    with engine.execution_options(**_READING[engine.dialect.name]).begin() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
