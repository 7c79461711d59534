"""Files on the disk: what counts as there, and how old a new one is."""

from pathlib import Path

from sitegen.publishing.disk import folders_below, holds, make_folder, present, sync_folder


def test_links_count_as_files_and_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "c").write_bytes(b"c")
    (tmp_path / "link").symlink_to("a")
    (tmp_path / "file").symlink_to("a/b/c")
    assert set(present(tmp_path)) == {"a/b/c", "link", "file"}


def test_only_a_regular_file_holds_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    (tmp_path / "link").symlink_to("a")
    assert holds(tmp_path / "a", b"x")
    assert not holds(tmp_path / "a", b"y")
    assert not holds(tmp_path / "link", b"x")
    assert not holds(tmp_path / "none", b"x")


def test_folders_come_deepest_first(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    assert list(folders_below(tmp_path)) == [tmp_path / "a" / "b", tmp_path / "a"]


def test_a_folder_that_cannot_be_opened_is_left_to_the_system(tmp_path: Path) -> None:
    sync_folder(tmp_path / "none")
