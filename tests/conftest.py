"""How hypothesis runs here: nothing is timed, and CI tries the same examples each time; and a PostgreSQL of our own."""

import os
from collections.abc import Iterator

import pytest
import stores
from hypothesis import settings
from postgres import HOW_TO_GET_IT, Cluster, programs, running_cluster
from real_mail.fixtures import dovecot_server, faulty_line, postfix_server, running_dovecot, running_postfix
from sqlalchemy import URL

__all__ = [
    "dovecot_server",
    "faulty_line",
    "postfix_server",
    "running_dovecot",
    "running_postfix",
]  # fixtures for every room

settings.register_profile("house", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("house")


@pytest.fixture(autouse=True)
def _own_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the tests away from a store that whoever runs them may have."""
    monkeypatch.delenv("MADOGUCHI_STORE_URL", raising=False)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """Return a running PostgreSQL; where none is installed the test is skipped, but never on CI."""
    if programs() is None:
        if os.environ.get("CI"):
            pytest.fail(HOW_TO_GET_IT)
        pytest.skip(HOW_TO_GET_IT)
    with running_cluster() as running:
        yield running


@pytest.fixture(scope="session")
def shared_database(cluster: Cluster) -> URL:
    """Return a migrated database; making one costs more than most tests, so each empties it instead."""
    url = cluster.new_database()
    stores.postgresql_store(url).close()
    return url
