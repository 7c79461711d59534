"""Publishing file by file: every file whole, every page with its style, on a disk without links."""

import os
from pathlib import Path

import pytest
from published import AS_OF, NEW, OLD, OLD_STYLE, PowerCut, cut_power_at, no_links, publish_small, shown_files

from sitegen.publishing import in_place


def test_without_links_a_power_cut_leaves_whole_files_and_no_page_without_its_style(tmp_path: Path) -> None:
    for step in range(200):
        current = tmp_path / str(step) / "current"
        in_place.publish_in_place(OLD, current, AS_OF)
        with pytest.MonkeyPatch.context() as monkeypatch:
            cut_power_at(step, monkeypatch)
            try:
                in_place.publish_in_place(NEW, current, AS_OF)
                break
            except PowerCut:
                pass
        shown = {path: data for path, data in shown_files(current.parent).items() if not path.endswith(".tmp")}
        assert all(data in {OLD.get(path), NEW.get(path)} for path, data in shown.items()), step
        style = "assets/s.2.css" if shown["index.html"] == NEW["index.html"] else "assets/s.1.css"
        assert style in shown, step
        publish_small(NEW, current.parent)
        assert shown_files(current.parent) == NEW, step  # of a folder without a manifest no style is known to be ours
    assert step > 10


def test_the_fallback_is_chosen_by_trying_and_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "symlink_to", no_links)
    done = publish_small(OLD, tmp_path / "public")
    assert done.release == ""
    assert not (tmp_path / "public" / "current").is_symlink()
    assert sorted(path.name for path in (tmp_path / "public").iterdir()) == ["current", "in-place.json"]


def test_a_disk_that_once_had_no_links_stays_with_files_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as without:
        without.setattr(os, "link", no_links)
        publish_small(OLD, tmp_path)
    assert publish_small(NEW, tmp_path).release == ""
    assert shown_files(tmp_path) == NEW | OLD_STYLE
