"""Whether the sums match: everything that came in has exactly one ending (promise 2)."""

from collections.abc import Sequence

from sqlalchemy import func, select

from madoguchi.model.frozen import Frozen
from madoguchi.model.item import Form, Outcome
from madoguchi.store.engine import Transaction
from madoguchi.store.schema import arrivals, items, ledger, raw


class LedgerLine(Frozen):
    """One arrival and what became of its rows.

    Attributes:
        counted: Rows that were in it (1 for a mail).
        known: Rows of them that had come before, unchanged.
        outcomes: How the others ended.
    """

    arrival_id: int
    name: str
    form: Form
    is_read: bool
    counted: int
    known: int
    outcomes: dict[Outcome, int]

    @property
    def missing(self) -> int:
        """Rows without an ending; 0 when the line closes."""
        return self.counted - self.known - sum(self.outcomes.values())


class Ledger(Frozen):
    """Every line, and arrivals whose raw bytes are not there."""

    lines: tuple[LedgerLine, ...]
    lost_raw: int

    @property
    def closes(self) -> bool:
        """Tell whether all sums match."""
        return self.lost_raw == 0 and all(line.is_read and line.missing == 0 for line in self.lines)

    def total(self) -> dict[Outcome, int]:
        """Return how many items ended how."""
        return {outcome: sum(line.outcomes.get(outcome, 0) for line in self.lines) for outcome in Outcome}


def read_ledger(transaction: Transaction) -> Ledger:
    """Add everything up anew from the tables."""
    outcomes: dict[int, dict[Outcome, int]] = {}
    for arrival_id, outcome, number in transaction.run(
        select(items.c.arrival_id, items.c.outcome, func.count())
        .where(items.c.office == transaction.office)
        .group_by(items.c.arrival_id, items.c.outcome)
        .order_by(items.c.arrival_id, items.c.outcome)
    ):
        outcomes.setdefault(arrival_id, {})[Outcome(outcome)] = number
    found = (
        transaction.run(
            select(arrivals, ledger.c.counted, ledger.c.known, raw.c.size)
            .join_from(
                arrivals,
                ledger,
                (arrivals.c.office == ledger.c.office) & (arrivals.c.arrival_id == ledger.c.arrival_id),
                isouter=True,
            )
            .join(raw, (arrivals.c.office == raw.c.office) & (arrivals.c.sha256 == raw.c.sha256), isouter=True)
            .where(arrivals.c.office == transaction.office)
            .order_by(arrivals.c.arrival_id)
        )
        .mappings()
        .all()
    )
    lines = [
        LedgerLine(
            arrival_id=row["arrival_id"],
            name=row["name"],
            form=Form(row["form"]),
            is_read=row["read_at"] is not None and row["counted"] is not None,
            counted=row["counted"] or 0,
            known=row["known"] or 0,
            outcomes=outcomes.get(row["arrival_id"], {}),
        )
        for row in found
    ]
    return Ledger(lines=tuple(lines), lost_raw=_count_lost([row["size"] for row in found]))


def _count_lost(sizes: Sequence[int | None]) -> int:
    return sum(size is None for size in sizes)
