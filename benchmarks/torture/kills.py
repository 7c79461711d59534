"""Passes over a real mailbox, killed (SIGKILL) at random moments while new mail comes; then one in peace, and the count."""

import os
import select
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice, pairwise
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
_AIM = {OPENING: 1, FETCHING: 4, READING: 2, DECIDING: 4, SENDING: 6, PUBLISHING: 1}  # how often each stage is aimed at
_MAILS_EACH = 10  # come in before each pass
_PASS_SECONDS = 120  # a pass that takes longer hangs
_WELL = (0, Exit.NEEDS_PERSON)
_HOUSE = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Tortured:
    """What came of it.

    Attributes:
        stages: How many kills hit which stage.
        survived: Passes that were over before their kill.
        audit: What is wrong at the end.
        left: Mails still in the inbox, and deliveries that are not once each in the folder of the done.
        seconds: For everything.
    """

    stages: Counter[str]
    survived: int
    audit: Audit
    left: tuple[int, int]
    seconds: float

    @property
    def kills(self) -> int:
        """How many passes were killed."""
        return self.stages.total()


def torture(room: Path, kills: int, seed: int) -> Tortured:
    """Kill so many passes of an office in a folder, each at a random moment of it."""
    begun, random, hit = time.monotonic(), Random(seed), Counter[str]()  # noqa: S311 -- the same aims for the same seed
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
            lengths = starter.next().in_peace()
        while hit.total() - hit[DONE] < kills and hit[DONE] < kills:
            more_mail()
            (aim,) = random.choices(list(_AIM), list(_AIM.values()))
            hit[starter.next().killed(aim, random.random() * lengths[aim])] += 1
        starter.last().in_peace()
        found, left = audit(office, delivered, sink.letters()), left_behind(mailboxes, delivered)
    stages = Counter({name: hit[stage] for stage, name in STAGES.items()})
    return Tortured(stages, hit[DONE], found, left, time.monotonic() - begun)


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

    def in_peace(self) -> dict[str, float]:
        """Let it run to its end; return how long each stage took."""
        self._begin()
        came = [(OPENING, time.monotonic())]
        while piece := self._read(1):
            came.append((piece, time.monotonic()))
        if self._process.wait(_PASS_SECONDS) not in _WELL or came[-1][0] != DONE:
            raise RuntimeError(f"a pass fails: {self._said()}")
        self.close()
        return {stage: later - at for (stage, at), (_, later) in pairwise(came)}

    def killed(self, aim: str, after: float) -> str:
        """Kill it so many seconds after a stage begins; return which stage it was in by then."""
        self._begin()
        stage = OPENING
        while stage not in (aim, DONE, ""):
            stage = self._read(1)
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(after)
        self._process.send_signal(signal.SIGKILL)
        while later := self._read(1):
            stage = later
        if self._process.wait(_PASS_SECONDS) not in (*_WELL, -signal.SIGKILL):
            raise RuntimeError(f"a pass fails: {self._said()}")
        self.close()
        return stage

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

    def last(self) -> _Pass:
        """Return the pass that waits, and load none after it."""
        ready, self._waiting = self._waiting or self._load(), None
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
