"""Kill passes of the whole line at random moments and count what is lost, doubled or sent again.

Usage: make torture [KILLS=200] [SEED=1]
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from real_mail import dovecot

from torture.kills import Tortured, torture


def _tell(done: Tortured) -> bool:
    found = done.audit
    stages = ", ".join(f"{stage} {number}" for stage, number in done.stages.most_common())
    print(f"{done.kills} kills in {done.seconds:.0f} s ({stages}); {done.survived} passes were over before theirs")
    print(f"{found.mails:,} different mails, {found.letters:,} letters: {found.repeats} sent again")
    print(f"left in the inbox {done.left[0]}, not once each among the done {done.left[1]}")
    print("; ".join(f"{name} {number}" for name, number in zip(found._fields[:10], found[:10], strict=True)))
    return not found.faults() and found.repeats <= done.kills and done.left == (0, 0)


def main(kills: int = 200, seed: int = 1) -> int:
    """Do it and say what came of it; 1 when a promise is broken."""
    if not dovecot.installed():
        print(dovecot.HOW_TO_GET_IT)
        return 1
    with TemporaryDirectory(prefix="madoguchi-torture-") as room:
        kept = _tell(torture(Path(room), kills, seed))
    print("nothing lost, nothing doubled" if kept else "A PROMISE IS BROKEN")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
