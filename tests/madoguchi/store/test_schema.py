"""The migrations lead to exactly the tables that the code writes to."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import stores
from alembic.config import Config
from alembic.script import ScriptDirectory
from postgres import Cluster
from sqlalchemy import Engine, create_engine, inspect, text

from madoguchi.store import engine
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


def test_a_store_of_an_earlier_step_is_brought_up_to_date(tmp_path: Path) -> None:
    """As an update of the program meets it: the tables of step 1, without the index by name."""
    store = stores.new_store(tmp_path)
    database = Path(str(store.engine.url.database))
    store.close()
    with closing(sqlite3.connect(database)) as connection:
        connection.executescript("DROP INDEX requests_name; UPDATE alembic_version SET version_num = '0001';")
    again = stores.new_store(tmp_path)
    with closing(again), again.reading() as transaction:
        assert transaction.run(text("SELECT version_num FROM alembic_version")).scalar() == engine.NEWEST_STEP
        assert "requests_name" in {name for name, _ in _indexes(again.engine)}
