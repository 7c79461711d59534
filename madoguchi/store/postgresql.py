"""The store in a PostgreSQL database: how it is opened, how it locks, and what its errors mean.

Every waiting is bounded, a client that has vanished is noticed within two minutes, and its locks go with it.
"""

import re
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event, func, select, text
from sqlalchemy.exc import DBAPIError, OperationalError

from madoguchi.errors import MadoguchiError, StoreError, TryLater
from madoguchi.store.location import say_place

# How a transaction that only reads begins.
READING: Final = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}

_CONNECT_SECONDS = 10
_NOTICED = {"tcp_keepalives_idle": 60, "tcp_keepalives_interval": 10, "tcp_keepalives_count": 6}  # seconds, seconds
_DRIVER_MISSING = (
    "記録庫に PostgreSQL を使うための部品（psycopg）がありません。"
    "「pip install --require-hashes -r requirements-postgresql.lock」で入れてください。"
)
_BUSY = {"55P03", "40P01", "40001"}  # lock_not_available, deadlock_detected, serialization_failure
_REFUSED = re.compile("authentication failed|no password|pg_hba|does not exist|認証に失敗|存在しません")
_AWAY = ("08", "53", "57P")  # connection exceptions, insufficient resources, shutting down or starting


def open_engine(url: URL, patience: int) -> Engine:
    """Prepare to connect; nothing is sent yet. A lock is waited for `patience` seconds.

    Raises:
        StoreError: The driver is not installed.
    """
    ours: dict[str, Any] = {"connect_timeout": _CONNECT_SECONDS, "application_name": "madoguchi"}
    given = {name: value for name, value in ours.items() if name not in url.query}
    try:
        # Whoever has waited for the write lock must see what was written meanwhile, whatever the server's default.
        # Errors must not repeat what people wrote: names stay out of logs.
        engine = create_engine(url, connect_args=given, isolation_level="READ COMMITTED", hide_parameters=True)
    except ModuleNotFoundError as error:
        raise StoreError(_DRIVER_MISSING) from error

    def prepare(connection: Any, _record: object) -> None:
        if connection.info.parameter_status("server_encoding") != "UTF8":
            raise StoreError(
                "記録庫のデータベースの文字コードが UTF-8 ではありません。UTF-8 のデータベースを作り直してください。"
            )
        settings = {"lock_timeout": f"{patience}s", **_NOTICED}
        with connection.cursor() as cursor:
            for name, value in settings.items():
                cursor.execute("SELECT set_config(%s, %s, false)", (name, str(value)))
            # A commit means that a file may leave the inbox and a letter the house: it must be on the disk.
            cursor.execute(
                "SELECT set_config('synchronous_commit', 'on', false)"
                " WHERE current_setting('synchronous_commit') = 'off'"
            )
        connection.commit()

    event.listen(engine, "connect", prepare)
    event.listen(engine, "handle_error", _forget_details)
    return engine


def lock(connection: Connection, what: str, *, lasting: bool = False) -> None:
    """Hold a lock of that name until the transaction ends, or a lasting one until the connection does.

    Who holds it already gets it again at once. Two names may share a lock by chance (one in 2**64); then one waits
    for the other, and nothing else happens.
    """
    take = func.pg_advisory_lock if lasting else func.pg_advisory_xact_lock
    connection.execute(select(take(func.hashtextextended(f"madoguchi {what}", text("0")))))


def explained(error: Exception, url: URL) -> MadoguchiError | None:
    """Return what an error means for the office, the password left out; None when it is a defect of ours."""
    if not isinstance(error, DBAPIError):
        return None
    state = getattr(error.orig, "sqlstate", None) or ""
    place = f"記録庫の{say_place(url)}"
    if state in _BUSY:
        return TryLater("記録庫をほかのプログラムが使っています。しばらくしてからもう一度実行してください。")
    if not state and isinstance(error, OperationalError) and _REFUSED.search(str(error.orig)):
        return StoreError(
            f"{place}に入れません。MADOGUCHI_STORE_URL か private/secrets.toml の store_url の"
            "利用者名、パスワード、データベース名を確かめてください。"
        )
    if (not state and isinstance(error, OperationalError)) or state.startswith(_AWAY):
        return TryLater(
            f"{place}につながりません。サーバーが動いているか確かめ、しばらくしてからもう一度実行してください。"
        )
    if state in {"42501", "25006"}:  # insufficient_privilege, read_only_sql_transaction
        return StoreError(
            f"{place}に書き込めません。データベースの所有者としてつないでいるか、控えのサーバーでないか確かめてください。"
        )
    return None


def _forget_details(context: ExceptionContext) -> None:
    """Keep the first line of an error: the next ones repeat the row, which is a person."""
    for error in (context.original_exception, context.sqlalchemy_exception):
        if error is not None and error.args:
            error.args = (str(error.args[0]).splitlines()[0], *error.args[1:])
