"""Every kind of file that leaves, with some words planted in it as programs really write them."""

import json
import re
import struct
import zlib
from base64 import b64encode
from collections.abc import Callable
from urllib.parse import quote, quote_plus

Plant = Callable[[str], bytes]
_BREAK = re.compile(r"([- ・@本])")  # where an editor would break a line


def _html(body: str) -> bytes:
    return f'<!doctype html><html lang="ja"><title>題</title><main>{body}</main></html>\n'.encode()


def _svg(body: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{body}</svg>'.encode()


def _ics(line: str) -> bytes:
    """Fold a line of a calendar at 75 bytes, inside a character where it falls so."""
    raw = line.encode()
    parts = [raw[at : at + 75] for at in range(0, len(raw), 75)]
    return b"BEGIN:VCALENDAR\r\n" + b"\r\n ".join(parts) + b"\r\nEND:VCALENDAR\r\n"


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _png(*chunks: bytes) -> bytes:
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    picture = _chunk(b"IDAT", zlib.compress(b"\0\0"))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + picture + _chunk(b"IEND", b"")


def pdf(drawn: str = "", properties: bytes = b"", inside: bytes = b"") -> bytes:
    """Make a PDF that draws as Chromium does: packed, a small font for every other sign, codes that say nothing."""
    fonts, content = [], [b"BT"]
    for number, sign in enumerate(drawn):
        last = fonts[-1] if fonts and len(fonts[-1]) < 2 else fonts.append([]) or fonts[-1]
        last.append(sign)
        content.append(b"/F%d 12 Tf 9.5 0 Td <%02X> Tj" % (len(fonts), len(last)))
        content += [b"1 0 0 -1 8 58 Tm"] if number % 7 == 6 else []
    objects = [b"<</Resources <</Font <<%s>>>>>>" % b" ".join(b"/F%d %d 0 R" % (at, 2 * at) for at in _upto(fonts))]
    for at, signs in enumerate(fonts, 1):
        pairs = b"".join(
            b"<%02X> <%s>\n" % (code, sign.encode("utf-16-be").hex().encode()) for code, sign in _of(signs)
        )
        objects += [
            b"<</Type /Font /Subtype /Type3 /ToUnicode %d 0 R>>" % (2 * at + 1),
            _packed(b"begincmap\n%d beginbfchar\n%sendbfchar\nendcmap" % (len(signs), pairs)),
        ]
    objects += [_packed(b"\n".join([*content, b"ET", inside])), b"<</Title " + (properties or b"()") + b">>"]
    return b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % one for one in enumerate(objects, 1)) + b"%%EOF"


def _upto(fonts: list[list[str]]) -> range:
    return range(1, len(fonts) + 1)


def _of(signs: list[str]) -> list[tuple[int, str]]:
    return list(enumerate(signs, 1))


def _packed(stream: bytes) -> bytes:
    packed = zlib.compress(stream)
    return b"<</Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream" % (len(packed), packed)


def _utf16(text: str) -> bytes:
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">"


def _wide(text: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


PLACES: dict[str, tuple[str, Plant]] = {
    "a paragraph": ("a.html", lambda it: _html(f"<p>{it}</p>")),
    "over two lines": ("a.html", lambda it: _html("<p>" + _BREAK.sub(r"\1\n", it) + "</p>")),
    "an attribute": ("a.html", lambda it: _html(f'<img src="x.png" alt="{it}">')),
    "a comment": ("a.html", lambda it: _html(f"<!-- {it} -->")),
    "references, decimal": ("a.html", lambda it: _html("".join(f"&#{ord(sign)};" for sign in it))),
    "references, hex, of an ampersand": ("a.html", lambda it: _html("".join(f"&amp;#x{ord(sign):X};" for sign in it))),
    "phrase breaks": ("a.html", lambda it: _html("<wbr>".join(it))),
    "invisible blanks": ("a.html", lambda it: _html("\u200b".join(it))),
    "a span for each sign": ("a.html", lambda it: _html("".join(f"<span>{sign}</span>" for sign in it))),
    "wide signs": ("a.html", lambda it: _html(_wide(it))),
    "a mailto": ("a.html", lambda it: _html(f'<a href="mailto:x@town.example?body=A%0D%0A{quote(it)}%0D%0AB">x</a>')),
    "a form's address": ("a.html", lambda it: _html(f'<a href="/x?q={quote_plus(it)}&amp;z=1">x</a>')),
    "an address in an address": ("a.html", lambda it: _html(f'<a href="/x?u={quote(quote(it))}">x</a>')),
    "escaped markup": ("a.html", lambda it: _html(f"&lt;{it}&gt;")),
    "JSON-LD": ("a.html", lambda it: _html(f'<script type="application/ld+json">{json.dumps({"name": it})}</script>')),
    "base64 in an address": ("a.html", lambda it: _html(f'<img src="data:;base64,{b64encode(it.encode()).decode()}">')),
    "a picture in an address": ("a.html", lambda it: _html(f"<img src='data:image/svg+xml,{quote(f'<text>{it}')}'>")),
    "a style": ("a.css", lambda it: f'.x::before {{ content: "{it}" }}'.encode()),
    "a style, escaped": ("a.css", lambda it: b".x::before { content: '" + _css(it) + b"' }"),
    "a comment of a style": ("a.css", lambda it: f"/* {it} */".encode()),
    "a drawn text": ("a.svg", lambda it: _svg(f"<text>{it}</text>")),
    "a drawn text in pieces": ("a.svg", lambda it: _svg("".join(f"<tspan x='1'>{sign}</tspan>" for sign in it))),
    "the title of a drawing": ("a.svg", lambda it: _svg(f"<title>{it}</title>")),
    "plain text": ("robots.txt", lambda it: f"User-agent: *\n# {it}\n".encode()),
    "headers": ("_headers", lambda it: f"/*\n  X-Note: {it}\n".encode()),
    "headers, encoded": ("_headers", lambda it: f"/*\n  Link: </{quote(it)}>; rel=x\n".encode()),
    "a map of the site": ("sitemap.xml", lambda it: f"<urlset><url><loc>https://x.example/{quote(it)}".encode()),
    "a section of XML": ("sitemap.xml", lambda it: f"<urlset><![CDATA[{it}]]></urlset>".encode()),
    "a calendar": ("free.ics", lambda it: _ics(f"SUMMARY:{it}")),
    "a calendar, folded": ("free.ics", lambda it: _ics("DESCRIPTION:" + "相談" * 10 + it)),
    "a calendar, escaped": ("free.ics", lambda it: _ics(f"DESCRIPTION:x\\, \\n{it}\\; y")),
    "the text of a picture": ("a.png", lambda it: _png(_chunk(b"tEXt", b"Author\0" + it.encode()))),
    "the text, packed": ("a.png", lambda it: _png(_chunk(b"zTXt", b"Author\0\0" + zlib.compress(it.encode())))),
    "the text, of the world": ("a.png", lambda it: _png(_chunk(b"iTXt", b"Title\0\0\0ja\0\0" + it.encode()))),
    "the same, packed": ("a.png", lambda it: _png(_chunk(b"iTXt", b"Title\0\1\0ja\0\0" + zlib.compress(it.encode())))),
    "a camera's notes": ("a.png", lambda it: _png(_chunk(b"eXIf", b"II*\0" + it.encode()))),
    "behind a picture": ("a.png", lambda it: _png() + it.encode()),
    "a leaflet": ("a.pdf", lambda it: pdf(f"ご案内 {it}")),
    "the title of a leaflet": ("a.pdf", lambda it: pdf(properties=_utf16(it))),
    "what a leaflet reads aloud": (
        "a.pdf",
        lambda it: pdf("図", inside=b"/Span <</ActualText %s>> BDC EMC" % _utf16(it)),
    ),
    "a link of a leaflet": ("a.pdf", lambda it: pdf(properties=f"(mailto:x?body={quote(it)})".encode())),
}
"""Where something stands -> the file, and how it is planted there."""


def _css(text: str) -> bytes:
    return "".join(f"\\{ord(sign):x} " for sign in text).encode()
