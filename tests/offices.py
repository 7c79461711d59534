"""Sample offices in a temporary folder, and what they hold after a run."""

import hashlib
import os
import sqlite3
from datetime import datetime
from pathlib import Path

from sqlalchemy import URL, select

from madoguchi.cli.demo import make_sample
from madoguchi.cli.line import Report, run_stages
from madoguchi.cli.office_folder import make_office
from madoguchi.clock import TOKYO
from madoguchi.config.folder import OfficeFolder
from madoguchi.store.engine import opened
from madoguchi.store.schema import metadata

AS_OF = datetime(2026, 11, 30, 10, 0, tzinfo=TOKYO)
HEADER = (
    "受付番号,受付日時,区分,氏名,フリガナ,求職番号,電話番号,メール,第1希望,第2希望,第3希望,相談内容,同席者,受付者,備考"
)

# Files of the store and of one run, whose bytes are not output.
_NOT_OUTPUT = ("madoguchi.db", "run.lock")


def sample(root: Path, as_of: datetime = AS_OF) -> OfficeFolder:
    """Make the sample office with a day's input."""
    return make_sample(root, as_of)


def empty(root: Path) -> OfficeFolder:
    """Make an office without input, whose files need no rest."""
    folder = make_office(root)
    text = folder.office_toml.read_text(encoding="utf-8").replace("rest_seconds = 10", "rest_seconds = 0")
    folder.office_toml.write_text(text, encoding="utf-8")
    return folder


def drop(folder: OfficeFolder, name: str, content: bytes) -> None:
    """Drop a file into the inbox, at rest for an hour."""
    path = folder.inbox / name
    path.write_bytes(content)
    rested = AS_OF.timestamp() - 3600
    os.utime(path, (rested, rested))


def log(*rows: str, encoding: str = "cp932") -> bytes:
    """Return a phone log with the header of the template."""
    return ("\r\n".join([HEADER, *rows]) + "\r\n").encode(encoding)


def row(number: str, name: str, seeker: str, wish: str, **more: str) -> str:
    """Return one row of a log: a request by telephone of that morning."""
    cells = [
        number,
        more.get("received", "2026/11/30 9:00"),
        more.get("kind", "予約"),
        name,
        "",
        seeker,
        more.get("phone", "090-0000-0000"),
        more.get("mail", ""),
        wish,
        more.get("second", ""),
        "",
        more.get("matter", ""),
        "",
        "受付A",
        more.get("note", ""),
    ]
    return ",".join(cells)


def run(folder: OfficeFolder, as_of: datetime = AS_OF) -> Report:
    """Do one whole pass."""
    return run_stages(folder.root, as_of, lambda line: line.run())


def query(folder: OfficeFolder, sql: str, *values: object) -> list[tuple[object, ...]]:
    """Ask the store."""
    connection = sqlite3.connect(folder.database)
    try:
        return connection.execute(sql, values).fetchall()
    finally:
        connection.close()


def bookings(folder: OfficeFolder) -> set[tuple[object, ...]]:
    """Return who is booked when with whom."""
    return set(query(folder, "SELECT seeker_number, start, counsellor FROM bookings WHERE state = 'confirmed'"))


def dump(folder: OfficeFolder) -> list[str]:
    """Return the whole content of the store, row by row."""
    connection = sqlite3.connect(folder.database)
    try:
        return sorted(line for line in connection.iterdump() if line.startswith("INSERT"))
    finally:
        connection.close()


def rows(place: Path | URL, office: str = "toyooka") -> dict[str, list[tuple[object, ...]]]:
    """Return what a store of either kind holds of an office, table by table."""
    with opened(place, office) as store, store.reading() as transaction:
        return {
            name: sorted(
                (tuple(row) for row in transaction.run(select(table).where(table.c.office == office))), key=repr
            )
            for name, table in metadata.tables.items()
        }


def files(root: Path) -> dict[str, tuple[str, int]]:
    """Return hash and time of every output file."""
    found = {}
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.name.startswith(_NOT_OUTPUT):
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            found[str(path.relative_to(root))] = (content, path.stat().st_mtime_ns)
    return found


def contents(root: Path) -> dict[str, str]:
    """Return the hash of every output file."""
    return {name: content for name, (content, _) in files(root).items()}
