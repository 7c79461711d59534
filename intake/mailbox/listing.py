"""Which mails wait on the server, and how large each says it is, before anything is fetched."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from imapclient import IMAPClient

from intake.mailbox.fetch_answers import uids_in
from intake.mailbox.hearing import Hearing
from intake.mailbox.wire import Asked

BATCH: Final = 100
BATCH_BYTES: Final = 16_000_000
_SIZED_FIRST: Final = 300
_SIZED_AT_ONCE: Final = 500  # asked for while the mails before them are fetched
_SEARCHED_AT_ONCE: Final = 50_000  # imaplib reads lines of 1 MB at most, 11 bytes a UID
_MOST_SEARCHES: Final = 200


class Listed(NamedTuple):
    """A mail that waits; `size` is what the server says, which may be wrong."""

    uid: int
    size: int


def uids_beyond(client: IMAPClient, cursor: int, count: int) -> list[int]:
    """Return the UIDs of the selected folder that are greater than the cursor, in order.

    Args:
        client: With the folder selected.
        cursor: 0 for all of them.
        count: How many mails lie in the folder.

    Raises:
        ConnectionLost: See `wire.talking`.
        Declined: See `wire.talking`.
    """
    if count <= _SEARCHED_AT_ONCE:
        found = uids_in(Asked(client, "SEARCH", "UID", f"{cursor + 1}:*").answer("SEARCH"))
    else:
        found = []
        # From the end: what is moved away meanwhile shifts the rest to where it is still looked for.
        for last in range(min(count, _SEARCHED_AT_ONCE * _MOST_SEARCHES), 0, -_SEARCHED_AT_ONCE):
            places = f"{max(1, last - _SEARCHED_AT_ONCE + 1)}:{last}"
            found += uids_in(Asked(client, "SEARCH", places, "UID", f"{cursor + 1}:*").answer("SEARCH"))
    return sorted({uid for uid in found if uid > cursor})  # `n:*` names the last mail even where it is before n


def sized(hearing: Hearing, uids: Sequence[int]) -> Iterator[Listed]:
    """Yield mails with the sizes that the server tells, in portions; the next is asked for once the first batch of one is taken.

    The size is 0 where it tells none.

    Raises:
        ConnectionLost: See `wire.talking`.
        Declined: See `wire.talking`.
    """
    starts = range(_SIZED_FIRST, len(uids), _SIZED_AT_ONCE)
    portions = [uids[:_SIZED_FIRST], *(uids[at : at + _SIZED_AT_ONCE] for at in starts), []]
    following = _ask_sizes(hearing, portions[0])
    for portion, next_portion in pairwise(portions):
        asked = following
        if asked:
            hearing.hear(asked)
        yield from _listed(hearing, portion[:BATCH])
        following = _ask_sizes(hearing, next_portion)
        yield from _listed(hearing, portion[BATCH:])


def _ask_sizes(hearing: Hearing, uids: Sequence[int]) -> Asked | None:
    return hearing.ask(f"{uids[0]}:{uids[-1]}", "(RFC822.SIZE)") if uids else None


def _listed(hearing: Hearing, uids: Iterable[int]) -> Iterator[Listed]:
    return (Listed(uid, hearing.sizes.pop(uid, 0)) for uid in uids)


def batches(mails: Iterable[Listed], whole_bytes: int) -> Iterator[list[Listed]]:
    """Part mails into what is fetched at once (pure): a hundred at most, bounded in bytes; what is too large, alone."""
    batch: list[Listed] = []
    held = 0
    for mail in mails:
        too_large = mail.size > whole_bytes
        if batch and (too_large or held + mail.size > BATCH_BYTES):
            yield batch
            batch, held = [], 0
        batch.append(mail)
        held += mail.size
        if too_large or len(batch) == BATCH:  # without waiting for the size of the next
            yield batch
            batch, held = [], 0
    if batch:
        yield batch
