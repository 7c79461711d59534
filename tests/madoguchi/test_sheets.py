"""Lists that staff fill in where they lie: our own writing is told from theirs, and theirs is never lost."""

from pathlib import Path

import pytest

from madoguchi import sheets
from madoguchi.sheets import REVIEW_LIST, TELEPHONE_LIST, edited, note_settled, remove_sheet, write_sheet


def _fill_in(path: Path, words: bytes = "済".encode()) -> bytes:
    path.write_bytes(path.read_bytes() + words)
    return path.read_bytes()


def test_our_own_writing_is_not_taken_for_theirs(tmp_path: Path) -> None:
    assert edited(tmp_path) == ()
    assert write_sheet(tmp_path / REVIEW_LIST, b"one")
    assert write_sheet(tmp_path / REVIEW_LIST, b"two")
    assert not write_sheet(tmp_path / REVIEW_LIST, b"two")
    assert edited(tmp_path) == ()


def test_what_staff_filled_in_waits_until_it_is_taken(tmp_path: Path) -> None:
    review, sheet = tmp_path / REVIEW_LIST, tmp_path / "予約票_2026-12-01.csv"
    for path in (review, sheet):
        write_sheet(path, b"ours")
        _fill_in(path)
    assert edited(tmp_path) == (review, sheet)
    assert not write_sheet(review, b"new")
    remove_sheet(sheet)
    assert review.read_bytes() == sheet.read_bytes() == "ours済".encode()
    for path in (review, sheet):
        note_settled(path, path.read_bytes())
    assert edited(tmp_path) == ()
    assert write_sheet(review, b"new")
    remove_sheet(sheet)
    assert not sheet.exists()


def test_a_crash_between_two_writings_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The record is written first, so a list of either writing is known for ours."""
    path = tmp_path / TELEPHONE_LIST
    write_sheet(path, b"old")
    write = sheets.write_if_changed

    def killed(at: Path, content: bytes) -> bool:
        if at == path:
            raise KeyboardInterrupt
        return write(at, content)

    monkeypatch.setattr(sheets, "write_if_changed", killed)
    with pytest.raises(KeyboardInterrupt):
        write_sheet(path, b"new")
    monkeypatch.undo()
    assert edited(tmp_path) == ()
    assert write_sheet(path, b"new")


def test_a_page_to_print_goes_whatever_it_holds(tmp_path: Path) -> None:
    page = tmp_path / "予約票_2026-12-01.html"
    page.write_bytes(b"x")
    remove_sheet(page)
    assert not page.exists()


def test_the_record_does_not_grow_with_the_days(tmp_path: Path) -> None:
    for day in range(1, 10):
        sheet = tmp_path / f"予約票_2026-12-0{day}.csv"
        write_sheet(sheet, b"ours")
        remove_sheet(sheet)
    write_sheet(tmp_path / REVIEW_LIST, b"ours")
    assert list(sheets._record(tmp_path)) == [REVIEW_LIST]


def test_a_broken_record_makes_everything_theirs(tmp_path: Path) -> None:
    write_sheet(tmp_path / REVIEW_LIST, b"ours")
    (tmp_path / ".written.json").write_bytes(b"{")
    assert edited(tmp_path) == (tmp_path / REVIEW_LIST,)


def test_the_record_is_closed_to_others(tmp_path: Path) -> None:
    write_sheet(tmp_path / "staff" / REVIEW_LIST, b"ours")
    assert {oct(path.stat().st_mode & 0o777) for path in (tmp_path / "staff").iterdir()} == {"0o600"}
