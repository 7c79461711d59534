"""Print how our readers do beside public ones, right and wrong and how fast (docs/peers.md).

Usage: python benchmarks/peers.py [WISHES.jsonl ...] [--mails MAILS.jsonl ...]
"""

import argparse
import sys
from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from platform import python_version
from typing import Protocol

from naming import Named
from raw_mails import FIELDS, judge_default, judge_ours, load_mails, read_default, read_ours
from scoring import Case, Verdict, judge_peer, judge_reading, load_cases
from side_by_side import Row, markdown, measure

from intake.reading.reader import read_wishes
from madoguchi.config.load import load_office
from madoguchi.model.openings import OpenDays
from scheduler.openings import OfficeDays

HOUSE = Path(__file__).resolve().parents[1]
WISHES = HOUSE / "tests" / "intake" / "reading" / "everyday_cases.jsonl"
MAILS = HOUSE / "tests" / "intake" / "mail"
OURS = "Madoguchi"
JA_TIMEX = "ja-timex"
GOAL = 20  # times the speed of ja-timex
HOW_TO_GET = (
    "ja-timex and dateparser are not installed here. `make peers` installs them in a place of their own,"
    " and prints these tables with their rows."
)


class Peer(Protocol):
    """A public reader of dates."""

    def parse(self, text: str, received: datetime) -> object:
        """Do what is timed."""

    def read(self, text: str, received: datetime) -> list[Named]:
        """Name what it found."""


def main(arguments: Sequence[str]) -> None:
    """Print one table for each file.

    Raises:
        SystemExit: A file is not there.
    """
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wishes", nargs="*", type=Path, default=[WISHES], help="cases, as JSON lines")
    parser.add_argument(
        "--mails", nargs="+", type=Path, help="raw mails with the right value of a field, as JSON lines"
    )
    given = parser.parse_args(arguments)
    mails = given.mails or sorted(MAILS.rglob("*.jsonl"))
    for path in (*given.wishes, *mails):
        if not path.is_file():
            parser.error(f"no such file: {path}")
    peers = installed_peers()
    for path in given.wishes:
        print_wishes(path, peers)
    for path in mails:
        print_mails(path)
    if not peers:
        print(HOW_TO_GET)


def installed_peers() -> dict[str, Peer]:
    """Return those of the peers that are installed, by name."""
    peers: dict[str, Peer] = {}
    if _is_installed(JA_TIMEX):
        from ja_timex_peer import JaTimex

        peers[JA_TIMEX] = JaTimex()
    if _is_installed("dateparser"):
        from dateparser_peer import Dateparser

        peers["dateparser"] = Dateparser()
    return peers


def print_wishes(path: Path, peers: dict[str, Peer]) -> None:
    """Print the table of a file of cases, and whether the goal of speed is met."""
    cases = load_cases(path)
    if not cases:
        print(f"{path.name}: no wishes\n")
        return
    days = OfficeDays(load_office(HOUSE / "examples" / "office.toml"))
    asks = Counter(case.ask for case in cases)
    print(f"{path.name}: {len(cases):,} wishes; {asks['no']} to be read without asking, ", end="")
    print(f"{asks['may']} that may be asked about, {asks['must']} that must be\n")
    rows = [_row(OURS, cases, _our_verdicts(cases, days), partial(_read_ours, cases, days))]
    for name, peer in peers.items():
        for title, careful in ((f"{name} {version(name)}", False), (f"{name}, its caller careful", True)):
            verdicts = [judge_peer(case, peer.read, days, careful=careful) for case in cases]
            rows.append(_row(title, cases, verdicts, None if careful else partial(_parse, cases, peer)))
    measured = measure(rows)
    print(markdown(rows, measured), end="\n\n")
    if JA_TIMEX in peers:
        ratio = measured.ratio(f"{JA_TIMEX} {version(JA_TIMEX)}", OURS)
        met = "met" if ratio.middle >= GOAL else "NOT MET"
        print(f"{OURS} is {ratio.middle:.1f} times as fast as {JA_TIMEX} ", end="")
        print(f"({ratio.least:.1f} to {ratio.most:.1f}); goal: {GOAL}, {met}.\n")


def print_mails(path: Path) -> None:
    """Print the table of a file of raw mails."""
    mails = load_mails(path)
    if not mails:
        print(f"{path.name}: nothing about {', '.join(FIELDS)} of a raw mail\n")
        return
    print(f"{path.name}: {len(mails)} raw mails, one field of each\n")
    rows = [
        Row(OURS, Counter(map(judge_ours, mails)), lambda: deque(map(read_ours, mails), maxlen=0)),
        Row(
            f"policy.default of Python {python_version()}",
            Counter(map(judge_default, mails)),
            lambda: deque(map(read_default, mails), maxlen=0),
        ),
    ]
    print(markdown(rows, measure(rows)), end="\n\n")


def _is_installed(name: str) -> bool:
    try:
        return bool(version(name))
    except PackageNotFoundError:
        return False


def _row(name: str, cases: Sequence[Case], verdicts: Sequence[Verdict], work: Callable[[], object] | None) -> Row:
    asks = [(case.ask, verdict) for case, verdict in zip(cases, verdicts, strict=True)]
    plain, had_to = asks.count(("no", Verdict.RIGHT)), asks.count(("must", Verdict.ASKED))
    return Row(name, Counter(verdicts), work, {Verdict.RIGHT: plain, Verdict.ASKED: had_to})


def _our_verdicts(cases: Iterable[Case], days: OpenDays) -> list[Verdict]:
    return [judge_reading(case, read_wishes(case.text, case.received, days)) for case in cases]


def _read_ours(cases: Iterable[Case], days: OpenDays) -> None:
    for case in cases:
        read_wishes(case.text, case.received, days)


def _parse(cases: Iterable[Case], peer: Peer) -> None:
    for case in cases:
        peer.parse(case.text, case.received)


if __name__ == "__main__":
    main(sys.argv[1:])
