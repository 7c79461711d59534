"""`madoguchi affected`: what a closure, an absence or new hours do to bookings that stand already."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from madoguchi.cli.line import Line, run_stages
from madoguchi.cli.looks import looking
from madoguchi.cli.show import as_json, console, new_table, progress_bar, show_outcome
from madoguchi.config.folder import OfficeFolder
from madoguchi.config.load import load_office
from madoguchi.config.office import Office
from madoguchi.errors import Exit
from madoguchi.wording import WEEKDAYS
from scheduler.notices import can_be_mailed
from scheduler.openings import OfficeDays
from scheduler.rearrange import Case, find_affected


class Reach(StrEnum):
    """How a person can be told."""

    MAIL = "mail"
    TELEPHONE = "telephone"
    NONE = "none"


_REACH = {Reach.MAIL: "メール", Reach.TELEPHONE: "電話", Reach.NONE: "連絡先なし"}
_NEW_TIME = "新しい時間が必要"


def show_affected(root: Path, as_of: datetime, *, json_wanted: bool) -> Exit:
    """Show who is hit and what would become of them, touching nothing; NEEDS_PERSON when anybody is."""
    with looking(root) as (office, _, transaction):
        cases = find_affected(transaction, office, OfficeDays(office), as_of)
    if json_wanted:
        _write_json(as_of, cases, confirmed=False)
    else:
        _print_cases(office, cases)
        if cases:
            console().print(
                "まだ何も変えていません。この内容でよければ、--confirm を付けてもう一度実行してください。"
                "予約を改め、お一人ずつへのお知らせを用意します。"
            )
    return Exit.NEEDS_PERSON if cases else Exit.DONE


def confirm_affected(root: Path, as_of: datetime, *, json_wanted: bool) -> Exit:
    """Move or cancel every booking that is hit, tell each person, and publish the free times anew."""
    with progress_bar(shown=not json_wanted) as progress:
        outcome = run_stages(root, as_of, carry_out, progress)
    if json_wanted:
        _write_json(as_of, outcome.rearranged, confirmed=True, more=as_json(outcome))
    else:
        _print_cases(load_office(OfficeFolder(root).office_toml), outcome.rearranged)
        show_outcome(outcome)
    return Exit.NEEDS_PERSON if outcome.needs_person else Exit.DONE


def carry_out(line: Line) -> None:
    """Do the stages of a confirmation."""
    line.rearrange()
    line.tell()
    line.publish()


def _print_cases(office: Office, cases: Sequence[Case]) -> None:
    out = console()
    if not cases:
        out.print("行えなくなった予約はありません。")
        return
    table = new_table("日時", "受付番号", "相談員", "理由", "どうなるか", "連絡")
    table.columns[0].no_wrap = True
    for case in cases:
        booking, keep_with = case.hit.booking, case.hit.keep_with
        start = booking.start
        table.add_row(
            f"{start.month}/{start.day}（{WEEKDAYS[start.weekday()]}）{start:%H:%M}",
            case.person.reference,
            _name(office, booking.counsellor),
            case.hit.misfit.why,
            f"{_name(office, keep_with)}に替えて同じ時間" if keep_with else _NEW_TIME,
            _REACH[_reach(case)],
        )
    out.print(table, soft_wrap=False)
    kept = sum(bool(case.hit.keep_with) for case in cases)
    reached = Counter(_reach(case) for case in cases)
    out.print(f"全部で {len(cases)} 件：相談員を替えて同じ時間 {kept} 件、{_NEW_TIME} {len(cases) - kept} 件。")
    out.print("連絡のしかた：" + "、".join(f"{_REACH[way]} {reached[way]} 件" for way in Reach) + "。")


def _name(office: Office, counsellor_id: str) -> str:
    counsellor = office.counsellor(counsellor_id)
    return counsellor.name if counsellor else counsellor_id


def _reach(case: Case) -> Reach:
    if can_be_mailed(case.person):
        return Reach.MAIL
    return Reach.TELEPHONE if case.person.person.phone else Reach.NONE


def _write_json(
    as_of: datetime, cases: Iterable[Case], *, confirmed: bool, more: Mapping[str, Any] | None = None
) -> None:
    answer = {
        "as_of": as_of.isoformat(),
        "confirmed": confirmed,
        "affected": [
            {
                "reference": case.person.reference,
                "start": case.hit.booking.start.isoformat(timespec="minutes"),
                "counsellor": case.hit.booking.counsellor,
                "why": case.hit.misfit.why,
                "keep_with": case.hit.keep_with,
                "reach": _reach(case),
            }
            for case in cases
        ],
        **(more or {}),
    }
    sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
