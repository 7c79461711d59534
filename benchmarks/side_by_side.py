"""Readers side by side: what came of all inputs, and how many a second, as a Markdown table."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from measure import Rounds
from scoring import Verdict

ROUNDS = 7
COLUMNS = ("reader", *Verdict, "a second", "times our time")


class Row(NamedTuple):
    """One reader.

    Attributes:
        verdicts: What came of each input.
        work: Reads all inputs once; None where it is the work of the row above.
        of_these: For a verdict, how many it was the only good one for; told in brackets.
    """

    name: str
    verdicts: Counter[Verdict]
    work: Callable[[], object] | None
    of_these: Mapping[Verdict, int] = MappingProxyType({})


def measure(rows: Sequence[Row], rounds: int | None = None) -> Rounds:
    """Time the work of the rows in turns, after a round that only warms up."""
    measured = Rounds()
    for number in range((rounds or ROUNDS) + 1):
        for row in rows:
            if row.work is not None and number:
                measured.time(row.name, row.work)
            elif row.work is not None:
                row.work()
    return measured


def markdown(rows: Sequence[Row], measured: Rounds) -> str:
    """Return the table; the first row is ours."""
    lines = [COLUMNS, ("---", *["---:"] * (len(COLUMNS) - 1)), *(_cells(row, rows[0], measured) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cells(row: Row, ours: Row, measured: Rounds) -> tuple[str, ...]:
    told = {one: f" ({count})" for one, count in row.of_these.items()}
    counts = [f"{row.verdicts[one]}{told.get(one, '')}" for one in Verdict]
    if row.work is None:
        return (row.name, *counts, "", "")
    ratio = measured.ratio(row.name, ours.name)
    a_second = row.verdicts.total() / measured.median(row.name)
    return (row.name, *counts, _rounded(a_second), "1" if row is ours else f"{ratio.middle:.1f}")


def _rounded(number: float) -> str:
    """Return two digits that count; more would not be the same in the next run."""
    return f"{float(f'{number:.2g}'):,.0f}"
