"""The report on first come, first served as staff read it."""

import json
from pathlib import Path

import pytest
from offices import AS_OF, drop, dump, empty, log, row, run

from madoguchi.cli.report import show_report
from madoguchi.config.folder import OfficeFolder


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Return an office with one counsellor, in which the first has taken what the second needs."""
    folder = empty(tmp_path)
    text = folder.office_toml.read_text(encoding="utf-8")
    start, end = text.rindex("[[counsellors]]"), text.index("[inbox]")
    folder.office_toml.write_text(text[:start] + text[end:], encoding="utf-8")
    drop(folder, "1.csv", log(row("001", "見本 太郎", "28050-1", "12/3 10:00", second="12/4 10:00")))
    run(folder)
    drop(folder, "2.csv", log(row("002", "見本 花子", "28050-2", "12/3 10:00")))
    run(folder)
    return folder.root


def test_what_it_costs_is_said_and_nothing_is_moved(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = dump(OfficeFolder(office))
    show_report(office, AS_OF, json_wanted=False)
    said = capsys.readouterr().out
    assert "これからの予約は 1 件、空き待ちは 1 件です。" in said
    assert "空き待ちのうち 1 件にも枠が行き渡る計算です。" in said
    assert dump(OfficeFolder(office)) == before


def test_the_same_for_other_programs(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    show_report(office, AS_OF, json_wanted=True)
    assert json.loads(capsys.readouterr().out) == {"booked": 1, "waiting": 1, "served_at_best": 2, "lost": 1}
