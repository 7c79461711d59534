import csv
import io
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.spreadsheet import disarm, write_table

ARMED = (
    "=1+1",
    "＝1+1",
    "+81-90-0000",
    "＋1",
    "-3+5",
    "－3",
    "−3",
    "@SUM(1+1)",
    "＠SUM(1+1)",
    " =1+1",
    "　=1",
    "\t=1+1",
    "\r=1+1",
    "\n=1",
)


@pytest.mark.parametrize("cell", ARMED)
def test_a_cell_like_a_formula_is_disarmed(cell: str) -> None:
    assert disarm(cell).startswith("'")


@pytest.mark.parametrize("cell", ["", "見本 太郎", "090-0000-0000", "K00012", "2026-12-03 14:30", "1=1", "ー"])
def test_other_cells_stay(cell: str) -> None:
    assert disarm(cell) == cell


def test_a_zero_width_sign_hides_no_formula() -> None:
    assert disarm("\u200b\ufeff\x00=1+1") == "'=1+1"


@given(st.text(max_size=300))
def test_any_cell_reads_back_and_never_begins_like_a_formula(cell: str) -> None:
    raw = write_table(("見出し", "次"), [(cell, "x")])
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert rows == [["見出し", "次"], [disarm(cell), "x"]]
    assert not disarm(cell).lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r"))
    assert disarm(disarm(cell)) == disarm(cell)


def test_lines_end_as_excel_wants_them() -> None:
    raw = write_table(("a", "b"), [("一行\r\n二行", "x")])
    assert raw == '\ufeffa,b\r\n"一行\n二行",x\r\n'.encode()


def test_a_long_cell_is_cut() -> None:
    assert len(disarm("あ" * 100_000)) == 2000


def opened_in_libreoffice(raw: bytes, folder: Path) -> str:
    """Open a CSV file as a double click would and return the cells as LibreOffice keeps them."""
    folder.mkdir()
    (folder / "list.csv").write_bytes(raw)
    profile = (folder / "profile").as_uri()
    command = [
        "soffice",
        f"-env:UserInstallation={profile}",
        "--headless",
        "--infilter=CSV:44,34,76",
        "--convert-to",
        "ods",
    ]
    subprocess.run(
        [*command, "--outdir", str(folder), str(folder / "list.csv")], check=True, capture_output=True, timeout=120
    )
    with zipfile.ZipFile(folder / "list.ods") as book:
        return book.read("content.xml").decode()


@pytest.mark.skipif(
    shutil.which("soffice") is None and not os.environ.get("CI"),
    reason="LibreOffice is not installed; get it with: sudo apt install libreoffice-calc",
)
def test_libreoffice_evaluates_nothing(tmp_path: Path) -> None:
    armed = opened_in_libreoffice("a,b\r\n=1+1,x\r\n".encode("utf-8-sig"), tmp_path / "armed")
    assert "table:formula" in armed, "the check itself can fail"
    opened = opened_in_libreoffice(write_table(("a", "b"), [(cell, "見本 髙﨑") for cell in ARMED]), tmp_path / "ours")
    assert "table:formula" not in opened
    assert opened.count("見本 髙﨑") == len(ARMED)
