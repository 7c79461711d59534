"""A log with headers that nobody knows: asked about as a whole, named in office.toml, read again and booked."""

from pathlib import Path

import pytest
from offices import AS_OF, OfficeFolder, bookings, drop, empty, query, run

from madoguchi.cli.line import run_stages

LOG = (
    "入力,来談者様,HW登録,ホットライン,面談\r\n"
    "2026/11/27 9:00,見本 太郎,28050-1001,090-0000-0001,12/3 10:00\r\n"
    "2026/11/27 9:10,見本 花子,28050-1002,090-0000-0002,12/4 14:00\r\n"
)
COLUMNS = """
[log.columns]
received = "入力"
name = "来談者様"
seeker_number = "HW登録"
phone = "ホットライン"
wish = "面談"
"""


def name_columns(folder: OfficeFolder) -> None:
    text = folder.office_toml.read_text(encoding="utf-8")
    folder.office_toml.write_text(text + COLUMNS, encoding="utf-8")


@pytest.mark.parametrize("encoding", ["cp932", "utf-8-sig"])
def test_a_log_of_unknown_headers_is_asked_about_then_named_and_read_again(tmp_path: Path, encoding: str) -> None:
    folder = empty(tmp_path / "o")
    drop(folder, "記録.csv", LOG.encode(encoding))
    first = run(folder)
    assert first.taken is not None
    assert (first.taken.items, first.taken.reviews) == (1, 1)
    assert query(folder, "SELECT outcome FROM items") == [("unreadable",)]

    name_columns(folder)
    run_stages(folder.root, AS_OF, lambda line: line.run_again())
    assert bookings(folder) == {
        ("28050-1001", "2026-12-03T10:00", "a"),
        ("28050-1002", "2026-12-04T14:00", "b"),
    }
    results = (folder.root / "結果_記録.csv").read_text(encoding="utf-8-sig")
    assert results.count("予約済み") == 2

    again = run(folder)
    assert again.taken is not None
    assert (again.taken.arrivals, again.taken.items) == (0, 0)
