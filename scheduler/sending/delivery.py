"""How a letter leaves the house: over SMTP, or as a file where no mail server is set."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum, auto
from pathlib import Path
from typing import NamedTuple, Protocol

from madoguchi.config.office import Office
from madoguchi.config.secrets import Secrets
from madoguchi.files import write_if_changed
from madoguchi.model.notice import Notice
from madoguchi.model.reply_address import return_path
from scheduler.sending.answers import Answer, At, Meaning, meaning
from scheduler.sending.dialogue import Connection, NoWayError, connect

_AS_DRAFT = b"X-Unsent: 1\r\n"  # Outlook opens a saved mail that bears it as a draft to send
_LONGEST_PASS = 600  # seconds: a server that answers, but slowly, leaves the rest to the next pass
_MOST_LOST = 2  # connections in a row that took no letter
_MOST_OURS = 3  # answers in a row that refuse us rather than a letter


class Fate(Enum):
    """What became of one try."""

    HANDED_OVER = auto()
    TRY_LATER = auto()
    REFUSED = auto()


class Outcome(NamedTuple):
    """How one try ended.

    Attributes:
        answered: What the server said (`Answer.short`); empty where no server was asked, and then it was no try.
    """

    fate: Fate
    answered: str = ""


class Delivery(Protocol):
    """Takes finished letters."""

    @property
    def is_closed(self) -> bool:
        """Whether no further letter can leave in this pass."""

    def deliver(self, notice: Notice) -> Outcome:
        """Hand one letter over; a repeat after a crash carries the same bytes and Message-ID."""


class FolderDelivery:
    """Writes each letter to a file that a mail program can open and send."""

    is_closed = False

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def deliver(self, notice: Notice) -> Outcome:
        """Write `00012-confirmation.eml`; the same letter again is the same file."""
        try:
            write_if_changed(self._folder / f"{notice.notice_id:05d}-{notice.kind.value}.eml", _AS_DRAFT + notice.mail)
        except PermissionError:  # a mail program holds the file
            return Outcome(Fate.TRY_LATER)
        return Outcome(Fate.HANDED_OVER)


_FATES = {Meaning.TAKEN: Fate.HANDED_OVER, Meaning.NEVER: Fate.REFUSED}


class SmtpDelivery:
    """Sends letters over one connection, and over a new one where the server has closed it."""

    def __init__(
        self,
        connecting: Callable[[], Connection],
        sender: Callable[[Notice], str],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Connect with the first letter.

        Args:
            connecting: Opens a connection; raises NoWayError.
            sender: Returns the return path of a letter.
            clock: Seconds that only go up.
        """
        self._connecting, self._sender, self._clock = connecting, sender, clock
        self._connection: Connection | None = None
        self._until: float | None = None
        self._lost = self._ours = 0
        self._has_way = True

    @property
    def is_closed(self) -> bool:
        """Whether the server is away, has hung up or refused us too often, or has taken too much time."""
        late = self._until is not None and self._clock() >= self._until
        return late or not self._has_way or self._lost >= _MOST_LOST or self._ours >= _MOST_OURS

    def deliver(self, notice: Notice) -> Outcome:
        """Send one letter; a refused recipient does not stop the others."""
        if self._until is None:
            self._until = self._clock() + _LONGEST_PASS
        try:
            self._connection = self._connection or self._connecting()
        except NoWayError as error:
            self._has_way = False
            return Outcome(Fate.TRY_LATER, error.answer.short)
        try:
            answer = self._connection.send(self._sender(notice), notice.to, notice.mail)
        except ValueError:  # an address that no server takes
            return Outcome(Fate.REFUSED, At.RECIPIENT.value)
        return Outcome(_FATES.get(self._learn(answer), Fate.TRY_LATER), answer.short)

    def close(self) -> None:
        """Take leave of the server."""
        if self._connection:
            self._connection.close()

    def _learn(self, answer: Answer) -> Meaning:
        """Take from an answer what it says about the way as a whole."""
        what = meaning(answer)
        self._lost = self._lost + 1 if what is Meaning.HUNG_UP else 0
        self._ours = self._ours + 1 if what is Meaning.OURS else 0
        if what is Meaning.HUNG_UP and self._connection:
            self._connection.close()
            self._connection = None
        return what


@contextmanager
def open_delivery(office: Office, secrets: Secrets, outbox: Path, key: bytes = b"") -> Iterator[Delivery]:
    """Open the way out that the office has set up, and close it at the end.

    Args:
        office: Whose letters they are.
        secrets: With the password of the mail server.
        outbox: The folder of the letters where there is no mail server.
        key: Makes the mailbox that each letter comes back to; empty where they all come back to one.
    """
    smtp = office.smtp
    if smtp is None:
        yield FolderDelivery(outbox)
        return
    delivery = SmtpDelivery(
        lambda: connect(smtp, secrets),
        lambda notice: return_path(office.office.mail, notice.notice_id, notice.message_id, key),
    )
    try:
        yield delivery
    finally:
        delivery.close()
