"""An office that takes its mail from a server, and what came of it."""

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta

from offices import AS_OF, query

from intake.taken import Taken
from madoguchi.cli.line import run_stages
from madoguchi.config.folder import OfficeFolder
from madoguchi.files import fingerprint

LATER = AS_OF + timedelta(minutes=5)
LATER_STILL = AS_OF + timedelta(minutes=10)
NEXT_DAY = AS_OF + timedelta(days=1)


def mail(number: int, text: str = "予約をお願いします。") -> bytes:
    """Return a mail of its own."""
    head = f"From: m{number}@mihon.example\r\nMessage-ID: <m{number}@mihon.example>\r\nSubject: {number}\r\n"
    return f"{head}Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n".encode()


def take(folder: OfficeFolder, as_of: datetime = AS_OF) -> Taken:
    """Run the intake stage once."""
    taken = run_stages(folder.root, as_of, lambda line: line.intake()).taken
    assert taken is not None
    return taken


def archived(folder: OfficeFolder) -> list[object]:
    """Return the hash of every mail that came from the server, sorted."""
    return [row[0] for row in query(folder, "SELECT sha256 FROM arrivals WHERE name LIKE 'INBOX-%.eml' ORDER BY 1")]


def not_given(folder: OfficeFolder) -> int:
    """Count what stands for mails that the server did not give."""
    return len(query(folder, "SELECT 1 FROM arrivals WHERE name LIKE 'INBOX-%.txt'"))


def places(folder: OfficeFolder) -> dict[object, object]:
    """Return where the mails of the server stand, by UID."""
    return dict(query(folder, "SELECT uid, place FROM fetched"))  # type: ignore[arg-type] # two columns


def health(folder: OfficeFolder) -> tuple[object, ...]:
    """Return failure and differences of the folder."""
    return query(folder, "SELECT failure, differences FROM mailboxes")[0]


def endings(folder: OfficeFolder) -> int:
    """Count the items; each has one ending."""
    return len(query(folder, "SELECT 1 FROM items"))


def write(folder: OfficeFolder, sql: str) -> None:
    """Change the store behind the program's back."""
    with closing(sqlite3.connect(folder.database)) as connection, connection:
        connection.execute(sql)


def hashes(*mails: bytes) -> list[str]:
    """Return the hashes of mails, sorted."""
    return sorted(map(fingerprint, mails))
