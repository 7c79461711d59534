"""A small PDF as browsers of the Chromium family write it: plain objects, one cross-reference table, dated notes."""

import zlib
from collections.abc import Sequence

from madoguchi.config.content import load_content
from madoguchi.config.folder import OfficeFolder
from madoguchi.config.load import load_office
from sitegen.leaflet.pdf import settle
from sitegen.leaflet.printed import keep_leaflet
from sitegen.leaflet.sheet import sheets


def small_pdf(title: str = "Leaflet", *, moment: str = "20261130090000+00'00'", pages: int = 1) -> bytes:
    """Return a tagged PDF of empty pages, printed at a moment."""
    drawn = zlib.compress(b"0 0 m")
    kids = b" ".join(b"%d 0 R" % (6 + at) for at in range(pages))
    return pdf_of(
        [
            f"<</Title ({title})\n/Creator (Mozilla/5.0 \\(X11\\))\n/CreationDate (D:{moment})>>".encode(),
            b"<</Type /Catalog\n/Pages 4 0 R\n/MarkInfo <</Marked true>>\n/StructTreeRoot 5 0 R\n/Lang (ja)>>",
            b"<</Filter /FlateDecode\n/Length %d>> stream\n%b\nendstream" % (len(drawn), drawn),
            b"<</Type /Pages\n/Count %d\n/Kids [%b]>>" % (pages, kids),
            b"<</Type /StructTreeRoot>>",
            *[b"<</Type /Page\n/Parent 4 0 R\n/Contents 3 0 R\n/MediaBox [0 0 595 842]>>"] * pages,
        ]
    )


def pdf_of(objects: Sequence[bytes], trailer: bytes = b"/Root 2 0 R\n/Info 1 0 R") -> bytes:
    """Return a PDF of these objects, which are numbered from 1."""
    out = bytearray(b"%PDF-1.4\n%\xd3\xeb\xe9\xe1\n")
    table = b"0000000000 65535 f \n"
    for number, body in enumerate(objects, 1):
        table += b"%010d 00000 n \n" % len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start, size = len(out), len(objects) + 1
    out += b"xref\n0 %d\n%btrailer\n<</Size %d\n%b>>\nstartxref\n%d\n%%%%EOF\n" % (size, table, size, trailer, start)
    return bytes(out)


def inflated(pdf: bytes) -> bytes:
    """Return what stands in the object streams of a packed PDF."""
    parts = []
    for part in pdf.split(b"/Type /ObjStm")[1:]:
        begin = part.index(b"stream\n") + len(b"stream\n")
        parts.append(zlib.decompressobj().decompress(part[begin:]))
    return b"\n".join(parts)


def keep_small_leaflets(folder: OfficeFolder) -> None:
    """Put PDFs into an office as if `madoguchi leaflet` had just made them of its pages."""
    for sheet in sheets(load_office(folder.office_toml), load_content(folder.content)):
        keep_leaflet(folder.leaflets, sheet, settle(small_pdf()))
