"""What tables are made of so that they mean the same on both databases; migrations use it too.

SQLite's TEXT compares bytes and its INTEGER has 64 bits. PostgreSQL's text follows the language of the database
unless it is told otherwise, and its integer has 32 bits.
"""

from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer, Text, TypeDecorator, text
from sqlalchemy.dialects.postgresql import TEXT as POSTGRESQL_TEXT
from sqlalchemy.types import TypeEngine


def without_nul(value: str) -> str:
    """Replace what one of the databases refuses."""
    return value.replace("\0", "\ufffd")


class BinaryText(TypeDecorator[str]):
    """Text that sorts by its bytes; `COLLATE "C"` also keeps indexes whole when the system's sorting rules change.

    PostgreSQL takes no NUL. It is stored as U+FFFD on both, so that one mail with a NUL stops nothing (promise 7).
    """

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        """Name the collation where the database would choose another."""
        return POSTGRESQL_TEXT(collation="C") if dialect.name == "postgresql" else Text()

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Replace what one of the databases refuses."""
        del dialect
        return without_nul(value) if value else value


TEXT = BinaryText()
NUMBER = Integer().with_variant(BigInteger(), "postgresql")


def only(condition: str) -> dict[str, Any]:
    """Return what makes an index hold only some rows; each database has its own word for it."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}
