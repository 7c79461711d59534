"""Files are read whole, up to a limit, and never through a link."""

import os

import pytest

from intake.sources.found import Found
from intake.sources.reading import read_bytes
from madoguchi.errors import TryLater, UnreadableInput
from madoguchi.model.item import Form


def found(path) -> Found:
    return Found("inbox", path.name, path, Form.LOG, 1, 0.0)


def test_whole(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"\r\n\0abc")
    assert read_bytes(found(path)) == b"\r\n\0abc"


def test_limit(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"12345")
    assert read_bytes(found(path), 5) == b"12345"
    with pytest.raises(UnreadableInput, match="大きすぎる"):
        read_bytes(found(path), 4)


def test_gone_or_a_link_or_a_pipe_is_for_later(tmp_path):
    path = tmp_path / "a.csv"
    with pytest.raises(TryLater, match="開けません"):
        read_bytes(found(path))
    (tmp_path / "secret").write_bytes(b"x")
    path.symlink_to(tmp_path / "secret")
    with pytest.raises(TryLater, match="開けません"):
        read_bytes(found(path))
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(TryLater, match="見つかりません"):
        read_bytes(found(path))
