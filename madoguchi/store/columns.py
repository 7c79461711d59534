"""How values stand in the columns: times as sorting text, lists as JSON."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Table, func, select

from madoguchi.clock import TOKYO
from madoguchi.store.engine import Transaction


def moment_text(moment: datetime) -> str:
    """Return an aware time as UTC text that sorts."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def moment(text: str) -> datetime:
    """Return the aware time in Asia/Tokyo that `moment_text` wrote."""
    return datetime.fromisoformat(text).astimezone(TOKYO)


def start_text(start: datetime) -> str:
    """Return a slot's wall-clock start as `2026-12-03T14:30`."""
    return start.isoformat(timespec="minutes")


def start(text: str) -> datetime:
    """Return the wall-clock start that `start_text` wrote."""
    return datetime.fromisoformat(text)


def starts_text(starts: Iterable[datetime]) -> str:
    """Return slots as one text, parted by blanks."""
    return " ".join(map(start_text, starts))


def starts(text: str) -> tuple[datetime, ...]:
    """Return the slots that `starts_text` wrote."""
    return tuple(map(datetime.fromisoformat, text.split()))


def json_text(value: Any) -> str:
    """Return compact JSON with Japanese left readable."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def next_id(transaction: Transaction, table: Table, column: str) -> int:
    """Return the first free number of a table for this office; safe under the write lock."""
    highest = transaction.run(select(func.max(table.c[column])).where(table.c.office == transaction.office)).scalar()
    return int(highest or 0) + 1
