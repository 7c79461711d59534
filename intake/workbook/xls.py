"""What calamine does not tell of an .xls: cells with an error, and a password ([MS-CFB] 2, [MS-XLS] 2.4)."""

import struct
from collections.abc import Iterator, Mapping
from typing import Final

_SECTOR_SHIFT, _TABLES, _DIRECTORY, _SMALL_TABLE, _TABLE_LIST = 30, 44, 48, 60, 76
_HEADER: Final = 512
_STREAMS: Final = frozenset({"Workbook", "Book"})
_STREAM, _ROOT = 2, 5
_SMALL, _SMALL_SECTOR = 4096, 64  # streams below this size stand in a stream of their own, in sectors of that

_PASSWORD = 0x2F
_SHEET, _FORMULA, _BOOL_OR_ERROR, _BEGIN, _END = 0x85, 0x06, 0x205, 0x809, 0x0A
_ERRORS: Final = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


def is_locked(raw: bytes) -> bool:
    """Tell whether an .xls asks for a password before it is opened."""
    try:
        return any(kind == _PASSWORD for kind, _ in _records(_stream(raw), 0))
    except (struct.error, IndexError):
        return False


def xls_errors(raw: bytes, place: int) -> Mapping[int, Mapping[int, str]]:
    """Return row -> column -> what the cells with an error show (`#REF!`), from 0.

    A file that is not as it should be shows none here: calamine says what is wrong with it.

    Args:
        raw: The whole file.
        place: Of the sheet, from 0.
    """
    errors: dict[int, dict[int, str]] = {}
    try:
        stream = _stream(raw)
        starts = [struct.unpack_from("<I", data)[0] for kind, data in _records(stream, 0) if kind == _SHEET]
        if place < len(starts):
            for kind, data in _records(stream, starts[place]):
                if code := _error(kind, data):
                    row, column = struct.unpack_from("<HH", data)
                    errors.setdefault(row, {})[column] = code
    except (struct.error, IndexError):
        return {}
    return errors


def _error(kind: int, data: bytes) -> str:
    if kind == _BOOL_OR_ERROR and data[7]:
        return _ERRORS.get(data[6], "#N/A")
    if kind == _FORMULA and data[6] == 2 and data[12:14] == b"\xff\xff":  # noqa: PLR2004 -- the result is an error
        return _ERRORS.get(data[8], "#N/A")
    return ""


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records of one part of the stream: of the workbook as a whole, or of a sheet."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        depth += (kind == _BEGIN) - (kind == _END)
        if depth <= 0:
            return
        at += 4 + length


def _stream(raw: bytes) -> bytes:
    """Put the workbook's stream together from its sectors."""
    size = 1 << min(struct.unpack_from("<H", raw, _SECTOR_SHIFT)[0], 12)
    listed = min(struct.unpack_from("<I", raw, _TABLES)[0], (_HEADER - _TABLE_LIST) // 4)
    sectors = raw[size:]  # the header takes the place of one
    tables = struct.unpack_from(f"<{listed}I", raw, _TABLE_LIST)
    following = _numbers(b"".join(sectors[number * size : (number + 1) * size] for number in tables))
    directory = _chain(sectors, struct.unpack_from("<I", raw, _DIRECTORY)[0], following, size)
    small_ones = 0
    for at in range(0, len(directory) - 127, 128):
        name_length, kind = struct.unpack_from("<HB", directory, at + 64)
        name = directory[at : at + max(name_length - 2, 0)].decode("utf-16-le", "replace")
        start, length = struct.unpack_from("<II", directory, at + 116)
        if kind == _ROOT:
            small_ones = start
        elif kind == _STREAM and name in _STREAMS and length >= _SMALL:
            return _chain(sectors, start, following, size)[:length]
        elif kind == _STREAM and name in _STREAMS:
            table = _numbers(_chain(sectors, struct.unpack_from("<I", raw, _SMALL_TABLE)[0], following, size))
            return _chain(_chain(sectors, small_ones, following, size), start, table, _SMALL_SECTOR)[:length]
    return b""


def _numbers(table: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])


def _chain(sectors: bytes, number: int, following: tuple[int, ...], size: int) -> bytes:
    chain: list[bytes] = []
    while number < len(following) and len(chain) <= len(following):
        chain.append(sectors[number * size : (number + 1) * size])
        number = following[number]
    return b"".join(chain)
