"""Readings beside kanji: `相談《そうだん》` in the words of easy Japanese, as books in plain text write it (青空文庫).

The reading belongs to the kanji or the Latin word right before it, or to everything behind a `｜`:
`Zoom《ズーム》`, `｜取り消し《とりけし》`, `｜14時30分《ごご2じ30ぷん》`.
"""

import re
from collections.abc import Iterator

READ = re.compile(
    "(?:｜([^｜《》<>\n]{1,20})|([一-龠々〆]{1,12}|[A-Za-z][A-Za-z0-9]{0,19}))《([ぁ-んァ-ヶー0-9・ ]{1,30})》"
)
"""What is read: the base behind `｜` or else the base before, and its reading."""

_SIGNS = re.compile("[《》｜]")


def in_brackets(text: str) -> str:
    """Return plain text with the readings in brackets: 相談（そうだん）."""
    return READ.sub(lambda found: f"{found[1] or found[2]}（{found[3]}）", text)


def above(html: str, brackets: str = "（）") -> str:
    """Return HTML with the readings above the kanji; programs that know no ruby show them in brackets."""
    opening, closing = (f"<rp>{bracket}</rp>" for bracket in brackets)
    return READ.sub(
        lambda found: f"<ruby>{found[1] or found[2]}{opening}<rt>{found[3]}</rt>{closing}</ruby>",
        html,
    )


def without(text: str) -> str:
    """Return plain text without its readings."""
    return READ.sub(lambda found: found[1] or found[2], text)


def faults(text: str) -> Iterator[int]:
    """Tell where the signs of readings stand that make none: `相談《`, `そうだん《相談》`, `｜取り消し`.

    Yields:
        The line of each, from 0.
    """
    left = READ.sub("", text)  # a reading holds no end of line, so lines keep their numbers
    for found in _SIGNS.finditer(left):
        yield left.count("\n", 0, found.start())
