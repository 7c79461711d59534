"""Where the links of the site lead: to a page and a mark that are there, or out of the site by a way that we allow."""

import posixpath
from collections.abc import Iterable, Mapping
from urllib.parse import unquote, urlsplit

from sitegen.checks.outline import Outline
from sitegen.text.mailform import LONGEST_MAILTO

_OUTWARD = frozenset({"https", "tel", "mailto", "webcal"})
_NOT_SAFE = "http"


def faults_of_links(
    outlines: Mapping[str, Outline], files: Iterable[str], address: str, base: str
) -> list[tuple[str, str, str]]:
    """Find the links that lead nowhere, and what would be fetched from elsewhere.

    Args:
        outlines: Every page by its path.
        files: The paths of all files.
        address: The address of the site, without a trailing slash.
        base: The path of that address with a trailing slash, `/` mostly.

    Returns:
        The page, the link as written, and what is wrong with it, to be read after "…のリンク…は、".
    """
    known: dict[str, Outline | None] = dict.fromkeys(files) | dict(outlines)
    faults: list[tuple[str, str, str]] = []
    for path, found in outlines.items():
        said = {target: _broken(base + path, _below(target, address, base), base, known) for target in found.links}
        said |= {target: _not_ours(base + path, _below(target, address, base), base, known) for target in found.fetched}
        faults += [(path, target, fault) for target, fault in said.items() if fault]
    return faults


def _not_ours(place: str, target: str, base: str, known: Mapping[str, Outline | None]) -> str:
    """Say why something cannot be fetched to show a page; see `_broken`."""
    parts = urlsplit(target)
    if parts.scheme or parts.netloc:
        return "ほかの場所から読み込みます。このサイトのファイルだけを使えます。"
    return _broken(place, target, base, known)


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
        return _outward(parts.scheme, target)
    if parts.netloc:
        return "https:// から書いてください。"
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(place), unquote(parts.path)) if parts.path else place)
    if parts.path.endswith("/"):
        joined = joined.rstrip("/") + "/index.html"
    aim = joined.removeprefix(base) if joined.startswith(base) else ""
    if aim not in known:
        if "www." in parts.path:
            return "https:// から書いてください。"
        return "行き先のページがありません。ページの名前は apply.html のように書きます。"
    page = known[aim]
    if parts.fragment and (page is None or unquote(parts.fragment) not in page.anchors):
        return f"行き先に {{#{unquote(parts.fragment)}}} の付いた見出しがありません。見出しに付けるか、リンクを直してください。"
    return ""


def _outward(scheme: str, target: str) -> str:
    if scheme == _NOT_SAFE:
        return "途中で読まれたり書き換えられたりするおそれがあります。https:// から始まるアドレスにしてください。"
    if scheme not in _OUTWARD:
        return "使えない種類です。"
    if scheme == "mailto" and len(target) > LONGEST_MAILTO:
        return f"長すぎて、開けないメールソフトがあります。{LONGEST_MAILTO}文字以内にしてください。"
    return ""
