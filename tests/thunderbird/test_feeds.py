"""Thunderbird subscribes to what `madoguchi serve` shows: the right hours, and only what has changed."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from offices import AS_OF, OfficeFolder, drop, empty, log, row, run
from thunderbird.mail_program import Event, MailProgram
from typer.testing import CliRunner

from madoguchi.cli.app import app
from madoguchi.cli.subscribing import add
from madoguchi.errors import Exit
from madoguchi.model.subscriber import Detail

pytestmark = pytest.mark.thunderbird

HOUSE = Path(__file__).parents[2]
FREE, CLOSED, MINE = "受付可能な時間", "お休み", "相談員Aの予約"
OPEN_DAYS = 39  # from 1 December 2026 to 29 January 2027, the horizon of the sample office on 30 November


@pytest.fixture
def folder(tmp_path: Path) -> OfficeFolder:
    """Return an office whose two counsellors are both taken on 3 December at ten."""
    office = empty(tmp_path / "office")
    rows = (row("001", "見本 太郎", "28050-1", "12/3 10:00"), row("002", "見本 花子", "28050-2", "12/3 10:00"))
    drop(office, "電話.csv", log(*rows))
    run(office)
    return office


@contextmanager
def served(folder: OfficeFolder) -> Iterator[str]:
    """Serve the office as staff would; yield the address, without a slash at its end."""
    own = {"COLUMNS": "300", "PYTHONUTF8": "1", "PYTHONPATH": os.pathsep.join((str(HOUSE), str(HOUSE / "site")))}
    command = [sys.executable, "-u", "-m", "madoguchi", "serve", str(folder.root), "--port", "0"]
    with subprocess.Popen(command, env=os.environ | own, stdout=subprocess.PIPE, encoding="utf-8") as process:
        try:
            assert process.stdout is not None
            said = next(line for line in process.stdout if "http://127.0.0.1:" in line)
            yield "http://127.0.0.1:" + said.partition("http://127.0.0.1:")[2].partition(" ")[0]
        finally:
            process.kill()


def command(folder: OfficeFolder, *words: str) -> None:
    done = CliRunner().invoke(app, [*words, str(folder.root), "--as-of", "2026-11-30T12:00"])
    assert done.exit_code == Exit.DONE, done.output


def hours(events: list[Event], day: int) -> list[str]:
    """Return the hours of the events on a day of December."""
    return [f"{event.start:%H:%M}-{event.end:%H:%M}" for event in events if event.start.date() == date(2026, 12, day)]


def test_free_times_are_shown_at_their_hours_and_follow_the_bookings(
    thunderbird: MailProgram, folder: OfficeFolder
) -> None:
    with served(folder) as address:
        thunderbird.subscribe(FREE, f"{address}/free.ics")
        free = thunderbird.events(FREE)
        assert len(free) == 2 * OPEN_DAYS + 1
        assert {event.title for event in free} == {"受付可（オンライン職業相談）"}
        assert hours(free, 2) == ["09:30-11:00", "14:00-16:00"]
        assert hours(free, 3) == ["09:30-10:00", "10:30-11:00", "14:00-16:00"]
        assert thunderbird.refresh(FREE) == [304]
        assert thunderbird.events(FREE) == free
        command(folder, "cancel", "M00001", "--why", "体調不良")
        assert thunderbird.refresh(FREE) == [200]
        free = thunderbird.events(FREE)
        assert len(free) == 2 * OPEN_DAYS
        assert hours(free, 3) == ["09:30-11:00", "14:00-16:00"]


def test_a_counsellors_bookings_are_shown_moved_and_gone(thunderbird: MailProgram, folder: OfficeFolder) -> None:
    file = add(folder.root, "見本の端末", "a", Detail.NUMBER, AS_OF).file
    with served(folder) as address:
        thunderbird.subscribe(MINE, f"{address}/feeds/{file}")
        (event,) = thunderbird.events(MINE)
        assert (event.title, hours([event], 3)) == ("予約 M00001（ビデオ）", ["10:00-10:30"])
        assert event.answers == (), "nobody is named, and nobody is asked"
        assert thunderbird.refresh(MINE) == [304]
        command(folder, "change", "M00001", "2026-12-10T14:00")
        assert thunderbird.refresh(MINE) == [200]
        (moved,) = thunderbird.events(MINE)
        assert (moved.uid, hours([moved], 10)) == (event.uid, ["14:00-14:30"])
        command(folder, "cancel", "M00001", "--why", "体調不良")
        assert thunderbird.refresh(MINE) == [200]
        assert thunderbird.events(MINE) == []


def test_closed_days_are_whole_days(thunderbird: MailProgram, folder: OfficeFolder) -> None:
    with served(folder) as address:
        thunderbird.subscribe(CLOSED, f"{address}/closed.ics")
        closed = {event.title: event for event in thunderbird.events(CLOSED)}
        year_end = closed["オンライン職業相談のお休み：年末年始"]
        assert (year_end.start.date(), year_end.end.date()) == (
            date(2026, 12, 29),
            date(2027, 1, 2),
        )  # a weekend follows
