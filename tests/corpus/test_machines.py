"""Mails that no person wrote, and mails of people that carry the marks of machines: how each ends.

`machines.jsonl` says of each file in `machines/` what kind it is, how it ends, whether staff are to look at it, which of
our letters came back with it (see `corpus_office`), and why.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from corpus_office import Ending, ends, office_with_letters

ROOM = Path(__file__).parent
CASES: dict[str, dict[str, Any]] = {
    case["file"]: case for case in map(json.loads, (ROOM / "machines.jsonl").read_text(encoding="utf-8").splitlines())
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Ending]:
    folder = office_with_letters(tmp_path_factory.mktemp("machines") / "office")
    return ends(folder, {name: (ROOM / "machines" / name).read_bytes() for name in CASES})


def test_every_file_has_its_line() -> None:
    assert {path.name for path in (ROOM / "machines").iterdir()} == set(CASES)
    assert len(CASES) >= 120


@pytest.mark.parametrize("name", CASES)
def test_a_mail_ends(name: str, told: dict[str, Ending]) -> None:
    case = CASES[name]
    expected = Ending(case["kind"], case["outcome"], case["review"], case.get("letter"))
    assert told[name] == expected, case["why"]
