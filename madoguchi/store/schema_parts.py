"""The pieces that the tables are made of."""

from collections.abc import Iterable

from sqlalchemy import CheckConstraint, Column, Index, MetaData

from madoguchi.store.portable import NUMBER, TEXT, only

metadata = MetaData()


def text(name: str, *, null: bool = False, default: str | None = None) -> Column[str]:
    """Return a column of text; a default is for rows that are older than the column."""
    return Column(name, TEXT, nullable=null, server_default=default)


def number(name: str, *, null: bool = False, default: int | None = None) -> Column[int]:
    """Return a column of whole numbers; a default is for rows that are older than the column."""
    return Column(name, NUMBER, nullable=null, server_default=None if default is None else str(default))


def one_of(column: str, values: Iterable[str]) -> CheckConstraint:
    """Let a column hold these values alone."""
    quoted = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({quoted})", name=f"{column}_known")


def partial(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """Return an index over some rows only, on SQLite and on PostgreSQL."""
    return Index(name, *columns, unique=unique, **only(where))
