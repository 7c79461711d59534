"""The parent of the child: whatever the child does, what comes back is sheets of text or one sentence."""

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import IO, Final, NamedTuple

from intake.workbook import limits
from madoguchi.errors import UnreadableInput

_STARTS: Final = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
# -I: neither the folder it is started in nor the environment chooses what is imported, but what this process imports.
_CHILD: Final = (
    *(sys.executable, "-I", "-X", "utf8", "-c"),
    "import sys; sys.path[:] = sys.argv[1:]; from intake.workbook.child import main; main()",
)
_SAVE_AS_CSV: Final = "Excelで開き、「CSV UTF-8（コンマ区切り）」で保存し直して入れてください。"
_SAYS: Final = {
    "password": "パスワードの付いたブックのため読めません。パスワードを外して保存し、もう一度入れてください。",
    "broken": "ブックが壊れているか、途中までしか保存されていないため読めません。元のファイルを開いて保存し直してください。",
    "large": "ブックが大きすぎるため読めません。受付簿のシートだけを残すか、月ごとなどに分けて入れてください。",
    "binary": "この形式のブック（.xlsb）は読めません。Excelで「Excel ブック（.xlsx）」として保存し直してください。",
    "foreign": "Excelブックでも受付簿でもないファイルのようです。中身を確かめて、受付簿を入れてください。",
    "short": f"ブックに書かれている欄の数と、読み取れた数が合いません。{_SAVE_AS_CSV}",
}
_WORN_OUT: Final = (
    f"ブックを安全に読み取れませんでした（大きすぎるか、壊れているか、ふつうと違う作りです）。{_SAVE_AS_CSV}"
)


class Sheet(NamedTuple):
    """One sheet.

    Attributes:
        rows: The rows that hold anything, each with its number in the sheet (from 1) and its cells.
    """

    name: str
    is_hidden: bool
    rows: tuple[tuple[int, tuple[str, ...]], ...]


class Workbook(NamedTuple):
    """A whole workbook as text.

    Attributes:
        format: `xlsx`, `xls` or `ods`.
    """

    format: str
    sheets: tuple[Sheet, ...]


def is_workbook(raw: bytes) -> bool:
    """Tell by the first bytes whether a file is a workbook (or another zip), whatever its name says."""
    return raw.startswith(_STARTS)


def read_workbook(raw: bytes) -> Workbook:
    """Read a workbook in a child process of limited memory and time.

    Args:
        raw: The whole file.

    Raises:
        UnreadableInput: It cannot be read; the message says why and what to do.
    """
    outcome = _outcome(raw)
    if isinstance(outcome, str):
        raise UnreadableInput(outcome)
    return outcome


@lru_cache(maxsize=1)  # judging a file and reading it follow each other; and a hostile one is tried once, not thrice
def _outcome(raw: bytes) -> Workbook | str:
    """Return the workbook, or the sentence that says why there is none."""
    if len(raw) > limits.MOST_INPUT:
        return _SAYS["large"]
    with tempfile.TemporaryFile() as passed_on:
        try:
            ended = _run(raw, passed_on)
        except OSError:
            return _WORN_OUT
        return _WORN_OUT if ended else _taken(passed_on)


def _run(raw: bytes, passed_on: IO[bytes]) -> int:
    """Run the child; return its exit code, negative when a signal ended it (as limits do, and aborts)."""
    child = subprocess.Popen(  # noqa: S603 -- our own interpreter and our own words
        (*_CHILD, *map(os.path.abspath, filter(None, sys.path))),
        stdin=subprocess.PIPE,
        stdout=passed_on,
        stderr=subprocess.DEVNULL,
    )
    # Waiting with a time-out polls, and costs up to 50 ms more; so the clock runs beside.
    clock = threading.Timer(limits.WALL_SECONDS, child.kill)
    clock.start()
    try:
        with child:
            child.communicate(raw)
    finally:
        clock.cancel()
    return child.returncode


def _taken(passed_on: IO[bytes]) -> Workbook | str:
    """Believe nothing: the child has met a foreign file."""
    if passed_on.seek(0, os.SEEK_END) > limits.MOST_OUTPUT:
        return _SAYS["large"]
    passed_on.seek(0)
    try:
        lines = [json.loads(line.decode("utf-8", "surrogatepass")) for line in passed_on]
        if not lines or not isinstance(lines[-1], dict):
            return _WORN_OUT
        if "refused" in lines[-1]:
            return _SAYS.get(str(lines[-1]["refused"]), _WORN_OUT)
        book = Workbook(_plain(lines[0]["format"]), tuple(_sheets(lines[1:-1])))
        is_whole = sum(len(sheet.rows) for sheet in book.sheets) == lines[-1]["end"]
    except (ValueError, TypeError, LookupError, RecursionError):
        return _WORN_OUT
    return book if is_whole else _WORN_OUT


def _sheets(lines: Iterable[object]) -> Iterator[Sheet]:
    about: dict[str, object] | None = None
    rows: list[tuple[int, tuple[str, ...]]] = []
    for line in lines:
        if isinstance(line, dict):
            if about is not None:
                yield Sheet(_plain(about["sheet"]), bool(about["hidden"]), tuple(rows))
            about, rows = line, []
        else:
            rows.append(_row(line))
    if about is not None:
        yield Sheet(_plain(about["sheet"]), bool(about["hidden"]), tuple(rows))


def _row(line: object) -> tuple[int, tuple[str, ...]]:
    if not isinstance(line, list) or type(line[0]) is not int:
        raise TypeError
    return line[0], tuple(map(_plain, line[1:]))


def _plain(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
