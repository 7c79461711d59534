"""What is written into a PNG beside its picture: title, author, comment and the like (PNG specification, 11.3.3)."""

import zlib
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_MOST = 1024 * 1024  # bytes of one text when it is inflated
_HEAD, _CHECK = 8, 4  # bytes before and after the data of a chunk


def png_text(data: bytes) -> str:
    """Return every text of a PNG, and what follows its end; the picture itself is left out."""
    return "\n".join(_texts(data))


def _texts(data: bytes) -> Iterator[str]:
    at = len(SIGNATURE)
    while at + _HEAD <= len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + _HEAD]
        content = data[at + _HEAD : at + _HEAD + size]
        at += _HEAD + size + _CHECK
        if kind == b"iTXt":
            keyword, _, rest = content.partition(b"\0")
            language, _, rest_of = rest[2:].partition(b"\0")
            translated, _, text = rest_of.partition(b"\0")
            yield from _decoded(keyword, language, translated, _inflated(text) if rest[:1] == b"\1" else text)
        elif kind == b"zTXt":
            keyword, _, rest = content.partition(b"\0")
            yield from _decoded(keyword, _inflated(rest[1:]))
        elif kind in {b"tEXt", b"eXIf"}:
            yield from _decoded(content)
        elif kind == b"IEND":
            yield from _decoded(data[at:])


def _decoded(*texts: bytes) -> Iterator[str]:
    """Yield texts as they should be read, and as programs write them: Latin-1 by the letter, UTF-8 in practice."""
    for text in texts:
        yield text.decode(errors="replace")
        yield text.decode("latin-1")


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, _MOST)
    except zlib.error:
        return b""
