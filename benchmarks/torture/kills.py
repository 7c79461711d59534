"""Passes over a real mailbox, killed (SIGKILL) at random moments while new mail comes; then one in peace, and the count."""

import os
import select
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random

from real_mail.audit import Audit, audit, left_behind
from real_mail.dovecot import OFFICE, Dovecot
from real_mail.mail_office import mail_office, open_starts
from real_mail.sink import running_sink
from real_mail.town import town

from madoguchi.clock import TOKYO
from madoguchi.errors import Exit
from torture.one_pass import DECIDING, DONE, FETCHING, OPENING, PUBLISHING, READING, READY, SENDING

AS_OF = datetime(2026, 11, 30, 10, tzinfo=TOKYO)
STAGES = {
    OPENING: "opening",
    FETCHING: "fetching",
    READING: "reading",
    DECIDING: "scheduling",
    SENDING: "sending",
    PUBLISHING: "publishing",
}
_MAILS_EACH = 10  # come in before each pass
_PASS_SECONDS = 120  # a pass that takes longer hangs
_HOUSE = Path(__file__).parents[2]


@dataclass(slots=True)
class Tortured:
    """What came of it.

    Attributes:
        stages: How many kills hit which stage.
        survived: Passes that were over before their kill.
        left: Mails still in the inbox, and deliveries that are not once each in the folder of the done.
        seconds: For everything.
    """

    stages: Counter[str] = field(default_factory=Counter)
    survived: int = 0
    left: tuple[int, int] = (0, 0)
    seconds: float = 0
    audit: Audit | None = None

    @property
    def kills(self) -> int:
        """How many passes were killed."""
        return sum(self.stages.values())


def torture(room: Path, kills: int, seed: int) -> Tortured:
    """Kill so many passes of an office in a folder, each at a random moment of it."""
    begun, random, done = time.monotonic(), Random(seed), Tortured()  # noqa: S311 -- the same moments for the same seed
    with Dovecot() as mailboxes, running_sink(room) as sink, _starting(room / "office") as starter:
        office = mail_office(room / "office", mailboxes.port, sink.port)
        mails = town(2 * (kills + 2) * _MAILS_EACH, AS_OF, open_starts(office, AS_OF), seed)
        delivered: list[bytes] = []

        def more_mail() -> None:
            for mail in islice(mails, _MAILS_EACH):
                mailboxes.deliver(OFFICE, mail.raw)
                delivered.append(mail.raw)

        for _ in range(2):  # the first makes the store and every page
            more_mail()
            length = starter.next().in_peace()
        while done.kills < kills and done.survived < kills:
            more_mail()
            stage, length = starter.next().killed(random.random() * length, length)
            if stage == DONE:
                done.survived += 1
            else:
                done.stages[STAGES[stage]] += 1
        starter.next().in_peace()
        done.audit = audit(office, delivered, sink.letters())
        done.left = left_behind(mailboxes, delivered)
    done.seconds = time.monotonic() - begun
    return done


class _Pass:
    """One process of `madoguchi run`, loaded and waiting for its start."""

    def __init__(self, office: Path, as_of: datetime) -> None:
        self._marks, marks = os.pipe()
        go, self._go = os.pipe()
        script = Path(__file__).with_name("one_pass.py")
        command = [sys.executable, str(script), str(marks), str(go), str(office), as_of.isoformat()]
        self._process = subprocess.Popen(  # noqa: S603 -- our own program
            command,
            pass_fds=(marks, go),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join((str(_HOUSE), str(_HOUSE / "site")))},
        )
        os.close(marks)
        os.close(go)

    def in_peace(self) -> float:
        """Let it run to its end; return how long it took from its start."""
        self._begin()
        begun = time.monotonic()
        said = self._until_the_end()
        if self._process.wait(_PASS_SECONDS) not in (0, Exit.NEEDS_PERSON) or not said.endswith(DONE):
            raise RuntimeError(f"a pass fails: {self._said()}")
        self.close()
        return time.monotonic() - begun

    def killed(self, after: float, length: float) -> tuple[str, float]:
        """Kill it so many seconds after its start; return in which stage, and how long a whole pass takes as far as we know."""
        self._begin()
        begun = time.monotonic()
        try:
            self._process.wait(after)
        except subprocess.TimeoutExpired:
            self._process.send_signal(signal.SIGKILL)
        stage = self._until_the_end()[-1:] or OPENING
        code = self._process.wait(_PASS_SECONDS)
        if code not in (0, Exit.NEEDS_PERSON, -signal.SIGKILL):
            raise RuntimeError(f"a pass fails: {self._said()}")
        self.close()
        return stage, time.monotonic() - begun if stage == DONE else length

    def close(self) -> None:
        """End it if it still runs."""
        self._process.kill()
        self._process.wait()
        if self._process.stderr:
            self._process.stderr.close()
        for end in (self._marks, self._go):
            if end >= 0:
                os.close(end)
        self._marks = self._go = -1

    def _begin(self) -> None:
        if self._read(1) != READY:
            raise RuntimeError(f"a pass does not start: {self._said()}")
        os.write(self._go, b".")
        if self._read(1) != OPENING:
            raise RuntimeError(f"a pass does not begin: {self._said()}")

    def _until_the_end(self) -> str:
        said = ""
        while piece := self._read(64):
            said += piece
        return said

    def _read(self, most: int) -> str:
        if not select.select([self._marks], (), (), _PASS_SECONDS)[0]:
            self._process.kill()
            raise TimeoutError("a pass hangs")
        return os.read(self._marks, most).decode()

    def _said(self) -> str:
        self._process.kill()
        return self._process.stderr.read().decode(errors="replace") if self._process.stderr else ""


class _Starter:
    """Loads each pass while the one before it runs; every pass is a minute later than the last."""

    def __init__(self, office: Path) -> None:
        self._office, self._minutes = office, 0
        self._waiting: _Pass | None = None

    def next(self) -> _Pass:
        """Return the pass that waits, and load the one after it."""
        ready = self._waiting or self._load()
        self._waiting = self._load()
        return ready

    def _load(self) -> _Pass:
        self._minutes += 1
        return _Pass(self._office, AS_OF + timedelta(minutes=self._minutes))

    def close(self) -> None:
        """End the pass that nobody needs any more."""
        if self._waiting:
            self._waiting.close()


@contextmanager
def _starting(office: Path) -> Iterator[_Starter]:
    starter = _Starter(office)
    try:
        yield starter
    finally:
        starter.close()
