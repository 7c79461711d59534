"""Publishing by releases: whatever step a crash strikes, a whole site is shown."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from published import AS_OF, NEW, OLD, OLD_STYLE, PowerCut, cut_power_at, no_links, publish_small, shown_files

from sitegen.publishing import releases


def test_a_power_cut_at_any_step_leaves_a_whole_site_and_the_next_run_mends(tmp_path: Path) -> None:
    later = AS_OF + timedelta(hours=1)
    for step in range(200):
        public = tmp_path / str(step) / "public"
        publish_small(OLD, public)
        with pytest.MonkeyPatch.context() as monkeypatch:
            cut_power_at(step, monkeypatch)
            try:
                publish_small(NEW, public, later)
                break
            except PowerCut:
                pass
        assert shown_files(public) in (OLD, NEW | OLD_STYLE), step
        publish_small(NEW, public, later)
        assert shown_files(public) == NEW | OLD_STYLE, step
        assert not list(public.rglob(".*")), step
        assert not publish_small(NEW, public, later).changed
    else:
        pytest.fail("publishing never came to its end")
    assert step > 20


def test_a_power_cut_at_the_first_publishing_of_all_is_mended(tmp_path: Path) -> None:
    for step in range(200):
        public = tmp_path / str(step) / "public"
        with pytest.MonkeyPatch.context() as monkeypatch:
            cut_power_at(step, monkeypatch)
            try:
                publish_small(OLD, public)
                break
            except PowerCut:
                pass
        if (public / "current").exists():
            assert shown_files(public) == OLD
        publish_small(OLD, public)
        assert shown_files(public) == OLD
    assert step > 20


def test_a_file_with_too_many_links_is_copied_with_its_age(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_small(OLD, tmp_path)
    before = (tmp_path / "current" / "flow.html").stat().st_mtime
    link = os.link
    monkeypatch.setattr(os, "link", lambda old, new: link(old, new) if ".probe" in str(new) else no_links())
    done = publish_small(NEW, tmp_path, AS_OF + timedelta(hours=1))
    assert done.release
    assert (tmp_path / "current" / "flow.html").stat().st_mtime == before
    assert shown_files(tmp_path) == NEW | OLD_STYLE


def test_the_link_is_relative_and_named_by_time_and_content(tmp_path: Path) -> None:
    release = publish_small(OLD, tmp_path).release
    assert release.startswith("20261130T000000Z-")
    assert len(release) == len("20261130T000000Z-") + 12
    assert (tmp_path / "current").readlink() == Path("releases") / release


@pytest.mark.parametrize("keep", [1, 3])
def test_so_many_earlier_releases_stay(tmp_path: Path, keep: int) -> None:
    names = [
        publish_small({"index.html": str(number).encode()}, tmp_path, AS_OF + timedelta(hours=number), keep).release
        for number in range(6)
    ]
    kept = [name for release in names[-keep - 1 :] for name in (release, f"{release}.json")]
    assert sorted(path.name for path in (tmp_path / "releases").iterdir()) == kept


def test_an_earlier_as_of_time_drops_neither_the_current_release_nor_the_one_before(tmp_path: Path) -> None:
    for hours in (5, 4, 3, 2, 1):
        publish_small({"index.html": str(hours).encode()}, tmp_path, AS_OF + timedelta(hours=hours), 1)
    kept = sorted(path.name[:16] for path in (tmp_path / "releases").iterdir() if path.is_dir())
    assert kept == ["20261130T010000Z", "20261130T020000Z"]


def test_a_link_that_leads_nowhere_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "current").symlink_to("releases/gone")
    publish_small(OLD, tmp_path)
    assert shown_files(tmp_path) == OLD


def test_a_release_is_whole_only_with_exactly_its_files(tmp_path: Path) -> None:
    publish_small(OLD, tmp_path)
    assert releases.is_whole(OLD, tmp_path / "current")
    assert not releases.is_whole(OLD | {"more.html": b""}, tmp_path / "current")
    assert not releases.is_whole(OLD | {"index.html": b"OLD HOME"}, tmp_path / "current")
