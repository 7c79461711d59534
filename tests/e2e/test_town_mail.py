"""2,000 mails of all kinds over a line and a mailbox that fail in every way: each ends once, nothing is doubled."""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from imapclient import IMAPClient, SocketTimeout
from offices import AS_OF, OfficeFolder
from real_mail.audit import audit, left_behind
from real_mail.dovecot import OFFICE, PASSWORD, Dovecot
from real_mail.mail_office import mail_office, open_starts
from real_mail.proxy import FaultyProxy
from real_mail.sink import Sink, running_sink
from real_mail.town import town
from typer.testing import CliRunner

from intake.mailbox import hearing, session, wire
from madoguchi.cli.app import app
from madoguchi.cli.line import Report, run_stages
from scheduler.sending import dialogue

MAILS = 2_000
FOLDER, ELSEWHERE, DONE = "予約受付", "片付け中", "処理済"
_PATIENCE = 1.5  # seconds that a server may be silent
_PASS_SECONDS = 120  # a pass that takes longer hangs


@dataclass(slots=True)
class Town:
    """An office, its mailbox and the server that takes its letters, and the lines between them."""

    office: OfficeFolder
    mailboxes: Dovecot
    line: FaultyProxy
    sink: Sink
    way_out: FaultyProxy
    monkeypatch: pytest.MonkeyPatch
    delivered: list[bytes] = field(default_factory=list)
    passes: int = 0

    def deliver(self, mails: Sequence[bytes]) -> None:
        for raw in mails:
            self.mailboxes.deliver(OFFICE, raw, FOLDER)
        self.delivered += mails

    def run(self) -> Report:
        """Do one pass, ten minutes after the last; fail where it hangs."""
        self.passes += 1
        as_of = AS_OF + timedelta(minutes=10 * self.passes)
        return _bounded(lambda: run_stages(self.office.root, as_of, lambda line: line.run()))

    def delete_one(self) -> None:
        """Let a clerk delete the newest mail with a mail program of their own."""
        with IMAPClient(self.mailboxes.host, port=self.mailboxes.port, ssl=False, timeout=10) as clerk:
            clerk.login(OFFICE, PASSWORD)
            clerk.select_folder(FOLDER)
            newest = clerk.search()[-1]
            self.delivered.remove(clerk.fetch([newest], ["BODY.PEEK[]"])[newest][b"BODY[]"])
            clerk.delete_messages([newest])
            clerk.expunge()


@pytest.fixture
def a_town(tmp_path: Path, dovecot_server: Dovecot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Town]:
    monkeypatch.setattr(session, "TIMEOUT", SocketTimeout(connect=5, read=_PATIENCE))
    monkeypatch.setattr(dialogue._Patient, "seconds", _PATIENCE)
    for name in ("_CONNECTING", "_ANSWERING", "_TAKING"):
        monkeypatch.setattr(dialogue, name, _PATIENCE)
    with (
        FaultyProxy(dovecot_server.port) as line,
        running_sink(tmp_path) as sink,
        FaultyProxy(sink.port) as way_out,
    ):
        office = mail_office(tmp_path / "office", line.port, way_out.port, imap_folder=FOLDER)
        yield Town(office, dovecot_server, line, sink, way_out, monkeypatch)


def _bounded(call: Callable[[], Report]) -> Report:
    done: list[Report | BaseException] = []

    def work() -> None:
        try:
            done.append(call())
        except BaseException as error:  # noqa: BLE001 -- raised below, where the test sees it
            done.append(error)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(_PASS_SECONDS)
    assert not thread.is_alive(), "the pass hangs"
    if isinstance(done[0], BaseException):
        raise done[0]
    return done[0]


def _rename(town: Town) -> None:
    town.mailboxes.doveadm("mailbox", "rename", "-u", OFFICE, FOLDER, ELSEWHERE)


def _rename_back(town: Town) -> None:
    town.mailboxes.doveadm("mailbox", "rename", "-u", OFFICE, ELSEWHERE, FOLDER)


def _delete_between(town: Town) -> None:
    """Have a mail deleted after it was listed and before it is fetched."""
    town.monkeypatch.setattr(hearing, "Asked", _Deleting(town))


def _delete_no_more(town: Town) -> None:
    town.monkeypatch.setattr(hearing, "Asked", wire.Asked)


def _cut_the_way_out(town: Town) -> None:
    """Break the line after an answer or in the middle of one, also where it says that a letter is taken."""
    random = Random(1)  # noqa: S311 -- the same places in every run
    town.way_out.cut_after(*(random.randrange(300, 2_000) for _ in range(12)))


class _Deleting:
    def __init__(self, town: Town) -> None:
        self._town, self._deleted = town, False

    def __call__(self, client: IMAPClient, *words: str) -> wire.Asked:
        if "(BODY.PEEK[])" in words and not self._deleted:
            self._deleted = True
            self._town.delete_one()
        return wire.Asked(client, *words)


# What happens to a pass, what ends it again, and whether the pass can notice and has to say so.
FAULTS: tuple[tuple[str, Callable[[Town], Any], Callable[[Town], Any], bool], ...] = (
    ("cut at the greeting", lambda town: town.line.cut_after(20, 20), lambda town: town.line.heal(), True),
    ("cut in the list", lambda town: town.line.cut_after(1_500, 2_000), lambda town: town.line.heal(), True),
    ("cut in the mails", lambda town: town.line.cut_after(150_000, 100_000), lambda town: town.line.heal(), True),
    ("cut once", lambda town: town.line.cut_after(50_000), lambda town: town.line.heal(), False),
    ("a black hole", lambda town: town.line.black_hole(), lambda town: town.line.heal(), True),
    ("a hole in the mails", lambda town: town.line.black_hole(after=120_000), lambda town: town.line.heal(), True),
    ("no server", lambda town: town.line.refuse(), lambda town: town.line.heal(), True),
    ("a server that is restarted", lambda town: town.mailboxes.stop(), lambda town: town.mailboxes.start(), True),
    ("a slow line", lambda town: town.line.drip(600), lambda town: town.line.heal(), False),
    ("the way out is cut", _cut_the_way_out, lambda town: town.way_out.heal(), False),
    ("the way out is a hole", lambda town: town.way_out.black_hole(after=500), lambda town: town.way_out.heal(), False),
    ("new numbers", lambda town: town.mailboxes.renumber(OFFICE, FOLDER), lambda _: None, False),
    ("the folder is renamed", _rename, _rename_back, True),
    ("a mail is deleted under our hands", _delete_between, _delete_no_more, False),
)


def test_every_mail_ends_once_whatever_happens_to_the_line(a_town: Town) -> None:
    raws = [mail.raw for mail in town(MAILS, AS_OF, open_starts(a_town.office, AS_OF))]
    share = MAILS // (len(FAULTS) + 1) + 1
    said = {}
    for place, (name, harm, heal, _) in enumerate(FAULTS):
        a_town.deliver(raws[place * share : (place + 1) * share])
        harm(a_town)
        said[name] = bool(a_town.run().taken.away)
        heal(a_town)
    a_town.deliver(raws[len(FAULTS) * share :])
    assert said == {name: noticed for name, _, _, noticed in FAULTS}
    assert a_town.run().taken.away == []
    quiet = a_town.run()
    assert (quiet.taken.arrivals, quiet.taken.away, quiet.taken.left, quiet.told.waiting) == (0, [], [], 0)
    assert len(a_town.delivered) == MAILS - 1  # the clerk's
    assert a_town.line.cuts >= 5
    found = audit(a_town.office, a_town.delivered, a_town.sink.letters())
    assert found.faults() == {}
    assert found.repeats <= a_town.way_out.cuts
    assert a_town.way_out.cuts >= 3
    assert found.mails > MAILS * 0.9
    assert left_behind(a_town.mailboxes, a_town.delivered, folder=FOLDER) == (0, 0)
    assert CliRunner().invoke(app, ["ledger", str(a_town.office.root)]).exit_code == 0
