"""The way back: the release before, by one swap, held until somebody asks for publishing."""

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from published import AS_OF, NEW, OLD, OLD_STYLE, PowerCut, cut_power_at, no_links, publish_small, shown_files

from madoguchi.errors import NotAllowed
from sitegen.publishing.rollback import Hold, end_hold, files_of, held, releases_of, roll_back, way_back

LATER = AS_OF + timedelta(hours=1)
NEW_STYLE = {"assets/s.2.css": b"two"}


def _back(public: Path, to: str = "", at: datetime = LATER) -> str:
    release = way_back(public, to)
    roll_back(public, release, at, keep=3)
    return release.name


def test_the_release_before_is_shown_again_with_its_inodes(tmp_path: Path) -> None:
    first = publish_small(OLD, tmp_path).release
    before = (tmp_path / "current" / "index.html").stat()
    publish_small(NEW, tmp_path, LATER)
    assert _back(tmp_path) == first
    after = (tmp_path / "current" / "index.html").stat()
    assert shown_files(tmp_path) == OLD | NEW_STYLE  # who has a page of the one that went still finds its style
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_after_a_mistake_was_mended_the_way_back_leaves_the_mistake_out(tmp_path: Path) -> None:
    good = publish_small({"index.html": b"good"}, tmp_path).release
    publish_small({"index.html": b"mistake"}, tmp_path, AS_OF + timedelta(minutes=1))
    _back(tmp_path)
    publish_small({"index.html": b"mended"}, tmp_path, AS_OF + timedelta(minutes=3))
    assert way_back(tmp_path).name == good


def test_twice_back_goes_two_back_and_forward_again_by_name(tmp_path: Path) -> None:
    names = [
        publish_small({"index.html": b"%d" % number}, tmp_path, AS_OF + timedelta(minutes=number)).release
        for number in range(3)
    ]
    assert [_back(tmp_path), _back(tmp_path)] == [names[1], names[0]]
    assert _back(tmp_path, names[2]) == names[2]
    assert shown_files(tmp_path) == {"index.html": b"2"}


def test_releases_are_listed_the_newest_first_with_what_changed(tmp_path: Path) -> None:
    first = publish_small(OLD, tmp_path).release
    second = publish_small(NEW, tmp_path, LATER).release
    _back(tmp_path)
    listed = releases_of(tmp_path)
    assert [(one.name, one.is_shown) for one in listed] == [(second, False), (first, True)]
    assert listed[0].manifest.as_of == LATER.isoformat()
    assert listed[0].manifest.written == ("assets/s.2.css", "f.ics", "index.html", "slots.html")
    assert listed[0].manifest.removed == ("terms/a.html",)
    assert files_of(tmp_path, second) == NEW | OLD_STYLE


def test_a_hold_lasts_until_it_is_ended(tmp_path: Path) -> None:
    first = publish_small(OLD, tmp_path).release
    publish_small(NEW, tmp_path, LATER)
    assert held(tmp_path) is None
    _back(tmp_path)
    assert held(tmp_path) == Hold(LATER, first)
    end_hold(tmp_path)
    end_hold(tmp_path)
    assert held(tmp_path) is None


@pytest.mark.parametrize("damaged", [b"", b"yesterday", b"\xff\xfe"])
def test_a_damaged_hold_holds_all_the_same(tmp_path: Path, damaged: bytes) -> None:
    (tmp_path / "held").write_bytes(damaged)
    assert held(tmp_path) == Hold(None, "")


def test_where_there_is_no_way_back_that_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotAllowed, match="前の版は残っていません"):
        way_back(tmp_path)
    first = publish_small(OLD, tmp_path).release
    with pytest.raises(NotAllowed, match="前の版は残っていません"):
        way_back(tmp_path)
    with pytest.raises(NotAllowed, match="「20200101」という版はありません"):
        way_back(tmp_path, "20200101")
    with pytest.raises(NotAllowed, match="今公開している版です"):
        way_back(tmp_path, first)


@pytest.mark.parametrize("name", ["..", "../..", "/", "."])
def test_a_name_that_leads_elsewhere_is_no_release(tmp_path: Path, name: str) -> None:
    publish_small(OLD, tmp_path)
    with pytest.raises(NotAllowed):
        way_back(tmp_path, name)


def test_files_in_place_have_no_way_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", no_links)
    publish_small(OLD, tmp_path)
    publish_small(NEW, tmp_path, LATER)
    with pytest.raises(NotAllowed, match="1つずつ書き換えて公開しているため"):
        way_back(tmp_path)


def test_a_power_cut_at_any_step_back_leaves_a_whole_site_and_the_next_try_goes_there(tmp_path: Path) -> None:
    for step in range(200):
        public = tmp_path / str(step) / "public"
        first = publish_small(OLD, public).release
        publish_small(NEW, public, LATER)
        with pytest.MonkeyPatch.context() as monkeypatch:
            cut_power_at(step, monkeypatch)
            try:
                _back(public)
                break
            except PowerCut:
                pass
        assert shown_files(public) in (NEW | OLD_STYLE, OLD | NEW_STYLE), step
        if (public / "current").resolve().name != first:
            assert _back(public) == first
        assert shown_files(public) == OLD | NEW_STYLE, step
        assert held(public) is not None, step
        assert not list(public.rglob(".*")), step
    else:
        pytest.fail("going back never came to its end")
    assert step > 3


_STEPS = st.lists(
    st.one_of(
        st.builds(lambda home, style: (b"home %d" % home, style), st.integers(0, 3), st.sampled_from("abc")),
        st.just("back"),
        st.integers(0, 5),
    ),
    max_size=12,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=_STEPS, minutes=st.integers(0, 1), keep=st.integers(1, 3))
@example(steps=[(b"home 0", style) for style in "acab"], minutes=0, keep=1)
def test_any_publishes_and_ways_back_leave_what_was_asked_for_last(
    tmp_path_factory: pytest.TempPathFactory, steps: list[object], minutes: int, keep: int
) -> None:
    """Whole and equal to what was asked for, with the style of the page shown just before still there."""
    public = tmp_path_factory.mktemp("law")
    asked: dict[str, bytes] = {}
    by_name: dict[str, dict[str, bytes]] = {}
    for number, step in enumerate(steps):
        at, before = AS_OF + timedelta(minutes=number * minutes), asked
        if isinstance(step, tuple):
            home, style = step
            asked = {"index.html": home + style.encode(), f"assets/s.{style}.css": style.encode()}  # pages name it
            done = publish_small(asked, public, at, keep)
            by_name |= {done.release: asked} if done.release else {}
        else:
            there = releases_of(public)
            to = there[step % len(there)].name if isinstance(step, int) and there else ""
            try:
                release = way_back(public, to)
            except NotAllowed:
                continue
            roll_back(public, release, at, keep)
            asked = by_name[release.name]
        shown = shown_files(public)
        assert shown.items() >= asked.items()
        assert shown.items() >= {path: data for path, data in before.items() if path.startswith("assets/")}.items()
        assert all(path in asked or path.startswith("assets/") for path in shown)
        assert len(releases_of(public)) <= keep + 1
