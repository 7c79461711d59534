"""Twenty kills at random moments of passes over a real mailbox; `make torture` does two hundred."""

import sys
from pathlib import Path

import pytest
from real_mail.dovecot import HOW_TO_GET_IT, installed
from real_mail.fixtures import must_be
from torture.kills import torture

KILLS, SEED = 20, 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL; run this on Linux")
def test_kills_lose_nothing_double_nothing_and_repeat_a_letter_each_at_most(tmp_path: Path) -> None:
    must_be(installed(), HOW_TO_GET_IT)
    done = torture(tmp_path, KILLS, SEED)
    assert done.kills == KILLS
    assert len(+done.stages) >= 3  # where exactly a kill hits is the machine's
    assert done.audit.faults() == {}
    assert done.audit.mails > KILLS * 5
    assert done.audit.letters > KILLS
    assert done.audit.repeats <= KILLS
    assert done.left == (0, 0)
