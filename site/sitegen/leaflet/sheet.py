"""The leaflet: a page that prints on one sheet, its codes, and the PDF that was made of it (pure).

A PDF is published only beside the very page that it was made of. Which page that is, the part that is printed tells:
the link to the PDF and the menus are none of it, so that they may come and go.
"""

import hashlib
import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from io import BytesIO
from typing import NamedTuple
from urllib.parse import urljoin

import segno

from madoguchi.config.content import Content
from madoguchi.config.office import Office
from madoguchi.files import fingerprint_of
from madoguchi.model.language import Language
from sitegen.plan import PATHS, folder_of
from sitegen.renderer import Renderer, assets

_NAME = "leaflet"
_PDF = "leaflet.pdf"
_ON_SCREEN = re.compile(r'<p class="on-screen">.*?</p>\n', re.DOTALL)
_PRINTED = re.compile(
    r'(?P<head><html lang="[^"]*">.*?</title>).*(?P<style>assets/leaflet\.[0-9a-f]+\.css).*?(?P<body><body [^>]*>)'
    r".*(?P<main><main.*</main>)",
    re.DOTALL,
)
_UNREAD = re.compile(r"<rt>.*?</rt>|<[^>]*>", re.DOTALL)
_MOST_SIGNS = {Language.STANDARD: 1150, Language.EASY: 1160, Language.ENGLISH: 1950}
_PARTS = re.compile(r"[a-z]+://|[./?&=]?[^./?&=]+/?|.")
_LINK = re.compile(r'(<a [^>]*?href=")([^"]*)(")')


class Code(NamedTuple):
    """A QR code.

    Attributes:
        text: What it says, to the letter.
        path: Where its picture lies on the site.
        picture: SVG.
    """

    text: str
    path: str
    picture: bytes

    @property
    def parts(self) -> tuple[str, ...]:
        """The text of an address in parts between which a line may end: never at a hyphen, which would be doubtful."""
        return tuple(_PARTS.findall(self.text))


class Codes(NamedTuple):
    """The codes of a leaflet."""

    site: Code
    telephone: Code


def codes(office: Office, language: Language) -> Codes:
    """Return the codes of a leaflet: the first page in its language, and a call to the office."""
    return Codes(
        _code("site", f"{office.site.address}/{folder_of(language)}"),
        _code("telephone", f"tel:{office.office.telephone}"),
    )


@lru_cache(maxsize=16)
def _code(name: str, text: str) -> Code:
    """Draw a code on white, which it needs in dark colours, with the quiet zone of four modules (ISO/IEC 18004)."""
    drawn = BytesIO()
    segno.make(text, error="m", micro=False).save(
        drawn, kind="svg", border=4, light="#fff", xmldecl=False, omitsize=True, svgclass=None, lineclass=None
    )
    picture = drawn.getvalue()
    return Code(text, f"assets/qr-{name}.{hashlib.sha256(picture).hexdigest()[:10]}.svg", picture)


def leaflet_files(renderer: Renderer, printed: Mapping[str, bytes]) -> dict[str, bytes]:
    """Make the leaflet of one language with its codes, and with its PDF where that is made of this page.

    Args:
        renderer: Of the language.
        printed: PDFs by the `source_of` the page that each was made of.
    """
    marks = codes(renderer.office, renderer.language)
    below = PATHS[_NAME]
    blocks = {
        "電話とQRコード": renderer.block("leaflet", _NAME, below, codes=marks),
        "申し込み先": renderer.block("contact", _NAME, below),
    }

    def page(pdf: bytes = b"", *, dense: bool = False) -> bytes:
        return renderer.page(_NAME, _NAME, below, blocks, pdf_kilobytes=-(-len(pdf) // 1000), dense=dense)

    plain = page()
    dense = _signs_of(plain) > _MOST_SIGNS[renderer.language]
    plain = page(dense=True) if dense else plain
    files = {renderer.path(below): plain} | {mark.path: mark.picture for mark in marks}
    if pdf := printed.get(source_of(plain)):
        files |= {renderer.path(below): page(pdf, dense=dense), renderer.path(_PDF): pdf}
    return files


def _signs_of(page: bytes) -> int:
    """Return how many signs are printed, without the readings above them."""
    return len("".join(_UNREAD.sub("", _printed(page)["main"]).split()))


def _printed(page: bytes) -> re.Match[str]:
    found = _PRINTED.search(_ON_SCREEN.sub("", page.decode()))
    if found is None:
        raise ValueError("not a page of the leaflet")
    return found


def source_of(page: bytes) -> str:
    """Return the identity of what is printed of a leaflet: its text, its style and its codes, whose names carry hashes."""
    found = _printed(page)
    return fingerprint_of(found["head"], found["style"], found["body"], found["main"])[:16]


def languages_without_pdf(office: Office, content: Content, kept: Collection[str]) -> tuple[Language, ...]:
    """Return the languages whose leaflet is not among the sources of the PDFs that are kept."""
    return tuple(sheet.language for sheet in sheets(office, content) if sheet.source not in kept)


class Sheet(NamedTuple):
    """A leaflet as a browser prints it.

    Attributes:
        language: Its language.
        source: `source_of` its page.
        path: Where its page lies among `files`.
        words: The file of its words, for messages.
        files: The page and all that it shows, by path.
    """

    language: Language
    source: str
    path: str
    words: str
    files: Mapping[str, bytes]


def sheets(office: Office, content: Content) -> tuple[Sheet, ...]:
    """Make the leaflets to be printed; their links lead to the public site, wherever they are printed from.

    Raises:
        ConfigurationError: Words that cannot be used.
    """
    looks = {path: data for path, (_, data) in assets().items()}
    made: list[Sheet] = []
    for language in Language:
        renderer = Renderer(office, content, language, ())
        files = leaflet_files(renderer, {})
        path = renderer.path(PATHS[_NAME])
        page = files[path]
        from_root = f"{office.site.address}/{path}"
        linked = _LINK.sub(lambda found: found[1] + urljoin(from_root, found[2]) + found[3], page.decode())  # noqa: B023 -- used at once
        made.append(
            Sheet(
                language,
                source_of(page),
                path,
                renderer.edition.pages[_NAME].file,
                looks | files | {path: linked.encode()},
            )
        )
    return tuple(made)
