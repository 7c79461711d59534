"""Real mail servers for a test; where one is not installed the test is skipped, but never on CI."""

import os
from collections.abc import Iterator

import pytest
from real_mail import dovecot
from real_mail.dovecot import Dovecot


@pytest.fixture
def dovecot_server() -> Iterator[Dovecot]:
    """Return a running Dovecot with the office's empty mailbox (`dovecot.OFFICE`, `dovecot.PASSWORD`)."""
    _must_be(dovecot.installed(), dovecot.HOW_TO_GET_IT)
    with Dovecot() as running:
        yield running


def _must_be(installed: bool, how_to_get_it: str) -> None:  # noqa: FBT001 -- one word of a sentence
    if installed:
        return
    if os.environ.get("CI"):
        pytest.fail(how_to_get_it)
    pytest.skip(how_to_get_it)
