"""ISO-2022-JP as it is met: CP50221, half-width kana (ESC ( I, SO or 8 bit), JIS X 0212, and careless line ends."""

import re
from enum import Flag, auto
from typing import Final, NamedTuple

from intake.charset.cp932 import decode_cp932, shifted
from intake.charset.letters import as_windows

_ESCAPE = re.compile(rb"(\x1b\$\(?[@BD]|\x1b\([BJIH]|\x1b&@|[\x0e\x0f])")
_STRAY = re.compile(rb"\x1b(?!\$[@B]|\$\(D|\([BJIH]|&@)")
# What Python's codec would read on through: two-byte text that a line end leaves open, and escapes of something else.
_UNUSUAL = re.compile(rb"\x1b(?:\$[^\x1b\n]*\n|(?!\$[@B]|\$\(D|\([BJIH]|&@))")
_LATER = re.compile(rb"\x1b\$\([OPQ]")  # JIS X 0213
_OPEN_END = re.compile(rb"\x1b\$[^\x1b]*\Z")
_BLANKS = re.compile(rb"([\x00-\x1a\x1c-\x20]+)")
_KANA_IN_ASCII = re.compile(rb"[\x00-\x1a\x1c-\x7f\xa1-\xdf]*")
_TO_ASCII: Final = (b"\x1b(B", b"\x1b(J")
_HALF_KANA: Final = (b"\x1b(I", b"\x0e")
_SUPPLEMENT: Final = b"\x1b$(D"
_RAISED: Final = bytes(byte | 0x80 if 0x20 < byte < 0x7F else byte for byte in range(256))  # noqa: PLR2004 -- 94 cells


class Odd(Flag):
    """What is unusual about bytes that could be read as JIS.

    Attributes:
        BLANK: Blanks or controls stand inside two-byte text.
        CARRIED: A line goes on in two-byte text; that it returns to ASCII bears it out.
        GUESSED: A line did not return to ASCII, and the next is read as ASCII (RFC 1468), which is a guess.
        FOREIGN: Bytes of another code, or an escape sequence of something else.
    """

    NONE = 0
    BLANK = auto()
    CARRIED = auto()
    GUESSED = auto()
    FOREIGN = auto()


class Jis(NamedTuple):
    """A text and what was odd about its bytes."""

    text: str
    odd: Odd = Odd.NONE


class _Line(NamedTuple):
    """One line as read, and the mode in which it ends."""

    text: str
    odd: Odd
    mode: bytes


def decode_jis(data: bytes) -> Jis | None:
    """Read ISO-2022-JP with the letters of CP932; None when the bytes are no JIS."""
    if data.isascii() and b"\x0e" not in data and not _UNUSUAL.search(data):
        text = _standard(data)
        if text is not None:
            return Jis(as_windows(text))
    if _LATER.search(data):
        later = _later(data)
        return None if later is None else Jis(as_windows(later))
    lines: list[str] = []
    odd = Odd.NONE
    mode = b""
    for line in data.split(b"\n"):
        read = _line_after(mode, line)
        if read is None:
            return None
        lines.append(read.text)
        odd |= read.odd
        mode = read.mode
    return Jis(as_windows("\n".join(lines)), odd)


def _standard(data: bytes) -> str | None:
    try:
        return data.decode("iso2022_jp_ext")
    except UnicodeDecodeError:
        return None


def _later(data: bytes) -> str | None:
    """Read JIS X 0213 of 2004 or of 2000; characters of vendors do not stand beside it."""
    for codec in ("iso2022_jp_2004", "iso2022_jp_3"):
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            continue
    return None


def _line_after(mode: bytes, line: bytes) -> _Line | None:
    """Read a line after one that ended in a mode; it begins in ASCII unless it proves otherwise."""
    if not mode.startswith(b"\x1b$") or not line.strip() or line.startswith(b"\x1b"):
        return _line(line)
    first = _ESCAPE.search(line)
    if first and first[0] in _TO_ASCII:
        carried = _line(mode + line)
        if carried:
            return carried._replace(odd=carried.odd | Odd.CARRIED)
    guessed = _line(line)
    return guessed and guessed._replace(odd=guessed.odd | Odd.GUESSED)


def _line(line: bytes) -> _Line | None:
    """Read one line that begins in ASCII."""
    if b"\x0e" not in line and not _STRAY.search(line):
        text = _standard(line)
        if text is not None:
            return _Line(text, Odd.NONE, b"\x1b$B" if _OPEN_END.search(line) else b"")
    mode = b""
    pieces: list[str] = []
    odd = Odd.NONE
    for at, piece in enumerate(_ESCAPE.split(line)):
        if at % 2:
            mode = piece
        elif piece:
            read = _piece(mode, piece)
            if read is None:
                return None
            pieces.append(read.text)
            odd |= read.odd
    return _Line("".join(pieces), odd, mode)


def _piece(mode: bytes, piece: bytes) -> Jis | None:
    """Read what follows one escape sequence."""
    if mode.startswith(b"\x1b$"):
        return _two_byte(mode, piece)
    if mode in _HALF_KANA:
        text = decode_cp932(bytes(byte | 0x80 if byte > 0x20 else byte for byte in piece))  # noqa: PLR2004 -- blank
        return None if text is None else Jis(text)
    text = decode_cp932(piece)
    odd = Odd.NONE if _KANA_IN_ASCII.fullmatch(piece) else Odd.FOREIGN
    return None if text is None else Jis(text, odd)


def _two_byte(mode: bytes, piece: bytes) -> Jis | None:
    """Read pairs; a line end is as it should not be, but harmless, and so are blanks."""
    if b"\x1b" in piece:
        return None
    out: list[str] = []
    runs = _BLANKS.split(piece)
    for at, run in enumerate(runs):
        text = run.decode("ascii") if at % 2 else _pairs(mode, run)
        if text is None:
            return None
        out.append(text)
    return Jis("".join(out), Odd.BLANK if any(run.strip(b"\r") for run in runs[1::2]) else Odd.NONE)


def _pairs(mode: bytes, run: bytes) -> str | None:
    if mode == _SUPPLEMENT:  # JIS X 0212, which Shift_JIS does not have
        try:
            return (
                b"".join(b"\x8f" + run[at : at + 2] for at in range(0, len(run), 2)).translate(_RAISED).decode("euc_jp")
            )
        except UnicodeDecodeError:
            return None
    pairs = shifted(run) if run.isascii() else None
    return None if pairs is None else decode_cp932(pairs)
