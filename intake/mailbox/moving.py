"""Moving what is stored out of the folder that mail comes in; where that fails, nothing is lost."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from imapclient import IMAPClient, imap_utf7

from intake.mailbox.fetch_answers import in_sets, uid_set, uids_in
from intake.mailbox.folders import make_done, under_prefix
from intake.mailbox.wire import Asked, Declined, talking


class Moved(NamedTuple):
    """Which mails were moved, and which were no longer there."""

    moved: tuple[int, ...] = ()
    gone: tuple[int, ...] = ()


NOTHING_MOVED: Final = Moved()


class Mover:
    """Moves batches, the server's work behind ours: the answer to one is waited for before the next is sent.

    A mail that was moved already, or that somebody has taken away, is no error to a server (RFC 6851 section 3.3).

    Args:
        client: With the folder selected that is moved from.
        done: Name of the folder that is moved to; made when it is missing.

    Attributes:
        name: Of the folder that is moved to, as the server has it.
        failed: Whether mails stay where they are although they were to be moved.
    """

    def __init__(self, client: IMAPClient, done: str) -> None:
        self._client, self.name = client, done
        self._sent: tuple[Asked | None, Sequence[int]] | None = None
        with talking(client):
            self._can_move, self._can_expunge = (client.has_capability(name) for name in ("MOVE", "UIDPLUS"))
        self.failed = False

    def send(self, uids: Sequence[int]) -> Moved:
        """Have a batch moved, and return what became of the batch before.

        Raises:
            ConnectionLost: See `wire.talking`.
        """
        before = self.settle()
        if uids and not self.failed:
            self._sent = self._ask(uids), uids
        return before

    def settle(self) -> Moved:
        """Return what became of the batch that was sent last.

        Raises:
            ConnectionLost: See `wire.talking`.
        """
        if self._sent is None:
            return NOTHING_MOVED
        (asked, uids), self._sent = self._sent, None
        try:
            return self._told(asked, uids)
        except Declined:
            return self._again(uids)

    def _again(self, uids: Sequence[int]) -> Moved:
        """Try a few times more, once after making the folder; else leave the mails for the next visit.

        A server may decline once because somebody has deleted a mail meanwhile ([EXPUNGEISSUED], RFC 5530).
        """
        for is_to_be_made in (False, True, False):
            if is_to_be_made:
                self._make()
            try:
                return self._told(self._ask(uids), uids)
            except Declined:
                continue
        self.failed = True
        return NOTHING_MOVED

    def _make(self) -> None:
        try:
            self.name = make_done(self._client, self.name)
        except Declined:  # it is there, perhaps under the prefix of this server
            self.name = under_prefix(self._client, self.name)

    def _ask(self, uids: Sequence[int]) -> Asked | None:
        if self._can_move:
            return Asked(self._client, "MOVE", uid_set(uids), _quoted(self.name))
        chosen = self._undeleted(uids)
        return Asked(self._client, "COPY", uid_set(chosen), _quoted(self.name)) if chosen else None

    def _told(self, asked: Asked | None, uids: Sequence[int]) -> Moved:
        """Wait for the answer, and read in COPYUID (RFC 4315 section 3) what was no longer there, where it says so."""
        copied = asked.answer("COPYUID") if asked else []
        if not self._can_move:
            self._delete(uids)
            return Moved(tuple(uids))
        sources = [words[1] for one in copied if len(words := one.split()) > 1]
        if not sources:
            return Moved(tuple(uids))
        moved = in_sets(sources, uids)
        return Moved(tuple(sorted(moved)), tuple(uid for uid in uids if uid not in moved))

    def _undeleted(self, uids: Sequence[int]) -> list[int]:
        """Return what has not been copied yet: a copy is marked at once, and copying again would make a second."""
        try:
            return uids_in(Asked(self._client, "SEARCH", "UID", uid_set(uids), "UNDELETED").answer("SEARCH"))
        except Declined:
            return list(uids)

    def _delete(self, uids: Sequence[int]) -> None:
        """Mark the originals of copies as deleted; only with UIDPLUS can just these be expunged (RFC 4315)."""
        try:
            Asked(self._client, "STORE", uid_set(uids), "+FLAGS.SILENT", r"(\Deleted)").answer("EXPUNGE")
            if self._can_expunge:
                Asked(self._client, "EXPUNGE", uid_set(uids)).answer("EXPUNGE")
        except Declined:
            self.failed = True


def _quoted(name: str) -> str:
    written = imap_utf7.encode(name).decode("ascii")
    return '"' + written.replace("\\", "\\\\").replace('"', '\\"') + '"'
