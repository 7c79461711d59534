"""The migrations lead to exactly the tables that the code writes to."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
import stores
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from postgres import Cluster
from sqlalchemy import Engine, create_engine, inspect, text

from madoguchi.model.booking import By
from madoguchi.model.request import RequestState
from madoguchi.store import arrivals, bookings, engine, requests
from madoguchi.store.schema import metadata

MIGRATIONS = Path(engine.__file__).parent / "migrations"


def test_the_newest_step_is_the_head_of_the_migrations() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [engine.NEWEST_STEP]


@pytest.fixture(params=["sqlite", "postgresql"])
def two(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Engine, Engine]]:
    """Return a migrated and a freshly created database."""
    if request.param == "sqlite":
        migrated = stores.new_store(tmp_path).engine
        created = create_engine(f"sqlite:///{tmp_path / 'created.db'}")
    else:
        cluster: Cluster = request.getfixturevalue("cluster")
        migrated = stores.postgresql_store(cluster.new_database()).engine
        created = create_engine(cluster.new_database())
    metadata.create_all(created)
    yield migrated, created
    migrated.dispose()
    created.dispose()


def _shape(of: Engine) -> dict[str, dict[str, object]]:
    """Return every table with its parts, each in an order of its own so that only meaning counts."""
    look = inspect(of)
    return {
        table: {
            "columns": {one["name"]: (str(one["type"]), one["nullable"], one["default"]) for one in columns},
            "key": look.get_pk_constraint(table)["constrained_columns"],
            "unique": sorted(tuple(one["column_names"]) for one in look.get_unique_constraints(table)),
            "checks": sorted(
                (str(one["name"]), " ".join(one["sqltext"].split())) for one in look.get_check_constraints(table)
            ),
            "references": sorted(
                (tuple(one["constrained_columns"]), one["referred_table"], tuple(one["referred_columns"]))
                for one in look.get_foreign_keys(table)
            ),
        }
        for table in look.get_table_names()
        if table != "alembic_version"
        for columns in [look.get_columns(table)]
    }


_INDEXES = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
    "postgresql": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
}


def _indexes(of: Engine) -> set[tuple[str, str]]:
    with of.connect() as connection:
        found = connection.exec_driver_sql(_INDEXES[of.dialect.name])
        return {(name, " ".join(sql.split())) for name, sql in found if not name.startswith("alembic_version")}


def test_migrating_gives_the_tables_of_the_code(two: tuple[Engine, Engine]) -> None:
    migrated, created = two
    assert _shape(migrated) == _shape(created)
    assert set(_shape(created)) == set(metadata.tables)


def test_migrating_gives_the_indexes_of_the_code(two: tuple[Engine, Engine]) -> None:
    migrated, created = two
    assert _indexes(migrated) == _indexes(created)
    by_name = dict(_indexes(migrated))
    assert "UNIQUE" in by_name["bookings_never_twice"]
    few = {index.name for table in metadata.sorted_tables for index in table.indexes if index.dialect_kwargs}
    assert {str(name) for name, sql in by_name.items() if " WHERE " in sql} == few, "an index over some rows only"


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=str)
def test_the_office_leads_every_key_and_index(table: object) -> None:
    keys = [list(table.primary_key.columns), *(list(index.columns) for index in table.indexes)]  # type: ignore[attr-defined]
    assert {key[0].name for key in keys} == {"office"}


def _at_step(database: Path, step: str) -> None:
    """Make an empty store as an earlier version of the program left it."""
    of = create_engine(f"sqlite:///{database}")
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with of.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, step)
    of.dispose()


@pytest.mark.parametrize("step", ["0001", "0002"])
def test_a_store_of_an_earlier_step_is_brought_up_to_date_with_all_it_holds(tmp_path: Path, step: str) -> None:
    database = tmp_path / "madoguchi.db"
    _at_step(database, step)
    with closing(sqlite3.connect(database)) as connection:
        connection.executescript(ROWS_OF_STEP_1)
    with closing(stores.new_store(tmp_path)) as store, store.reading() as transaction:
        assert transaction.run(text("SELECT version_num FROM alembic_version")).scalar() == engine.NEWEST_STEP
        assert "requests_name" in {name for name, _ in _indexes(store.engine)}
        (request,) = requests.requests_by_id(transaction, [1]).values()
        (booking,) = bookings.bookings_by_id(transaction, [1]).values()
        assert (request.person.name, request.state, request.person.language) == ("見本 太郎", RequestState.BOOKED, "")
        assert (booking.start, booking.changed_by, booking.why) == (datetime(2026, 12, 3, 14, 30), By.PERSON, "")
        assert arrivals.arrivals_by_id(transaction, [1])[1].name == "電話受付簿.csv"
        assert transaction.run(text("PRAGMA foreign_key_check")).all() == []


ROWS_OF_STEP_1 = """
INSERT INTO raw VALUES ('toyooka', 'aa', 1, x'00');
INSERT INTO arrivals VALUES ('toyooka', 1, 'aa', 'inbox', '電話受付簿.csv', 'log', '2026-11-30T01:00:00+00:00', NULL, 0);
INSERT INTO requests VALUES ('toyooka', 1, 'request', 'telephone', '2026-11-30T01:00:00+00:00', '見本 太郎', '見本太郎',
  '', '28070-1234567', '090-0000-0000', '', '', 'counselling', NULL, NULL, NULL, '', 0, 'booked');
INSERT INTO bookings VALUES ('toyooka', 1, 1, 'u1', '28070-1234567', 'a', '2026-12-03T14:30', 30, 'video', 'confirmed',
  0, '2026-11-30T01:00:00+00:00', x'00');
INSERT INTO items VALUES ('toyooka', 1, 1, 2, 'row 1', 'f1', '2026-11-30T01:00:00+00:00', 'telephone', 'request',
  'request', '受け付けました。', 1);
"""
