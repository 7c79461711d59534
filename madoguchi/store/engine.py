"""Opening the store: where it may stand, how it writes, and bringing its tables up to date."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import (
    BindParameter,
    Connection,
    Engine,
    Executable,
    Result,
    RowMapping,
    bindparam,
    create_engine,
    event,
    inspect,
    text,
)
from sqlalchemy.exc import DatabaseError

from madoguchi.errors import StoreError, TryLater
from madoguchi.store.location import is_network_share

# The newest step in migrations/versions; the tests hold it against alembic's own head.
NEWEST_STEP = "0003"
_BUSY_SECONDS = 10

# In a statement for `find` or `change` it stands for the keys: `column.in_(KEYS)`.
KEYS: Final[BindParameter[Any]] = bindparam("keys", expanding=True)
_PORTION = 500  # keys a statement; SQLite takes 32,766 at most (sqlite.org/limits.html), a log has more rows


@dataclass(frozen=True, slots=True)
class Transaction:
    """One transaction of one office; every question to the store is asked through it."""

    connection: Connection
    office: str

    def run(self, statement: Executable, rows: list[dict[str, Any]] | None = None) -> Result[*tuple[Any, ...]]:
        """Execute a statement, once for each of `rows` when they are given."""
        return self.connection.execute(statement, rows) if rows else self.connection.execute(statement)

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
    """The store as one office sees it."""

    engine: Engine
    office: str

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """Hold the write lock from the first statement; commit at the end, roll back on any error."""
        with self.engine.begin() as connection:
            yield Transaction(connection, self.office)

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """See one unchanging state without holding back a writer."""
        options = self.engine.execution_options(madoguchi_begin="BEGIN")
        with options.begin() as connection:
            yield Transaction(connection, self.office)

    def close(self) -> None:
        """Give the database file back."""
        self.engine.dispose()


@contextmanager
def opened(database: Path, office: str) -> Iterator[Store]:
    """Open the store, bring its tables up to date, and close it at the end.

    Raises:
        StoreError: It lies on a network share, was written by a newer version, or is no store.
        TryLater: Another program holds it.
    """
    try:
        store = open_store(database, office)
        try:
            yield store
        finally:
            store.close()
    except (DatabaseError, sqlite3.DatabaseError) as error:  # SQLAlchemy does not wrap what `_prepare` meets
        said = str(error.orig if isinstance(error, DatabaseError) else error)
        if "locked" in said or "busy" in said:
            raise TryLater(
                "記録庫をほかのプログラムが使っています。しばらくしてからもう一度実行してください。"
            ) from error
        if "not a database" in said or "malformed" in said:
            raise StoreError(
                f"記録庫（{database.name}）がこわれているか、記録庫のファイルではありません。控えから戻してください。"
            ) from error
        raise


def open_store(database: Path, office: str) -> Store:
    """Open the store; see `opened`, which also closes it."""
    database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if is_network_share(database.parent):
        raise StoreError(
            f"記録庫（{database}）がネットワーク上の共有フォルダーにあります。記録がこわれるおそれがあるため動かせません。"
            "このパソコンの中のフォルダーに移してください。"
        )
    # Errors must not repeat what people wrote: names stay out of logs.
    engine = create_engine(f"sqlite:///{database}", connect_args={"timeout": _BUSY_SECONDS}, hide_parameters=True)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    if not database.exists():  # a run with nothing new leaves even its time alone
        database.touch(mode=0o600)
    try:
        _bring_up_to_date(engine)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, office)


def _portions(keys: Iterable[Any]) -> Iterator[dict[str, list[Any]]]:
    wanted = list(dict.fromkeys(keys))
    for at in range(0, len(wanted), _PORTION):
        yield {"keys": wanted[at : at + _PORTION]}


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA secure_delete=ON")


def _begin(connection: Connection) -> None:
    # Reading first and writing later in a deferred transaction fails under load; see docs/store.md.
    connection.exec_driver_sql(connection.get_execution_options().get("madoguchi_begin", "BEGIN IMMEDIATE"))


def _bring_up_to_date(engine: Engine) -> None:
    if _step(engine) == NEWEST_STEP:
        return
    from alembic import command
    from alembic.config import Config
    from alembic.util.exc import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise StoreError(
                "記録庫がこのプログラムより新しい版で作られています。プログラムを新しくしてから実行してください。"
            ) from error


def _step(engine: Engine) -> str | None:
    with engine.execution_options(madoguchi_begin="BEGIN").begin() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
