"""The store as one SQLite file: how it is opened, how it locks, and what its errors mean."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import uniform
from time import monotonic, sleep

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, OperationalError

from madoguchi.errors import MadoguchiError, StoreError, TryLater
from madoguchi.store.location import is_network_share

# How a transaction that only reads begins; see `_begin`.
READING = {"madoguchi_begin": "BEGIN"}
_TURN = (0.001, 0.005)  # seconds between two looks at a lock that somebody holds


def open_engine(database: Path, patience: int) -> Engine:
    """Open the file, made empty where there is none; a lock is waited for `patience` seconds.

    Raises:
        StoreError: It lies on a network share.
    """
    database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if is_network_share(database.parent):
        raise StoreError(
            f"記録庫（{database}）がネットワーク上の共有フォルダーにあります。記録がこわれるおそれがあるため動かせません。"
            "このパソコンの中のフォルダーに移してください。"
        )
    # Errors must not repeat what people wrote: names stay out of logs.
    engine = create_engine(
        f"sqlite:///{database}",
        connect_args={"timeout": patience},
        execution_options={"madoguchi_patience": patience},
        hide_parameters=True,
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    if not database.exists():  # a run with nothing new leaves even its time alone
        database.touch(mode=0o600)
    return engine


def lock(connection: Connection) -> None:
    """Begin the transaction that writes, holding the write lock; see docs/store.md for why not later.

    SQLite's own waiting looks again every 100 ms in the end, and of eight writers one can miss every chance for ten
    seconds. So we wait ourselves, in short turns of uneven length.
    """
    patience: float = connection.get_execution_options()["madoguchi_patience"]
    until = monotonic() + patience
    connection.exec_driver_sql("PRAGMA busy_timeout=0")
    try:
        while not _begun(connection, is_last=monotonic() >= until):
            sleep(uniform(*_TURN))  # noqa: S311 -- no secret
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={patience * 1000:.0f}")


def _begun(connection: Connection, *, is_last: bool) -> bool:
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except OperationalError as error:
        if is_last or "locked" not in str(error.orig):
            raise
        return False
    return True


@contextmanager
def without_references(engine: Engine) -> Iterator[Connection]:
    """Hold the write lock to change tables; references between them are not watched meanwhile, but checked at the end.

    A table is changed by making it anew, and dropping the old one would count as deleting its rows. Source:
    sqlite.org/lang_altertable.html, section 7; the setting can be changed only outside a transaction.
    """
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        try:
            lock(connection)
            yield connection
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise AssertionError("a migration has torn a reference between two tables")
            connection.commit()
        finally:
            connection.rollback()
            connection.exec_driver_sql("PRAGMA foreign_keys=ON")


def explained(error: Exception, database: Path) -> MadoguchiError | None:
    """Return what an error means for the office; None when it is a defect of ours."""
    said = str(error.orig if isinstance(error, DBAPIError) else error)
    if "locked" in said or "busy" in said:
        return TryLater("記録庫をほかのプログラムが使っています。しばらくしてからもう一度実行してください。")
    if "is full" in said or "disk I/O" in said:  # the second where SQLite finds no room for the file beside the store
        return TryLater("ディスクに空きがないか、書き込めません。空き容量を確かめて、もう一度実行してください。")
    if "not a database" in said or "malformed" in said:
        return StoreError(
            f"記録庫（{database.name}）がこわれているか、記録庫のファイルではありません。控えから戻してください。"
        )
    return None


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA secure_delete=ON")


def _begin(connection: Connection) -> None:
    """Say BEGIN for a reader; whoever may write says it with `lock`, and stands in no transaction before."""
    begin = connection.get_execution_options().get("madoguchi_begin")
    if begin:
        connection.exec_driver_sql(begin)
