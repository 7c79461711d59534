"""Print how long each kind of work takes in this checkout against an older one, in turns, each in its own process.

Usage: python benchmarks/against.py OLDER [--rounds 5] [--mails 600]
       git worktree add ../older REVISION makes OLDER, a checkout of an older state. Both use this one's libraries.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from statistics import median

HOUSE = Path(__file__).resolve().parents[1]
BOUND = 1.05  # times the older time
_Seconds = Mapping[str, float]


def main(arguments: Sequence[str]) -> None:
    """Print the table, and end with 1 when something takes longer than it may.

    Raises:
        SystemExit: The other folder is no checkout, or something takes longer.
    """
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("older", type=Path, help="folder of another checkout")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--mails", type=int, default=600)
    given = parser.parse_args(arguments)
    if not (given.older / "benchmarks" / "loads.py").is_file():
        parser.error(f"no checkout with benchmarks: {given.older}")
    before: list[_Seconds] = []
    now: list[_Seconds] = []
    turns = [(given.older.resolve(), before), (HOUSE, now)]
    for _ in range(given.rounds):
        for checkout, seconds in turns:
            seconds.append(one_round(checkout, given.mails))
        turns.reverse()  # neither is always the first
    print(table(before, now))
    if slower(before, now):
        sys.exit(1)


def one_round(checkout: Path, mails: int) -> dict[str, float]:
    """Return the CPU seconds of each kind of work in that checkout."""
    path = os.pathsep.join(str(checkout / part) for part in ("benchmarks", ".", "site"))
    # -P: the script's own folder would come before the benchmarks of the checkout.
    told = subprocess.run(  # noqa: S603 -- our own script
        [sys.executable, "-P", str(HOUSE / "benchmarks" / "one_round.py"), str(mails)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": path},
    )
    return dict(json.loads(told.stdout))


def slower(before: Sequence[_Seconds], now: Sequence[_Seconds]) -> list[str]:
    """Return what takes longer than it may, by the middle of the rounds and by the best of them: one alone may be chance."""

    def ratio(of: Callable[[Iterable[float]], float], work: str) -> float:
        return of(one[work] for one in now) / of(one[work] for one in before)

    return [work for work in now[0] if ratio(median, work) > BOUND and ratio(min, work) > BOUND]


def table(before: Sequence[_Seconds], now: Sequence[_Seconds]) -> str:
    """Return the rounds as Markdown."""
    worse = slower(before, now)
    lines = [("work", "older, ms", "now, ms", "times as long", f"bound {BOUND}"), ("---", *["---:"] * 3, "---")]
    for work in now[0]:
        each = [one[work] / other[work] for one, other in zip(now, before, strict=True)]
        ms = [f"{median(one[work] for one in rounds) * 1e3:.1f}" for rounds in (before, now)]
        told = f"{median(each):.2f} ({min(each):.2f} to {max(each):.2f})"
        lines.append((work, *ms, told, "SLOWER" if work in worse else "kept"))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    main(sys.argv[1:])
