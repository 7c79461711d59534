"""A file of the site as the guard searches it: folded, decoded, with and without markup.

Folding makes equal what a reader takes for equal: full and half width (NFKC), upper and lower case,
every kind of dash. Percent signs and character references are decoded, folded iCalendar lines
(RFC 5545 section 3.1) joined.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from urllib.parse import unquote

_TAG = re.compile(r"<[^<>]*>")
_CALENDAR_FOLD = re.compile(rb"\r?\n[ \t]")
_CALENDAR_ESCAPE = re.compile(r"\\([nN\\,;])")
_DASHES = "‐‑‒–—―−⁃─━"
_UNSEEN = "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\ufeff"
_FOLDS = str.maketrans(_DASHES, "-" * len(_DASHES), _UNSEEN)
_NUMBER_CHAIN = re.compile(r"\d+(?:\s?[-ー().,/・\s]\s?[-ー()]?\s?\d+)*")
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W_]+")
_HONORIFIC = re.compile(r"(?:様|さま|さん|氏|殿|君|くん)$")
_ROUNDS = 3  # percent signs inside percent signs
_MOST_DIGITS = 20


def fold(text: str) -> str:
    """Fold width, case and dashes and drop signs that nobody sees; blanks stay."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", text).casefold().translate(_FOLDS)


def squeeze(text: str) -> str:
    """Take out every blank and line end."""
    return "".join(text.split())


def number_chains(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the numbers of a folded text, each as its runs of digits: `090-0000-0000` is three."""
    return tuple(tuple(_DIGITS.findall(chain)) for chain in dict.fromkeys(_NUMBER_CHAIN.findall(text)))


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a text.

    Attributes:
        singles: Runs of digits alone.
        joined: Neighbouring runs put together (`09000000000`).
        dashed: Neighbouring runs with a dash between (`090-0000-0000`).
    """

    singles: frozenset[str]
    joined: frozenset[str]
    dashed: frozenset[str]


class Searchable:
    """The views of one file, each made once and only when asked for."""

    def __init__(self, path: str, data: bytes) -> None:
        self._path = path
        whole = _CALENDAR_FOLD.sub(b"", data) if path.endswith(".ics") else data  # may part a character
        self._text = whole.decode(errors="replace")

    @cached_property
    def spaced(self) -> str:
        """Everything, markup included, folded, blanks kept; each reading of it after another."""
        return "\n".join(dict.fromkeys(fold(one) for one in self._readings))

    @cached_property
    def prose(self) -> str:
        """What a reader sees: markup out once with nothing in its place and once with a blank."""
        return "\n".join(
            dict.fromkeys(fold(unescape(_TAG.sub(gap, one))) for one in self._readings for gap in ("", " "))
        )

    @cached_property
    def squeezed(self) -> str:
        """`spaced` and `prose` without blanks; names are searched here."""
        return squeeze(self.spaced) + "\n" + squeeze(self.prose)

    @cached_property
    def trigrams(self) -> frozenset[str]:
        """Every three signs in a row of `squeezed`: what lacks one of them cannot occur."""
        text = self.squeezed
        return frozenset(map("".join, zip(text, text[1:], text[2:], strict=False)))

    @cached_property
    def words(self) -> frozenset[str]:
        """The words a reader sees, parted by anything that is no letter, also without 様 after them; styles have none."""
        if self._path.endswith((".css", ".svg")):
            return frozenset()
        words = frozenset(_WORD.findall(self.prose))
        return words | {_HONORIFIC.sub("", word) for word in words}

    def shows(self, pattern: re.Pattern[str]) -> bool:
        """Tell whether a pattern occurs in any view that keeps its blanks."""
        return bool(pattern.search(self.spaced) or pattern.search(self.prose))

    @cached_property
    def numbers(self) -> Numbers:
        """The numbers of every view."""
        singles: set[str] = set()
        joined: set[str] = set()
        dashed: set[str] = set()
        for groups in number_chains(self.spaced + "\n;\n" + self.prose):
            singles.update(groups)
            for at in range(len(groups)):
                for end in range(at + 2, len(groups) + 1):
                    together = "".join(groups[at:end])
                    if len(together) > _MOST_DIGITS:
                        break
                    joined.add(together)
                    dashed.add("-".join(groups[at:end]))
        return Numbers(frozenset(singles), frozenset(joined), frozenset(dashed))

    @cached_property
    def _readings(self) -> tuple[str, ...]:
        text = self._text
        if self._path.endswith(".ics"):
            text = _CALENDAR_ESCAPE.sub(" ", text)
        readings = [text]
        decoded = unescape(text)
        for _ in range(_ROUNDS):
            readings.append(decoded)
            decoded = unquote(decoded)
        return tuple(dict.fromkeys(readings))
