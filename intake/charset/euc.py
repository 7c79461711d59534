"""EUC-JP with the vendor rows and characters of eucJP-ms."""

import re
from functools import cache
from typing import Final

from intake.charset.cp932 import decode_cp932, shifted
from intake.charset.letters import as_windows

_RUN = re.compile(rb"[\x00-\x7f]+|(?:[\xa1-\xfe]{2})+|(?:\x8e[\xa1-\xdf])+|\x8f[\xa1-\xfe]{2}")
_SS2: Final = 0x8E  # half-width kana follow
_SS3: Final = 0x8F  # JIS X 0212 follows
_SS3_BYTES: Final = 3


def decode_euc(data: bytes) -> str | None:
    """Read EUC-JP with NEC row 13, IBM kanji and half-width kana; None when the bytes are none."""
    try:
        return as_windows(data.decode("euc_jp"))
    except UnicodeDecodeError:
        pass
    pieces: list[str] = []
    at = 0
    while at < len(data):
        run = _RUN.match(data, at)
        text = _read(run[0]) if run else None
        if run is None or text is None:
            return None
        pieces.append(text)
        at = run.end()
    return "".join(pieces)


def _read(run: bytes) -> str | None:
    """Read a run of ASCII, of pairs or of half-width kana, or one character of JIS X 0212."""
    if run[0] == _SS2:
        return run[1::2].decode("cp932")
    if run[0] == _SS3:
        return _vendor_letters().get(run) or _supplementary(run)
    pairs = run if run.isascii() else shifted(run)
    return None if pairs is None else decode_cp932(pairs)


def _supplementary(run: bytes) -> str | None:
    try:
        return run.decode("euc_jp")
    except UnicodeDecodeError:
        return None


@cache
def _vendor_letters() -> dict[bytes, str]:
    """Return the 106 IBM characters of eucJP-ms that JIS X 0212 lacks, in IBM order from 8F F3 F3 on."""
    letters = []
    for lead in (0xFA, 0xFB, 0xFC):
        for trail in (*range(0x40, 0x7F), *range(0x80, 0xFD)):
            letter = decode_cp932(bytes((lead, trail)))
            # № stands in both; the rows end before FC FC.
            if letter and (letter == "№" or (letter not in "￢￤∵" and not _is_supplementary(letter))):
                letters.append(letter)
    places = [b"\x8f\xf3" + bytes((cell,)) for cell in range(0xF3, 0xFF)]
    places += [b"\x8f\xf4" + bytes((cell,)) for cell in range(0xA1, 0xFF)]
    return dict(zip(places, letters, strict=True))


def _is_supplementary(letter: str) -> bool:
    try:
        return len(letter.encode("euc_jp")) == _SS3_BYTES
    except UnicodeEncodeError:
        return False
