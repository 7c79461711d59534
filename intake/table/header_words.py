"""What one header says: its words compared with a declared layout, never guessed."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Final

from intake.table.layouts import Layout

HEADER_WITHIN: Final = 10  # rows from the top in which a header is looked for
LONGEST_HEADER: Final = 60

_BRACKETS = re.compile(r"[(\[【〔<「『]([^()\[\]【】〔〕<>「」『』]*)[)\]】〕>」』]")
_ANY_BRACKET = re.compile(r"[()\[\]【】〔〕<>「」『』]")
_ORNAMENTS = re.compile(r"[\s:;*※■□●○◎★☆◆◇▼▽▲△,、.。・_\"']+")
_POLITE = re.compile(r"^[ごお御](?=..)|(?<=.)の(?=.)")
_ADVICE = re.compile(r"必須|任意|要記入|記入例.*|必ず(?:記入|入力)|例[:：].*")
_WEEKDAYS: Final = frozenset({"曜日", "曜"})


@lru_cache(maxsize=4096)
def folded(header: str) -> str:
    """Fold a header: widths, case, spaces, ornaments and 必須; brackets go, what they hold stays."""
    text = unicodedata.normalize("NFKC", header[:LONGEST_HEADER]).casefold()
    plain = _ORNAMENTS.sub("", _ADVICE.sub("", _ANY_BRACKET.sub("", text)))
    return _POLITE.sub("", plain) or plain


@lru_cache(maxsize=32)
def _words(layout: Layout) -> Mapping[str, str]:
    known = {folded(word): name for name, words in layout.fields.items() for word in words}
    return known | {folded(header): name for name, headers in layout.fixed.items() for header in headers}


@lru_cache(maxsize=32)
def _unsure_words(layout: Layout) -> Mapping[str, int]:
    return {folded(word): at for at, unsure in enumerate(layout.unsure) for word in unsure.words}


@lru_cache(maxsize=32)
def _aside_words(layout: Layout) -> frozenset[str]:
    return frozenset(map(folded, (*layout.aside, *layout.unread)))


@lru_cache(maxsize=32)
def _fixed_words(layout: Layout) -> Mapping[str, str]:
    return {folded(header): name for name, headers in layout.fixed.items() for header in headers}


def fixed_field(header: str, layout: Layout) -> str | None:
    """Return the field that the office itself has given this header."""
    return _fixed_words(layout).get(folded(header)) if header and layout.fixed else None


def is_left_unread(header: str, layout: Layout) -> bool:
    """Tell whether a column is known to say nothing that is read."""
    if fixed_field(header, layout):
        return False
    plain = folded(header)
    # 就職相談の希望日 is a wish for us, 就職希望日 is none.
    return plain in _aside_words(layout) or ("相談" not in plain and any(part in plain for part in layout.aside_parts))


def unsure_kind(header: str, layout: Layout) -> int | None:
    """Return which of the layout's unsure rules a header falls under."""
    return _unsure_words(layout).get(folded(header)) if header else None


def is_weekday_header(header: str) -> bool:
    """Tell whether a column holds the weekdays of the day beside it."""
    return folded(header) in _WEEKDAYS


def field_of(header: str, layout: Layout) -> str | None:
    """Return the field a header clearly names; None when it is unsure or unknown."""
    if not header or len(header) > LONGEST_HEADER or header.isdigit():
        return None
    return _field_of(header, layout)


@lru_cache(maxsize=4096)
def _field_of(header: str, layout: Layout) -> str | None:
    words = _words(layout)
    whole = folded(header)
    if whole in _fixed_words(layout):
        return words[whole]
    text = unicodedata.normalize("NFKC", header)
    outside = folded(_BRACKETS.sub("", text))
    if is_left_unread(header, layout) or (outside and is_left_unread(outside, layout)):
        return None
    if found := _named(whole, layout):
        return found
    for inside in _BRACKETS.findall(text):
        named = _named(folded(inside), layout)
        if named in layout.bracketed:
            return named
    return _named(outside, layout)


def _named(plain: str, layout: Layout) -> str | None:
    return _words(layout).get(plain) or (layout.grammar(plain) if layout.grammar and plain else None)


def sureness(header: str, name: str, layout: Layout) -> int:
    """Return how sure a header is of its field: the place of its word; a large number where no word is listed."""
    plain = folded(header)
    places = [at for at, word in enumerate(layout.fields[name]) if folded(word) == plain]
    return places[0] if places else len(layout.fields[name])


def hits(cells: Sequence[str], layout: Layout) -> int:
    """Count the different fields that a row of cells names."""
    return len({field_of(cell, layout) for cell in cells} - {None})


def known_words(text: str, layouts: Sequence[Layout]) -> int:
    """Count header words in the first lines of a text whose delimiter is not yet known."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:HEADER_WITHIN]
    cells = [[cell.strip(' "\ufeff') for cell in islice(re.split(r"[,;\t]", line), 200)] for line in lines]
    return max((hits(row, layout) for row in cells for layout in layouts), default=0)
