"""One more booking, with few and with many stored, on SQLite and on PostgreSQL.

Usage: python benchmarks/one_more.py [STORED]   (1,000,000 unless told otherwise; PostgreSQL where it is installed)

The time is that of the clock: what a server works for us does not show in our own CPU time.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from history import move_history
from loads import old_office, one_more
from measure import Rounds
from postgres import HOW_TO_GET_IT, programs, running_cluster

from madoguchi.config.folder import OfficeFolder

_FEW = 1_000
_ROUNDS = 25  # interleaved


def compare(few: OfficeFolder, many: OfficeFolder) -> Rounds:
    """Book one mail at a time in both offices, in turns."""
    rounds = Rounds(perf_counter)
    for number in range(_ROUNDS):
        one_more(few, number, "few", rounds)
        one_more(many, number, "many", rounds)
    return rounds


def _tell(kind: str, stored: int, rounds: Rounds) -> None:
    found = rounds.ratio("many", "few")
    print(
        f"{kind}: one more booking takes {rounds.median('few') * 1e3:.1f} ms with {_FEW:,} stored and "
        f"{rounds.median('many') * 1e3:.1f} ms with {stored:,}: {found.middle:.2f} times as long "
        f"({found.least:.2f} to {found.most:.2f}; goal <= 1.3)"
    )


def main(stored: int) -> None:
    """Measure both kinds of store and print the ratios."""
    with TemporaryDirectory(prefix="madoguchi-one-more-") as place:
        room = Path(place)
        _tell("SQLite", stored, compare(old_office(room, _FEW), old_office(room, stored)))
    if programs() is None:
        print(HOW_TO_GET_IT)
        return
    with TemporaryDirectory(prefix="madoguchi-one-more-") as place, running_cluster() as cluster:
        room = Path(place)
        few, many = (
            old_office(room, count, lambda folder: move_history(folder, cluster.new_database()))
            for count in (_FEW, stored)
        )
        _tell("PostgreSQL", stored, compare(few, many))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
