"""A PDF as a browser of the Chromium family writes it, made fit to publish: small, and the same bytes every time.

Such a browser writes the hundreds of small objects of the tags one by one, which is half of the file; here they go
into one compressed object stream (ISO 32000-1, 7.5.7) with a cross-reference stream (7.5.8). Of the notes about the
file only its title stays: the others tell the moment of printing, and the machine.
"""

import hashlib
import re
import zlib
from collections.abc import Iterable, Mapping

_HEAD = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"  # four bytes above 127 tell programs that the file is no text (7.5.2)
_TABLE = re.compile(
    rb"xref\n0 (\d+)\n((?:\d{10} \d{5} [nf][ \r]\n)+)trailer\n(<<.*>>)\nstartxref\n\d+\n%%EOF\s*", re.DOTALL
)
_START = re.compile(rb"startxref\n(\d+)\n%%EOF\s*\Z")
_OBJECT = re.compile(rb"\s*\d+ 0 obj\n(.*?)\s*endobj\s*", re.DOTALL)
_TITLE = re.compile(rb"/Title (?:<[0-9A-Fa-f]*>|\((?:[^()\\]|\\.)*\))", re.DOTALL)
_COUNT = re.compile(rb"/Type /Pages\b[^>]*?/Count (\d+)|/Count (\d+)[^>]*?/Type /Pages\b")
_WIDTHS = (1, 4, 2)  # bytes of the three columns of a cross-reference stream


def settle(pdf: bytes) -> bytes:
    """Return a PDF with the same pages and tags, packed and without dates.

    Raises:
        ValueError: It is none that Chromium writes.
    """
    objects, root, info = _read(pdf)
    if info in objects:
        title = _TITLE.search(objects[info])
        objects[info] = b"<<" + (title[0] if title else b"") + b">>"
    streams = {number: body for number, body in objects.items() if body.endswith(b"endstream")}
    small = {number: body for number, body in objects.items() if number not in streams}
    packed, table = max(objects) + 1, max(objects) + 2
    streams[packed] = _object_stream(small)
    out = bytearray(_HEAD)
    places = {number: (2, packed, at) for at, number in enumerate(small)}
    for number, body in streams.items():
        places[number] = (1, len(out), 0)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    places[table] = (1, len(out), 0)
    identity = hashlib.sha256(out).hexdigest()[:32].encode()
    entries = b"".join(_entry(places.get(number, (0, 0, 0))) for number in range(table + 1))
    about = b"/Type /XRef /Size %d /W [%d %d %d] /Root %d 0 R /ID [<%b> <%b>]" % (
        *(table + 1, *_WIDTHS, root, identity, identity),
    )
    if info in objects:
        about += b" /Info %d 0 R" % info
    start = len(out)
    out += b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, _stream(about, entries), start)
    return bytes(out)


def pages_of(pdf: bytes) -> int:
    """Return how many pages a PDF has, as Chromium writes it (not yet packed).

    Raises:
        ValueError: It is none that Chromium writes.
    """
    counts = [int(found[1] or found[2]) for body in _read(pdf)[0].values() if (found := _COUNT.search(body))]
    if not counts:
        raise ValueError("a PDF without pages")
    return max(counts)  # that of the root; pages may hang in a tree


def _read(pdf: bytes) -> tuple[dict[int, bytes], int, int]:
    """Return the objects by number, and the numbers of the root and of the notes about the file (0 for none)."""
    start = _START.search(pdf)
    table = _TABLE.fullmatch(pdf, int(start[1])) if start else None
    if table is None:
        raise ValueError("no PDF with one plain cross-reference table")
    places = {at: int(line[:10]) for at, line in enumerate(table[2].splitlines()) if b"n" in line}
    ends = [*sorted(places.values())[1:], table.start()]
    objects: dict[int, bytes] = {}
    for (number, begin), end in zip(sorted(places.items(), key=lambda one: one[1]), ends, strict=True):
        found = _OBJECT.fullmatch(pdf, begin, end)
        if found is None:
            raise ValueError(f"object {number} is not where the table says")
        objects[number] = found[1]
    root = re.search(rb"/Root (\d+) 0 R", table[3])
    info = re.search(rb"/Info (\d+) 0 R", table[3])
    if root is None:
        raise ValueError("a PDF without a root")
    return dict(sorted(objects.items())), int(root[1]), int(info[1]) if info else 0


def _object_stream(objects: Mapping[int, bytes]) -> bytes:
    numbers: list[bytes] = []
    at = 0
    for number, body in objects.items():
        numbers.append(b"%d %d" % (number, at))
        at += len(body) + 1
    first = b" ".join(numbers) + b"\n"
    about = b"/Type /ObjStm /N %d /First %d" % (len(objects), len(first))
    return _stream(about, first + b"\n".join(objects.values()))


def _stream(about: bytes, content: bytes) -> bytes:
    packed = zlib.compress(content, 9)
    return b"<<%b /Filter /FlateDecode /Length %d>>\nstream\n%b\nendstream" % (about, len(packed), packed)


def _entry(fields: Iterable[int]) -> bytes:
    return b"".join(value.to_bytes(width, "big") for value, width in zip(fields, _WIDTHS, strict=True))
