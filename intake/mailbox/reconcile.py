"""Once a day the server's list is held against ours, and what differs is put right and said."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import NamedTuple

from imapclient import IMAPClient

from intake.mailbox.folders import count_done
from intake.mailbox.listing import uids_beyond
from intake.mailbox.visit import Visit
from madoguchi.clock import local
from madoguchi.model.mailbox import Fetched, Folder, MailPlace
from madoguchi.store.engine import Store
from madoguchi.store.mailboxes import count_moved, fetched_in, greatest_uid, known_uids, move_fetched


class Differences(NamedTuple):
    """What differed, as numbers of mails.

    Attributes:
        missed: On the server and not with us: taken now.
        came: Set aside before, and given to us now.
        lost: Set aside before, and now no longer on the server.
        gone: With us, and taken away from the server before we moved them.
        besides: In the folder for what is done, and not moved there by us.
        grown: By how many these have become more since the last time.
    """

    missed: int = 0
    came: int = 0
    lost: int = 0
    gone: int = 0
    besides: int = 0
    grown: int = 0

    def say(self, done: str) -> str:
        """Return what differed as Japanese sentences; nothing when nothing did.

        Args:
            done: The folder for what is done, as people read it.
        """
        sentences = (
            (self.missed, "サーバーにあって、まだ取り込んでいなかったメールが{}通あり、取り込みました。"),
            (self.came, "受け取れずにいたメール{}通を受け取りました。"),
            (self.lost, "受け取れないまま、サーバーからなくなったメールが{}通あります。"),
            (
                self.gone,
                "取り込んだあと、移す前にサーバーからなくなったメールが{}通あります（内容は保管してあります）。",
            ),
            (
                self.grown,
                f"取り込む前に「{done}」へ移されたとみられるメールが{{}}通あります。受信フォルダーへ戻すと取り込みます。",
            ),
        )
        return "".join(sentence.format(number) for number, sentence in sentences if number > 0)


def is_due(as_of: datetime, last: datetime | None, at: time) -> bool:
    """Tell whether the list is to be held against ours: once from each day's time on.

    Args:
        as_of: Aware.
        last: When it was done last, or else when the folder was visited (aware); None before the first visit, when
            there is nothing of ours.
        at: The office's time of day.
    """
    now = local(as_of)
    latest = datetime.combine(now.date(), at)
    if latest > now:
        latest -= timedelta(days=1)
    return last is not None and local(last) < latest


def reconcile(
    client: IMAPClient, visit: Visit, store: Store, folder: Folder, count: int, besides: int | None
) -> Differences:
    """Hold the server's list against ours and take what is missing.

    Args:
        client: With the folder selected.
        visit: Takes what is missing.
        store: Ours.
        folder: The one that is selected.
        count: How many mails lay in it when it was selected.
        besides: See `MailboxHealth.done_besides`; None when this is the first time.

    Raises:
        ConnectionLost: What is committed stays.
        Declined: The server does not tell what is there.
        TryLater: The server gives none of its mails.
    """
    there = uids_beyond(client, 0, count)
    with store.reading() as transaction:
        cursor, known = greatest_uid(transaction, folder), set(known_uids(transaction, folder, there))
        archived = fetched_in(transaction, folder, MailPlace.ARCHIVED)
        aside = fetched_in(transaction, folder, MailPlace.SET_ASIDE)
    missed = [uid for uid in there if uid <= cursor and uid not in known]
    visit.take(missed)
    here = set(there)
    came = visit.take_again([one for one in aside if one.uid in here])
    lost, gone = _absent(aside, here), _absent(archived, here)
    with store.writing() as transaction:
        move_fetched(transaction, folder, lost + gone, MailPlace.GONE)
        moved = count_moved(transaction, folder.account, folder.name)
    now_besides = max(0, count_done(client, visit.done) - moved)
    grown = 0 if besides is None else now_besides - besides
    return Differences(len(missed), len(came), len(lost), len(gone), now_besides, grown)


def _absent(mails: Sequence[Fetched], there: set[int]) -> list[int]:
    return [one.uid for one in mails if one.uid not in there]
