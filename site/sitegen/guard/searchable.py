"""A file of the site as the guard searches it: folded, decoded, with and without markup.

Folding makes equal what a reader takes for equal: full and half width (NFKC), upper and lower case,
every kind of dash, variants of one sign. Percent signs, character references and escapes of JSON and CSS are decoded,
base64 is unpacked, folded iCalendar lines (RFC 5545 section 3.1) are joined; of a word with its reading above it
(`<ruby>`) the word alone is searched and the reading alone. A PDF gives its text, a PNG what is written beside its picture.
"""

import re
import unicodedata
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from urllib.parse import unquote

from sitegen.guard.pdf_text import pdf_text
from sitegen.guard.png_text import SIGNATURE, png_text

_TAG = re.compile(r"<[^<>]*>")
_HIDDEN_MARKUP = re.compile(r"&(?:lt|#0*60|#x0*3c)|%3c|\\u003c", re.IGNORECASE)  # decoded, words would go with it
_READING = re.compile(r"<(rt|rp)\b[^<>]*>[^<>]*(?:</\1>)?", re.IGNORECASE)
_READ = re.compile(r"[^<>]*<rt\b[^<>]*>([^<>]*)(?:</rt>)?", re.IGNORECASE)
_RUBY = re.compile(r"<ruby\b[^<>]*>(.*?)</ruby>", re.IGNORECASE | re.DOTALL)
_RUBY_TAG = re.compile(r"</?(?:ruby|rb|rtc)\b[^<>]*>", re.IGNORECASE)
_CALENDAR_FOLD = re.compile(rb"\r?\n[ \t]")
_CALENDAR_ESCAPE = re.compile(r"\\([nN\\,;])")
_JSON_ESCAPE = re.compile(r"(?:\\u[0-9A-Fa-f]{4})+")
_CSS_ESCAPE = re.compile(r"\\([0-9A-Fa-f]{1,6})[ \n]?")
_QUERY = re.compile(r"[^\s\"'<>]*%[0-9A-Fa-f]{2}[^\s\"'<>]*")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{10,}={0,2}")
_DASHES = "‐‑‒–—―−⁃─━"
_VARIANTS = "".join(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))  # of the sign before (葛󠄀)
_UNSEEN = (
    "\u00ad\u034f\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\ufeff"
)
_FOLDS = str.maketrans(_DASHES, "-" * len(_DASHES), _UNSEEN + _VARIANTS)
_NUMBER_CHAIN = re.compile(r"\d+(?:\s?[-ー().,/・_\s]\s?[-ー()]?\s?\d+)*")
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W_]+")
_HONORIFIC = re.compile(r"(?:様|さま|さん|氏|殿|君|くん)$")
_ROUNDS = 4  # percent signs inside percent signs
_MOST_DIGITS = 20


def fold(text: str) -> str:
    """Fold width, case, dashes and variants and drop signs that nobody sees; blanks stay."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", text).casefold().translate(_FOLDS)


def squeeze(text: str) -> str:
    """Take out every blank, line end and middle dot."""
    return "".join(text.split()).replace("・", "")


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
    """The views of one file, nearly each made once and only when asked for."""

    def __init__(self, path: str, data: bytes) -> None:
        self._path = path
        self._text = _text(path, data)

    @cached_property
    def spaced(self) -> str:
        """Everything, markup included, folded, blanks kept; as it stands and decoded."""
        return "\n".join(dict.fromkeys(fold(one) for one in self._readings))

    @cached_property
    def prose(self) -> str:
        """What a reader sees: markup out once with nothing in its place and once with a blank."""
        return "\n".join(dict.fromkeys(self._shown("") + self._shown(" ")))

    @cached_property
    def squeezed(self) -> str:
        """`spaced` and `prose` without blanks; names are searched here."""
        return "\n".join(dict.fromkeys(squeeze(one) for one in (*map(fold, self._readings[-1:]), *self._shown(""))))

    @property
    def trigrams(self) -> frozenset[str]:
        """Every three signs in a row of `squeezed`: what lacks one of them cannot occur; too many to be kept."""
        text = self.squeezed
        return frozenset(map("".join, zip(text, text[1:], text[2:], strict=False)))

    @cached_property
    def words(self) -> frozenset[str]:
        """The words a reader sees, parted by anything that is no letter, also without 様 after them; styles have none."""
        if self._path.endswith(".css"):
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

    def _shown(self, gap: str) -> list[str]:
        """Return each reading without markup, folded."""
        readings = self._readings if _HIDDEN_MARKUP.search(self._text) else self._readings[-1:]
        forms = (form for reading in readings for form in _without_ruby(reading))
        return [fold(unescape(_TAG.sub(gap, form))) for form in dict.fromkeys(forms)]

    @cached_property
    def _readings(self) -> tuple[str, ...]:
        """The text as it stands and decoded to the end, what is packed in it unpacked."""
        decoded = _decoded(self._text)
        packed = "\n".join(_decoded(one) for one in _unpacked(self._text))
        return tuple(dict.fromkeys((self._text, f"{decoded}\n{packed}" if packed else decoded)))


def _text(path: str, data: bytes) -> str:
    if data.startswith(b"%PDF-"):
        return pdf_text(data)
    if data.startswith(SIGNATURE):
        return png_text(data)
    if path.endswith(".ics"):
        data = _CALENDAR_FOLD.sub(b"", data)  # may part a character
        return _CALENDAR_ESCAPE.sub(" ", data.decode(errors="replace"))
    return data.decode(errors="replace")


def _decoded(text: str) -> str:
    for _ in range(_ROUNDS):
        before = text
        text = unquote(unescape(text))
        if "\\u" in text:
            text = _JSON_ESCAPE.sub(_json_signs, text)
        if text == before:
            break
    return text


def _json_signs(found: re.Match[str]) -> str:
    units = bytes.fromhex(found[0].replace("\\u", ""))  # beyond the first plane a sign is two of them
    return units.decode("utf-16-be", errors="replace")


def _unpacked(text: str) -> Iterator[str]:
    """Yield what is packed in a text: addresses whose blanks are written `+`, escapes of CSS, base64 that holds text."""
    if "\\" in text:
        yield _CSS_ESCAPE.sub(lambda found: chr(min(int(found[1], 16), 0x10FFFF)), text)
    for query in _QUERY.findall(text):
        if "+" in query:
            yield query.replace("+", " ")
    for packed in _BASE64.findall(text):
        bare = packed.rstrip("=").replace("-", "+").replace("_", "/")
        try:
            yield b64decode(bare + "=" * (-len(bare) % 4)).decode()
        except ValueError:  # a word, or bytes that are no text
            continue


def _without_ruby(text: str) -> tuple[str, ...]:
    """Return the text with its words alone, and with their readings in their place."""
    if "<rt" not in text.lower():
        return (text,)
    read = _RUBY.sub(lambda found: _READ.sub(r"\1", found[1]), text)
    return _RUBY_TAG.sub("", _READING.sub("", text)), _RUBY_TAG.sub("", read)
