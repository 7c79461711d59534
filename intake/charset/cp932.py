"""Shift_JIS as Windows writes it, and the pairs of JIS and EUC turned into it.

Python knows no `cp50221` and no `eucJP-ms`: ①, ㈱, 髙 and half-width kana in JIS, and the vendor characters in EUC,
stop its codecs. Both are other spellings of the same rows, so their pairs are shifted and read as CP932.
"""

import re
from typing import Final

_NO_CHARACTER = re.compile("[\x80\uf8f0-\uf8f3]")
_ROWS: Final = 94
_HALF_WIDTH_FROM: Final = 31  # row pairs; the lead bytes A0 to DF are half-width kana
_DEL_CELL: Final = 63  # 7F is no trail byte


def decode_cp932(data: bytes) -> str | None:
    """Read Shift_JIS as Windows writes it; None when a byte has no meaning there.

    Python's codec lets 0x80, 0xA0 and 0xFD to 0xFF pass; they are no characters.
    """
    try:
        text = data.decode("cp932")
    except UnicodeDecodeError:
        return None
    return None if not data.isascii() and _NO_CHARACTER.search(text) else text


def shifted(pairs: bytes) -> bytes | None:
    """Turn pairs of JIS (0x21 to 0x7E) or EUC (0xA1 to 0xFE) into Shift_JIS.

    Returns:
        The pairs, each in its new place; None when a byte has no partner or lies outside the rows.
    """
    if len(pairs) % 2:
        return None
    made = bytearray()
    for at in range(0, len(pairs), 2):
        row, cell = (pairs[at] | 0x80) - 0xA1, (pairs[at + 1] | 0x80) - 0xA1
        if not (0 <= row < _ROWS and 0 <= cell < _ROWS):
            return None
        half = row // 2
        made.append(half + (0x81 if half < _HALF_WIDTH_FROM else 0xC1))
        made.append(cell + 0x9F if row % 2 else cell + 0x40 + (cell >= _DEL_CELL))
    return bytes(made)
