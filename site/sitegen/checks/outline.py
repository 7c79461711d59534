"""What a page of ours offers and asks for, read from its bytes.

The pages are made by our own templates and by markdown-it, which write every attribute in double quotes and escape
every `<` and `>` of the text; so a split at the tags reads them, in a third of the time that `html.parser` takes. What
does not fit that shape is named as `unreadable` and refused, never passed over.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from sitegen.text.foreign import JAPANESE

_PARTS = re.compile(r"(<[^>]*>)")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9:]*)((?:\s+[a-zA-Z:-]+(?:=\"[^\"<>]*\")?)*)\s*/?>|<!doctype html>")
_ATTRIBUTE = re.compile(r"([a-zA-Z:-]+)(?:=\"([^\"]*)\")?")
_VOID = frozenset(
    {"meta", "link", "br", "img", "wbr", "hr", "input", "source", "embed", "track", "area", "col", "base"}
)
_FETCHING = frozenset({"img", "script", "iframe", "source", "embed", "object", "audio", "video", "track", "input"})
_FETCHED_LINKS = frozenset({"stylesheet", "icon", "preload", "manifest"})
_FORBIDDEN = frozenset({"style", "base", "form"})
_WATCHED = _FORBIDDEN | {"script", "img"}  # even without attributes
_NAMED = frozenset({"a", "td", "th"})  # what is known by the text in it
_RUBY = frozenset({"<ruby>", "</ruby>", "<rp>", "</rp>", "<rt>", "</rt>"})  # most tags of a page in easy Japanese
_NO_PROSE = frozenset({"title", "script", "style"})
_DATA = {"type": "application/ld+json"}


@dataclass
class Outline:
    """What a page offers and asks for.

    Attributes:
        anchors: Its ids in order.
        named_links: What its links point at, as written, and the words they are read out by.
        fetched: What a browser would fetch to show it.
        forbidden: Scripts, inline styles and handlers, which the policy of the page would block.
        unreadable: Tags that are not written as ours are.
        cells: Of each cell of a table, what is read out and what is only seen.
        foreign: Japanese where the page says it is English.
        silent_images: Pictures without words.
        data: What it tells programs (JSON-LD), as written.
    """

    anchors: list[str] = field(default_factory=list)
    named_links: list[tuple[str, str]] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    forbidden: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    cells: list[tuple[str, str]] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    silent_images: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)

    @property
    def links(self) -> list[str]:
        """What its links point at, as written."""
        return [target for target, _ in self.named_links]


@lru_cache(maxsize=192)
def outline(page: bytes) -> Outline:
    """Read a page; most pages of one release are those of the one before. What is returned is not to be changed."""
    reader = _Reader()
    for at, part in enumerate(_PARTS.split(page.decode())):
        if part in _RUBY:
            continue
        if at % 2:
            reader.tag(part)
        elif part and not part.isspace():
            reader.text(part)
    return reader.end()


class _Tag(NamedTuple):
    """A tag; the doctype has no name."""

    name: str
    given: Mapping[str, str]
    ends: bool
    is_void: bool


@lru_cache(maxsize=4096)  # most tags stand on every page
def _read_tag(text: str) -> _Tag | None:
    fits = _TAG.fullmatch(text)
    if fits is None:
        return None
    given = {name: unescape(value) for name, value in _ATTRIBUTE.findall(fits[3] or "")}
    name = fits[2] or ""
    return _Tag(name, given, ends=bool(fits[1]), is_void=name in _VOID or text.endswith("/>"))


@dataclass(slots=True)
class _Element:
    """An open element, with what it takes from those around it.

    Attributes:
        heard: What assistive technology reads of it; None for an element that is not known by its text.
        seen: What else is seen of it.
    """

    name: str
    lang: str
    hidden: bool
    given: Mapping[str, str]
    heard: list[str] | None = None
    seen: list[str] = field(default_factory=list)


class _Reader:
    def __init__(self) -> None:
        self.found = Outline()
        self._open = [_Element("", "", hidden=False, given={})]
        self._named: list[_Element] = []

    def tag(self, text: str) -> None:
        """Take a tag."""
        read = _read_tag(text)
        if read is None:
            self.found.unreadable.append(text)
        elif read.ends:
            self._close(read.name)
        elif read.name:
            if read.given or read.name in _WATCHED:
                self._note(read.name, read.given)
            if not read.is_void:
                self._enter(read.name, read.given)

    def text(self, text: str) -> None:
        """Take what stands between two tags."""
        inside = self._open[-1]
        if "<" in text:
            self.found.unreadable.append(text[text.index("<") :][:40])
        if inside.name == "script" and inside.given == _DATA:
            self.found.data.append(text)
        if inside.name in _NO_PROSE:
            return
        for element in self._named:
            (element.seen if inside.hidden or element.heard is None else element.heard).append(text)
        if inside.lang == "en" and (strange := JAPANESE.search(text)):
            self.found.foreign.append(strange[0])

    def end(self) -> Outline:
        """Return what was found; whatever is still open is not as ours is written."""
        self.found.unreadable += [f"<{element.name}>" for element in self._open[1:]]
        return self.found

    def _enter(self, name: str, given: Mapping[str, str]) -> None:
        around = self._open[-1]
        hidden = around.hidden or given.get("aria-hidden") == "true"
        element = _Element(name, given.get("lang", around.lang), hidden, given)
        if name in _NAMED:
            element.heard = []
            self._named.append(element)
        self._open.append(element)

    def _close(self, name: str) -> None:
        element = self._open[-1]
        if element.name != name:
            self.found.unreadable.append(f"</{name}>")
            return
        self._open.pop()
        if element.heard is None:
            return
        self._named.remove(element)
        heard, seen = (" ".join(unescape("".join(texts)).split()) for texts in (element.heard, element.seen))
        if name != "a":
            self.found.cells.append((heard, seen))
        elif "href" in element.given:
            self.found.named_links.append((element.given["href"], element.given.get("aria-label", heard)))

    def _note(self, tag: str, given: Mapping[str, str]) -> None:
        found = self.found
        if "id" in given:
            found.anchors.append(given["id"])
        if tag in _FETCHING and (target := given.get("src") or given.get("data")):
            found.fetched.append(target)
        if tag == "link" and _FETCHED_LINKS & set(given.get("rel", "").split()):
            found.fetched.append(given.get("href", ""))
        if tag == "img" and not given.get("alt"):
            found.silent_images.append(given.get("src", ""))
        if tag in _FORBIDDEN or (tag == "script" and given != _DATA):
            found.forbidden.append(f"<{tag}>")
        found.forbidden += [f"{name}=" for name in given if name == "style" or name.startswith("on")]


def is_data(text: str) -> bool:
    """Tell whether what a page tells programs can be read by them."""
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False
