"""What a page of ours offers and asks for, read from its bytes.

The pages are made by our own templates and by markdown-it, which write every attribute in double quotes and escape
every `<` and `>` of the text; so a split at the tags reads them, in a third of the time that `html.parser` takes. What
does not fit that shape is named as `unreadable` and refused, never passed over.
"""

import json
import re
from dataclasses import dataclass, field
from html import unescape

from sitegen.foreign import JAPANESE

_PARTS = re.compile(r"(<[^>]*>)")
_RUBY = re.compile("</?(?:ruby|rp|rt)>")  # most tags of a page in easy Japanese, none with an attribute
_TAG = re.compile(r"<(/?)([a-z][a-z0-9:]*)((?:\s+[a-zA-Z:-]+(?:=\"[^\"<>]*\")?)*)\s*/?>|<!doctype html>")
_ATTRIBUTE = re.compile(r"([a-zA-Z:-]+)(?:=\"([^\"]*)\")?")
_VOID = frozenset(
    {"meta", "link", "br", "img", "wbr", "hr", "input", "source", "embed", "track", "area", "col", "base"}
)
_FETCHING = frozenset({"img", "script", "iframe", "source", "embed", "object", "audio", "video", "track", "input"})
_FETCHED_LINKS = frozenset({"stylesheet", "icon", "preload", "manifest"})
_FORBIDDEN = frozenset({"style", "base", "form"})
_NAMED = frozenset({"a", "td", "th"})  # what is known by the text in it
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


def outline(page: bytes) -> Outline:
    """Read a page."""
    reader = _Reader()
    for at, part in enumerate(_PARTS.split(_RUBY.sub("", page.decode()))):
        if at % 2:
            reader.tag(part)
        elif part and not part.isspace():
            reader.text(part)
    return reader.end()


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
    given: dict[str, str]
    heard: list[str] | None = None
    seen: list[str] = field(default_factory=list)


class _Reader:
    def __init__(self) -> None:
        self.found = Outline()
        self._open = [_Element("", "", hidden=False, given={})]
        self._named: list[_Element] = []

    def tag(self, text: str) -> None:
        """Take a tag."""
        fits = _TAG.fullmatch(text)
        if fits is None:
            self.found.unreadable.append(text)
        elif fits[1]:
            self._close(fits[2])
        elif fits[2]:
            given = {name: unescape(value) for name, value in _ATTRIBUTE.findall(fits[3])} if fits[3] else {}
            self._note(fits[2], given)
            if fits[2] not in _VOID and not text.endswith("/>"):
                self._enter(fits[2], given)

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

    def _enter(self, name: str, given: dict[str, str]) -> None:
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

    def _note(self, tag: str, given: dict[str, str]) -> None:
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
