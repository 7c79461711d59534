"""`madoguchi preview` as an office has it: a saved file shows at once, a slip shows with its line, nothing is published."""

from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest
from offices import AS_OF, drop, empty, files, log, row, run
from served import serving

from madoguchi.cli.preview import draft, is_draft, is_settings
from madoguchi.config.folder import OfficeFolder
from sitegen.serving.preview import EVENTS

PAGE = "# ご利用の流れ\n\n> ご利用の流れを{}ご案内します。\n\n申し込んでから相談までの流れです。\n"
TRIES = 20  # the first save may come before the system has begun to watch


def test_a_draft_is_the_site_of_the_files_as_they_stand(tmp_path: Path) -> None:
    folder = empty(tmp_path / "o")
    before = sorted(folder.root.rglob("*"))
    (folder.content / "flow.md").write_text(PAGE.format("次のように"), encoding="utf-8")
    assert "次のように" in draft(folder, AS_OF)["flow.html"].decode()
    assert sorted(folder.root.rglob("*")) == sorted([*before, folder.content / "flow.md"])


def test_a_draft_shows_the_times_that_are_taken_and_leaves_everything_as_it_is(tmp_path: Path) -> None:
    folder = empty(tmp_path / "o")
    free = draft(folder, AS_OF)["slots.html"]
    drop(folder, "a.csv", log(row("001", "見本 太郎", "28050-1", "12/3 10:00")))
    run(folder)
    before = files(folder.root)
    assert draft(folder, AS_OF)["slots.html"] != free
    assert files(folder.root) == before


@pytest.mark.parametrize(
    ("path", "words", "settings"),
    [
        ("/o/content/flow.md", True, False),
        ("/o/content/easy/terms/2020-11-20.toml", True, False),
        ("/o/content/.flow.md.swp", False, False),
        ("/o/content/.#flow.md", False, False),
        ("/o/content/flow.md~", False, False),
        ("/o/office.toml", True, True),
        ("/o/office.toml.bak", False, False),
    ],
)
def test_only_a_saved_draft_makes_the_site_anew(path: str, *, words: bool, settings: bool) -> None:
    from watchfiles import Change

    assert (is_draft(Change.modified, path), is_settings(Change.deleted, path)) == (words, settings)


@pytest.fixture
def folder(tmp_path: Path) -> OfficeFolder:
    return empty(tmp_path / "o")


@pytest.fixture
def port(folder: OfficeFolder) -> Iterator[int]:
    with serving("preview", str(folder.root), "--as-of", "2026-11-30") as (_, port):
        yield port


def _ask(port: int, target: str) -> tuple[int, str]:
    with closing(HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        connection.request("GET", target)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


def _save_and_wait(port: int, path: Path, text: str) -> None:
    """Save a file until the open page is told of a change."""
    shown = _ask(port, "/")[1].partition('data-shown="')[2].partition('"')[0]
    for _ in range(TRIES):
        with closing(HTTPConnection("127.0.0.1", port, timeout=2)) as connection:
            connection.request("GET", f"{EVENTS}?shown={shown}")
            events = connection.getresponse()
            path.write_text(text, encoding="utf-8")
            try:
                next(line for line in iter(events.readline, b"") if line.startswith(b"data"))
            except TimeoutError:
                continue
            return
    pytest.fail("the open page was never told")


def test_a_saved_file_shows_and_a_slip_is_named_with_its_line_until_it_is_mended(
    folder: OfficeFolder, port: int
) -> None:
    flow = folder.content / "flow.md"
    assert _ask(port, "/flow.html")[0] == 200
    _save_and_wait(port, flow, PAGE.format("次のように"))
    assert "次のように" in _ask(port, "/flow.html")[1]
    _save_and_wait(port, flow, PAGE.format("") + "\n{だれかの電話}\n")
    status, page = _ask(port, "/flow.html")
    assert status == 503
    assert "content/flow.md の7行目" in page
    _save_and_wait(port, flow, PAGE.format("また"))
    assert "また" in _ask(port, "/flow.html")[1]
    assert not (folder.public / "current").exists()
    assert not folder.database.exists()
