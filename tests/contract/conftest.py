"""Every kind of store that the contract holds for; a PostgreSQL store joins here."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import stores

from madoguchi.store.engine import Store

KINDS: dict[str, Callable[[Path], Store]] = {"sqlite": stores.new_store}


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = KINDS[request.param](tmp_path)
    yield opened
    opened.close()
