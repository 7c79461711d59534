"""Real mail servers for a test; where one is not installed the test is skipped, but never on CI."""

import os
from collections.abc import Iterator

import pytest
from real_mail import dovecot, postfix
from real_mail.dovecot import OFFICE, PASSWORD, Dovecot
from real_mail.postfix import Postfix
from real_mail.proxy import FaultyProxy

SEEKERS = ("mihon@mihon.example", "reiji@mihon.example")


@pytest.fixture(scope="session")
def running_dovecot() -> Iterator[Dovecot]:
    """Return the Dovecot of all tests; to start and stop one costs more than most of them."""
    must_be(dovecot.installed(), dovecot.HOW_TO_GET_IT)
    with Dovecot(dict.fromkeys((OFFICE, *SEEKERS), PASSWORD)) as running:
        yield running


@pytest.fixture(scope="session")
def running_postfix(running_dovecot: Dovecot) -> Iterator[Postfix]:
    """Return the Postfix of all tests."""
    must_be(postfix.installed(), postfix.HOW_TO_GET_IT)
    with Postfix(running_dovecot, (OFFICE, *SEEKERS)) as running:
        yield running


@pytest.fixture
def dovecot_server(running_dovecot: Dovecot) -> Dovecot:
    """Return a running Dovecot with the office's empty mailbox (`dovecot.OFFICE`, `dovecot.PASSWORD`)."""
    running_dovecot.empty()
    return running_dovecot


@pytest.fixture
def postfix_server(running_postfix: Postfix, dovecot_server: Dovecot) -> tuple[Postfix, Dovecot]:
    """Return a running Postfix and the Dovecot with the mailboxes it delivers into: the office's and the SEEKERS'."""
    return running_postfix, dovecot_server


@pytest.fixture
def faulty_line(dovecot_server: Dovecot) -> Iterator[FaultyProxy]:
    """Return a line to the Dovecot (without TLS) that fails when it is told to."""
    with FaultyProxy(dovecot_server.port) as line:
        yield line


def must_be(installed: bool, how_to_get_it: str) -> None:  # noqa: FBT001 -- one word of a sentence
    """Skip the test where a server is missing; fail it on CI."""
    if installed:
        return
    if os.environ.get("CI"):
        pytest.fail(how_to_get_it)
    pytest.skip(how_to_get_it)
