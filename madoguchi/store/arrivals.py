"""What came in, whole: raw bytes first, reading later (promise 1)."""

import zlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import RowMapping, bindparam, insert, select, update

from madoguchi.model.item import Arrival, Form
from madoguchi.store.columns import moment, moment_text, next_id
from madoguchi.store.engine import KEYS, Transaction
from madoguchi.store.portable import without_nul
from madoguchi.store.schema import arrivals, items, ledger, raw

_WITHOUT_RESULT = frozenset({Form.MAIL, Form.COMMAND})  # only a file has a result file beside the inbox
_PACK_LEVEL = 1  # 3 times as fast as 6 and within a tenth of its size on mail


class Incoming(NamedTuple):
    """Bytes about to be archived.

    Attributes:
        sha256: Of all that came.
        content: What came; of what is too large, what is to be read of it.
        whole: Then where all of it lies, as seen from the archive; else empty.
        size: Then the bytes of all of it.
        packed: The content as it is stored; empty until `ready`.
    """

    sha256: str
    source: str
    name: str
    form: Form
    content: bytes
    whole: str = ""
    size: int = 0
    packed: bytes = b""

    def ready(self) -> "Incoming":
        """Pack the content, which takes longer than storing it: best done before the write lock is held."""
        return self if self.packed else self._replace(packed=zlib.compress(self.content, _PACK_LEVEL))


def archive(transaction: Transaction, incoming: Sequence[Incoming], at: datetime) -> None:
    """Store raw bytes that are not yet known, each as an arrival that waits to be read."""
    if not incoming:
        return
    first, arrived_at = next_id(transaction, arrivals, "arrival_id"), moment_text(at)
    transaction.put(
        raw,
        [
            {
                "office": transaction.office,
                "sha256": one.sha256,
                "size": one.size or len(one.content),
                "packed": one.ready().packed,
                "whole": one.whole,
            }
            for one in incoming
        ],
    )
    transaction.put(
        arrivals,
        [
            {
                "office": transaction.office,
                "arrival_id": first + place,
                "sha256": one.sha256,
                "source": one.source,
                "name": without_nul(one.name),
                "form": one.form.value,
                "arrived_at": arrived_at,
                "read_at": None,
                "result_due": 0,
            }
            for place, one in enumerate(incoming)
        ],
    )


def claim_unread(transaction: Transaction, limit: int) -> list[tuple[Arrival, bytes]]:
    """Claim the oldest arrivals that wait to be read and nobody else is reading; with their raw bytes."""
    found = transaction.run(
        select(arrivals, raw.c.packed, raw.c.whole)
        .join_from(arrivals, raw, (arrivals.c.office == raw.c.office) & (arrivals.c.sha256 == raw.c.sha256))
        .where(arrivals.c.office == transaction.office, arrivals.c.read_at.is_(None))
        .order_by(arrivals.c.arrival_id)
        .limit(limit)
        .with_for_update(of=arrivals, skip_locked=True)
    )
    return [(_arrival(row, row["whole"]), zlib.decompress(row["packed"])) for row in found.mappings()]


def claim_earlier(transaction: Transaction, arrival_id: int) -> list[int]:
    """Wait until whoever is reading earlier arrivals has stored them; claim and return those that were let go.

    What came first is stored first: a row that came again must meet the row as it was before.
    """
    found = transaction.run(
        select(arrivals.c.arrival_id)
        .where(
            arrivals.c.office == transaction.office,
            arrivals.c.read_at.is_(None),
            arrivals.c.arrival_id < arrival_id,
        )
        .order_by(arrivals.c.arrival_id)
        .with_for_update()
    )
    return list(found.scalars())


def mark_read(transaction: Transaction, counts: Sequence[tuple[Arrival, int, int]], at: datetime) -> None:
    """Note that arrivals have been read.

    Args:
        transaction: The one that also stores their items.
        counts: Arrival, rows counted in it, rows of them that were known already.
        at: As-of time.
    """
    if not counts:
        return
    transaction.run(
        update(arrivals)
        .where(arrivals.c.office == transaction.office, arrivals.c.arrival_id == bindparam("one"))
        .values(read_at=moment_text(at), result_due=bindparam("due")),
        [{"one": arrival.arrival_id, "due": int(arrival.form not in _WITHOUT_RESULT)} for arrival, _, _ in counts],
    )
    transaction.run(
        insert(ledger),
        [
            {
                "office": transaction.office,
                "arrival_id": arrival.arrival_id,
                "counted": counted,
                "known": known,
            }
            for arrival, counted, known in counts
        ],
    )


def mark_results_due(transaction: Transaction, request_ids: Iterable[int]) -> None:
    """Have the result files written again in which these requests stand."""
    touched = (
        select(items.c.arrival_id)
        .where(items.c.office == transaction.office, items.c.request_id.in_(KEYS))
        .scalar_subquery()
    )
    transaction.change(
        update(arrivals)
        .where(
            arrivals.c.office == transaction.office,
            arrivals.c.arrival_id.in_(touched),
            arrivals.c.form.not_in([form.value for form in sorted(_WITHOUT_RESULT)]),
        )
        .values(result_due=1),
        request_ids,
    )


def claim_results_due(transaction: Transaction) -> list[Arrival]:
    """Claim the arrivals whose result file is to be written and nobody else is writing, oldest first."""
    found = transaction.run(
        select(arrivals)
        .where(arrivals.c.office == transaction.office, arrivals.c.result_due == 1)
        .order_by(arrivals.c.name, arrivals.c.arrival_id)
        .with_for_update(skip_locked=True)
    )
    return [_arrival(row) for row in found.mappings()]


def mark_results_written(transaction: Transaction, arrival_ids: Iterable[int]) -> None:
    """Note that result files stand as the store has them."""
    transaction.change(
        update(arrivals)
        .where(arrivals.c.office == transaction.office, arrivals.c.arrival_id.in_(KEYS))
        .values(result_due=0),
        arrival_ids,
    )


def forget_reading(transaction: Transaction, arrival_ids: Sequence[int]) -> None:
    """Have arrivals read again; the caller has taken their items out."""
    transaction.change(
        ledger.delete().where(ledger.c.office == transaction.office, ledger.c.arrival_id.in_(KEYS)), arrival_ids
    )
    transaction.change(
        update(arrivals)
        .where(arrivals.c.office == transaction.office, arrivals.c.arrival_id.in_(KEYS))
        .values(read_at=None),
        arrival_ids,
    )


def arrivals_by_hash(transaction: Transaction, hashes: Iterable[str]) -> dict[str, Arrival]:
    """Return arrivals by the hash of their bytes."""
    found = transaction.find(
        select(arrivals).where(arrivals.c.office == transaction.office, arrivals.c.sha256.in_(KEYS)), hashes
    )
    return {row["sha256"]: _arrival(row) for row in found}


def newest_of_name(transaction: Transaction, names: Iterable[str]) -> dict[str, Arrival]:
    """Return for each file name the arrival that bore it last, mails left out."""
    found = transaction.find(
        select(arrivals).where(
            arrivals.c.office == transaction.office,
            arrivals.c.name.in_(KEYS),
            arrivals.c.form != Form.MAIL.value,
        ),
        names,
    )
    return {row["name"]: _arrival(row) for row in sorted(found, key=itemgetter("arrival_id"))}


def raw_bytes(transaction: Transaction, sha256: str) -> bytes:
    """Return archived bytes."""
    found = transaction.run(select(raw.c.packed).where(raw.c.office == transaction.office, raw.c.sha256 == sha256))
    return zlib.decompress(found.scalar_one())


def arrivals_by_id(transaction: Transaction, arrival_ids: Iterable[int]) -> dict[int, Arrival]:
    """Return arrivals by their number."""
    found = transaction.find(
        select(arrivals).where(arrivals.c.office == transaction.office, arrivals.c.arrival_id.in_(KEYS)), arrival_ids
    )
    return {row["arrival_id"]: _arrival(row) for row in sorted(found, key=itemgetter("arrival_id"))}


def _arrival(row: RowMapping | dict[str, Any], whole: str = "") -> Arrival:
    return Arrival(
        arrival_id=row["arrival_id"],
        sha256=row["sha256"],
        source=row["source"],
        name=row["name"],
        form=Form(row["form"]),
        arrived_at=moment(row["arrived_at"]),
        whole=whole,
    )
