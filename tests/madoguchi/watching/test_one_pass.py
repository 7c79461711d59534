"""One pass of a watch: whatever happens in it is a sentence, and nothing is raised."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from offices import AS_OF, drop, empty, log, row

from madoguchi.cli.watching import one_pass as passing
from madoguchi.cli.watching.one_pass import one_pass
from madoguchi.errors import StoreError, TryLater
from madoguchi.progress import silent
from madoguchi.store.lock import one_run

MINUTE = timedelta(minutes=1)


def test_a_pass_is_an_ordinary_run_and_looks_ahead(tmp_path: Path) -> None:
    folder = empty(tmp_path / "o")
    drop(folder, "a.csv", log(row("001", "見本 太郎", "28050-1", "12/3 10:00")))
    passed = one_pass(folder.root, AS_OF, silent)
    assert passed.report is not None
    assert passed.report.needs_person == 0
    assert passed.ahead is not None
    assert (passed.ahead.every, passed.ahead.rest) == (5 * MINUTE, 0 * MINUTE)
    assert passed.ahead.wake_at == AS_OF.replace(hour=0) + timedelta(days=1), "a new day"


def test_a_file_that_is_too_fresh_is_looked_at_when_it_has_rested(tmp_path: Path) -> None:
    folder = empty(tmp_path / "o")
    text = folder.office_toml.read_text(encoding="utf-8").replace("rest_seconds = 0", "rest_seconds = 30")
    folder.office_toml.write_text(text, encoding="utf-8")
    drop(folder, "a.csv", log(row("001", "見本 太郎", "28050-1", "12/3 10:00")))
    os.utime(folder.inbox / "a.csv", (AS_OF.timestamp() - 10,) * 2)
    passed = one_pass(folder.root, AS_OF, silent)
    assert passed.ahead is not None
    assert passed.ahead.wake_at == AS_OF + timedelta(seconds=21)
    again = one_pass(folder.root, passed.ahead.wake_at, silent)
    assert again.report is not None
    assert again.report.taken is not None
    assert again.report.taken.arrivals == 1


def test_another_run_at_work_is_no_trouble(tmp_path: Path) -> None:
    folder = empty(tmp_path / "o")
    with one_run(folder.lock):
        passed = one_pass(folder.root, AS_OF, silent)
    assert (passed.report, passed.ahead, passed.trouble) == (None, None, ())


ERRORS = [
    (TryLater("記録庫のサーバーにつながりません。"), "記録庫のサーバーにつながりません。", "the store is away"),
    (StoreError("記録庫が新しすぎます。"), "記録庫が新しすぎます。", "the program is too old"),
    (OSError(28, "No space left on device"), "空き容量と権限を確かめてください", "a full disk"),
    (KeyError("見本 太郎"), "不具合が起きました（KeyError、", "a defect may hold a name"),
]


@pytest.mark.parametrize(("error", "expected", "why"), ERRORS, ids=[one[-1] for one in ERRORS])
def test_every_failure_is_a_sentence_without_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, expected: str, why: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(passing, "run_stages", fail)
    passed = one_pass(tmp_path, AS_OF, silent)
    assert expected in passed.trouble[0], why
    assert "見本" not in passed.trouble[0]
    assert passed.report is None


def test_every_fault_of_the_settings_is_told(tmp_path: Path) -> None:
    folder = empty(tmp_path / "o")
    text = folder.office_toml.read_text(encoding="utf-8")
    folder.office_toml.write_text(text.replace("minutes = 30 ", "minutes = 1 ").replace('"a"', '"A"'), encoding="utf-8")
    assert len(one_pass(folder.root, AS_OF, silent).trouble) == 2
