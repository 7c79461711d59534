"""Both kinds of store that the contract holds for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import stores

from madoguchi.store.engine import Store


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "sqlite":
        opened = stores.new_store(tmp_path)
    else:
        opened = stores.postgresql_store(request.getfixturevalue("shared_database"))
        stores.empty(opened)
    yield opened
    opened.close()
