"""`madoguchi watch`: stays, and does a pass whenever something has come or the clock asks for one."""

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, auto
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Any, Final

from intake.mailbox.idle import Door, Listener
from madoguchi.cli.watching.folder_hints import FolderHints
from madoguchi.cli.watching.journal import Entry, Journal
from madoguchi.cli.watching.listening import listening
from madoguchi.cli.watching.mark import marked
from madoguchi.cli.watching.one_pass import Passed, one_pass
from madoguchi.cli.watching.rhythm import Rhythm
from madoguchi.clock import now
from madoguchi.config.folder import OfficeFolder
from madoguchi.config.load import load_office
from madoguchi.config.secrets import load_secrets
from madoguchi.errors import ConfigurationError, Exit

_LOOK_UP: Final = 1.0  # seconds; the clock may be set, and Windows tells of signals only between waits
_SIGN_OF_LIFE: Final = 5.0  # seconds; a pass at the end that stores nothing for so long is not waited for
_STOPPING: Final = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")  # the last is Ctrl+Break on Windows
_HELLO: Final = "inbox とメールの自動取り込みを始めました。終わるときは Ctrl+C を押してください。"
_GOODBYE: Final = "自動取り込みを終了しました。"


class Hint(Enum):
    """What may end a wait, beside the end of a pass."""

    FILE = auto()
    MAIL = auto()
    STOP = auto()


@dataclass(slots=True)
class Watch:
    """The watch of one office: this thread decides, others do the passes and listen.

    Attributes:
        events: What the others say; its `put` may be called by whoever, a signal's handler included.
        tell: Takes each line.
    """

    root: Path
    tell: Callable[[Entry], None]
    events: SimpleQueue[Hint | Passed] = field(default_factory=SimpleQueue)
    rhythm: Rhythm = field(default_factory=Rhythm)
    journal: Journal = field(default_factory=Journal)
    at_work: bool = False
    rest: timedelta = timedelta()
    alive_at: float = 0.0

    def stay(self) -> None:
        """Do passes until STOP comes; a pass at work is waited for while it gets on."""
        while self._heard(self._next()):
            if not self.at_work and not self.rhythm.wait(now()):
                self._begin()
            self._tell()
        self.alive_at = time.monotonic()
        while self.at_work and time.monotonic() - self.alive_at < _SIGN_OF_LIFE and self._heard(self._next()):
            pass
        self._tell(at_once=True)

    def _next(self) -> Hint | Passed | None:
        seconds = _LOOK_UP if self.at_work else min(_LOOK_UP, self.rhythm.wait(now()).total_seconds())
        with suppress(Empty):
            return self.events.get(timeout=seconds)
        return None

    def _heard(self, event: Hint | Passed | None) -> bool:
        """Take in what happened; False when it is a STOP."""
        match event:
            case Hint.STOP:
                return False
            case Hint.MAIL:
                self.rhythm = self.rhythm.hinted(now())
            case Hint.FILE:
                self.rhythm = self.rhythm.hinted(now() + self.rest)
            case Passed():
                self._ended(event)
        return True

    def _begin(self) -> None:
        self.at_work, self.rhythm = True, self.rhythm.began()
        Thread(target=self._pass, args=(now(),), name="pass", daemon=True).start()

    def _pass(self, as_of: datetime) -> None:
        self.events.put(one_pass(self.root, as_of, self._alive))

    def _alive(self, stage: str, done: int, total: int) -> None:
        """Note that the pass has stored something."""
        del stage, done, total
        self.alive_at = time.monotonic()

    def _ended(self, passed: Passed) -> None:
        self.at_work = False
        self.journal.note(passed)
        if passed.trouble:
            self.rhythm = self.rhythm.failed(now(), random.random())  # noqa: S311 -- spreads pauses, guards nothing
        elif passed.ahead is None:  # another run was at work
            self.rhythm = self.rhythm.succeeded(now(), self.rhythm.every).hinted(now())
        else:
            self.rest = passed.ahead.rest
            self.rhythm = self.rhythm.succeeded(now(), passed.ahead.every).hinted(passed.ahead.wake_at)

    def _tell(self, *, at_once: bool = False) -> None:
        if entry := self.journal.entry(now(), at_once=at_once):
            self.tell(entry)


def watch_office(root: Path, *, json_wanted: bool) -> Exit:
    """Watch an office until a signal ends it.

    Raises:
        ConfigurationError: There is no office. A faulty `office.toml` is told, and waited for.
        TryLater: Another watch is at work.
    """
    folder = OfficeFolder(root)
    if not folder.office_toml.exists():
        load_office(folder.office_toml)
    watch = Watch(root, _json_line if json_wanted else _line)
    say = (lambda _: None) if json_wanted else _note
    with marked(folder, now()), _ended_by_signals(watch.events):
        say(_HELLO)
        with _listening(folder, watch.events):
            watch.stay()
        say(_GOODBYE)
    if watch.at_work:  # a server that does not answer holds it; what is stored is whole, as after any kill (promise 6)
        os._exit(Exit.DONE)
    return Exit.DONE


@contextmanager
def _ended_by_signals(events: SimpleQueue[Hint | Passed]) -> Iterator[None]:
    """Turn what asks a program to end into a STOP; what is ignored stays ignored (`nohup`)."""

    def stop(number: int, frame: object) -> None:
        del number, frame
        events.put(Hint.STOP)

    there = [getattr(signal, name) for name in _STOPPING if hasattr(signal, name)]
    before = {one: signal.signal(one, stop) for one in there if signal.getsignal(one) is not signal.SIG_IGN}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


@contextmanager
def _listening(folder: OfficeFolder, events: SimpleQueue[Hint | Passed]) -> Iterator[None]:
    """Listen to the folders and the mailbox."""
    stop = Event()
    listeners = [
        FolderHints(lambda: _places(folder), lambda: events.put(Hint.FILE), stop).listen,
        Listener(lambda: _door(folder), lambda: events.put(Hint.MAIL), stop).listen,
    ]
    with listening(*listeners, stop=stop):
        yield


def _places(folder: OfficeFolder) -> list[Path]:
    """Return the folders where something may come in; those of a faulty `office.toml` as far as they are fixed."""
    places = [folder.inbox, folder.staff]
    with suppress(ConfigurationError):
        maildir = load_office(folder.office_toml).inbox.maildir
        places += [folder.root / maildir / "new"] if maildir else []
    return places


def _door(folder: OfficeFolder) -> Door | None:
    imap = load_office(folder.office_toml).imap
    return None if imap is None else Door(imap, load_secrets(folder.secrets))


def _note(words: str) -> None:
    _print(f"{now():%Y-%m-%d %H:%M:%S} {words}")


def _line(entry: Entry) -> None:
    _print(entry.say())


def _json_line(entry: Entry) -> None:
    said: dict[str, Any] = entry.as_json()
    _print(json.dumps(said, ensure_ascii=False))


def _print(line: str) -> None:
    with suppress(OSError):  # whoever read along has gone, or the disk of the log is full: mail is taken all the same
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
