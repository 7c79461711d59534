"""What is cut from a raw mail before the standard parser sees it, so that no mail costs more than a moment.

The parser of `email` looks at every line, of an attachment too, asks every open multipart about each one, and reads
the parameters of a Content-Type in a time that grows with their square. Counting bytes costs next to nothing: what no
mail has that a person wrote is cut off here, and every cut that could take words away is told.
"""

import re
from typing import NamedTuple

MAX_HEADER_BYTES = 64 * 1024
MAX_FIELD_BYTES = 8 * 1024
_MOST_HEAD_BYTES = 1024 * 1024  # looked at for fields
MAX_CONTAINERS = 30
MAX_LOOK_ALIKES = 10_000  # lines that may be delimiters
MAX_TEXT_BYTES = 200 * 1024
MAX_PARAMS = 60

# Stands where the rest of a body was left out; no text that anybody wrote ends so.
CUT = b"\n\0cut\0"

_CODED_BYTES = 4 * MAX_TEXT_BYTES  # of a part that is read: enough for every transfer encoding
_CODED_LINES = 20_000
_AMPLE_BYTES = 4 * 1024 * 1024  # after these, parts are kept only as far as their names
_AMPLE_LINES = 60_000
_NAME_BYTES = 32 * 1024
_NAME_LINES = 500
_MOST_BYTES = 16 * 1024 * 1024
_MOST_LINES = 150_000

_HEADER_LINE = re.compile(rb"[!-9;-~]{1,100}[ \t]*:|[ \t]|>?From ")
_FIELD = re.compile(rb"^[!-9;-~]{1,100}[ \t]*:[^\n]*(?:\n[ \t][^\n]*)*", re.MULTILINE)
_CONTAINER = re.compile(rb"\ncontent-type:[ \t\n]*(?:multipart|message)/")
_REST_OF_FIELD = re.compile(rb"[^\n]*(?:\n[ \t][^\n]*)*")


class Bounded(NamedTuple):
    """A mail that is cheap to parse.

    Attributes:
        data: Its lines end in a line feed alone; a body that was shortened ends in `CUT`.
        header_cut: Whether header fields were cut.
        too_many: Whether what may be parts was cut off.
        too_deep: Whether nested parts were cut off.
    """

    data: bytes
    header_cut: bool = False
    too_many: bool = False
    too_deep: bool = False


def bound(raw: bytes) -> Bounded:
    """Cut a raw mail down to what may be parsed.

    Args:
        raw: The mail as it came; lone carriage returns end lines too.
    """
    data = raw
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n")
        if b"\r" in data:  # doubled by a program (CR CR LF), or the only line ends there are
            data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    data, header_cut = _cut_head(data)
    too_many = False
    lines = data.count(b"\n")
    if lines > MAX_LOOK_ALIKES and data.count(b"\n--") > MAX_LOOK_ALIKES:
        data = b"\n--".join(data.split(b"\n--", MAX_LOOK_ALIKES)[:-1])
        too_many = True
    if lines > _CODED_LINES or len(data) > _CODED_BYTES:
        data, most = _shortened(data)
        too_many = too_many or most
    head = data[: _end_of_head(data)].lower()
    if b"multipart/" not in head and b"message/" not in head:  # then nothing is nested
        return Bounded(data, header_cut, too_many)
    data, field_cut, too_deep = _few_containers(data)
    return Bounded(data, header_cut or field_cut, too_many, too_deep)


def _end_of_head(data: bytes) -> int:
    end = data.find(b"\n\n")
    return len(data) if end < 0 else end


def _cut_head(data: bytes) -> tuple[bytes, bool]:
    """Cut the mail's own header and each of its fields."""
    end = data.find(b"\n\n", 0, MAX_FIELD_BYTES)
    if end >= 0 or not _HEADER_LINE.match(data):
        return data, False
    end = _end_of_head(data)
    head, rest = data[:end], data[end:]
    shorter = _FIELD.sub(lambda found: found[0][:MAX_FIELD_BYTES], head[:_MOST_HEAD_BYTES])
    kept = shorter[:MAX_HEADER_BYTES]  # only now: one long field must not push the others out
    return kept + rest, len(kept) < len(head)


def _shortened(data: bytes) -> tuple[bytes, bool]:
    """Shorten every stretch in which no part can begin: one that no line with a leading `--` interrupts.

    Of an attachment only the name is read, and of a text no more than `MAX_TEXT_BYTES`; once much has been kept, what
    follows is kept as far as it takes to know what it is.

    Returns:
        The mail, and whether its end was left out as a whole.
    """
    pieces: list[bytes] = []
    kept_bytes, kept_lines = 0, 0
    at = 0
    while at < len(data):
        if kept_bytes > _MOST_BYTES or kept_lines > _MOST_LINES:
            return b"".join(pieces), True
        ample = kept_bytes <= _AMPLE_BYTES and kept_lines <= _AMPLE_LINES
        end = data.find(b"\n--", at + 1)
        end = len(data) if end < 0 else end
        piece = _shorter(data[at:end], ample=ample)
        pieces.append(piece)
        kept_bytes += len(piece)
        kept_lines += piece.count(b"\n")
        at = end
    return b"".join(pieces), False


def _shorter(stretch: bytes, *, ample: bool) -> bytes:
    """Keep the beginning of a stretch, with a mark behind it when that is not all."""
    size, lines = (_CODED_BYTES, _CODED_LINES) if ample else (_NAME_BYTES, _NAME_LINES)
    kept = stretch[: MAX_HEADER_BYTES + size]
    if kept.count(b"\n") > lines:
        kept = b"\n".join(kept.split(b"\n", lines)[:-1])
    return kept if len(kept) == len(stretch) else kept + CUT


def _few_containers(data: bytes) -> tuple[bytes, bool, bool]:
    """Cut off what stands in too many multiparts, and shorten the fields in which these name their delimiter.

    Returns:
        The mail, whether a field was shortened, and whether parts were cut off.
    """
    low = b"\n" + data.lower()
    pieces: list[bytes] = []
    at = 0
    for count, found in enumerate(_CONTAINER.finditer(low)):
        if count >= MAX_CONTAINERS:
            return b"".join((*pieces, data[at : found.start()])), bool(pieces), True
        begin = found.end() - 1
        rest = _REST_OF_FIELD.match(data, begin)
        field = rest[0] if rest else b""
        kept = b";".join(field[:MAX_FIELD_BYTES].split(b";")[: MAX_PARAMS + 1])
        if kept != field:
            pieces += [data[at:begin], kept]
            at = begin + len(field)
    return b"".join((*pieces, data[at:])) if pieces else data, bool(pieces), False
