"""A store that has served for years: past visits by the hundred thousand, written by SQL."""

import sqlite3
from contextlib import closing

from offices import AS_OF
from sqlalchemy import URL, Column, Integer, LargeBinary, Table

from madoguchi.config.folder import OfficeFolder
from madoguchi.config.load import load_office
from madoguchi.store import schema
from madoguchi.store.columns import moment_text
from madoguchi.store.engine import open_store

_SERIES = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count)"
_LONG_AGO = moment_text(AS_OF.replace(year=AS_OF.year - 3))
_HASH, _NUMBER = "printf('%064x', i)", "printf('28051-%08d', i)"

# Of each row what matters, as SQL over the number `i`; the rest stays empty. Each person came once, years ago,
# and was told by letter. Five visits share a start and have a counsellor each.
_ROWS: dict[Table, dict[str, str]] = {
    schema.raw: {"sha256": _HASH, "size": "3000"},
    schema.arrivals: {
        "arrival_id": "i",
        "sha256": _HASH,
        "name": "printf('old%d.eml', i)",
        "form": "'mail'",
        "read_at": f"'{_LONG_AGO}'",
    },
    schema.ledger: {"arrival_id": "i", "counted": "1"},
    schema.requests: {
        "request_id": "i",
        "kind": "'request'",
        "channel": "'mail'",
        "name": "printf('見本 昔%d', i)",
        "name_key": "printf('見本昔%d', i)",
        "seeker_number": _NUMBER,
        "phone": "printf('080-%04d-%04d', i / 10000, i % 10000)",
        "email": "printf('old%d@mihon.example', i)",
        "service": "'counselling'",
        "state": "'booked'",
    },
    schema.wishes: {"request_id": "i", "rank": "1", "slots": "'2020-12-03T14:00'"},
    schema.items: {
        "item_id": "i",
        "arrival_id": "i",
        "identity": "printf('mail:<old%d@mihon.example>', i)",
        "fingerprint": _HASH,
        "channel": "'mail'",
        "kind": "'request'",
        "outcome": "'request'",
        "request_id": "i",
    },
    schema.bookings: {
        "booking_id": "i",
        "request_id": "i",
        "uid": "printf('%032x', i)",
        "seeker_number": _NUMBER,
        "counsellor": "printf('c%d', i % 5)",
        "start": "strftime('%Y-%m-%dT%H:%M', 1699999200 - (i / 5) * 1800, 'unixepoch')",
        "minutes": "30",
        "medium": "'video'",
        "state": "'completed'",
    },
    schema.decisions: {
        "decision_id": "i",
        "request_id": "i",
        "verdict": "'book'",
        "booking_id": "i",
        "reasons": "'[]'",
    },
    schema.outbox: {
        "notice_id": "i",
        "kind": "'confirmation'",
        "means": "'mail'",
        "request_id": "i",
        "booking_id": "i",
        "message_id": "printf('<n.%d@mihon.example>', i)",
        "state": "'handed_over'",
    },
}


def add_history(folder: OfficeFolder, count: int) -> None:
    """Fill an empty store with `count` visits of the past, one request, item and letter each."""
    values = {"count": count, "office": load_office(folder.office_toml).office.id}
    with closing(sqlite3.connect(folder.database)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        for table, given in _ROWS.items():
            names = ", ".join(column.name for column in table.columns)
            row = ", ".join(given.get(column.name, _otherwise(column)) for column in table.columns)
            connection.execute(f"INSERT INTO {table.name} ({names}) {_SERIES} SELECT {row} FROM n", values)  # noqa: S608 -- our own words
        connection.commit()


def move_history(folder: OfficeFolder, url: URL) -> None:
    """Move the store of an office into an empty PostgreSQL database, and tell the office where it is.

    Needs the owner of the server: references are not watched while so many rows come in.
    """
    with closing(open_store(url, "")) as store, closing(sqlite3.connect(folder.database)) as from_file:
        with store.engine.begin() as connection:
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
            cursor = connection.connection.cursor()
            for table in schema.metadata.sorted_tables:
                names = ", ".join(column.name for column in table.columns)
                with cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
                    for row in from_file.execute(f"SELECT {names} FROM {table.name}"):  # noqa: S608 -- our own words
                        copy.write_row(row)
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")  # as the server does by itself, some time later
    folder.database.unlink()
    address = url.set(drivername="postgresql").render_as_string(hide_password=False)
    folder.secrets.write_text(f'store_url = "{address}"\n', encoding="utf-8")


def _otherwise(column: Column[object]) -> str:
    if column.name == "office":
        return ":office"
    if column.nullable:
        return "NULL"
    if column.name.endswith("_at"):
        return f"'{_LONG_AGO}'"
    if isinstance(column.type, LargeBinary):
        return "zeroblob(100)"
    return "0" if isinstance(column.type, Integer) else "''"
