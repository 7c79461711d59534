"""Print how building and publishing our sample site does beside hugo, pelican and eleventy with the same pages.

Usage: make generators   (or: python benchmarks/generators/beside_ours.py [ROUNDS])

Each is run as its users run it, as a whole command, and what is compared is CPU time, the start of the interpreter
included. `bare` is Python starting with our imports and doing nothing: what we need beyond it is what a build costs.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site"), str(HERE.parent), str(HERE)]

from measure import Rounds  # noqa: E402 -- the checkout, not an installed copy
from sources import Source, sample_site, sources, write_eleventy, write_hugo, write_pelican  # noqa: E402 -- as above

GOAL = 0.5  # seconds of CPU beyond the start of the interpreter
_ELEVENTY = HERE / "node_modules" / ".bin" / "eleventy"


class Generator(NamedTuple):
    """One generator with its folder.

    Attributes:
        command: What builds the site; empty where it is not installed.
        how_to_get_it: A sentence.
    """

    name: str
    folder: Path
    output: Path
    command: tuple[str, ...]
    how_to_get_it: str = ""


def main(arguments: Sequence[str]) -> None:
    """Print the tables."""
    rounds = int(arguments[0]) if arguments else 5
    with TemporaryDirectory(prefix="madoguchi-bench-") as place:
        room = Path(place)
        pages = sources(sample_site())
        print(f"{len(pages)} pages, {rounds} rounds, median of CPU seconds of the whole command")
        ours = Generator("madoguchi", room, room / "public" / "current", _python("sources.py", str(room / "public")))
        bare = Generator("bare", room, room, (sys.executable, "-c", f"{_PATHS}; import sources"))
        print_builds(ours, bare, [one for one in _peers(room, pages) if _is_there(one)], rounds)


def print_builds(ours: Generator, bare: Generator, peers: Sequence[Generator], rounds: int) -> None:
    """Print what a first build and one with nothing new cost, and what the second does to the files."""
    first, again = Rounds(_children), Rounds(_children)
    touched: dict[str, int] = {}
    for _ in range(rounds):
        for one in (ours, bare, *peers):
            if one is not bare:
                shutil.rmtree(ours.output.parent if one is ours else one.output, ignore_errors=True)
            first.time(one.name, _runs(one))
            if one is bare:
                continue
            before = _state(one.output)
            again.time(one.name, _runs(one))
            after = _state(one.output)
            touched[one.name] = sum(before.get(path) != state for path, state in after.items())
    beyond = first.median("madoguchi") - first.median("bare")
    print(f"ours beyond the start of the interpreter: {beyond:.2f} s (goal {GOAL}): {'yes' if beyond < GOAL else 'NO'}")
    print(f"{'':12}{'first build':>12}{'nothing new':>12}{'pages':>8}{'files written again':>21}")
    for one in (ours, *peers):
        pages = len(list(one.output.rglob("*.html")))
        print(
            f"{one.name:12}{first.median(one.name):>10.2f} s{again.median(one.name):>10.2f} s{pages:>8}{touched[one.name]:>21}"
        )


_PATHS = f"import sys; sys.path[:0] = {[str(ROOT), str(ROOT / 'site'), str(HERE)]!r}"


def _python(script: str, *words: str) -> tuple[str, ...]:
    run = f"{_PATHS}; import runpy; runpy.run_path({str(HERE / script)!r}, run_name='__main__')"
    return (sys.executable, "-c", run, *words)


def _peers(room: Path, pages: list[Source]) -> list[Generator]:
    for name, write in (("hugo", write_hugo), ("eleventy", write_eleventy), ("pelican", write_pelican)):
        write(room / name, pages)
    hugo, pelican = shutil.which("hugo"), Path(sys.executable).with_name("pelican")
    return [
        Generator("hugo", room / "hugo", room / "hugo/public", (hugo, "--quiet") if hugo else (), "apt install hugo"),
        Generator(
            "eleventy",
            room / "eleventy",
            room / "eleventy/_site",
            (str(_ELEVENTY), "--quiet") if _ELEVENTY.exists() else (),
            "npm ci in benchmarks/generators",
        ),
        Generator(
            "pelican",
            room / "pelican",
            room / "pelican/output",
            (str(pelican), "--quiet", "--settings", "pelicanconf.py") if pelican.exists() else (),
            "make generators",
        ),
    ]


def _is_there(one: Generator) -> bool:
    if not one.command:
        print(f"{one.name} is not installed here: {one.how_to_get_it}")
    return bool(one.command)


def _runs(one: Generator) -> Callable[[], object]:
    environment = os.environ | {"PYTHONWARNINGS": "ignore"}
    return lambda: subprocess.run(  # noqa: S603 -- the commands above
        one.command, cwd=one.folder, env=environment, check=True, stdout=subprocess.DEVNULL
    )


def _children() -> float:
    times = os.times()
    return times.children_user + times.children_system


def _state(output: Path) -> dict[str, tuple[int, int]]:
    found = (path for path in output.rglob("*") if path.is_file())
    return {str(path.relative_to(output)): (path.stat().st_ino, path.stat().st_mtime_ns) for path in found}


if __name__ == "__main__":
    main(sys.argv[1:])
