"""The small files that programs ask for: `robots.txt` (RFC 9309) and `sitemap.xml` (sitemaps.org 0.9)."""

from collections.abc import Iterable
from xml.sax.saxutils import escape


def robots(address: str) -> bytes:
    """Let everything be read: calendar programs fetch `free.ics` and some of them obey this file."""
    return f"User-agent: *\nDisallow:\n\nSitemap: {address}/sitemap.xml\n".encode()


def sitemap(address: str, paths: Iterable[str]) -> bytes:
    """List the pages by address; without dates, because the same pages must give the same bytes."""
    shown = sorted(path.removesuffix("index.html") for path in paths if path != "404.html")
    lines = [f"  <url><loc>{escape(f'{address}/{path}')}</loc></url>" for path in shown]
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
            *lines,
            "</urlset>",
            "",
        ]
    ).encode()
