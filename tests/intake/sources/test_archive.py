"""Taken files move into the archive: nothing lost, nothing overwritten, nothing twice."""

import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from intake.sources import archive as archiving
from intake.sources.archive import keep, place
from madoguchi.errors import TryLater

ARRIVED = datetime(2026, 11, 30, 23, 0, tzinfo=UTC)  # already December at the office


def put(folder: Path, name: str, raw: bytes = b"abc") -> tuple[Path, str]:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(raw)
    return path, hashlib.sha256(raw).hexdigest()


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def archive(tmp_path) -> Path:
    return tmp_path / "private" / "archive"


def test_a_file_moves_under_its_hash_and_the_month_of_the_office(tmp_path, archive):
    path, digest = put(tmp_path / "inbox", "電話受付簿.csv")
    kept = keep(path, archive, ARRIVED, digest)
    assert kept == archive / "2026-12" / f"{digest[:12]}_電話受付簿.csv" == place(archive, ARRIVED, digest, path.name)
    assert kept.read_bytes() == b"abc"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept.parent.stat().st_mode & 0o777 == 0o700
    assert not path.exists()
    assert len(files(archive)) == 1


def test_the_same_bytes_again_are_no_second_copy(tmp_path, archive):
    path, digest = put(tmp_path / "inbox", "a.csv")
    first = keep(path, archive, ARRIVED, digest)
    put(tmp_path / "inbox", "a.csv")
    assert keep(path, archive, ARRIVED, digest) == first
    assert not path.exists()
    later, _ = put(tmp_path / "inbox", "b.csv")
    assert keep(later, archive, ARRIVED, digest, name="a.csv") == first
    assert len(files(archive)) == 1


def test_another_file_with_the_same_place_is_not_overwritten(tmp_path, archive):
    path, digest = put(tmp_path / "inbox", "a.csv")
    other = place(archive, ARRIVED, digest, "a.csv")
    other.parent.mkdir(parents=True)
    other.write_bytes(b"other")
    kept = keep(path, archive, ARRIVED, digest)
    assert kept.name == f"{digest}_a.csv"
    assert (other.read_bytes(), kept.read_bytes()) == (b"other", b"abc")


def test_after_a_crash_between_copy_and_removal_the_end_is_the_same(tmp_path, archive):
    path, digest = put(tmp_path / "inbox", "a.csv")
    kept = keep(path, archive, ARRIVED, digest)
    assert keep(path, archive, ARRIVED, digest) == kept  # already moved
    put(tmp_path / "inbox", "a.csv")  # copied, not yet removed
    assert keep(path, archive, ARRIVED, digest) == kept
    assert not path.exists()


@pytest.mark.parametrize("is_kept", [False, True])
def test_a_file_written_over_since_stays_for_the_next_run(tmp_path, archive, is_kept):
    path, digest = put(tmp_path / "inbox", "a.csv")
    if is_kept:
        keep(path, archive, ARRIVED, digest)
    path.write_bytes(b"abcd")
    with pytest.raises(TryLater, match="書き換え"):
        keep(path, archive, ARRIVED, digest)
    assert path.read_bytes() == b"abcd"


def test_mails_with_flags_and_long_names_find_a_place(tmp_path, archive):
    path, digest = put(tmp_path / "cur", "1.a.host:2,S")
    assert keep(path, archive, ARRIVED, digest).name == f"{digest[:12]}_1.a.host_2,S"
    path, digest = put(tmp_path / "inbox", "受" * 80 + ".csv")
    assert keep(path, archive, ARRIVED, digest).exists()


def test_a_file_that_is_gone_or_an_archive_that_cannot_be_written_is_for_later(tmp_path, archive):
    with pytest.raises(TryLater, match="保管場所"):
        keep(tmp_path / "none.csv", archive, ARRIVED, "0" * 64)
    path, digest = put(tmp_path / "inbox", "a.csv")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(TryLater, match="保管場所"):
        keep(path, tmp_path / "file", ARRIVED, digest)
    assert path.exists()


@pytest.mark.parametrize(("code", "is_told"), [(32, False), (13, True)])
def test_a_source_that_cannot_be_removed(tmp_path, archive, monkeypatch, code, is_told):
    path, digest = put(tmp_path / "inbox", "a.csv")

    def refuse(*_args, **_kwargs):
        error = PermissionError("held")
        error.winerror = code
        raise error

    monkeypatch.setattr(Path, "unlink", refuse)
    if is_told:
        with pytest.raises(TryLater, match="消せません"):
            keep(path, archive, ARRIVED, digest)
    else:
        keep(path, archive, ARRIVED, digest)
    assert len(files(archive)) == 1


def test_where_folders_cannot_be_flushed_they_are_not(tmp_path, monkeypatch):
    monkeypatch.setattr(archiving.os, "name", "nt")
    monkeypatch.setattr(archiving.os, "fsync", lambda _: pytest.fail("no such call"))
    archiving.flush_folder(tmp_path)
    monkeypatch.setattr(archiving.os, "name", os.name)
