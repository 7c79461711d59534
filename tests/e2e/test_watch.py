"""`madoguchi watch` as an office has it: files are taken as they come, faults are told, and it ends when asked to."""

import json
import signal
import sqlite3
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from offices import empty, log, query, row
from watched import until, watching

from madoguchi.clock import now
from madoguchi.config.folder import OfficeFolder
from madoguchi.store.lock import is_held, one_run

STARTED = "自動取り込みを始めました"


def _row(number: str, seeker: str) -> str:
    """Return a request for a day that can be booked from today on."""
    day = now().date() + timedelta(days=10)
    return row(number, "見本 太郎", seeker, f"{day.month}/{day.day} 午前", received=f"{now():%Y/%m/%d 0:00}")


def _drop(folder: OfficeFolder, name: str, content: bytes) -> None:
    """Put a file there whole, as programs that know of others do."""
    (folder.inbox / ".new.tmp").write_bytes(content)
    (folder.inbox / ".new.tmp").replace(folder.inbox / name)


def _all_read(folder: OfficeFolder, number: int) -> bool:
    try:
        return query(folder, "SELECT count(*) FROM items") == [(number,)]
    except sqlite3.OperationalError:  # no table yet
        return False


@pytest.fixture
def office(tmp_path: Path) -> OfficeFolder:
    return empty(tmp_path / "o")


def test_a_file_is_taken_when_it_comes_and_the_line_names_nobody(office: OfficeFolder) -> None:
    with watching(office.root) as watch:
        watch.until_said(STARTED)
        until((office.public / "current").exists, "the first pass")
        _drop(office, "a.csv", log(_row("001", "28050-1")))
        told = watch.until_said("届いたもの 1、読み取り 1")
        assert "予約 1" in told or "要確認 1" in told
        _drop(office, "b.csv", log(_row("002", "28050-2")))
        until(lambda: _all_read(office, 2), "the second file")
        assert watch.stop() == 0
    assert watch.said[-1].endswith("自動取り込みを終了しました。")
    assert "届いたもの 1" in watch.said[-2], "what was gathered is told at the end, however fresh the last line is"
    assert not any("見本" in line or "28050" in line for line in watch.said)
    assert not office.watch_began.exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.skipif(sys.platform == "win32", reason="there a process is sent Ctrl+Break")
def test_whoever_ends_programs_ends_it_cleanly(office: OfficeFolder, number: int) -> None:
    with watching(office.root) as watch:
        watch.until_said(STARTED)
        assert watch.stop(number) == 0
    assert not is_held(office.watch_lock)


def test_a_killed_watch_leaves_its_beginning_and_no_lock(office: OfficeFolder) -> None:
    with watching(office.root) as watch:
        watch.until_said(STARTED)
        assert is_held(office.watch_lock)
        assert watch.stop(signal.SIGKILL) == -signal.SIGKILL
    assert office.watch_began.exists()
    assert not is_held(office.watch_lock)


def test_a_fault_in_the_settings_is_told_once_and_the_watch_stays(office: OfficeFolder) -> None:
    text = office.office_toml.read_text(encoding="utf-8")
    office.office_toml.write_text(text.replace("minutes = 30 ", "minutes = 1 "), encoding="utf-8")
    with watching(office.root) as watch:
        assert "booking.minutes" in watch.until_said("booking.minutes")
        office.office_toml.write_text(text, encoding="utf-8")
        until((office.public / "current").exists, "a pass")
        assert watch.stop() == 0
    assert sum("booking.minutes" in line for line in watch.said) == 1
    assert any("正常に戻りました" in line for line in watch.said)


def test_another_run_at_work_is_waited_for(office: OfficeFolder) -> None:
    _drop(office, "a.csv", log(_row("001", "28050-1")))
    with watching(office.root) as watch:
        with one_run(office.lock):
            watch.until_said(STARTED)
        until(lambda: _all_read(office, 1), "the file")
        assert watch.stop() == 0


def test_lines_for_other_programs_and_a_second_watch_that_is_not_needed(office: OfficeFolder) -> None:
    _drop(office, "a.csv", log(_row("001", "28050-1")))
    with watching(office.root, "--json") as watch:
        told = json.loads(watch.until_said("arrivals"))
        with watching(office.root) as second:
            second.until_said("すでに「madoguchi watch」が動いています")
            assert second.process.wait(60) == 75
        assert watch.stop() == 0
    assert (told["arrivals"], told["items"], told["troubles"]) == (1, 1, [])


def test_there_must_be_an_office(tmp_path: Path) -> None:
    with watching(tmp_path / "nowhere") as watch:
        watch.until_said("madoguchi init")
        assert watch.process.wait(60) == 78
