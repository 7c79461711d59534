"""The PDFs of the leaflets: made by a browser on command, kept by what they were made of, read when publishing.

Each is `leaflet-ja.<source>.pdf`: a page whose `source_of` is another one does not find it.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from madoguchi.errors import ConfigurationError, TryLater
from madoguchi.files import write_if_changed
from sitegen.leaflet.browser import print_page
from sitegen.leaflet.pdf import pages_of, settle
from sitegen.leaflet.sheet import Sheet

_KEPT = re.compile(r"leaflet-(ja|easy|en)\.([0-9a-f]{16})\.pdf")


def kept_leaflets(folder: Path) -> dict[str, bytes]:
    """Return the PDFs that are kept, by the source that each was made of."""
    kept: dict[str, bytes] = {}
    for path, (_, source) in _named(folder):
        with suppress(FileNotFoundError):  # a newer one took its place meanwhile
            kept[source] = path.read_bytes()
    return kept


def keep_leaflet(folder: Path, sheet: Sheet, pdf: bytes) -> Path:
    """Keep a PDF in place of those of the same language before it, and return its file."""
    name = str(sheet.language) or "ja"
    path = folder / f"leaflet-{name}.{sheet.source}.pdf"
    write_if_changed(path, pdf)
    for other, (language, source) in _named(folder):
        if language == name and source != sheet.source:
            other.unlink(missing_ok=True)
    return path


def print_leaflet(browser: Path, sheet: Sheet, folder: Path) -> bytes:
    """Return a leaflet as a tagged PDF of one page, the same bytes for the same page, browser and fonts.

    Raises:
        ConfigurationError: It does not fit one page.
        TryLater: The browser failed.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="work-", dir=folder, ignore_cleanup_errors=True) as work:
        for path, data in sheet.files.items():
            file = Path(work) / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        printed = print_page(browser, Path(work) / sheet.path, Path(work))
    try:
        pages, pdf = pages_of(printed), settle(printed)
    except ValueError:
        raise TryLater(
            "ブラウザーの書き出したPDFを読み取れません。ブラウザーを新しくするか、office.toml の site.browser に"
            "ほかのブラウザーの場所を書いて、もう一度実行してください。"
        ) from None
    if pages != 1:
        say = f"{sheet.words} の文章がA4の紙1枚に収まらず、{pages}枚になりました。文章を短くして、もう一度実行してください。"
        raise ConfigurationError([say])
    return pdf


def _named(folder: Path) -> Iterator[tuple[Path, tuple[str, str]]]:
    """Yield the files that are kept, with the language and the source that their names tell."""
    for path in sorted(folder.glob("leaflet-*.pdf")):
        if named := _KEPT.fullmatch(path.name):
            yield path, (named[1], named[2])
