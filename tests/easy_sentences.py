"""The words of the site in easy Japanese, sentence by sentence, as they stand in the content."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from madoguchi import ruby

EASY = Path(__file__).parents[1] / "site" / "content" / "easy"
_ANCHOR = re.compile(r"\s*\{#[a-z0-9-]+\}")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_FILLED = re.compile(r"\{[^{}]+\}")  # what the settings fill in counts as one sign
_LEADING = re.compile(r"^\s*(?:#+|>|-|\d+\.)\s+")
_BLOCK = re.compile(r"\{\{.*?\}\}")
_ENDS = re.compile(r"(?<=[。？])")


class Sentence(NamedTuple):
    """One sentence, or what stands alone: a heading, a cell, an item.

    Attributes:
        where: File and line, for messages.
        written: With its readings.
    """

    where: str
    written: str

    @property
    def said(self) -> str:
        """Without its readings."""
        return ruby.without(self.written)

    @property
    def is_whole(self) -> bool:
        """Whether it is a sentence with its end, no heading or item."""
        return self.written.endswith(("。", "？"))

    @property
    def signs(self) -> int:
        """Its length without readings and the blanks between phrases."""
        return len(re.sub(r"\s", "", self.said))


def sentences() -> Iterator[Sentence]:
    """Return every sentence of the pages, the terms and the labels."""
    for path in sorted(EASY.rglob("*.md")):
        yield from of_page(path)
    for path in sorted(EASY.rglob("*.toml")):
        for key, text in _texts(tomllib.loads(path.read_text(encoding="utf-8"))):
            yield from _split(text, f"{path.name} {key}")


def of_page(path: Path) -> Iterator[Sentence]:
    """Return the sentences of one file."""
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        for part in [part for part in line.split("|") if part.strip(" -")]:
            yield from _split(_LEADING.sub("", _ANCHOR.sub("", part)), f"{path.name} {number}")


def _split(text: str, where: str) -> Iterator[Sentence]:
    plain = _FILLED.sub("□", _LINK.sub(r"\1", _BLOCK.sub("", text)))
    for part in (part for piece in plain.split("**") for part in _ENDS.split(piece)):
        if part.strip():
            yield Sentence(where, part.strip())


def _texts(found: dict[str, object]) -> Iterator[tuple[str, str]]:
    for key, value in found.items():
        if isinstance(value, dict):
            yield from _texts(value)
        else:
            yield key, str(value)
