"""One visit to the mailbox: everything that waits is fetched, stored, and only then moved aside.

The server works ahead of us: while one batch is stored the next ones are on their way, and those before are moved.
Wherever the visit is cut off, what is committed stays, and the rest is met again next time.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from imapclient import IMAPClient

from intake.mailbox.alone import NoRoom, NotGiven, spool
from intake.mailbox.fetch_answers import uid_set
from intake.mailbox.hearing import Hearing
from intake.mailbox.keeping import Got, keep, not_given, packed, spooled, to_try_again, whole
from intake.mailbox.listing import BATCH_BYTES, Listed, batches, sized, uids_beyond
from intake.mailbox.moving import NOTHING_MOVED, Moved, Mover
from intake.mailbox.wire import Asked, ConnectionLost, Declined
from intake.taken import Intake, Taken
from madoguchi.config.mail import Imap
from madoguchi.errors import TryLater
from madoguchi.model.mailbox import Fetched, Folder, MailPlace
from madoguchi.progress import Progress
from madoguchi.store.mailboxes import fetched_in, greatest_uid

_TOGETHER = 600  # mails a transaction, as each costs a flush of the disk
_AHEAD = 8  # batches asked for at once: the server reads ahead while we store, also over a long line
_NO_ROOM = (
    "メールを保管する空き容量が足りません（受信フォルダーの1通、約{size}MB）。"
    "空きを作ってください。次の回にもう一度受け取ります。"
)
_GIVES_NOTHING = "メールサーバーからメールを受け取れません。次の回にもう一度受け取ります。続くときはサーバーの管理者に知らせてください。"


@dataclass(slots=True)
class _Batch:
    """Mails that are fetched together.

    Attributes:
        asked: The command that waits for its answer; None for what is asked for mail by mail, or has come.
    """

    mails: list[Listed]
    asked: Asked | None


class Visit:
    """A visit to a folder that is selected.

    Args:
        client: Logged in, the folder selected.
        folder: What it is now.
        imap: The settings.
        intake: What the stage works with.
        taken: Counts what is new.
        careful: Ask for the first batch mail by mail: it may have cost us the connection before.
    """

    def __init__(self, client: IMAPClient, folder: Folder, imap: Imap, intake: Intake, taken: Taken, *, careful: bool):
        self._client, self._folder, self._imap = client, folder, imap
        self._intake, self._taken, self._careful = intake, taken, careful
        self._mover = Mover(client, imap.done)
        self._hearing, self._ahead = Hearing(client, self._pack_one), deque[_Batch]()  # what is on its way
        self._got, self._moved = list[Got](), NOTHING_MOVED  # what is not yet stored
        self._packed = 0  # how many of what came are packed

    @property
    def done(self) -> str:
        """The name on the server of the folder that is moved to."""
        return self._mover.name

    @property
    def could_move(self) -> bool:
        """Whether what is stored could also be moved."""
        return not self._mover.failed

    def run(self, count: int, progress: Progress) -> None:
        """Take everything beyond the cursor, and move what an earlier visit left to be moved.

        Args:
            count: How many mails lie in the folder.
            progress: Told after each batch that is stored.

        Raises:
            ConnectionLost: What is committed stays, here and below.
            Declined: The server does not tell what is there.
            TryLater: The server gives none of its mails.
        """
        with self._intake.store.reading() as transaction:
            cursor = greatest_uid(transaction, self._folder)
            stored = [one.uid for one in fetched_in(transaction, self._folder, MailPlace.ARCHIVED)]
            aside = fetched_in(transaction, self._folder, MailPlace.SET_ASIDE)
        for batch in batches((Listed(uid, 0) for uid in stored), self._imap.whole_bytes):
            self._note(self._mover.send([mail.uid for mail in batch]))
        if not self._careful:  # a moment later nothing would be learned about them
            self.take_again([one for one in aside if not one.sha256])
        waiting = uids_beyond(self._client, cursor, count)
        self._take(sized(self._hearing, waiting), len(waiting), progress)

    def take(self, uids: Sequence[int]) -> None:
        """Take mails that were passed by; see `run`."""
        self._take(sized(self._hearing, uids), len(uids), lambda *_: None)

    def take_again(self, aside: Iterable[Fetched]) -> list[int]:
        """Try once more to get mails that were set aside, and tell staff of those that do not come.

        Returns:
            The UIDs that came. Raises as `run` does.
        """
        came = []
        for one in aside:
            mail, refused = Listed(one.uid, one.size), list[Listed]()
            try:
                self._got = self._alone(mail, refused) or [Got(one._replace(place=MailPlace.GONE), None)]
            except ConnectionLost:
                keep(self._intake, self._folder, [not_given(self._folder, mail)], self._moved)
                raise
            if refused:
                self._got = [not_given(self._folder, mail)]
            came += [one.uid] if self._got[0].fetched.place is MailPlace.ARCHIVED else []
            self._store()
        self._finish()
        return came

    def _take(self, mails: Iterable[Listed], total: int, progress: Progress) -> None:
        """Fetch batch after batch, the next ones asked for already; see `run`."""
        parts = batches(mails, self._imap.whole_bytes)
        if self._careful and (first := next(parts, None)):
            self._ahead.append(_Batch(first, None))
        done = 0
        while True:
            self._ask_ahead(parts)
            if not self._ahead:
                break
            batch = self._ahead.popleft()
            self._receive(batch)
            done += len(batch.mails)
            if len(self._got) >= _TOGETHER or self._held >= BATCH_BYTES or not self._ahead:
                self._store()
                progress("archive", done, total)
        self._finish()

    def _ask_ahead(self, parts: Iterator[list[Listed]]) -> None:
        try:
            while len(self._ahead) < _AHEAD and self._on_the_way < BATCH_BYTES and (mails := next(parts, None)):
                self._ahead.append(self._ask(mails))
        except ConnectionLost:
            self._put_off([])
            raise

    def _ask(self, mails: list[Listed]) -> _Batch:
        if mails[0].size > self._imap.whole_bytes:
            return _Batch(mails, None)
        return _Batch(mails, self._hearing.ask(uid_set(mail.uid for mail in mails), "(BODY.PEEK[])"))

    def _receive(self, batch: _Batch) -> None:
        """Take what the server gives of a batch; what does not come with it is asked for alone."""
        before = len(self._got)
        refused: list[Listed] = []
        mail = None
        try:
            bodies = self._bodies(batch)
            for mail in batch.mails:
                raw = bodies.get(mail.uid)
                if raw is not None and len(raw) <= self._imap.whole_bytes and (raw or not mail.size):
                    self._got.append(whole(self._folder, mail, raw))
                else:
                    self._got += self._alone(mail, refused)
        except ConnectionLost:
            self._put_off([*refused, *([mail] if mail else [])])
            raise
        if refused and len(self._got) == before:  # is it these mails, or does it give none? The next visit tells
            self._put_off(refused)
            raise TryLater(_GIVES_NOTHING)
        self._got += [not_given(self._folder, one) for one in refused]

    def _bodies(self, batch: _Batch) -> dict[int, bytes]:
        """Return the bodies of a batch; one that the server declines is halved until the bad mail is alone."""
        try:
            if batch.asked:
                self._hearing.hear(batch.asked)
        except Declined:
            self._hearing.hear_all()
            return self._halved(batch.mails)
        heard = self._hearing.bodies
        return {mail.uid: heard.pop(mail.uid) for mail in batch.mails if mail.uid in heard}

    def _halved(self, mails: list[Listed]) -> dict[int, bytes]:
        if len(mails) == 1:
            return {}
        middle = len(mails) // 2
        found: dict[int, bytes] = {}
        for half in (mails[:middle], mails[middle:]):
            found |= self._bodies(self._ask(half))
        return found

    def _put_off(self, mails: Sequence[Listed]) -> None:
        """Store what came, and leave these to the next visit: what comes after them must not wait for them."""
        keep(self._intake, self._folder, [*self._got, *map(to_try_again, mails)], self._moved)

    def _alone(self, mail: Listed, refused: list[Listed]) -> list[Got]:
        """Fetch a mail by itself; nothing when it is there no longer, or joins those that the server does not give."""
        try:
            self._hearing.hear_all()
            file = spool(self._client, mail.uid, mail.size, self._intake.folder.archive)
            return [spooled(self._intake, self._folder, mail, file, self._imap.whole_bytes)] if file else []
        except NotGiven:
            refused.append(mail)
            return []
        except (NoRoom, OSError):
            self._taken.away.append(_NO_ROOM.format(size=mail.size // 1_000_000 + 1))
            return [to_try_again(mail)]

    def _store(self) -> None:
        """Commit what came, and only then have it moved."""
        self._taken.arrivals += keep(self._intake, self._folder, self._got, self._moved)
        to_move = [one.fetched.uid for one in self._got if one.fetched.place is MailPlace.ARCHIVED]
        self._got, self._packed, self._moved = [], 0, NOTHING_MOVED
        self._note(self._mover.send(to_move))

    def _pack_one(self) -> bool:
        """Pack one of the mails that came, while the server lets us wait for the next; say whether there was one."""
        if self._packed >= len(self._got):
            return False
        self._got[self._packed] = packed(self._got[self._packed])
        self._packed += 1
        return True

    def _finish(self) -> None:
        self._note(self._mover.settle())
        if any(self._moved):
            self._store()

    @property
    def _on_the_way(self) -> int:
        return sum(mail.size for batch in self._ahead for mail in batch.mails)

    @property
    def _held(self) -> int:
        return sum(len(one.incoming.content) for one in self._got if one.incoming)

    def _note(self, moved: Moved) -> None:
        self._moved = Moved(self._moved.moved + moved.moved, self._moved.gone + moved.gone)
