"""A visit that is broken off at any step: nothing is lost, nothing comes twice."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from mailboxes import LATER, archived, endings, hashes, mail, not_given, places, take
from offices import OfficeFolder
from real_mail.mail_office import mail_office
from scripted_imap import ScriptedServer
from sqlalchemy import event
from sqlalchemy.engine import Engine
from stores import new_store

from intake.mailbox import visit
from intake.mailbox.wire import Asked

MAILS = [*(mail(number) for number in range(1, 4)), mail(8, "見" * 50_000), mail(9)]
MOST = 200


class Broken(BaseException):
    """Ends a process as a kill does, as far as one process can show it."""


class Steps:
    """Counts what is asked of the server, of the store and of the disk, and breaks off at one of them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count, self.fatal = 0, 0
        for owner, name in ((Asked, "__init__"), (Asked, "answer"), (Path, "replace"), (Path, "unlink")):
            monkeypatch.setattr(owner, name, self._watched(getattr(owner, name)))
        event.listen(Engine, "commit", self._pass)

    def end(self) -> None:
        event.remove(Engine, "commit", self._pass)

    def _pass(self, *_: object) -> None:
        self.count += 1
        if self.count == self.fatal:
            raise Broken

    def _watched(self, original: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*args: object, **keywords: object) -> object:
            self._pass()
            result = original(*args, **keywords)
            self._pass()
            return result

        return watched


@pytest.mark.parametrize(("capabilities", "every"), [(b"IMAP4rev1 AUTH=PLAIN MOVE", 2), (b"IMAP4rev1 AUTH=PLAIN", 7)])
def test_wherever_a_visit_is_broken_off_the_next_one_ends_as_if_it_had_not_been(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capabilities: bytes, every: int
) -> None:
    monkeypatch.setattr(visit, "_TOGETHER", 2)
    monkeypatch.setattr("intake.mailbox.listing.BATCH", 2)
    steps = Steps(monkeypatch)
    try:
        for fatal in range(1, MOST, every):
            with ScriptedServer(capabilities) as server:
                server.deliver(*MAILS)
                folder = mail_office(tmp_path / f"o{fatal}", server.port, imap_whole_bytes=100_000)
                new_store(folder.database.parent).close()
                if not broken_off(folder, steps, fatal):
                    assert fatal > 20, "there were steps"
                    return
                assert take(folder, LATER).away == []
                (done,) = server.folders.keys() - {b"INBOX"}
                assert (archived(folder), endings(folder), not_given(folder)) == (hashes(*MAILS), len(MAILS), 0)
                assert hashes(*set(server.folders[done].values())) == hashes(*MAILS)
                assert (len(server.folders[done]) == len(MAILS)) or b"MOVE" not in capabilities, (
                    "only a copy can be made twice"
                )
                assert set(places(folder).values()) <= {"moved", "gone"}
                assert list(folder.archive.glob(".*")) == []
    finally:
        steps.end()
    pytest.fail("there are more steps than were tried")


def broken_off(folder: OfficeFolder, steps: Steps, fatal: int) -> bool:
    """Take the mailbox and break off at a step; tell whether there was such a step."""
    steps.count, steps.fatal = 0, fatal
    with suppress(Broken):
        take(folder)
    steps.fatal = 0
    return steps.count >= fatal
