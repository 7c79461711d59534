"""What the server was asked for and has told: it may mix the answers to what was asked at once (RFC 9051 section 5.5)."""

from collections.abc import Callable

from imapclient import IMAPClient

from intake.mailbox.fetch_answers import told_in
from intake.mailbox.wire import Asked, Declined


class Hearing:
    """Asks for sizes and bodies of mails ahead, and keeps what is told until it is wanted.

    Args:
        client: With the folder selected.
        meanwhile: See `Asked.answer`.

    Attributes:
        bodies: By UID; whoever wants one takes it out.
        sizes: Likewise.
    """

    def __init__(self, client: IMAPClient, meanwhile: Callable[[], bool]) -> None:
        self._client, self._meanwhile = client, meanwhile
        self._asked: list[Asked] = []
        self._declined: set[Asked] = set()
        self.bodies, self.sizes = dict[int, bytes](), dict[int, int]()

    def ask(self, uids: str, wanted: str) -> Asked:
        """Ask for something of mails without waiting for it.

        Raises:
            ConnectionLost: See `wire.talking`, here and below.
        """
        asked = Asked(self._client, "FETCH", uids, wanted)
        self._asked.append(asked)
        return asked

    def hear(self, asked: Asked) -> None:
        """Wait until all that the command asked for has been told.

        Raises:
            Declined: Not all of it will be.
        """
        if asked in self._asked:
            self._wait(asked)
        if asked in self._declined:
            self._declined.remove(asked)
            raise Declined

    def hear_all(self) -> None:
        """Wait for everything that was asked: what is asked by others would take its answers away."""
        for asked in list(self._asked):
            self._wait(asked)

    def _wait(self, asked: Asked) -> None:
        self._asked.remove(asked)
        try:
            bodies, sizes = told_in(asked.answer("FETCH", self._meanwhile))
        except Declined:
            self._declined.add(asked)
        else:
            self.bodies |= bodies
            self.sizes |= sizes
