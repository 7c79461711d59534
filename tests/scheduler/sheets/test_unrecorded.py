"""Visits of earlier days without a record stand on the sheets of staff until they are recorded."""

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
import samples_of_papers as sample
import samples_of_requests as make
import stores
from samples_of_requests import AS_OF
from stores import at

from madoguchi.config.folder import OfficeFolder
from madoguchi.model.booking import BookingState
from madoguchi.store import bookings
from madoguchi.store.engine import Store
from scheduler.calendar.feed import staff_event
from scheduler.notices import Desk
from scheduler.openings import OfficeDays
from scheduler.sheets import day_sheet
from scheduler.tell import tell
from scheduler.told import Told

TWO = make.office(counsellors=2)
ON_3RD, ON_4TH = AS_OF.replace(month=12, day=3), AS_OF.replace(month=12, day=4)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    new = stores.new_store(tmp_path / "private")
    with new.writing() as t:
        for number, start in ((1, at(2)), (2, at(1)), (3, at(3))):
            booked = stores.put_booking(t, booking_id=number, request_id=number, uid=f"uid{number}", start=start)
            bookings.replace_booking(t, booked, staff_event(booked, TWO))
    yield new
    new.close()


def write(store: Store, folder: OfficeFolder, as_of: datetime) -> Told:
    return tell(store, folder, Desk(TWO, sample.secrets(), as_of), OfficeDays(TWO))


def sheets(folder: OfficeFolder) -> dict[str, list[str]]:
    """Return the reception numbers of each sheet, from the top."""
    read = {path.stem: path.read_text(encoding="utf-8-sig") for path in sorted(folder.staff.glob("予約票_*.csv"))}
    return {
        name: [row["受付番号"] for row in csv.DictReader(io.StringIO(text, newline=""))] for name, text in read.items()
    }


def test_they_stand_below_the_day_s_own_the_oldest_first(store: Store, tmp_path: Path) -> None:
    folder = OfficeFolder(tmp_path)
    write(store, folder, ON_3RD)
    assert sheets(folder) == {
        "予約票_2026-12-03": ["M00003", "M00002", "M00001"],
        "予約票_2026-12-04": ["M00002", "M00001"],
    }
    assert write(store, folder, ON_3RD).written == 0


def test_a_day_without_bookings_has_a_sheet_for_what_is_left(store: Store, tmp_path: Path) -> None:
    folder = OfficeFolder(tmp_path)
    with store.writing() as t:
        for number, state in ((2, BookingState.COMPLETED), (3, BookingState.NO_SHOW)):
            recorded = bookings.bookings_by_id(t, [number])[number].model_copy(update={"state": state})
            bookings.replace_booking(t, recorded, staff_event(recorded, TWO))
    write(store, folder, ON_4TH)
    assert sheets(folder) == {"予約票_2026-12-04": ["M00001"], "予約票_2026-12-07": ["M00001"]}
    html = (folder.staff / "予約票_2026-12-04.html").read_text(encoding="utf-8")
    for word in ("記録のない相談", "2026年12月2日（水）", "2026年12月4日（金）午前0時更新"):
        assert word in html


def test_a_long_arrear_comes_in_parts(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scheduler.staff_sheets.MOST_UNRECORDED", 1)
    folder = OfficeFolder(tmp_path)
    write(store, folder, ON_4TH)
    assert sheets(folder)["予約票_2026-12-04"] == ["M00002"], "the oldest"
    assert day_sheet.MOST_UNRECORDED == 100
