"""The commands of single steps, as a clerk types them."""

import json
import re
from pathlib import Path

import command_line
import pytest
from offices import bookings, drop, empty, log, row, run

from madoguchi.cli.steps import steps
from madoguchi.config.folder import OfficeFolder
from madoguchi.errors import Exit

AS_OF = ("--as-of", "2026-11-30T11:00")
DURING = ("--as-of", "2026-12-03T10:15")


@pytest.fixture
def folder(tmp_path: Path) -> OfficeFolder:
    office = empty(tmp_path / "o")
    drop(office, "a.csv", log(row("001", "見本 太郎", "28050-1", "12/3 10:00")))
    run(office)
    return office


def call(folder: OfficeFolder, *words: str) -> int:
    return command_line.call(*words, str(folder.root))


def test_a_change_says_what_became_of_it(folder: OfficeFolder, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(folder, "change", *AS_OF, "M00001", "2026-12-10T14:00") == Exit.DONE
    assert "M00002　予約を変更しました。職員が日時を決めました。" in capsys.readouterr().out


def test_an_answer_for_programs_has_verdict_and_reasons(
    folder: OfficeFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("record", *DURING, "--json", "--why", "device", "--next", "2026-12-17T14:00", "1", "telephone")
    assert call(folder, *words) == Exit.DONE
    answer = json.loads(capsys.readouterr().out)
    assert [one["verdict"] for one in answer["requests"]] == ["complete", "book"]
    assert answer["requests"][0]["number"] == "M00002"
    assert answer["schedule"]["book"] == 1
    assert answer["as_of"] == "2026-12-03T10:15:00+09:00"


def test_a_step_that_is_not_allowed_ends_in_65_and_a_sentence(
    folder: OfficeFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(folder, "withdraw", *AS_OF, "M00001") == Exit.NEEDS_PERSON
    assert capsys.readouterr().err.startswith("受付番号M00001は「予約済み」のため、申込を取り下げることはできません。")
    assert len(bookings(folder)) == 1


def test_a_command_that_ends_on_the_review_list_ends_in_65(folder: OfficeFolder) -> None:
    again = ("book", *AS_OF, "M00001", "2026-12-17T14:00")
    assert call(folder, *again) == Exit.NEEDS_PERSON
    assert call(folder, *again) == Exit.NEEDS_PERSON, "nobody has looked at it meanwhile"


@pytest.mark.parametrize(
    "words",
    [
        ("cancel", "M00001"),  # without a reason
        ("refuse", "M00001"),
        ("cancel", "--why", "都合", "--by", "somebody", "M00001"),
        ("record", "--why", "line", "M00001", "came"),
        ("record", "--next", "2026-12-17T14:00", "M00001", "absent"),
        ("record", "M00001", "late"),
        ("change", "K00001", "2026-12-10T14:00"),
    ],
)
def test_a_command_typed_wrongly_is_explained_and_does_nothing(
    folder: OfficeFolder, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(folder, *words) == Exit.USAGE
    assert "Usage:" in capsys.readouterr().err
    assert len(bookings(folder)) == 1


def test_the_page_names_every_step_and_no_other() -> None:
    page = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
    there = {command.callback.__name__ for command in steps.registered_commands if command.callback}
    assert set(re.findall(r"`madoguchi ([a-z]+) ", page)) == there
    assert len(there) == 6
