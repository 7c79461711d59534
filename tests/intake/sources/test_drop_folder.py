"""What is taken from the inbox, what is left, and what staff are told."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from intake.sources import drop_folder
from intake.sources.drop_folder import list_inbox, shown_name
from madoguchi.errors import TryLater
from madoguchi.model.item import Form

AS_OF = datetime(2026, 12, 4, 1, 0, tzinfo=UTC)


def put(folder: Path, name: str, raw: bytes = b"x", age: float = 3600) -> Path:
    path = folder / name
    path.write_bytes(raw)
    when = AS_OF.timestamp() - age
    os.utime(path, (when, when))
    return path


def test_logs_and_mails_are_found_in_the_order_of_names(tmp_path):
    for name, age in (("b.eml", 100), ("a.CSV", 50), ("電話受付簿.csv", 9000), ("C.Eml", 70)):
        put(tmp_path, name, age=age)
    found = list_inbox(tmp_path, AS_OF, 10)
    assert [(one.name, one.form) for one in found] == [
        ("C.Eml", Form.MAIL),
        ("a.CSV", Form.LOG),
        ("b.eml", Form.MAIL),
        ("電話受付簿.csv", Form.LOG),
    ]
    assert {one.source for one in found} == {"inbox"}
    assert (found[1].size, found[1].mtime, found[1].path) == (1, AS_OF.timestamp() - 50, tmp_path / "a.CSV")


@pytest.mark.parametrize("name", ["a.xlsx", "a.XLSM", "a.xls", "a.ods", "a.tsv", "a.txt", "受付簿.Xlsx"])
def test_tables_of_every_kind_are_taken(tmp_path, name):
    put(tmp_path, name)
    (found,) = list_inbox(tmp_path, AS_OF, 10)
    assert (found.form, found.why) == (Form.LOG, "")


@pytest.mark.parametrize(
    "name",
    [
        "~$a.csv",
        "~$a.xlsx",
        ".a.csv",
        "a.csv.part",
        "a.csv.tmp",
        "a.csv.CRDOWNLOAD",
        "desktop.ini",
        "Thumbs.db",
        ".DS_Store",
    ],
)
def test_unfinished_and_housekeeping_files_are_left_in_silence(tmp_path, name):
    put(tmp_path, name)
    assert list_inbox(tmp_path, AS_OF, 10) == ()


def test_empty_files_folders_and_links_are_left_in_silence(tmp_path):
    put(tmp_path, "empty.csv", b"")
    (tmp_path / "folder.csv").mkdir()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "link.csv").symlink_to(put(elsewhere, "a.csv"))
    os.mkfifo(tmp_path / "pipe.csv")
    assert list_inbox(tmp_path, AS_OF, 0) == ()


@pytest.mark.parametrize(
    ("age", "rest", "taken", "why"),
    [
        (11, 10, True, "rested"),
        (9, 10, False, "still being written"),
        (0, 0, True, "at once"),
        (-5, 10, False, "a clock a little ahead"),
        (-86400, 10, True, "a clock that is another one"),
        (-5, 0, True, "at once, whatever the clock"),
    ],
)
def test_rest(tmp_path, age, rest, taken, why):
    put(tmp_path, "a.csv", age=age)
    assert bool(list_inbox(tmp_path, AS_OF, rest)) is taken, why


@pytest.mark.parametrize(
    ("name", "shown", "words"),
    [
        ("a.docx", "a.docx", "種類"),
        ("a.pdf", "a.pdf", "種類"),
        ("a", "a", "種類"),
        ("a\\..\\b.csv", "a_.._b.csv", "文字"),
        ("a\nb.csv", "a_b.csv", "文字"),
        ("a\u202evsc.csv", "a_vsc.csv", "文字"),
        ("c:a.csv", "c_a.csv", "文字"),
    ],
)
def test_what_is_not_taken_is_told(tmp_path, name, shown, words):
    put(tmp_path, name)
    (found,) = list_inbox(tmp_path, AS_OF, 0)
    assert (found.form, found.name) == (Form.UNKNOWN, shown)
    assert words in found.why


def test_a_name_that_is_no_text_is_told(tmp_path):
    (tmp_path / os.fsdecode(b"\x8c\xa9.csv")).write_bytes(b"x")
    (found,) = list_inbox(tmp_path, AS_OF, 0)
    assert (found.form, found.name) == (Form.UNKNOWN, "__.csv")


def test_a_file_that_is_held_is_left(tmp_path, monkeypatch):
    put(tmp_path, "a.csv")
    put(tmp_path, "b.csv")

    def held(path: Path) -> bool:
        return path.name == "a.csv"

    monkeypatch.setattr(drop_folder, "_is_held", held)
    assert [one.name for one in list_inbox(tmp_path, AS_OF, 0)] == ["b.csv"]


@pytest.mark.parametrize(("code", "held"), [(32, True), (33, True), (5, False), (None, False)])
def test_a_sharing_violation_is_a_held_file(tmp_path, monkeypatch, code, held):
    def refuse(*_args):
        error = PermissionError("held")
        error.winerror = code
        raise error

    monkeypatch.setattr(Path, "open", refuse)
    assert drop_folder._is_held(tmp_path / "a.csv") is held


def test_a_file_that_goes_while_it_is_looked_at(tmp_path):
    class Gone:
        name, path = "a.csv", str(tmp_path / "a.csv")

        def stat(self, *, follow_symlinks):
            raise FileNotFoundError(follow_symlinks)

    assert drop_folder._look_at(Gone(), 0.0, 0) is None


def test_no_folder_is_for_later(tmp_path):
    with pytest.raises(TryLater, match="開けません"):
        list_inbox(tmp_path / "none", AS_OF, 0)


def test_long_names_are_cut_between_letters_and_keep_their_suffix():
    name = shown_name("受" * 90 + ".csv")
    assert name.endswith("受.csv")
    assert len(name.encode()) <= 180
