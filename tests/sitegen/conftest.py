"""The sample office, what stands on its site, and the site."""

from datetime import datetime

import pytest
import sample_site

from madoguchi.config.content import Content
from madoguchi.config.office import Office
from madoguchi.model.openings import FreeDay
from madoguchi.model.terms import TermsVersion


@pytest.fixture(scope="session")
def office() -> Office:
    return sample_site.office()


@pytest.fixture(scope="session")
def content() -> Content:
    return sample_site.content()


@pytest.fixture(scope="session")
def terms() -> tuple[TermsVersion, ...]:
    return sample_site.terms()


@pytest.fixture(scope="session")
def as_of() -> datetime:
    return sample_site.AS_OF


@pytest.fixture(scope="session")
def free() -> tuple[FreeDay, ...]:
    return sample_site.free()


@pytest.fixture(scope="session")
def site() -> dict[str, bytes]:
    return dict(sample_site.site())
