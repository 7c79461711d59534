"""`madoguchi lint`: what it says of good, broken and missing files, and how it ends."""

import json
import os
from pathlib import Path

import command_line
import pytest

from madoguchi.errors import Exit
from scheduler.calendar.rules.physical import MOST_OCTETS

TESTS = Path(__file__).parents[1]
GOOD = TESTS / "golden" / "papers" / "request.ics"
BROKEN = TESTS / "scheduler" / "calendar" / "broken"


def call(*words: str | Path) -> int:
    return command_line.call("lint", *map(str, words))


def test_a_good_file_ends_in_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(GOOD) == Exit.DONE
    assert capsys.readouterr().out == "request.ics 誤りはありません。\n"


def test_a_finding_is_told_with_file_line_and_section(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(BROKEN / "status-booked.ics") == Exit.NEEDS_PERSON
    said = "STATUS の「BOOKED」は、ここで使える値ではありません。RFCにある値に直してください。（RFC 5545 3.8.1.11）"
    assert capsys.readouterr().out == f"status-booked.ics:20 {said}\n"


def test_what_concerns_the_whole_file_has_no_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(BROKEN / "html-page.ics") == Exit.NEEDS_PERSON
    assert capsys.readouterr().out.startswith("html-page.ics カレンダーではありません。")


def test_several_files_are_each_answered(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(GOOD, BROKEN / "bom.ics", BROKEN / "nul.ics") == Exit.NEEDS_PERSON
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == [
        "request.ics",
        "bom.ics:1",
        "nul.ics:24",
    ]


def test_other_programs_are_told_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(GOOD, BROKEN / "bom.ics", "--json") == Exit.NEEDS_PERSON
    good, bad = json.loads(capsys.readouterr().out)
    assert good == {"file": "request.ics", "findings": []}
    (found,) = bad["findings"]
    assert (bad["file"], found["line"], found["code"], found["rfc"]) == ("bom.ics", 1, "bom", "RFC 5545 3.4")


def test_a_calendar_of_others_may_do_what_we_forbid() -> None:
    assert call(BROKEN / "recurring.ics") == Exit.NEEDS_PERSON
    assert call(BROKEN / "recurring.ics", "--foreign") == Exit.DONE


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nix.ics", "nix.ics がありません。"),
        ("folder", "folder はフォルダーです。"),
        ("x" * 300 + ".ics", "開けません。"),
    ],
    ids=["missing", "folder", "no name of a file"],
)
def test_what_is_no_file_is_said_and_the_others_are_answered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, said: str
) -> None:
    (tmp_path / "folder").mkdir()
    assert call(tmp_path / name, GOOD) == Exit.NEEDS_PERSON
    told = capsys.readouterr()
    assert said in told.err
    assert "request.ics 誤りはありません。" in told.out


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_is_not_waited_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(tmp_path / "pipe.ics")
    assert call(tmp_path / "pipe.ics") == Exit.NEEDS_PERSON
    assert "ふつうのファイルではありません。" in capsys.readouterr().err


def test_a_file_that_is_too_big_is_not_read_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (tmp_path / "big.ics").open("wb") as file:
        file.truncate(MOST_OCTETS * 4)
    assert call(tmp_path / "big.ics") == Exit.NEEDS_PERSON
    assert "大きすぎて調べられません" in capsys.readouterr().out
