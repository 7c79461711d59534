"""A later step of the migrations works on both databases, also where SQLite must make a table anew."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import stores
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from madoguchi.store import engine
from madoguchi.store.engine import Store
from madoguchi.store.requests import requests_by_id

STEP = '''
"""One more way for a request to stand, and one more thing known about it."""

import sqlalchemy as sa
from alembic import op

from madoguchi.store.portable import TEXT, only

revision = "later"
down_revision = "{before}"


def upgrade():
    with op.batch_alter_table("requests", table_kwargs={{"sqlite_strict": True}}) as table:
        table.drop_constraint("state_known", type_="check")
        table.create_check_constraint("state_known", "state IN ('received', 'booked', 'on_hold')")
        table.add_column(sa.Column("wanted_by", TEXT, nullable=False, server_default=""))
    op.create_index("requests_on_hold", "requests", ["office", "request_id"], **only("state = 'on_hold'"))
'''


@pytest.fixture(params=["sqlite", "postgresql"])
def open_again(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Store]:
    """Return what opens one and the same store each time it is called."""
    if request.param == "sqlite":
        return lambda: stores.new_store(tmp_path)
    url = request.getfixturevalue("cluster").new_database()
    return lambda: stores.postgresql_store(url)


@pytest.fixture
def later_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Return what adds the step to the migrations."""

    def add() -> None:
        steps = tmp_path / "migrations"
        shutil.copytree(engine._STEPS, steps, ignore=shutil.ignore_patterns("__pycache__"))
        (steps / "versions" / "later.py").write_text(STEP.format(before=engine.NEWEST_STEP), encoding="utf-8")
        monkeypatch.setattr(engine, "_STEPS", steps)
        monkeypatch.setattr(engine, "NEWEST_STEP", "later")

    return add


def _made_of(store: Store) -> set[str]:
    """Return how the table, if SQLite has made it anew, and its indexes were made."""
    sql = {
        "sqlite": "SELECT 'STRICT' FROM sqlite_master WHERE name = 'requests' AND sql LIKE '%STRICT%'"
        " UNION SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'requests' AND sql IS NOT NULL",
        "postgresql": "SELECT indexdef FROM pg_indexes WHERE tablename = 'requests'",
    }[store.engine.dialect.name]
    with store.reading() as t:
        return {" ".join(made.split()) for made in t.run(text(sql)).scalars()}


def test_a_rule_of_a_table_full_of_rows_is_changed(
    open_again: Callable[[], Store], later_step: Callable[[], None]
) -> None:
    store = open_again()
    with store.writing() as t:
        number = stores.put_booking(t).request_id  # a request, with wishes and a booking that point to it
        before = requests_by_id(t, [number])
        with pytest.raises(IntegrityError), t.attempt():
            t.run(text("UPDATE requests SET state = 'on_hold'"))
    assert before
    made = _made_of(store)
    store.close()
    later_step()
    store = open_again()
    try:
        assert made < _made_of(store), "nothing is forgotten when a table is made anew"
        assert len(made) > 4
        with store.writing() as t:
            assert requests_by_id(t, [number]) == before
            t.run(text("UPDATE requests SET state = 'on_hold', wanted_by = 'a'"))
        with pytest.raises(IntegrityError), store.writing() as t:
            t.run(text("UPDATE requests SET state = 'done'"))
        with pytest.raises(IntegrityError), store.writing() as t:
            t.run(text("DELETE FROM requests"))  # the booking still points to it
    finally:
        store.close()


def test_a_step_that_tears_a_reference_is_taken_back(tmp_path: Path, later_step: Callable[[], None]) -> None:
    store = stores.new_store(tmp_path)
    with store.writing() as t:
        number = stores.put_booking(t).request_id
    store.close()
    before = (tmp_path / "madoguchi.db").read_bytes()
    later_step()
    step = tmp_path / "migrations" / "versions" / "later.py"
    step.write_text(step.read_text(encoding="utf-8") + '    op.execute("DELETE FROM requests")\n', encoding="utf-8")  # noqa: S608 -- no value in it
    with pytest.raises(AssertionError, match="torn"):
        stores.new_store(tmp_path)
    assert number
    assert (tmp_path / "madoguchi.db").read_bytes() == before
