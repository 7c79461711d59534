"""Print how the line does against its goals, as ratios measured in turns in one run (docs/performance.md).

Usage: python benchmarks/ratios.py [--long]
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from loads import logs_round, mails_round, old_office, one_more, peak_memory
from measure import Ratio, Rounds
from rich.console import Console
from rich.table import Table

_ROUNDS = 3
_MORE = 15  # single bookings, interleaved
_FEW = 1_000


class Report:
    """The table of goals."""

    def __init__(self) -> None:
        self._table = Table(title="Ratios of CPU time, median of the rounds (smallest to greatest)")
        for title in ("what", "against", "goal", "measured", ""):
            self._table.add_column(title)

    def ratio(self, what: str, against: str, goal: float | None, found: Ratio, *, percent: bool = False) -> None:
        """Add a ratio; without a goal it is only told."""

        def say(value: float) -> str:
            return f"{value:.1%}" if percent else f"{value:.2f}"

        told = f"{say(found.middle)}  ({say(found.least)} to {say(found.most)})"
        bound = "" if goal is None else f"<= {f'{goal:.0%}' if percent else goal}"
        self._add(what, against, bound, told, None if goal is None else found.middle <= goal)

    def amount(self, what: str, goal: float, found: float, unit: str) -> None:
        """Add an absolute value."""
        self._add(what, "", f"<= {goal:g} {unit}", f"{found:g} {unit}", found <= goal)

    def show(self) -> None:
        """Print it."""
        Console(width=130).print(self._table)

    def _add(self, what: str, against: str, goal: str, measured: str, met: bool | None) -> None:  # noqa: FBT001 -- three states
        self._table.add_row(what, against, goal, measured, "" if met is None else "met" if met else "[bold]NOT MET[/]")


def main(*, long: bool) -> None:
    """Measure everything and print it."""
    report = Report()
    with TemporaryDirectory(prefix="madoguchi-bench-") as place:
        room = Path(place)
        _warm_up(room / "warm")
        _mails(room, report, 2_000 if long else 600)
        _logs(room, report, 20_000 if long else 3_000)
        _one_more(room, report, 1_000_000 if long else 100_000)
        count = 10_000 if long else 2_000
        report.amount(f"most memory, {count:,} mails, whole line", 150, round(peak_memory(room, count)), "MiB")
    report.show()


def _warm_up(room: Path) -> None:
    """Have every module imported and every template compiled before anything is measured."""
    mails_round(room / "mails", 30, Rounds())
    logs_round(room / "logs", 30, Rounds())


def _mails(room: Path, report: Report, count: int) -> None:
    rounds, written, stand = Rounds(), set(), 0
    for number in range(_ROUNDS):
        files, stand = mails_round(room / f"mails{number}", count, rounds)
        written |= files
    per_mail = {name: rounds.median(name) / count * 1e6 for name in ("compat32", "default", "intake", "whole")}
    told = ", ".join(f"{name} {value:.0f}" for name, value in per_mail.items())
    print(f"{count:,} mails, {stand:,} booked; CPU microseconds a mail: {told}")
    report.ratio("mails in: archived, read, stored", "compat32 parse + decode", 3, rounds.ratio("intake", "compat32"))
    report.ratio(
        "mails, whole line: to invitation, feed and site",
        "policy.default parse + 4 headers + text",
        0.6,
        rounds.ratio("whole", "default"),
    )
    report.ratio("a run with nothing new", "that full run", 0.05, rounds.ratio("nothing new", "whole"), percent=True)
    report.amount("files that it wrote", 0, len(written), "files")
    report.ratio(
        "site and guard, nothing changed", "first publishing", None, rounds.ratio("publish unchanged", "publish")
    )


def _logs(room: Path, report: Report, count: int) -> None:
    rounds = Rounds()
    for number in range(_ROUNDS):
        logs_round(room / f"logs{number}", count, rounds)
    print(f"{count:,} log rows; CPU microseconds a row: {', '.join(_per_row(rounds, count))}")
    report.ratio(
        "a log in: archived, read, stored", "csv.reader + pydantic + executemany", 3, rounds.ratio("log", "rows")
    )


def _per_row(rounds: Rounds, count: int) -> list[str]:
    return [f"{name} {rounds.median(name) / count * 1e6:.0f}" for name in ("rows", "log")]


def _one_more(room: Path, report: Report, many: int) -> None:
    rounds = Rounds()
    young, old = old_office(room, _FEW), old_office(room, many)
    for number in range(_MORE):
        one_more(young, number, "few", rounds)
        one_more(old, number, "many", rounds)
    print(f"one more booking: {rounds.median('few') * 1e3:.1f} ms; its site: {rounds.median('few, site') * 1e3:.1f} ms")
    report.ratio(f"one more booking, {many:,} stored", f"the same, {_FEW:,} stored", 1.3, rounds.ratio("many", "few"))
    report.ratio(
        f"its site and guard, {many:,} people stored",
        f"the same, {_FEW:,} stored",
        None,
        rounds.ratio("many, site", "few, site"),
    )


if __name__ == "__main__":
    main(long="--long" in sys.argv[1:])
