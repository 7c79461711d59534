"""The work that is measured: mails, logs, a run with nothing new, and one more booking in an old office."""

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path

from baselines import load_rows, parse_compat32, parse_default
from history import add_history
from logs import sample_log
from mails import sample_mails
from measure import Rounds
from offices import AS_OF, drop_mails, new_office, open_starts

from madoguchi.cli.line import Line, run_stages
from madoguchi.cli.looks import looking
from madoguchi.config.folder import OfficeFolder
from madoguchi.model.booking import BookingState
from madoguchi.store.bookings import count_by_state

_LIVE = 200  # bookings ahead in the old offices: the same in each, as a horizon holds no more
_OWN_OF_A_RUN = frozenset({"run.lock", "madoguchi.db-wal", "madoguchi.db-shm"})


def pass_over(folder: OfficeFolder, *stages: Callable[[Line], None]) -> None:
    """Do these stages once, as the command line does."""

    def each(line: Line) -> None:
        for stage in stages:
            stage(line)

    run_stages(folder.root, AS_OF, each)


def mails_round(room: Path, count: int, rounds: Rounds) -> tuple[set[str], int]:
    """Measure intake, the whole line and a run with nothing new.

    Returns:
        The files that the run with nothing new wrote, and how many of the mails are booked.
    """
    reading, whole = new_office(room / "reading", count), new_office(room / "whole", count)
    mails = list(sample_mails(count, AS_OF, open_starts(whole)))
    for folder in (reading, whole):
        drop_mails(folder, mails)
    rounds.time("compat32", partial(parse_compat32, mails))
    rounds.time("intake", partial(pass_over, reading, Line.intake))
    rounds.time("default", partial(parse_default, mails))
    rounds.time("whole", partial(pass_over, whole, Line.run))
    before = state(whole.root)
    rounds.time("nothing new", partial(pass_over, whole, Line.run))
    written = {name for name, mark in state(whole.root).items() if before.get(name) != mark}
    rounds.time("publish unchanged", partial(pass_over, whole, Line.publish))
    shutil.rmtree(whole.public)
    rounds.time("publish", partial(pass_over, whole, Line.publish))
    return written, booked(whole)


def logs_round(room: Path, count: int, rounds: Rounds) -> None:
    """Measure the intake of a log against the least that loading its rows takes."""
    folder = new_office(room / "log", count)
    log = sample_log(count, AS_OF, open_starts(folder))
    (folder.inbox / "電話受付簿.csv").write_bytes(log)
    rounds.time("rows", partial(load_rows, log, room / "rows.db"))
    rounds.time("log", partial(pass_over, folder, Line.intake))


def old_office(room: Path, past: int, move: Callable[[OfficeFolder], None] | None = None) -> OfficeFolder:
    """Make an office with so many visits in the past and some ahead; `move` takes its store elsewhere in between."""
    folder = new_office(room / f"old{past}", 4 * _LIVE)
    add_history(folder, past)
    if move:
        move(folder)
    drop_mails(folder, sample_mails(_LIVE, AS_OF - timedelta(days=1), open_starts(folder)))
    pass_over(folder, Line.run)
    return folder


def one_more(folder: OfficeFolder, number: int, name: str, rounds: Rounds) -> None:
    """Measure one more mail until its person has a letter and the counsellor a feed with the booking."""
    *_, mail = sample_mails(_LIVE + number + 1, AS_OF, open_starts(folder))
    drop_mails(folder, [mail], first=number)
    rounds.time(name, partial(pass_over, folder, Line.intake, Line.schedule, Line.tell))
    rounds.time(f"{name}, site", partial(pass_over, folder, Line.publish))


def peak_memory(room: Path, count: int) -> float:
    """Return the most memory (MiB) that one pass over so many mails held, in a process of its own."""
    folder = new_office(room / "many", count)
    drop_mails(folder, sample_mails(count, AS_OF, open_starts(folder)))
    script = Path(__file__).with_name("memory.py")
    told = subprocess.run(  # noqa: S603 -- our own script
        [sys.executable, str(script), str(folder.root)], check=True, capture_output=True, text=True
    )
    return float(told.stdout)


def booked(folder: OfficeFolder) -> int:
    """Return how many bookings stand."""
    with looking(folder.root) as (_, _, transaction):
        return count_by_state(transaction).get(BookingState.CONFIRMED, 0)


def state(root: Path) -> dict[str, tuple[int, str]]:
    """Return of every file when it was written and what it holds; the lock and the working files are left out."""
    files: Sequence[Path] = [path for path in root.rglob("*") if path.is_file() and path.name not in _OWN_OF_A_RUN]
    return {
        str(path.relative_to(root)): (path.stat().st_mtime_ns, hashlib.sha256(path.read_bytes()).hexdigest())
        for path in files
    }
