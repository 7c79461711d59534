"""The small files that programs ask for: `robots.txt` (RFC 9309) and `sitemap.xml` (sitemaps.org 0.9)."""

from collections.abc import Iterable, Mapping
from datetime import date
from xml.sax.saxutils import escape

from madoguchi.model.language import Language
from sitegen.plan import folder_of, tidy


def robots(address: str) -> bytes:
    """Let everything be read: calendar programs fetch `free.ics` and some of them obey this file."""
    return f"User-agent: *\nDisallow:\n\nSitemap: {address}/sitemap.xml\n".encode()


def sitemap(address: str, pages: Iterable[str], changed: Mapping[str, date]) -> bytes:
    """List the pages by address, each Japanese and English one with its twins.

    A page that is not in `changed` gets no `lastmod`: nothing tells since when its words are what they are, and a
    guess (the time of the run, of a file, of a checkout) would differ from run to run, which search engines punish by
    believing none.

    Args:
        address: Of the site, without a trailing slash.
        pages: Paths below the folder of a language; every language has each of them.
        changed: Of these, the day since when one says what it says.
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for below in sorted(pages):
        at = {language: escape(f"{address}/{tidy(folder_of(language) + below)}") for language in Language}
        named = [("ja", Language.STANDARD), ("en", Language.ENGLISH), ("x-default", Language.STANDARD)]
        twins = "".join(
            f'<xhtml:link rel="alternate" hreflang="{tag}" href="{at[language]}"/>' for tag, language in named
        )
        day = f"<lastmod>{changed[below]}</lastmod>" if below in changed else ""
        for language, place in at.items():
            known = "" if language is Language.EASY else twins  # no tag tells easy Japanese from Japanese
            lines.append(f"<url><loc>{place}</loc>{day}{known}</url>")
    return ("\n".join([*lines, "</urlset>"]) + "\n").encode()
