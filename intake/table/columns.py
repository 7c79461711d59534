"""Which column is which: header words compared with a declared layout, never guessed from what stands below."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Final

from intake.table.layouts import LAYOUTS, LOG, Layout
from intake.table.rows import Record
from madoguchi.errors import UnreadableInput

HEADER_WITHIN: Final = 10
_LONGEST_HEADER: Final = 60

_BRACKETS = re.compile(r"[(\[【〔<「『]([^()\[\]【】〔〕<>「」『』]*)[)\]】〕>」』]")
_ORNAMENTS = re.compile(r"[\s:;*※■□●○◎★☆,、.。・_]+")
_POLITE = re.compile(r"^[ごお御](?=..)|(?<=.)の(?=.)")
_ADVICE = re.compile(r"必須|任意|要記入|記入例.*")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the fields of a table stand.

    Attributes:
        places: Field -> positions of its columns.
        headers: Field -> header as written; several are joined by `、`.
        others: Position -> header as written, of columns that no field answers to.
        width: Number of columns up to the last one with a header.
    """

    places: Mapping[str, tuple[int, ...]]
    headers: Mapping[str, str]
    others: Mapping[int, str]
    width: int


def folded(header: str) -> str:
    """Fold a header: widths, case, spaces, ornaments and 必須; brackets go, what they hold stays."""
    text = unicodedata.normalize("NFKC", header[:_LONGEST_HEADER]).casefold()
    plain = _ORNAMENTS.sub("", _ADVICE.sub("", re.sub(r"[()\[\]【】〔〕<>「」『』]", "", text)))
    return _POLITE.sub("", plain) or plain


@cache
def _words(title: str) -> Mapping[str, str]:
    layout = next(layout for layout in LAYOUTS if layout.title == title)
    return {folded(word): name for name, words in layout.fields.items() for word in words}


@cache
def _unsure_words(title: str) -> Mapping[str, int]:
    layout = next(layout for layout in LAYOUTS if layout.title == title)
    return {folded(word): at for at, unsure in enumerate(layout.unsure) for word in unsure.words}


def field_of(header: str, layout: Layout) -> str | None:
    """Return the field a header clearly names; None when it is unsure or unknown."""
    if not header or len(header) > _LONGEST_HEADER:
        return None
    words = _words(layout.title)
    if found := words.get(folded(header)):
        return found
    text = unicodedata.normalize("NFKC", header)
    for inside in _BRACKETS.findall(text):
        named = words.get(folded(inside))
        if named in layout.bracketed:
            return named
    outside = folded(_BRACKETS.sub("", text))
    return words.get(outside)


def hits(cells: Sequence[str], layout: Layout) -> int:
    """Count the different fields that a row of cells names."""
    return len({field_of(cell, layout) for cell in cells} - {None})


def known_words(text: str, layouts: Sequence[Layout]) -> int:
    """Count header words in the first lines of a text whose delimiter is not yet known."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:HEADER_WITHIN]
    cells = [[cell.strip(' "\ufeff') for cell in islice(re.split(r"[,;\t]", line), 200)] for line in lines]
    return max((hits(row, layout) for row in cells for layout in layouts), default=0)


def find_header(top: Sequence[Record], layout: Layout) -> int:
    """Return which of the first rows is the header.

    Raises:
        UnreadableInput: No row holds header words that are known.
    """
    found = [hits(record.cells, layout) for record in top[:HEADER_WITHIN]]
    most = max(found, default=0)
    if not most or (most == 1 and sum(map(bool, top[found.index(1)].cells)) > 1):
        raise UnreadableInput(
            f"{layout.title}の見出しの行が見つかりません。「氏名」「求職番号」「第1希望」などの見出しを1行目に入れてください。"
            if layout is LOG
            else f"{layout.title}の見出しの行が見つかりません。見出しの行を消さずに保存してください。"
        )
    return found.index(most)


def name_columns(header: Sequence[str], layout: Layout) -> Columns:
    """Give each column of a header its field.

    Raises:
        UnreadableInput: Two columns claim one field, an unsure header cannot be told, or a needed column is missing.
    """
    places: dict[str, list[int]] = {}
    others: dict[int, str] = {}
    unsure: dict[int, list[int]] = {}
    for at, cell in enumerate(header):
        name = field_of(cell, layout)
        if name:
            places.setdefault(name, []).append(at)
        elif (kind := _unsure_words(layout.title).get(folded(cell))) is not None and cell:
            unsure.setdefault(kind, []).append(at)
        elif cell:
            others[at] = cell
    _settle(unsure, header, layout, places, others)
    _refuse_double_claims(places, header, layout)
    _refuse_missing(places, layout)
    return Columns(
        places={name: tuple(at) for name, at in places.items()},
        headers={name: "、".join(header[one] for one in at) for name, at in places.items()},
        others=others,
        width=max((at for at, cell in enumerate(header) if cell), default=-1) + 1,
    )


def _settle(
    unsure: Mapping[int, list[int]],
    header: Sequence[str],
    layout: Layout,
    places: dict[str, list[int]],
    others: dict[int, str],
) -> None:
    """Give an unsure column to the one field that is left over, or leave it unread, or ask."""
    clear = {"wish" if name.startswith("wish") and not name.endswith("time") else name for name in places}
    for kind, at in unsure.items():
        rule = layout.unsure[kind]
        left = [name for name in rule.fields if name not in clear]
        if len(at) == 1 and len(left) == 1:
            places[left[0]] = at
        elif rule.told and left:
            names = "」「".join(header[one] for one in at)
            raise UnreadableInput(f"見出し「{names}」が何を指すのか決められません。{rule.told}に直してください。")
        else:
            others.update({one: header[one] for one in at})


def _refuse_double_claims(places: Mapping[str, list[int]], header: Sequence[str], layout: Layout) -> None:
    for name, at in places.items():
        if len(at) > 1 and name not in layout.joined:
            names = "」「".join(header[one] for one in at)
            raise UnreadableInput(
                f"見出し「{names}」が同じ項目（{layout.fields[name][0]}）を指しています。どちらか一つにしてください。"
            )


def _refuse_missing(places: Mapping[str, list[int]], layout: Layout) -> None:
    for group in layout.needed:
        if not any(name in places for name in group):
            names = "」「".join(layout.fields[name][0] for name in group[:2])
            raise UnreadableInput(f"{layout.title}に「{names}」の列が見つかりません。見出しを確かめてください。")
