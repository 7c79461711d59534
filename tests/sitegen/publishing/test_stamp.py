"""A site that would be made the same again is not made again, and one that somebody touched is."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from published import AS_OF, OLD, publish_small

from sitegen.publishing.releases import CURRENT
from sitegen.publishing.rollback import roll_back, way_back
from sitegen.publishing.stamp import files_below, is_as_stamped, put_stamp, stamp_of

STAMP = stamp_of([b"settings", b"words"])


@pytest.fixture
def public(tmp_path: Path) -> Path:
    publish_small(OLD, tmp_path)
    put_stamp(tmp_path, STAMP)
    return tmp_path


def test_what_lies_there_untouched_is_known_by_its_paths(public: Path) -> None:
    assert set(is_as_stamped(public, STAMP)) == set(OLD)


def test_keeping_the_same_stamp_again_writes_nothing(public: Path) -> None:
    before = (public / "stamp.json").stat()
    put_stamp(public, STAMP)
    after = (public / "stamp.json").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param([b"settings", b"other words"], id="other words"),
        pytest.param([b"settingswords"], id="the same bytes parted elsewhere"),
        pytest.param([b"words", b"settings"], id="another order"),
        pytest.param([b"settings", b"words", b""], id="one thing more"),
    ],
)
def test_anything_else_that_it_is_made_of_is_another_stamp(public: Path, parts: list[bytes]) -> None:
    assert is_as_stamped(public, stamp_of(parts)) == ()


def _rewrite(current: Path) -> None:
    (current / "index.html").write_bytes(b"OLD HOME")
    os.utime(current / "index.html", (1, 1))


def _add(current: Path) -> None:
    (current / "new.html").write_bytes(b"")


def _remove(current: Path) -> None:
    (current / "flow.html").unlink()


def _cut(current: Path) -> None:
    stat = (current / "flow.html").stat()
    (current / "flow.html").write_bytes(b"fl")
    os.utime(current / "flow.html", ns=(stat.st_atime_ns, stat.st_mtime_ns))


@pytest.mark.parametrize("touch", [_rewrite, _add, _remove, _cut])
def test_a_site_that_was_touched_is_made_again(public: Path, touch: Callable[[Path], None]) -> None:
    touch(public / CURRENT)
    assert is_as_stamped(public, STAMP) == ()


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"stamp": 1}'])
def test_a_damaged_stamp_is_none(public: Path, text: str) -> None:
    (public / "stamp.json").write_text(text)
    assert is_as_stamped(public, STAMP) == ()


def test_an_earlier_release_has_not_the_stamp_of_the_later_one(public: Path) -> None:
    publish_small(OLD | {"index.html": b"new home"}, public)
    later = stamp_of([b"later"])
    put_stamp(public, later)
    assert is_as_stamped(public, later)
    roll_back(public, way_back(public), AS_OF, 3)
    assert (public / CURRENT / "index.html").read_bytes() == b"old home"
    assert is_as_stamped(public, later) == ()


def test_the_words_of_an_office_count_with_their_names_and_a_film_by_its_size(tmp_path: Path) -> None:
    assert list(files_below(tmp_path / "none")) == []
    (tmp_path / "easy").mkdir()
    (tmp_path / "easy" / "home.md").write_bytes(b"# a")
    (tmp_path / "film.mp4").write_bytes(b"x" * 300_000)
    os.utime(tmp_path / "film.mp4", ns=(5, 5))
    assert list(files_below(tmp_path)) == [b"easy/home.md", b"# a", b"film.mp4", b"300000 5"]
