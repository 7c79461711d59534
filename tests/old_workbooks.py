"""Workbooks of Excel 97 made by hand: BIFF8 records in a compound file ([MS-XLS], [MS-CFB])."""

import struct
from collections.abc import Sequence

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(streams: dict[str, bytes]) -> bytes:
    """Write a compound file; streams are filled up to 4,096 bytes, so that none is a small one."""
    padded = {name: _filled_up(content.ljust(4096, b"\0")) for name, content in streams.items()}
    entries, chains, at = [_entry("Root Entry", 5, _END, 0, child=1)], _chain(1, 1), 2
    for number, (name, content) in enumerate(padded.items(), 1):
        entries.append(_entry(name, 2, at, len(content), right=number + 1 if number < len(padded) else _FREE))
        chains += _chain(at, len(content) // _SECTOR)
        at += len(content) // _SECTOR
    return _file(entries, chains, b"".join(padded.values()))


def compound_of_a_small_stream(name: str, content: bytes) -> bytes:
    """Write a compound file whose one stream stands among the small ones, in sectors of 64 bytes."""
    held = _filled_up(content)
    entries = [_entry("Root Entry", 5, 3, len(held), child=1), _entry(name, 2, 0, len(content))]
    table = struct.pack(f"<{-(-len(content) // 64)}I", *_chain(0, -(-len(content) // 64))).ljust(_SECTOR, b"\xff")
    chains = [*_chain(1, 1), *_chain(2, 1), *_chain(3, len(held) // _SECTOR)]
    return _file(entries, chains, table + held, small_table=2)


def _file(entries: Sequence[bytes], chains: Sequence[int], sectors: bytes, small_table: int = _END) -> bytes:
    """Put header, sector table, directory and sectors together."""
    table = struct.pack(f"<{len(chains) + 1}I", _FAT, *chains).ljust(_SECTOR, b"\xff")
    assert len(table) == _SECTOR, "one table is enough for a sample"
    fixed = (0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, small_table, int(small_table != _END), _END, 0, 0)
    header = struct.pack("<8s16xHHHHH6xIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", *fixed)
    return header.ljust(_SECTOR, b"\xff") + table + b"".join(entries).ljust(_SECTOR, b"\0") + sectors


def _filled_up(content: bytes) -> bytes:
    return content.ljust(-(-len(content) // _SECTOR) * _SECTOR, b"\0")


def _chain(first: int, length: int) -> list[int]:
    return [*range(first + 1, first + length), _END]


def _entry(name: str, kind: int, start: int, size: int, right: int = _FREE, child: int = _FREE) -> bytes:
    text = name.encode("utf-16-le")
    return struct.pack("<64sHBBIII36xIQ", text, len(text) + 2, kind, 1, _FREE, right, child, start, size)


def xls(*sheets: Sequence[Sequence[object]], password: bool = False, small: bool = False) -> bytes:
    """Write an .xls; a cell is text, a number, or `#REF!`."""
    strings: dict[str, int] = {}
    pages = [_page(rows, strings) for rows in sheets]
    locked = _record(0x2F, struct.pack("<HHH", 1, 1, 1)) if password else b""
    table = b"".join(struct.pack("<HB", len(text), 1) + text.encode("utf-16-le") for text in strings)
    shared = _record(0xFC, struct.pack("<II", len(strings), len(strings)) + table)
    length = len(_globals([0] * len(pages), locked, shared))
    starts = [length + sum(map(len, pages[:at])) for at in range(len(pages))]
    stream = _globals(starts, locked, shared) + b"".join(pages)
    return compound_of_a_small_stream("Workbook", stream) if small else compound({"Workbook": stream})


def _globals(starts: Sequence[int], locked: bytes, shared: bytes) -> bytes:
    named = b"".join(
        _record(0x85, struct.pack("<IHBB", start, 0, 6, 0) + f"Sheet{at}".encode())
        for at, start in enumerate(starts, 1)
    )
    return _begin(5) + locked + _record(0x42, struct.pack("<H", 1200)) + named + shared + _record(0x0A)


def _page(rows: Sequence[Sequence[object]], strings: dict[str, int]) -> bytes:
    width = max(map(len, rows), default=0)
    cells = b"".join(
        _cell(at, place, value, strings)
        for at, row in enumerate(rows)
        for place, value in enumerate(row)
        if value != ""
    )
    return _begin(16) + _record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0)) + cells + _record(0x0A)


def _cell(row: int, column: int, value: object, strings: dict[str, int]) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if value == "#REF!":
        return _record(0x205, place + bytes((0x17, 1)))
    if isinstance(value, str):
        return _record(0xFD, place + struct.pack("<I", strings.setdefault(value, len(strings))))
    assert isinstance(value, int | float)
    return _record(0x203, place + struct.pack("<d", value))


def _begin(kind: int) -> bytes:
    return _record(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 1997, 0, 6))


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content
