"""Both kinds of store that the contract holds for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import stores
from postgres import Cluster
from sqlalchemy import URL

from madoguchi.store.engine import Store


@pytest.fixture(scope="session")
def shared_database(cluster: Cluster) -> URL:
    """Return a migrated database; making one costs more than most tests."""
    url = cluster.new_database()
    stores.postgresql_store(url).close()
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "sqlite":
        opened = stores.new_store(tmp_path)
    else:
        opened = stores.postgresql_store(request.getfixturevalue("shared_database"))
        stores.empty(opened)
    yield opened
    opened.close()
