"""Every step of the life cycle as a row of the log that staff write anyway."""

from datetime import datetime
from pathlib import Path

import pytest
from offices import bookings, drop, empty, log, query, row, run

from madoguchi.clock import TOKYO

BOOKED = row("001", "見本 太郎", "28050-1", "12/1 10:00")
DAY_AFTER = datetime(2026, 12, 2, 9, 0, tzinfo=TOKYO)


@pytest.mark.parametrize(
    ("kind", "note", "stands"),
    [
        ("来所", "", ("completed", "video", "")),
        ("実施", "応募書類を確認", ("completed", "video", "")),
        ("連絡なし", "", ("no_show", "video", "")),
        ("欠席", "", ("no_show", "video", "")),
        ("電話切替", "回線不良", ("completed", "telephone", "回線")),
        ("電話に切替（本人の希望）", "", ("completed", "telephone", "本人の希望")),
        ("途中終了", "機器の不具合", ("broken_off", "video", "機器")),
        ("欠席", "前日に電話あり", ("confirmed", "video", "")),  # staff read it
        ("電話切替", "体調不良", ("confirmed", "video", "")),
    ],
)
def test_a_row_records_the_visit_or_asks(tmp_path: Path, kind: str, note: str, stands: tuple[str, str, str]) -> None:
    folder = empty(tmp_path / "o")
    drop(folder, "a.csv", log(BOOKED))
    run(folder)
    record = row("002", "見本 太郎", "28050-1", "", kind=kind, note=note, received="2026/12/1 10:40")
    drop(folder, "b.csv", log(BOOKED, record))
    run(folder, DAY_AFTER)
    assert query(folder, "SELECT state, medium, why FROM bookings") == [stands]
    asked = query(folder, "SELECT count(*) FROM reviews WHERE closed_at IS NULL")
    assert asked == [(int(stands[0] == "confirmed"),)]


@pytest.mark.parametrize(
    ("kind", "wish", "starts"),
    [
        ("変更", "12/3 14:00", {"2026-12-03T14:00"}),
        ("取消", "", set()),
        ("取下げ", "", set()),
    ],
)
def test_a_row_moves_or_cancels_before_the_visit(tmp_path: Path, kind: str, wish: str, starts: set[str]) -> None:
    folder = empty(tmp_path / "o")
    drop(folder, "a.csv", log(BOOKED, row("002", "見本 太郎", "28050-1", wish, kind=kind, received="2026/11/30 9:40")))
    run(folder)
    assert {start for _, start, _ in bookings(folder)} == starts


def test_rows_record_a_visit_and_book_the_next_one(tmp_path: Path) -> None:
    folder = empty(tmp_path / "o")
    drop(folder, "a.csv", log(BOOKED))
    run(folder)
    went = row("002", "見本 太郎", "28050-1", "", kind="実施", received="2026/12/1 10:30")
    following = row("003", "見本 太郎", "28050-1", "12/17 14:00", kind="次回予約", received="2026/12/1 10:31")
    late = row("004", "見本 花子", "28050-2", "12/1 14:00", kind="次回予約", received="2026/12/1 10:32")
    drop(folder, "b.csv", log(BOOKED, went, following, late))
    run(folder, datetime(2026, 12, 1, 11, 0, tzinfo=TOKYO))
    assert {(who, start) for who, start, _ in bookings(folder)} == {("28050-1", "2026-12-17T14:00")}
    assert query(folder, "SELECT count(*) FROM reviews WHERE closed_at IS NULL") == [(1,)], "the notice rule holds"
