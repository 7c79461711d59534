"""Do every kind of work of the line once and print the CPU seconds of each as JSON, for `against.py`.

It measures whichever checkout comes first on the import path, with that checkout's own office and mails.
"""

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from loads import logs_round, mails_round, old_office, one_more
from measure import Rounds

WORKS = ("compat32", "intake", "whole", "nothing new", "publish unchanged", "publish", "log", "one more", "its site")
_MORE = 10  # single bookings


def main(mails: int) -> None:
    """Print the seconds of each kind of work for so many mails, and five times as many rows of a log."""
    rounds = Rounds()
    with TemporaryDirectory(prefix="madoguchi-bench-") as place:
        room = Path(place)
        mails_round(room / "warm", 30, Rounds())
        logs_round(room / "warm rows", 30, Rounds())
        mails_round(room / "mails", mails, rounds)
        logs_round(room / "rows", 5 * mails, rounds)
        office = old_office(room, 1_000)
        for number in range(_MORE):
            one_more(office, number, "one more", rounds)
    said = {"its site": "one more, site"}
    print(json.dumps({work: rounds.median(said.get(work, work)) for work in WORKS}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
