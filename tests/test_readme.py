"""The README keeps its word: its console lines run and answer as shown, its figures and links are there."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from madoguchi.errors import Exit

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = (
    "README.md",
    "README.ja.md",
    "CHANGELOG.md",
    "docs/store.md",
    "docs/promises.md",
    "docs/intake.md",
    "docs/openings.md",
    "docs/changes.md",
    "docs/calendars.md",
    "docs/watch.md",
    "docs/publishing.md",
)
LEFT_OUT = "…"

_AS_OF = {"demo", "status"}  # the sample is made from today; a fixed clock gives the figures shown on any day
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)#\s]+)[^)]*\)|(?:src|href)=\"([^\"#]+)\"")
_NAMED_TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


class Line:
    """One command line of a console block and what the README shows below it."""

    def __init__(self, command: str) -> None:
        self.command = command
        self.shown: list[str] = []


def console_lines() -> Iterator[Line]:
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL):
        line = None
        for text in block.splitlines():
            if text.startswith("$ "):
                if line:
                    yield line
                line = Line(text[2:])
            elif line:
                line.shown.append(text.rstrip())
        if line:
            yield line


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a `madoguchi` line in a folder, on a wide terminal."""
    program, *words = shlex.split(command)
    assert program == "madoguchi"
    clock = ["--as-of", "2026-11-24T08:30"] if words[0] in _AS_OF else []
    env = {name: value for name, value in os.environ.items() if name not in {"FORCE_COLOR", "TTY_COMPATIBLE"}}
    env |= {"COLUMNS": "160", "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "site"))), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", "madoguchi", *words, *clock],
        cwd=folder,
        env=env,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def in_order(shown: list[str], said: list[str]) -> str | None:
    """Return the first shown line that does not come, in this order; None when all do."""
    rest = iter(said)
    return next((line for line in shown if line != LEFT_OUT and line not in rest), None)


def test_the_console_lines_run_and_answer_as_shown(tmp_path: Path) -> None:
    code = Exit.DONE
    ran = []
    for line in console_lines():
        if line.command == "echo $?":
            assert line.shown == [str(int(code))]
            continue
        done = run(line.command, tmp_path)
        code = Exit(done.returncode)
        assert code is Exit.DONE, f"{line.command}\n{done.stdout}{done.stderr}"
        said = [text.rstrip() for text in done.stdout.splitlines()]
        missing = in_order(line.shown, said)
        assert missing is None, f"{line.command} does not say {missing!r}:\n{done.stdout}"
        ran.append(line.command.split()[1])
    assert ran == ["demo", "status", "ledger", "explain", "doctor"]


def test_every_exit_code_is_told() -> None:
    told = [int(code) for code in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)]
    assert told == sorted(Exit)


def test_the_readme_stays_short() -> None:
    assert len(README.splitlines()) <= 150


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    here = ROOT / page
    links = [one or other for one, other in _LINK.findall(here.read_text(encoding="utf-8"))]
    assert [link for link in links if "://" not in link and not (here.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_make_target_and_folder_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)`", text)) <= targets
    folders = re.findall(r"^- `([\w-]+)/`", text, re.MULTILINE)
    assert [name for name in folders if not (ROOT / name).is_dir()] == []


def test_every_test_named_by_the_promises_is_there() -> None:
    named = _NAMED_TEST.findall((ROOT / "docs/promises.md").read_text(encoding="utf-8"))
    assert named
    missing = [f"{path}::{name}" for path, name in named if not _defines(ROOT / path, name)]
    assert missing == []


def _defines(path: Path, name: str) -> bool:
    return path.is_file() and re.search(rf"^def {name}\(", path.read_text(encoding="utf-8"), re.MULTILINE) is not None


@pytest.mark.parametrize("image", sorted((ROOT / "docs" / "images").iterdir()), ids=lambda path: path.name)
def test_pictures_are_light(image: Path) -> None:
    assert image.stat().st_size <= 200 * 1024
