"""The generator's own check of what it made: every link leads somewhere, and nothing is fetched elsewhere.

A link of the office's own words that leads nowhere is the office's to mend, hence `ConfigurationError`.
"""

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from madoguchi.errors import ConfigurationError

_FETCHING = {"img", "script", "iframe", "source", "embed", "object", "audio", "video", "track", "input"}
_OUTWARD = {"https", "http", "tel", "mailto", "webcal"}
_FETCHED_LINKS = {"stylesheet", "icon", "preload", "manifest"}
_RUBY = re.compile("</?(?:ruby|rp|rt)>")  # most tags of a page in easy Japanese, none with an attribute


@dataclass
class Outline:
    """What a page offers and asks for.

    Attributes:
        anchors: Its ids in order.
        links: What its links point at, as written.
        fetched: What a browser would fetch to show it.
        forbidden: Scripts, inline styles and handlers, which the policy of the page would block.
    """

    anchors: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    forbidden: list[str] = field(default_factory=list)


def outline(page: bytes) -> Outline:
    """Read a page."""
    reader = _Reader()
    reader.feed(_RUBY.sub("", page.decode()))
    reader.close()
    return reader.found


def check_links(
    files: Mapping[str, bytes],
    address: str,
    base: str,
    place: Callable[[str, str], tuple[str, str]] = lambda path, target: (path, target),
) -> None:
    """Refuse a site with a link that leads nowhere.

    Args:
        files: Every file of the site by its path.
        address: The address of the site, without a trailing slash.
        base: The path of that address with a trailing slash, `/` mostly.
        place: Says where a link of a page was written, and how; see `places.place_of_link`.

    Raises:
        ConfigurationError: `problems` names each page and link.
    """
    outlines = {path: outline(page) for path, page in files.items() if path.endswith(".html")}
    known: dict[str, Outline | None] = dict.fromkeys(files) | outlines
    problems: list[str] = []
    for path, found in outlines.items():
        problems += [f"{path} に {thing} があります。ページには置けません。" for thing in found.forbidden]
        problems += [f"{path} に同じ目印（{one}）が二度出てきます。" for one in _twice(found.anchors)]
        problems += [
            f"{path} がほかの場所から {target} を読み込みます。" for target in found.fetched if _is_outward(target)
        ]
        for target in [*found.links, *found.fetched]:
            if said := _broken(base + path, _below(target, address, base), base, known):
                where, written = place(path, target)
                problems.append(f"{where}：リンク {written} は、{said}")
    if problems:
        raise ConfigurationError(problems)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = Outline()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.found.anchors.append(given["id"])
        if tag == "a" and "href" in given:
            self.found.links.append(given["href"])
        if tag in _FETCHING and (target := given.get("src") or given.get("data")):
            self.found.fetched.append(target)
        if tag == "link" and _FETCHED_LINKS & set(given.get("rel", "").split()):
            self.found.fetched.append(given.get("href", ""))
        if tag in {"script", "style", "base", "form"}:
            self.found.forbidden.append(f"<{tag}>")
        self.found.forbidden += [f"{name}=" for name in given if name == "style" or name.startswith("on")]


def _twice(anchors: list[str]) -> list[str]:
    return sorted({one for one in anchors if anchors.count(one) > 1})


def _is_outward(target: str) -> bool:
    parts = urlsplit(target)
    return bool(parts.scheme or parts.netloc)


def _below(target: str, address: str, base: str) -> str:
    """Turn a link to our own address into one from its root: `/w/terms.html`."""
    for own in (address + "/", "webcal://" + address.partition("://")[2] + "/"):
        if target.startswith(own):
            return base + target.removeprefix(own)
    return target


def _broken(place: str, target: str, base: str, known: Mapping[str, Outline | None]) -> str:
    """Say why a link leads nowhere; empty when it does lead somewhere.

    Args:
        place: Path of the page from the root of the server.
        target: The link.
        base: Path of the site from the root of the server.
        known: Every file of the site, with its outline where it is a page.
    """
    parts = urlsplit(target)
    if parts.scheme:
        return "" if parts.scheme in _OUTWARD else "使えない種類です。"
    if parts.netloc:
        return "https:// から書いてください。"
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(place), unquote(parts.path)) if parts.path else place)
    if parts.path.endswith("/"):
        joined = joined.rstrip("/") + "/index.html"
    aim = joined.removeprefix(base) if joined.startswith(base) else ""
    if aim not in known:
        if parts.path.startswith("www."):
            return "https:// から書いてください。"
        return "行き先のページがありません。ページの名前は apply.html のように書きます。"
    page = known[aim]
    if parts.fragment and (page is None or unquote(parts.fragment) not in page.anchors):
        return f"行き先に {{#{unquote(parts.fragment)}}} の付いた見出しがありません。見出しに付けるか、リンクを直してください。"
    return ""
