"""The staff of the simulated office: they fill in the lists and sheets where they lie, as people do."""

import csv
import io
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import NamedTuple

from madoguchi.config.folder import OfficeFolder
from madoguchi.model.notice import NoticeKind
from madoguchi.sheets import DAY_SHEET, REVIEW_LIST, TELEPHONE_LIST
from scheduler.sheets.telephone_list import SUBJECTS

Row = dict[str, str]

_NOT_FILLED, _BY_TELEPHONE, _UNCLEAR = 0.03, 0.03, 0.004
_LEFT_FOR_LATER, _TAKEN_BACK = 0.3, 0.12
_CALLED, _NOT_IN = 0.8, 0.12
_SAVED_BY_OLD_EXCEL = 0.15
_ANSWERS = ("承諾", "承諾", "承諾", "辞退", "取下げ")  # to an offer of the waiting list
_PATIENCE = 4  # days until everything on the review list is settled one way or the other
_FIXED_ON_THE_SPOT, _AT_LEAST_AWAY = 0.12, 7  # of the visits held; days


class Visit(NamedTuple):
    """What was written about a visit: the outcome, empty where it was forgotten, and whether the next is fixed."""

    said: str
    comes_again: bool


def fill_day_sheet(
    folder: OfficeFolder, on: date, misses: Callable[[str], float], free: list[datetime], rng: Random
) -> dict[str, Visit]:
    """Fill in how today's visits went, and some next ones; return what was written by job-seeker number."""
    written: dict[str, Visit] = {}
    later = [f"{start:%Y-%m-%d %H:%M}" for start in free if (start.date() - on).days > _AT_LEAST_AWAY]
    rng.shuffle(later)

    def fill(row: Row) -> None:
        outcome, reason, following = (_column(row, name) for name in ("結果", "切替", "次回"))
        number, chance = row["求職番号"], rng.random()
        if rng.random() < misses(number):
            said = "連絡なし"
        elif chance < _NOT_FILLED:
            said = ""
        elif chance < _NOT_FILLED + _BY_TELEPHONE:
            said, row[reason] = "電話に切替", "回線"
        else:
            said = "中止" if chance > 1 - _UNCLEAR else "実施"
        row[outcome] = said
        again = said == "実施" and bool(later) and rng.random() < _FIXED_ON_THE_SPOT
        if again:
            row[following] = later.pop()
        written[number] = Visit(said, again)

    _rewrite(folder.staff / f"{DAY_SHEET}{on}.csv", fill, rng)
    return written


def _column(row: Row, begins: str) -> str:
    return next(name for name in row if name.startswith(begins))


def answer_reviews(folder: OfficeFolder, today: date, free: list[datetime], rng: Random) -> None:
    """Fix a time, take back or leave for later; free times that somebody was given are not given twice."""
    given: set[str] = set()
    times = [f"{start:%Y-%m-%d %H:%M}" for start in free]

    def fill(row: Row) -> None:
        age = (today - date.fromisoformat(row["受付日時"][:10])).days
        if age < _PATIENCE and rng.random() < _LEFT_FOR_LATER:
            return
        row["担当者"] = "受付B"
        candidates = [one for one in row["候補"].split(" ／ ") if one[:10] > f"{today}" and one not in given]
        wished = row["求職番号"] and "希望" in row["読み取り"]
        if not wished or age >= _PATIENCE or rng.random() < _TAKEN_BACK:
            row["取下げ"] = "○"
            return
        choices = candidates[:3] or [one for one in times if one not in given][:20]
        if choices:
            row["確定日時"] = rng.choice(choices)
            given.add(row["確定日時"])
        else:
            row["取下げ"] = "○"

    _rewrite(folder.staff / REVIEW_LIST, fill, rng)


def make_calls(folder: OfficeFolder, now: datetime, rng: Random) -> None:
    """Call the people of the telephone list; some are not in, for some there is no time."""

    def fill(row: Row) -> None:
        chance = rng.random()
        if chance < _CALLED + _NOT_IN:
            said = rng.choice(_ANSWERS) if row["用件"] == SUBJECTS[NoticeKind.OFFER] else "済"
            row["結果"] = said if chance < _CALLED else "不在"
            row["連絡日時"], row["担当者"] = f"{now:%Y/%m/%d %H:%M}", "受付A"

    _rewrite(folder.staff / TELEPHONE_LIST, fill, rng)


def _rewrite(path: Path, fill: Callable[[Row], None], rng: Random) -> None:
    """Fill in a sheet where it lies, and save it as one of the two kinds of Excel would."""
    if not path.exists():
        return
    reader = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
    rows = list(reader)
    for row in rows:
        fill(row)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, reader.fieldnames or [], lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    text = out.getvalue()
    old_excel = rng.random() < _SAVED_BY_OLD_EXCEL
    try:
        path.write_bytes(text.encode("cp932" if old_excel else "utf-8-sig"))
    except UnicodeEncodeError:  # Excel would warn and keep Unicode
        path.write_bytes(text.encode("utf-8-sig"))
