"""What holds for the house as a whole: its walls, its locks, and that its papers tell the truth."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

import pytest
import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from intake import endings, results
from madoguchi.cli import explain, looks, show, story
from madoguchi.cli.app import app
from madoguchi.errors import Exit
from madoguchi.model.booking import By, Medium
from madoguchi.model.decision import Rule, Verdict
from madoguchi.model.item import Channel, Kind, Outcome
from madoguchi.model.notice import Means, NoticeKind, NoticeState
from madoguchi.model.offer import OfferState
from madoguchi.model.reading import Service
from madoguchi.speech.standard import SERVICES
from scheduler import reasons
from scheduler.sheets.review_list import CHANNELS
from scheduler.sheets.telephone_list import SUBJECTS

HOUSE = Path(__file__).parents[1]
ROOMS = ("madoguchi", "intake", "scheduler", "site", "tests", "benchmarks")
MOST_LINES = 300
README, README_JA = HOUSE / "README.md", HOUSE / "README.ja.md"
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")


def _python_files() -> list[Path]:
    return sorted(path for room in ROOMS for path in (HOUSE / room).rglob("*.py"))


def test_python_keeps_its_own_name() -> None:
    """A package called `site` would stand in the way of the standard library's."""
    assert not (HOUSE / "site" / "__init__.py").exists()


def test_every_file_can_be_read_in_one_sitting() -> None:
    lengths = {path.relative_to(HOUSE): len(path.read_text(encoding="utf-8").splitlines()) for path in _python_files()}
    assert len(lengths) > 150
    assert {str(path): length for path, length in lengths.items() if length >= MOST_LINES} == {}


def test_no_file_is_a_drawer_for_everything() -> None:
    drawers = {"utils", "helpers", "common", "manager", "misc", "util"}
    assert [path for path in _python_files() if path.stem in drawers] == []


def test_an_init_file_says_what_the_folder_is_and_does_nothing() -> None:
    for path in _python_files():
        if path.name == "__init__.py":
            lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
            rest = [line for line in lines[1:] if not line.startswith("__version__")]
            assert lines[0].startswith('"""'), path
            assert rest == [], path


def test_the_rooms_know_each_other_in_one_direction() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], cwd=HOUSE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


# Locks


@pytest.mark.parametrize(
    "name", [f"requirements{group}.lock" for group in ("", "-dev", "-helpdesk", "-peers", "-postgresql", "-prose")]
)
def test_a_lock_names_versions_and_hashes_and_no_place(name: str) -> None:
    text = (HOUSE / name).read_text(encoding="utf-8")
    assert re.findall(r"https?:|index-url|find-links|\bfile:|[\w.-]+\.(?:org|com|net|io)/", text) == []
    entries = re.split(r"\n(?=\S)", text.replace("\\\n", " ").strip())
    assert len(entries) > 3
    for entry in entries:
        assert re.match(
            r"[a-z0-9._-]+(?:\[[a-z0-9,-]+\])?==[0-9][\w.!+-]*(?: ;.*?)?\s+--hash=sha256:[0-9a-f]{64}", entry
        )


@pytest.mark.parametrize("folder", ["tests/browser", "benchmarks/generators"])
def test_a_lock_of_npm_names_versions_and_hashes_and_no_place(folder: str) -> None:
    text = (HOUSE / folder / "package-lock.json").read_text(encoding="utf-8")
    assert re.findall(r'"resolved"|registry\.|_authToken|"(?:file|git\+\w+|https?):[^"]*\.tgz', text) == []
    packages = {name: each for name, each in json.loads(text)["packages"].items() if name}
    assert len(packages) > 100
    for name, each in packages.items():
        assert re.fullmatch(r"\d[\w.+-]*", each["version"]), name
        assert re.fullmatch(r"sha512-[\w+/]+=*", each["integrity"]), name


def test_what_is_installed_is_also_tested() -> None:
    def pinned(name: str) -> set[str]:
        return set(re.findall(r"^[a-z0-9._-]+==\S+", (HOUSE / name).read_text(encoding="utf-8"), flags=re.MULTILINE))

    assert pinned("requirements.lock") <= pinned("requirements-postgresql.lock") <= pinned("requirements-dev.lock")


# The command line


def _commands() -> dict[str, TyperCommand]:
    """Return every command by what people type: `run`, `feed add`."""
    return dict(_commands_of(get_command(app)))


def _commands_of(command: object, typed: str = "") -> Iterator[tuple[str, TyperCommand]]:
    if isinstance(command, TyperCommand):
        yield typed, command
    elif isinstance(command, TyperGroup):
        for name, each in command.commands.items():
            yield from _commands_of(each, f"{typed} {name}".strip())


def _named_in(path: Path) -> set[str]:
    """Return the commands that a page tells people to type."""
    text = path.read_text(encoding="utf-8")
    code = re.findall(r"```.*?```|`[^`\n]+`|「[^」\n]+」", text, flags=re.DOTALL)
    return set(re.findall(r"\bmadoguchi(?:\.exe)?[ ]+([a-z]+)\b", "\n".join(code)))


@pytest.mark.parametrize("path", [README, README_JA], ids=lambda path: path.name)
def test_every_command_that_a_page_names_exists(path: Path) -> None:
    assert _named_in(path) <= {typed.split()[0] for typed in _commands()}


def test_the_readme_names_what_a_newcomer_needs() -> None:
    assert {"demo", "run", "explain"} <= _named_in(README)


@pytest.mark.parametrize("name", _commands())
def test_the_help_of_every_command_speaks(name: str) -> None:
    command = _commands()[name]
    assert JAPANESE.search(command.help or ""), name
    for parameter in command.params:
        said = getattr(parameter, "help", None) or ""
        assert JAPANESE.search(said), f"{name} {parameter.name}"


def test_the_help_as_a_whole_speaks() -> None:
    assert JAPANESE.search(get_command(app).help or "")
    assert len(_commands()) > 10


@pytest.mark.parametrize("ending", Exit, ids=lambda one: one.name)
def test_every_exit_code_is_explained(ending: Exit) -> None:
    rows = re.findall(r"^\| *`?(\d+)`? *\|(.+)\|$", README.read_text(encoding="utf-8"), flags=re.MULTILINE)
    explained = {int(code): told for code, told in rows}
    assert len(explained.get(ending, "").strip()) > 3


# Words


@pytest.mark.parametrize(
    ("words", "everything"),
    [
        (looks.WORDS, Outcome),
        (results._BY_OUTCOME, Outcome),
        (endings._SENTENCES, Outcome),
        (explain.KINDS, Kind),
        (show.VERDICTS, Verdict),
        (story.BY, By),
        (story.MEDIUMS, Medium),
        (story.MEANS, Means),
        (story.NOTICES, NoticeState),
        (story.OFFERS, OfferState),
        (SUBJECTS, NoticeKind),
        (CHANNELS, Channel),
        (SERVICES, Service),
    ],
    ids=[
        "ledger",
        "results",
        "sentences",
        "explain",
        "run",
        "by",
        "medium",
        "means",
        "notices",
        "offers",
        "telephone list",
        "review list",
        "letters",
    ],
)
def test_everything_people_see_has_its_japanese_word(words: dict[Enum, str], everything: type[Enum]) -> None:
    assert [one for one in everything if not JAPANESE.search(words.get(one, ""))] == []


def test_every_kind_ends_somehow() -> None:
    assert [kind for kind in Kind if kind not in endings._PLAIN] == []


def test_every_rule_is_said_somewhere() -> None:
    in_tables = reasons._ABOUT_A_WISH.keys() | reasons._ABOUT_A_REQUEST.keys()
    in_sentences = {Rule.CHOSEN, Rule.SAME_TIME, Rule.ALREADY_BOOKED, Rule.DONE}
    in_sentences |= {
        Rule.OFFICE_CHANGED,
        Rule.NO_SHOWS,
        Rule.NOT_ALLOWED,
        Rule.OTHER_PERSON,
        Rule.OTHER_NUMBER,
        Rule.UNDECIDED_TWICE,
    }
    assert in_tables | in_sentences == set(Rule)


def _user_sentences() -> Iterator[tuple[str, str]]:
    for path in _python_files():
        if path.is_relative_to(HOUSE / "tests"):
            continue
        for found in re.finditer(r"raise typer\.BadParameter\((.+)\)", path.read_text(encoding="utf-8")):
            yield path.name, found[1]


def test_a_slip_in_typing_is_answered_in_japanese() -> None:
    assert list(_user_sentences())
    assert [one for one in _user_sentences() if not JAPANESE.search(one[1])] == []
    assert typer.BadParameter("x").exit_code == Exit.USAGE
