"""What a PDF says, as far as its text can be told: drawn text, properties, addresses of links.

Text is drawn by codes of a font; the font's ToUnicode map says what they mean (ISO 32000-1, 9.10.3). Chromium draws
Japanese with one small font per block of signs, so that each run of a word may be in another font, and maps 見 to the
radical U+2F92, which the folding of `sitegen.guard.searchable` makes equal.
"""

import re
import zlib
from collections.abc import Iterator

_OBJECT = re.compile(rb"(\d+)\s+\d+\s+obj\b(.*?)\bendobj\b", re.DOTALL)
_STREAM = re.compile(rb"\bstream\r?\n(.*?)\r?\n?endstream\b", re.DOTALL)
_OBJECTS = re.compile(rb"/Type\s*/ObjStm\b.*?/First\s+(\d+)", re.DOTALL)
_NO_TEXT = re.compile(rb"/Length1\b|/Subtype\s*/(?:Image|Type1C|CIDFontType0C|OpenType)\b")  # pictures, outlines
_FONT_NAME = re.compile(rb"/([^\s/<>\[\]()]+)\s+(\d+)\s+\d+\s+R")
_TO_UNICODE = re.compile(rb"/ToUnicode\s+(\d+)\s+\d+\s+R")
_CHARS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])")
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_LITERAL = rb"\((?:[^\\()]|\\.|\((?:[^\\()]|\\.)*\))*\)"
_TOKEN = re.compile(
    rb"/(?P<font>[^\s/<>\[\]()]+)\s+(?P<size>[-.\d]+)\s+Tf\b"
    rb"|(?P<shown>\[[^\]]*\]|<[0-9A-Fa-f\s]*>|" + _LITERAL + rb")\s*(?:TJ|Tj|'|\")"
    rb"|(?P<rise>[-.\d]+)\s+T[dD]\b"
    rb"|\b(?P<line>Tm|T\*|ET)",
    re.DOTALL,
)
_STRING = re.compile(_HEX.pattern + rb"|(" + _LITERAL + rb")", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_MOST = 16 * 1024 * 1024  # bytes of one stream; a stream of 20 KB can be made to swell to gigabytes
_UTF16 = b"\xfe\xff"

_Map = dict[bytes, str]


def pdf_text(data: bytes) -> str:
    """Return the text of a PDF, runs of one line joined; once more for each size, so that no reading parts a name."""
    objects = {int(found[1]): found[2] for found in _OBJECT.finditer(data)}
    for body in tuple(objects.values()):
        objects |= _packed(body)
    streams = {number: stream for number, body in objects.items() if (stream := _stream(body)) is not None}
    outside = _STREAM.sub(b"", data)
    dictionaries = [outside, *(one for one in streams.values() if b"/Font" in one)]  # some keep them in streams
    maps = {number: _map(stream) for number, stream in streams.items() if b"begincmap" in stream}
    fonts: dict[bytes, _Map] = {}
    for name, number in (found.groups() for each in dictionaries for found in _FONT_NAME.finditer(each)):
        leads = _TO_UNICODE.search(_STREAM.sub(b"", objects.get(int(number), b"")))
        if leads and (known := maps.get(int(leads[1]))):
            fonts[name] = fonts.get(name, {}) | known
    drawn = [part for number, stream in streams.items() if number not in maps for part in _drawn(stream, fonts)]
    sizes = dict.fromkeys(size for size, text in drawn if text.strip())
    by_size = ["".join(text for each, text in drawn if each == size) for size in sizes] if len(sizes) > 1 else []
    said = (_said(found) for part in (outside, *streams.values()) for found in _STRING.finditer(part))
    whole = "".join(text for _, text in drawn)
    return "\n".join([whole, *by_size, *filter(None, said), outside.decode("latin-1")])


def _packed(body: bytes) -> dict[int, bytes]:
    """Return the objects of an object stream (ISO 32000-1, 7.5.7); none when it is another object."""
    about = _OBJECTS.search(_STREAM.sub(b"", body))
    stream = _stream(body) if about else None
    if not about or not stream:
        return {}
    first = int(about[1])
    places = [int(one) for one in stream[:first].split() if one.isdigit()]
    numbers, begins = places[::2], places[1::2]
    return {
        number: stream[first + begin : first + end]
        for number, begin, end in zip(numbers, begins, [*begins[1:], len(stream)], strict=False)
    }


def _stream(body: bytes) -> bytes | None:
    found = _STREAM.search(body)
    if found is None:
        return None
    about = body[: found.start()]
    if _NO_TEXT.search(about):
        return b""
    if b"/FlateDecode" not in about:
        return found[1]
    try:
        return zlib.decompressobj().decompress(found[1], _MOST)
    except zlib.error:
        return b""


def _map(stream: bytes) -> _Map:
    """Read a ToUnicode map: code -> text."""
    known: _Map = {}
    for block in _CHARS.findall(stream):
        known |= {_bytes(code): _utf16(text) for code, text in _PAIR.findall(block)}
    for block in _RANGES.findall(stream):
        for first, last, start, each in _RANGE.findall(block):
            size, low = len(first) // 2, int(first, 16)
            codes = range(low, min(int(last, 16), low + 0xFFFF) + 1)
            texts = [_utf16(one) for one in _HEX.findall(each)] if each else _following(start, len(codes))
            known |= {code.to_bytes(size, "big"): text for code, text in zip(codes, texts, strict=False)}
    return known


def _following(start: bytes, many: int) -> list[str]:
    text = _utf16(start)
    return [text[:-1] + chr(min(ord(text[-1]) + step, 0x10FFFF)) for step in range(many)] if text else []


def _drawn(stream: bytes, fonts: dict[bytes, _Map]) -> Iterator[tuple[bytes, str]]:
    """Yield what a stream draws, each run with the size of its font; a new line where the text moves up or down."""
    font: _Map = {}
    size = b""
    for token in _TOKEN.finditer(stream):
        if token["font"]:
            font, size = fonts.get(token["font"], {}), token["size"]
        elif token["shown"]:
            for run in _STRING.finditer(token["shown"]):
                yield size, _decoded(_bytes(run[1]) if run[1] is not None else _literal(run[2]), font)
        elif token["line"] or float(token["rise"].strip(b"-.") or 0):
            yield size, "\n"


def _decoded(codes: bytes, font: _Map) -> str:
    size = len(next(iter(font), b"0"))
    return "".join(
        font.get(code, code.decode("latin-1")) for code in (codes[at : at + size] for at in range(0, len(codes), size))
    )


def _said(found: re.Match[bytes]) -> str:
    """Return a string of the document itself: properties, descriptions of pictures, what a span stands for."""
    raw = _bytes(found[1]) if found[1] is not None else _literal(found[2])
    return _utf16(raw[2:].hex().encode()) if raw.startswith(_UTF16) else raw.decode("latin-1") if found[2] else ""


def _literal(text: bytes) -> bytes:
    def plain(found: re.Match[bytes]) -> bytes:
        sign: bytes = found[1]
        return bytes([int(sign, 8) & 0xFF]) if sign.isdigit() else _ESCAPED.get(sign, sign)

    return _ESCAPE.sub(plain, text[1:-1])


def _bytes(digits: bytes) -> bytes:
    packed = b"".join(digits.split())
    return bytes.fromhex((packed + b"0" * (len(packed) % 2)).decode())


def _utf16(digits: bytes) -> str:
    return _bytes(digits).decode("utf-16-be", errors="replace")
