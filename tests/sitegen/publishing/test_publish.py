"""Publishing: nothing twice, nothing personal, and an age for every file; with links and without."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from published import AS_OF, NEW, OLD, OLD_STYLE, disk_state, no_links, publish_small, shown_files

from madoguchi.errors import PublishingRefused
from sitegen.guard.findings import Guarded, Traces
from sitegen.publishing.publish import Published, publish_guarded


@pytest.fixture(params=["releases", "in place"])
def public(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A public folder on a disk with links, and on one without."""
    if request.param == "in place":
        monkeypatch.setattr(os, "link", no_links)
    return tmp_path / "public"


def test_the_first_time_everything_is_written(public: Path) -> None:
    done = publish_small(OLD, public)
    assert done.written == tuple(sorted(OLD))
    assert (done.unchanged, done.removed) == ((), ())
    assert shown_files(public) == OLD


def test_the_next_time_only_what_changed(public: Path) -> None:
    publish_small(OLD, public)
    done = publish_small(NEW, public, AS_OF + timedelta(hours=1))
    assert done.written == ("assets/s.2.css", "f.ics", "index.html", "slots.html")
    assert done.unchanged == ("flow.html",)
    assert done.removed == ("terms/a.html",)
    assert shown_files(public) == NEW | OLD_STYLE


def test_the_same_again_touches_nothing(public: Path) -> None:
    publish_small(OLD, public)
    before = disk_state(public)
    done = publish_small(OLD, public, AS_OF + timedelta(days=1))
    assert not done.changed
    assert done == Published(unchanged=tuple(sorted(OLD)))
    assert disk_state(public) == before


def test_an_unchanged_file_keeps_inode_and_age(public: Path) -> None:
    publish_small(OLD, public)
    before = (public / "current" / "flow.html").stat()
    publish_small(NEW, public, AS_OF + timedelta(hours=1))
    after = (public / "current" / "flow.html").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_two_versions_of_equal_length_never_share_an_etag(public: Path) -> None:
    """The nginx ETag is length and whole seconds; three versions come at one as-of time here."""
    tags = set()
    for page in (b"one", b"two", b"six"):
        publish_small({"index.html": page}, public)
        found = (public / "current" / "index.html").stat()
        tags.add((found.st_size, int(found.st_mtime)))
    assert len(tags) == 3


def test_files_can_be_read_by_the_web_server(public: Path) -> None:
    umask = os.umask(0o077)
    try:
        publish_small(OLD, public)
    finally:
        os.umask(umask)
    for path in (public / "current").rglob("*"):
        assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644)


def test_what_lies_there_by_accident_goes(public: Path) -> None:
    publish_small(OLD, public)
    (public / "current" / "notes").mkdir()
    (public / "current" / "notes" / "list.txt").write_text("x")
    done = publish_small(OLD, public, AS_OF + timedelta(hours=1))
    assert done.removed == ("notes/list.txt",)
    assert shown_files(public) == OLD
    assert not (public / "current" / "notes").exists()


def test_a_damaged_page_is_mended_even_at_the_same_as_of_time(public: Path) -> None:
    publish_small(OLD, public)
    (public / "current" / "index.html").write_bytes(b"damaged")
    assert publish_small(OLD, public).written == ("index.html",)
    assert shown_files(public) == OLD


def test_back_and_forth_at_one_as_of_time(public: Path) -> None:
    for files in (OLD, NEW, OLD, NEW):
        publish_small(files, public)
        assert shown_files(public).items() >= files.items()
        assert shown_files(public).keys() - files.keys() <= {"assets/s.1.css", "assets/s.2.css"}


def test_the_one_name_with_a_dot_is_published(public: Path) -> None:
    files = OLD | {".well-known/security.txt": b"Contact: mailto:anzen@town.example\n"}
    assert publish_small(files, public).written == tuple(sorted(files))
    assert publish_small(files, public, AS_OF + timedelta(hours=1)).changed is False
    assert shown_files(public) == files
    assert publish_small(OLD, public, AS_OF + timedelta(hours=2)).removed == (".well-known/security.txt",)
    assert not (public / "current" / ".well-known").exists(), "an empty folder stays behind otherwise"


@pytest.mark.parametrize(
    "path",
    [
        "../x",
        "/x",
        "a//b",
        "a/../b",
        ".htaccess",
        ".well-known/x",
        "a/.well-known/security.txt",
        "a\\b",
        "a/.x/b",
        "",
        "頁.html",
        "a\n",
    ],
)
def test_a_path_that_could_leave_the_folder_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="not a path"):
        publish_small(OLD | {path: b""}, tmp_path)
    assert not (tmp_path / "current").exists()


def test_a_site_without_a_home_page_is_refused(tmp_path: Path) -> None:
    publish_small(OLD, tmp_path)
    with pytest.raises(ValueError, match=r"index\.html"):
        publish_small({}, tmp_path)
    assert shown_files(tmp_path) == OLD


TARO = Traces(7, names=("見本 太郎",))


def _guarded(*allowed: str, persons: tuple[Traces, ...] = (TARO,), secrets: tuple[str, ...] = ()) -> Guarded:
    return Guarded(lambda: persons, allowed, secrets)


def test_something_personal_stops_publishing(public: Path) -> None:
    publish_guarded(OLD, public, AS_OF, 3, _guarded())
    before = disk_state(public)
    with pytest.raises(PublishingRefused, match=r"flow\.html：受付番号 M00007"):
        publish_guarded(OLD | {"flow.html": "見本太郎".encode()}, public, AS_OF, 3, _guarded())
    assert disk_state(public) == before


def test_a_personal_file_name_is_refused_before_its_path_is_told(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not a path"):
        publish_guarded(OLD | {"見本太郎.html": b""}, tmp_path, AS_OF, 3, _guarded())
    person = Traces(7, seeker_number="28050-123456")
    with pytest.raises(PublishingRefused) as refused:
        publish_guarded(OLD | {"28050-123456.html": b""}, tmp_path, AS_OF, 3, _guarded(persons=(person,)))
    assert "28050" not in str(refused.value)


def test_what_is_allowed_is_published_and_secrets_are_not(tmp_path: Path) -> None:
    files = OLD | {"flow.html": "見本太郎".encode()}
    with pytest.raises(PublishingRefused):
        publish_guarded(files, tmp_path, AS_OF, 3, _guarded(persons=(), secrets=("old home",)))
    assert publish_guarded(files, tmp_path, AS_OF, 3, _guarded("見本太郎")).changed


def test_nobody_is_looked_up_when_nothing_has_changed(tmp_path: Path) -> None:
    publish_small(OLD, tmp_path)

    def persons() -> list[Traces]:
        raise AssertionError

    assert not publish_guarded(OLD, tmp_path, AS_OF, 3, Guarded(persons)).changed


def test_a_dry_run_says_what_would_be_done_and_writes_nothing(public: Path) -> None:
    said = publish_guarded(OLD, public, AS_OF, 3, _guarded(), dry_run=True)
    assert said.written == tuple(sorted(OLD))
    assert not public.exists()
    publish_guarded(OLD, public, AS_OF, 3, _guarded())
    (public / ".probe").mkdir()  # what a run that died has left is no business of a look
    before = disk_state(public)
    said = publish_guarded(NEW, public, AS_OF, 3, _guarded(), dry_run=True)
    assert disk_state(public) == before
    done = publish_guarded(NEW, public, AS_OF, 3, _guarded())
    assert (said.written, said.unchanged, said.removed) == (done.written, done.unchanged, done.removed)
    with pytest.raises(PublishingRefused):
        publish_guarded(OLD | {"flow.html": "見本太郎".encode()}, public, AS_OF, 3, _guarded(), dry_run=True)


@pytest.mark.parametrize("keep", [1, 3])
def test_a_style_outlasts_its_release_by_as_many_as_are_kept(public: Path, keep: int) -> None:
    publish_small(OLD, public, keep=keep)
    for number in range(keep):
        files = NEW | {"index.html": f"home {number}".encode()}
        assert "assets/s.1.css" not in publish_small(files, public, AS_OF + timedelta(hours=number + 1), keep).removed
        assert shown_files(public) == files | OLD_STYLE
    done = publish_small(NEW, public, AS_OF + timedelta(days=1), keep)
    assert done.removed == ("assets/s.1.css",)
    assert shown_files(public) == NEW


def test_an_old_style_that_stays_is_no_reason_to_publish(public: Path) -> None:
    publish_small(OLD, public)
    publish_small(NEW, public, AS_OF + timedelta(hours=1))
    before = disk_state(public)
    assert not publish_small(NEW, public, AS_OF + timedelta(hours=2)).changed
    assert disk_state(public) == before


def test_an_old_style_that_names_somebody_known_by_now_goes_at_once(public: Path) -> None:
    publish_guarded(OLD | {"assets/s.1.css": "見本太郎".encode()}, public, AS_OF, 3, _guarded(persons=()))
    done = publish_guarded(NEW, public, AS_OF + timedelta(hours=1), 3, _guarded())
    assert "assets/s.1.css" in done.removed
    assert shown_files(public) == NEW


def test_a_lost_manifest_costs_the_old_styles_and_nothing_else(public: Path) -> None:
    publish_small(OLD, public)
    for manifest in public.rglob("*.json"):
        manifest.write_text("{")
    publish_small(NEW, public, AS_OF + timedelta(hours=1))
    assert shown_files(public) == NEW
