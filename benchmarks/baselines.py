"""What the line is measured against: the least that libraries do with the same mails and rows."""

import csv
import io
from collections.abc import Iterable
from email import message_from_bytes, policy
from email.header import decode_header
from email.message import Message
from pathlib import Path

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Column, Integer, MetaData, Table, Text, create_engine, event, insert

_HEADERS = ("Message-ID", "Date", "From", "Subject")

_metadata = MetaData()
_rows = Table(
    "rows", _metadata, Column("number", Integer, primary_key=True), *(Column(f"c{n}", Text) for n in range(15))
)


class _Row(BaseModel):
    """A row with fifteen texts, validated once."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_max_length=2000)

    number: int
    cells: tuple[str, ...]


def parse_compat32(mails: Iterable[bytes]) -> None:
    """Parse mails the old way of the standard library, and decode four headers and every text part."""
    for raw in mails:
        mail = message_from_bytes(raw)
        for name in _HEADERS:
            _header_text(mail[name])
        for part in mail.walk():
            if part.get_content_maintype() == "text":
                _decoded(part)


def parse_default(mails: Iterable[bytes]) -> None:
    """Parse mails with `policy.default`, and read four headers and the text."""
    for raw in mails:
        mail = message_from_bytes(raw, policy=policy.default)
        for name in _HEADERS:
            str(mail[name])
        body = mail.get_body(("plain", "html"))
        if body is not None:
            body.get_content()


def load_rows(raw: bytes, database: Path) -> None:
    """Read a CSV, validate each row once, and store them in one transaction flushed to disk."""
    rows = csv.reader(io.StringIO(raw.decode("cp932"), newline=""))
    next(rows)
    valid = [_Row(number=number, cells=tuple(row)) for number, row in enumerate(rows)]
    engine = create_engine(f"sqlite:///{database}")
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA journal_mode=WAL"))
    _metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(
            insert(_rows),
            [{"number": row.number} | {f"c{n}": cell for n, cell in enumerate(row.cells)} for row in valid],
        )
    engine.dispose()


def _header_text(value: str) -> str:
    return "".join(
        piece if isinstance(piece, str) else piece.decode(charset or "ascii", "replace")
        for piece, charset in decode_header(value)
    )


def _decoded(part: Message) -> str:
    raw = part.get_payload(decode=True)
    return raw.decode(part.get_content_charset("utf-8"), "replace") if isinstance(raw, bytes) else ""
