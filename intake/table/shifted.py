"""Decode JIS and EUC as Japanese Windows programs write them, by shifting them to CP932.

Python knows no `cp50221` and no `eucJP-ms`: ①, ㈱, 髙 and half-width kana in JIS, and the vendor characters
in EUC, stop its codecs. Both are other spellings of the same rows, so the pairs are shifted and read as CP932.
"""

import re
from functools import cache

_ESCAPE = re.compile(rb"\x1b(\$@|\$B|\$\(D|\(B|\(J|\(I|&@\x1b\$B)")
_EIGHT_BIT_KANA = re.compile(rb"[\x00-\x7f\xa1-\xdf]*")
_PAIRED = {b"$@", b"$B", b"&@\x1b$B"}
_EUC = re.compile(rb"[\x00-\x7f]+|(?:[\xa1-\xfe]{2})+|(?:\x8e[\xa1-\xdf])+|\x8f[\xa1-\xfe]{2}")

# Python's euc_jp writes these seven as other characters than CP932 does; one letter for one sign.
_AS_CP932 = str.maketrans("〜‖−¢£¬—", "～∥－￠￡￢―")


def decode_jis(raw: bytes) -> str:
    """Decode ISO-2022-JP with the vendor rows and half-width kana (cp50221).

    Raises:
        UnicodeDecodeError: The bytes are no JIS, or of a part of it that has no Windows letter.
    """
    pieces: list[str] = []
    mode, at = b"(B", 0
    for escape in _ESCAPE.finditer(raw):
        pieces.append(_jis_run(raw[at : escape.start()], mode))
        mode, at = escape[1], escape.end()
    pieces.append(_jis_run(raw[at:], mode))
    return "".join(pieces)


def _jis_run(run: bytes, mode: bytes) -> str:
    if b"\x1b" in run:
        raise UnicodeDecodeError("jis", run, 0, 1, "unknown escape sequence")
    if mode in _PAIRED:
        # A line break inside double-byte text is written as it is by careless senders.
        return "".join(
            part.decode("ascii") if part in {b"\r\n", b"\n", b"\r"} else _shift(part, 0x80).decode("cp932")
            for part in re.split(rb"(\r\n|\n|\r)", run)
        )
    if mode == b"(I":
        return bytes(byte | 0x80 if 0x21 <= byte <= 0x5F else byte for byte in run).decode("cp932")  # noqa: PLR2004 -- JIS X 0201
    if mode == b"$(D":
        raise UnicodeDecodeError("jis", run, 0, 1, "JIS X 0212")
    # Outside the escapes only half-width kana are written with the eighth bit.
    return run.decode("ascii") if run.isascii() or not _EIGHT_BIT_KANA.fullmatch(run) else run.decode("cp932")


def decode_euc(raw: bytes) -> str:
    """Decode EUC-JP with the vendor rows and characters (eucJP-ms).

    Raises:
        UnicodeDecodeError: The bytes are no EUC-JP.
    """
    try:
        return raw.decode("euc_jp").translate(_AS_CP932)
    except UnicodeDecodeError:
        return _decode_euc_by_runs(raw)


def _decode_euc_by_runs(raw: bytes) -> str:
    pieces: list[str] = []
    at = 0
    while at < len(raw):
        run = _EUC.match(raw, at)
        if run is None:
            raise UnicodeDecodeError("eucJP-ms", raw, at, at + 1, "no character of this encoding")
        pieces.append(_euc_run(run[0]))
        at = run.end()
    return "".join(pieces)


def _euc_run(run: bytes) -> str:
    first = run[0]
    if first < 0x80:  # noqa: PLR2004 -- ASCII
        return run.decode("ascii")
    if first == 0x8E:  # noqa: PLR2004 -- SS2, half-width kana
        return run[1::2].decode("cp932")
    if first == 0x8F:  # noqa: PLR2004 -- SS3
        vendor = _vendor_letters().get(run)
        return vendor if vendor is not None else run.decode("euc_jp")
    return _shift(run, 0).decode("cp932")


def _shift(pairs: bytes, raised: int) -> bytes:
    """Turn pairs of JIS rows (with `raised` 0x80 to add, EUC with 0) into Shift_JIS pairs."""
    if len(pairs) % 2:
        raise UnicodeDecodeError("jis", pairs, len(pairs) - 1, len(pairs), "half a character")
    shifted = bytearray()
    for at in range(0, len(pairs), 2):
        row, cell = (pairs[at] | raised) - 0xA1, (pairs[at + 1] | raised) - 0xA1
        if not (0 <= row < 94 and 0 <= cell < 94):  # noqa: PLR2004 -- 94 rows of 94 cells
            raise UnicodeDecodeError("jis", pairs, at, at + 2, "no character of this encoding")
        half = row // 2
        lead = half + (0x81 if half < 31 else 0xC1)  # noqa: PLR2004 -- 0xA0 to 0xDF are half-width kana
        trail = cell + 0x9F if row % 2 else cell + 0x40 + (cell >= 63)  # noqa: PLR2004 -- 0x7F is left out
        shifted += bytes((lead, trail))
    return bytes(shifted)


@cache
def _vendor_letters() -> dict[bytes, str]:
    """Return the 106 IBM characters of eucJP-ms that JIS X 0212 lacks, in IBM order from 8F F3 F3 on."""
    letters = []
    for lead in (0xFA, 0xFB, 0xFC):
        for trail in (*range(0x40, 0x7F), *range(0x80, 0xFD)):
            try:
                letter = bytes((lead, trail)).decode("cp932")
            except UnicodeDecodeError:  # the rows end before FC FC
                continue
            if letter == "№" or (letter not in "￢￤∵" and not _is_supplementary(letter)):  # № stands in both
                letters.append(letter)
    places = [b"\x8f\xf3" + bytes((cell,)) for cell in range(0xF3, 0xFF)]
    places += [b"\x8f\xf4" + bytes((cell,)) for cell in range(0xA1, 0xFF)]
    return dict(zip(places, letters, strict=True))


def _is_supplementary(letter: str) -> bool:
    try:
        return len(letter.encode("euc_jp")) == 3  # noqa: PLR2004 -- SS3 and two bytes
    except UnicodeEncodeError:
        return False
