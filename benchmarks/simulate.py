"""`make simulate`: a year of an office through the command line, its laws held after every day.

It ends with a table of numbers and a picture; a law that does not hold ends it with the seed, the day and a sentence.
"""

import argparse
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table
from year.figures import Figures, figures
from year.laws import LawBroken
from year.picture import picture
from year.seen import reading
from year.simulation import Plan, Simulation

_COMPARED = 20  # working days at the beginning of the full load, and at the end
_FILLING = 30  # working days until about as much is booked ahead as ever


def main() -> int:
    """Simulate, tell, draw; 1 when a law is broken."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--days", type=int, default=365, help="calendar days from 2026-11-30")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--office", type=Path, help="keep the office in this new folder")
    asked.add_argument("--picture", type=Path, default=Path("year.svg"))
    told = asked.parse_args()
    with tempfile.TemporaryDirectory() as room:
        simulation = Simulation(told.office or Path(room) / "office", Plan(seed=told.seed, days=told.days))
        try:
            last = _live(simulation)
        except LawBroken as broken:
            print(broken, file=sys.stderr)
            return 1
        with reading(simulation.folder) as store:
            found = figures(store, simulation.days, simulation.plan.first, last)
    _tell(simulation, found)
    told.picture.write_text(picture(found, _heading(simulation.plan, found)), encoding="utf-8")
    print(f"図を {told.picture} に描きました。")
    return 0


def _live(simulation: Simulation) -> date:
    """Go through the days and return the last one."""
    day, told = simulation.plan.first, 0
    for day in simulation.run():
        if day.month != told:
            told = day.month
            print(f"{day:%Y年}{day.month}月に入りました。ここまで、すべての約束が守られています。", flush=True)
    return max(day, simulation.plan.first + timedelta(days=simulation.plan.days - 1))


def _heading(plan: Plan, found: Figures) -> str:
    return (
        f"相談員{plan.counsellors}人、1日およそ{plan.requests}件の申込、{plan.days}日間（乱数の種 {plan.seed}）。"
        f"申込{found.totals['申込']:,}件、相談{found.totals['実施']:,}件。すべて見本のデータです"
    )


def _tell(simulation: Simulation, found: Figures) -> None:
    table = Table("数えたもの", "件数")
    table.columns[1].justify = "right"
    for name, number in found.totals.items():
        table.add_row(name, f"{number:,}")
    out = Console(highlight=False)
    out.print(table)
    shares = [week.occupancy for week in found.weeks if week.occupancy is not None]
    out.print(f"枠の利用率：週の中央値 {median(shares):.0%}（{min(shares):.0%} から {max(shares):.0%}）")
    seconds = [used for _, used in simulation.measured.seconds]
    if len(seconds) >= _FILLING + 2 * _COMPARED:
        early, late = median(seconds[_FILLING : _FILLING + _COMPARED]), median(seconds[-_COMPARED:])
        out.print(
            f"夕方の実行1回の CPU 時間（中央値）：はじめ {early:.2f}秒、終わり {late:.2f}秒（{late / early:.2f} 倍）"
        )


if __name__ == "__main__":
    sys.exit(main())
