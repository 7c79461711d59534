"""The files of the words: which of two wins, and their text, with an error that names file and line."""

import re
import tomllib
from pathlib import Path
from typing import Any

from madoguchi import ruby
from madoguchi.errors import ConfigurationError
from madoguchi.paths import shipped

_EASY = "content/easy/"
LARGEST = 256 * 1024
"""Bytes that one file may have; the terms have 8 KB."""

HOW_TO_READ = "読みがなは「相談《そうだん》」か「｜取り消し《とりけし》」の形で、かなで書いてください。"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]")
_WIDE_SIGN = re.compile("[＝“”＂]")
_DAY = re.compile(r"\s*(?:from|until)\s*=")
_KEY = re.compile(r"""\s*\[*["']?([^"'\[\]=#\s]+)["']?\s*[=\]]""")
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")


def winner(own: Path, name: str) -> Path:
    """Return the office's own file of that name, or else the shipped one, which need not exist either."""
    mine = own / name
    return mine if mine.is_file() else shipped("site/content") / name


def read_text(path: Path, where: str) -> str:
    """Read one file as text with LF line ends, so that an editor's BOM or CRLF changes no hash.

    Args:
        path: The file.
        where: Its name in messages, `content/flow.md`.

    Raises:
        ConfigurationError: It cannot be read, is too large, or holds what is no text; in easy Japanese also a `《` or
            `》` that makes no reading, which would stand on the page as it is.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as error:
        raise ConfigurationError([f"{where} を開けません（{error.strerror}）。"]) from None
    if len(raw) > LARGEST:
        raise ConfigurationError([f"{where} が大きすぎます（{LARGEST // 1024}KBまで）。"])
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ConfigurationError(
            [
                f"{where} の{line}行目が UTF-8 ではありません。UTF-8 で保存してください（メモ帳では、「名前を付けて保存」の「エンコード」で選べます）。"
            ]
        ) from None
    if control := _CONTROL.search(text):
        line = text.count("\n", 0, control.start()) + 1
        raise ConfigurationError([f"{where} の{line}行目に、文字として読めないものがあります。打ち直してください。"])
    if where.startswith(_EASY) and (faults := list(ruby.faults(text))):
        raise ConfigurationError([f"{where} の{line + 1}行目：{HOW_TO_READ}" for line in dict.fromkeys(faults)])
    return text


def read_toml(path: Path, where: str) -> dict[str, Any]:
    """Read one TOML file; one that is not there is empty.

    Raises:
        ConfigurationError: It cannot be read, or is no TOML.
    """
    if not path.is_file():
        return {}
    text = read_text(path, where)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _AT_LINE.search(str(error))
        lines = text.rstrip("\n").split("\n")
        line = int(at[1]) if at and at[1] else len(lines)
        raise ConfigurationError(
            [f"{where} の{line}行目が読めません。{_what_to_mend(str(error), lines[line - 1])}"]
        ) from None


def _what_to_mend(error: str, line: str) -> str:
    if "overwrite" in error:
        return "同じ名前が二度書かれています。どちらかを消してください。"
    if _WIDE_SIGN.search(line):
        return '「=」と「"」は半角で書いてください。'
    if _DAY.match(line):
        return "日付は、ある日を 2026-12-01 の形で書いてください。"
    return '「名前 = "ことば"」の形と、引用符の閉じ忘れを確かめてください。'


def line_of(key: str, path: Path, where: str) -> int:
    """Return the line, from 1, on which a key of a TOML file stands; 1 where it cannot be told."""
    return lines_of_keys(path, where).get(key, 1)


def lines_of_keys(path: Path, where: str) -> dict[str, int]:
    """Return the line, from 1, on which each plain key or table of a TOML file first stands; none where there is no file."""
    lines = read_text(path, where).split("\n") if path.is_file() else ()
    found: dict[str, int] = {}
    for at, line in enumerate(lines, 1):
        if key := _KEY.match(line):
            found.setdefault(key[1], at)
    return found
