"""The announcement of new files."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread
from typing import Any

import pytest
from watched import until
from watchfiles import Change

from madoguchi.cli.watching import folder_hints
from madoguchi.cli.watching.folder_hints import FolderHints, counts
from madoguchi.errors import ConfigurationError

PATIENCE = 60  # seconds; nothing here is measured


@contextmanager
def _listening(places: Callable[[], Sequence[Path]]) -> Iterator[SimpleQueue[None]]:
    heard: SimpleQueue[None] = SimpleQueue()
    stop = Event()
    hints = FolderHints(places, lambda: heard.put(None), stop, chance=lambda: 0)
    thread = Thread(target=hints.listen, daemon=True)
    thread.start()
    try:
        yield heard
    finally:
        stop.set()
        thread.join(PATIENCE)
        assert not thread.is_alive()


@pytest.fixture
def renewed(monkeypatch: pytest.MonkeyPatch) -> SimpleQueue[dict[str, Any]]:
    """Return how each watcher was made, and let it be renewed often."""
    made: SimpleQueue[dict[str, Any]] = SimpleQueue()
    watch = folder_hints.watch

    def noted(*places: Path, **how: Any) -> Any:
        made.put(how)
        return watch(*places, **how)

    monkeypatch.setattr(folder_hints, "watch", noted)
    monkeypatch.setattr(folder_hints, "_RENEWED", 300)
    monkeypatch.setattr(folder_hints, "_FIRST_PAUSE", 0.05)
    monkeypatch.setattr(folder_hints, "_COMPARED", 100)
    return made


def _until_heard(heard: SimpleQueue[None], folder: Path) -> None:
    """Write again and again, as the watcher may not be there yet, until something is heard."""
    number = iter(range(10_000))

    def written() -> bool:
        (folder / f"{next(number)}.csv").write_bytes(b"1,2\r\n")
        return not heard.empty()

    until(written, "the hint")


@pytest.mark.usefixtures("renewed")
def test_a_file_is_announced_in_each_folder(tmp_path: Path) -> None:
    places = [tmp_path / "inbox", tmp_path / "staff"]
    for place in places:
        place.mkdir()
    for place in places:
        with _listening(lambda: places) as heard:
            _until_heard(heard, place)


def test_a_share_is_compared_with_itself(
    tmp_path: Path, renewed: SimpleQueue[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_hints, "is_network_share", lambda _: True)
    with _listening(lambda: [tmp_path]) as heard:
        _until_heard(heard, tmp_path)
    assert renewed.get(timeout=PATIENCE)["force_polling"] is True


def test_where_nothing_can_be_watched_it_is_compared(
    tmp_path: Path, renewed: SimpleQueue[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = folder_hints.watch

    def worn_out(*places: Path, **how: Any) -> Any:
        if not how["force_polling"]:
            raise OSError(28, "inotify watch limit reached")
        return watch(*places, **how)

    monkeypatch.setattr(folder_hints, "watch", worn_out)
    with _listening(lambda: [tmp_path]) as heard:
        _until_heard(heard, tmp_path)
    assert renewed.get(timeout=PATIENCE)["force_polling"] is True


@pytest.mark.usefixtures("renewed")
def test_a_folder_that_comes_later_is_found(tmp_path: Path) -> None:
    later = tmp_path / "inbox"
    with _listening(lambda: [later]) as heard:
        later.mkdir()
        _until_heard(heard, later)


@pytest.mark.usefixtures("renewed")
def test_settings_that_cannot_be_read_are_waited_for(tmp_path: Path) -> None:
    asked: list[int] = []

    def places() -> list[Path]:
        asked.append(1)
        if len(asked) < 3:
            raise ConfigurationError(["x"])
        return [tmp_path]

    with _listening(places) as heard:
        _until_heard(heard, tmp_path)


CHANGES = [
    (Change.added, "a.csv", True, "a new file"),
    (Change.modified, "要確認.csv", True, "a list that staff have filled in"),
    (Change.deleted, "a.csv", False, "a pass has taken it"),
    (Change.added, "~$a.xlsx", False, "Excel's own note that it is open"),
    (Change.added, ".要確認.csv.tmp", False, "what we write ourselves"),
    (Change.modified, "a.csv.crdownload", False, "still on its way"),
]


@pytest.mark.parametrize(("change", "name", "expected", "why"), CHANGES, ids=[one[-1] for one in CHANGES])
def test_only_what_may_bring_something_counts(change: Change, name: str, expected: bool, why: str) -> None:  # noqa: FBT001 -- a column
    assert counts(change, f"/srv/office/inbox/{name}") is expected, why
