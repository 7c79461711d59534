"""When a file that was left for later is looked at again."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from offices import AS_OF

from intake.sources.drop_folder import list_inbox
from intake.sources.resting import rested_at

SECOND = timedelta(seconds=1)

AGES = [
    ("a.csv", 0, 10, 11, "just written"),
    ("a.csv", 9, 10, 2, "nearly rested"),
    ("a.csv", 10, 10, 291, "rested; were it in the middle of a row, it would be taken after 30 rests"),
    ("a.csv", 300, 10, None, "waited for long enough"),
    ("a.csv", -3, 10, 14, "a clock of another machine that goes before ours"),
    ("a.csv", -99, 10, 400, "and one that goes far before it: the file is taken, unless it seems to grow"),
    ("a.csv", 0, 0, None, "an office whose files need no rest"),
    ("~$a.xlsx", 0, 10, None, "nothing that is ever taken"),
    (".a.csv.tmp", 0, 10, None, "nor this"),
]


def _put(inbox: Path, name: str, age: float) -> None:
    inbox.mkdir(exist_ok=True)
    (inbox / name).write_bytes(b"1,2\r\n")
    written = AS_OF.timestamp() - age
    os.utime(inbox / name, (written, written))


@pytest.mark.parametrize(("name", "age", "rest", "seconds", "why"), AGES, ids=[one[-1] for one in AGES])
def test_a_file_is_looked_at_again_when_it_has_rested(
    tmp_path: Path, name: str, age: int, rest: int, seconds: int | None, why: str
) -> None:
    _put(tmp_path / "inbox", name, age)
    expected = None if seconds is None else AS_OF + seconds * SECOND
    assert rested_at(tmp_path / "inbox", AS_OF, rest) == expected, why


@pytest.mark.parametrize("age", range(-9, 10))
def test_what_is_looked_at_then_is_taken_then(tmp_path: Path, age: int) -> None:
    _put(tmp_path / "inbox", "a.csv", age + 0.7)
    again = rested_at(tmp_path / "inbox", AS_OF, 10)
    assert again is not None
    assert list_inbox(tmp_path / "inbox", AS_OF, 10) == ()
    assert [found.name for found in list_inbox(tmp_path / "inbox", again, 10)] == ["a.csv"]


def test_the_next_of_many_counts_and_no_folder_asks_for_nothing(tmp_path: Path) -> None:
    _put(tmp_path / "inbox", "a.csv", 2)
    _put(tmp_path / "inbox", "b.csv", 5)
    (tmp_path / "inbox" / "folder.csv").mkdir()
    assert rested_at(tmp_path / "inbox", AS_OF, 10) == AS_OF + 6 * SECOND
    assert rested_at(tmp_path / "nowhere", AS_OF, 10) is None
