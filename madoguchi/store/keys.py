"""Random keys of an office, made once and kept: addresses made with them cannot be guessed."""

import secrets
from datetime import datetime

from sqlalchemy import insert, select

from madoguchi.store.columns import moment_text
from madoguchi.store.engine import Transaction
from madoguchi.store.schema_calendars import keys

_OF_REPLIES = "replies"


def reply_key(transaction: Transaction) -> bytes:
    """Return the key of the addresses that replies come to; empty when it has not been made yet."""
    found = transaction.run(
        select(keys.c.value).where(keys.c.office == transaction.office, keys.c.name == _OF_REPLIES)
    ).scalar()
    return bytes.fromhex(found) if found else b""


def keep_reply_key(transaction: Transaction, at: datetime) -> bytes:
    """Return that key, and make it when it has not been made yet; for the one who writes."""
    if known := reply_key(transaction):
        return known
    new = secrets.token_bytes(32)
    row = {"office": transaction.office, "name": _OF_REPLIES, "value": new.hex(), "made_at": moment_text(at)}
    transaction.run(insert(keys), [row])
    return new
