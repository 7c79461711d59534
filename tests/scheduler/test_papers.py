"""Golden files: every paper of the sample booking, byte for byte.

`REWRITE_GOLDEN=1 pytest tests/scheduler/test_papers.py` writes them anew; read the difference before it is kept.
"""

import os

import papers
import pytest
from samples_of_staff_pages import staff_pages


def everything() -> dict[str, bytes]:
    """Return the papers and the pages of the staff."""
    return staff_pages() | papers.papers()


NOW = everything()

if os.environ.get("REWRITE_GOLDEN"):
    papers.GOLDEN.mkdir(parents=True, exist_ok=True)
    for golden_name, golden_bytes in NOW.items():
        (papers.GOLDEN / golden_name).write_bytes(golden_bytes)


@pytest.mark.parametrize("name", sorted(NOW))
def test_a_paper_is_as_it_was(name: str) -> None:
    assert NOW[name] == (papers.GOLDEN / name).read_bytes()


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in papers.GOLDEN.iterdir()} == set(NOW)


def test_a_second_run_writes_the_same_bytes() -> None:
    assert everything() == NOW


@pytest.mark.parametrize("name", [name for name in NOW if not name.startswith("day_sheet")])
def test_the_passcode_is_on_the_day_sheet_alone(name: str) -> None:
    raw = NOW[name]
    bodies = [raw]
    if name.endswith(".eml"):
        bodies += [part.get_payload(decode=True) or b"" for part in papers.read_letter(raw).walk()]
    for body in bodies:
        assert b"KANARIA" not in body.replace(b"\r\n ", b"")
