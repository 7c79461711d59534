import os
import stat
from pathlib import Path

import pytest

from madoguchi.files import fingerprint, is_same, mtime_after, write_if_changed


def test_a_file_is_written_once_and_closed_to_others(tmp_path: Path) -> None:
    path = tmp_path / "private" / "staff" / "要確認.csv"
    assert write_if_changed(path, b"a")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    os.utime(path, ns=(1, 1))
    assert not write_if_changed(path, b"a")
    assert path.stat().st_mtime_ns == 1
    assert write_if_changed(path, b"b")
    assert path.read_bytes() == b"b"
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("content", [b"", b"ab", b"x"])
def test_the_same_is_told_by_every_byte(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a"
    assert not is_same(path, content)
    path.write_bytes(content)
    assert is_same(path, content)
    assert not is_same(path, content + b"x")
    assert not is_same(path, b"y" * len(content)) or not content


def test_a_mode_can_be_wider(tmp_path: Path) -> None:
    write_if_changed(tmp_path / "index.html", b"x", mode=0o644)
    assert stat.S_IMODE((tmp_path / "index.html").stat().st_mode) & 0o600 == 0o600


def test_a_file_held_open_stays_as_it_was_and_leaves_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "要確認.csv"
    path.write_bytes(b"old")

    def held(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(PermissionError):
        write_if_changed(path, b"new")
    assert [one.name for one in tmp_path.iterdir()] == ["要確認.csv"]
    assert path.read_bytes() == b"old"


def test_a_half_written_file_of_a_killed_run_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / ".a.csv.tmp").write_bytes(b"half a row, and much longer than the whole file")
    assert write_if_changed(tmp_path / "a.csv", b"whole")
    assert (tmp_path / "a.csv").read_bytes() == b"whole"


def test_a_fingerprint_is_the_sha256() -> None:
    assert fingerprint(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_a_new_file_is_at_least_a_second_younger(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    os.utime(tmp_path / "a", (1000, 1000))
    assert mtime_after(tmp_path / "a", 500) == 1001
    assert mtime_after(tmp_path / "a", 2000) == 2000
    assert mtime_after(tmp_path / "none", 2000) == 2000
    assert mtime_after(None, 2000) == 2000


def test_versions_of_a_served_file_never_share_a_second(tmp_path: Path) -> None:
    """nginx would give both the same ETag where their length is the same."""
    path = tmp_path / "feed.ics"
    seconds = []
    for content in (b"a", b"b", b"c"):
        assert write_if_changed(path, content, mode=0o640, served=True)
        seconds.append(int(path.stat().st_mtime))
    assert seconds == sorted(set(seconds))
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
