"""What the server announces of new mail (IDLE, RFC 2177): a hint to look, never more.

The announcement fetches nothing and is missed now and then: whoever listens here also looks by the clock.
IMAPClient tells nothing of a dead connection while it idles: `idle_check` returns `[]` at once and for ever where the
server has closed (mjs/imapclient#565), and `[]` after its timeout where the network has gone; only the next command
notices. So every stretch is short and ends in a command.
"""

import random
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Event
from typing import Any, Final, NamedTuple

from imapclient import IMAPClient

from intake.mailbox.folders import under_prefix
from intake.mailbox.session import open_mailbox
from intake.mailbox.wire import ConnectionLost, Declined, talking
from madoguchi.backoff import pause
from madoguchi.config.mail import Imap
from madoguchi.config.secrets import Secrets

_STRETCH: Final = 300.0  # seconds of one IDLE; servers and routers forget a silent connection after 10 minutes or so
_SLICE: Final = 1.0  # seconds; how soon a stop is noticed
_AT_ONCE: Final = 0.1  # seconds; who answers nothing in less has nothing to say because nobody is there
_MOST_EMPTY: Final = 5  # a TLS record may hold nothing for us, but hardly five in a row
_ANSWER: Final = 30.0  # seconds for the end of IDLE and the NOOP after it
_STEADY: Final = 60.0  # seconds; a connection that has lasted so long was a good one
_FIRST_PAUSE, _LONGEST_PAUSE = 5.0, 600.0  # seconds between tries to connect
_LOOK_AGAIN: Final = 60.0  # seconds; without a mailbox in the settings, or without settings
_NO_IDLE: Final = 3600.0  # seconds; a server without IDLE is polled alone, until it is another server


class Door(NamedTuple):
    """A mailbox and how to get in; a change of it ends the connection."""

    imap: Imap
    secrets: Secrets


@dataclass(frozen=True, slots=True)
class Listener:
    """Listens to a mailbox over a connection of its own.

    Attributes:
        door: Returns the mailbox as it is set now, None where there is none; may raise a MadoguchiError.
        mail_came: Called when the server announces mail, and when there is some at the beginning.
        stop: Ends the listening within a second, or when the server has answered or not.
        clock: Seconds, never set back.
        chance: For the spread of the pauses; see `madoguchi.backoff`.
    """

    door: Callable[[], Door | None]
    mail_came: Callable[[], None]
    stop: Event
    clock: Callable[[], float] = time.monotonic
    chance: Callable[[], float] = random.random

    def listen(self) -> None:
        """Listen until `stop` is set; a server that is away is tried again, less and less often."""
        failures = 0
        while not self.stop.is_set():
            began = self.clock()
            try:
                rest = self._visit()
            except Exception:  # noqa: BLE001 -- whatever a server sends, the listener lives on
                failures = 1 if self.clock() - began >= _STEADY else failures + 1
                rest = pause(failures, _FIRST_PAUSE, _LONGEST_PAUSE, self.chance())
            self.stop.wait(rest)

    def _visit(self) -> float:
        """Listen as long as nothing changes; return how many seconds to wait before the next visit."""
        door = self.door()
        if door is None:
            return _LOOK_AGAIN
        with open_mailbox(*door) as client:
            if not client.has_capability("IDLE"):
                return _NO_IDLE
            if _select(client, door.imap.folder):
                self.mail_came()
            while not self.stop.is_set() and self.door() == door:
                self._idle(client)
        return 0

    def _idle(self, client: IMAPClient) -> None:
        """Do one stretch of IDLE, and have the server prove afterwards that it is there."""
        with talking(client, _ANSWER):
            client.idle()
        ends, empty = self.clock() + _STRETCH, 0
        while not self.stop.is_set() and (began := self.clock()) < ends:
            said = client.idle_check(timeout=_SLICE)
            empty = empty + 1 if not said and self.clock() - began < _AT_ONCE else 0
            if empty == _MOST_EMPTY:
                raise ConnectionLost
            self._hear(said)
        with talking(client, _ANSWER):
            self._hear(client.idle_done()[1])
            self._hear(client.noop()[1])

    def _hear(self, said: Iterable[Any]) -> None:
        if tells_of_mail(said):
            self.mail_came()


def _select(client: IMAPClient, name: str) -> bool:
    """Select the folder so that looking changes nothing (EXAMINE); tell whether there is mail in it."""
    try:
        with talking(client, _ANSWER):
            there = client.select_folder(name, readonly=True)
    except Declined:
        elsewhere = under_prefix(client, name)
        with talking(client, _ANSWER):
            there = client.select_folder(elsewhere, readonly=True)
    return bool(there.get(b"EXISTS"))


def tells_of_mail(said: Iterable[Any]) -> bool:
    """Tell whether untagged answers, as IMAPClient reads them, say how many mails there are: there are more than before.

    A folder that loses mail is told by EXPUNGE (RFC 9051 section 7.5.1).
    """
    return any(isinstance(one, tuple) and b"EXISTS" in one[:2] for one in said)
