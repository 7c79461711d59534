"""Japanese byte codes that Python's codecs refuse: JIS and EUC as Windows and telephones write them.

Both functions turn byte pairs into Shift_JIS and let the cp932 codec read them, so that NEC row 13
(①, ㈱), the IBM extensions (髙, 﨑) and half-width kana come out as their writers meant them.
"""

import re

_ESCAPE = re.compile(rb"(\x1b\$\(?[@BD]|\x1b\([BJIH]|\x1b&@|[\x0e\x0f])")
_OPEN = re.compile(rb"\x1b\$[^\x1b]*\Z")
_EUC = re.compile(rb"\x8f[\xa1-\xfe]{2}|\x8e[\xa1-\xdf]|[\xa1-\xfe]{2}|[\x00-\x7f]+|(?P<bad>[\x80-\xff])")

_NO_CHARACTER = re.compile("[\x80\uf8f0-\uf8f3]")

# What eucJP-ms adds to JIS X 0212 at 8FF3F3 and after: the IBM extensions that have no other place.
_EUC_MS_FROM = 0xF3F3
_EUC_MS = (
    "ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ＇＂㈱№℡炻仼僴凬匇匤﨎咊坙﨏塚增寬峵嵓﨑德悅愠敎昻晥晴朗栁﨓﨔橫櫢淸淲瀨凞猪甁皂皞益礰礼"
    "神祥福竧靖精綠緖羽荢﨟薰蘒﨡蠇諸譿賴赶﨣﨤逸郞都鄕﨧﨨閒隆﨩霻靍靑飯飼館馞髙魲鶴黑"
)
_ROW_LENGTH = 94
_FIRST = 0x21


def decode_cp932(data: bytes) -> str | None:
    """Read Shift_JIS as Windows writes it; None when a byte has no meaning there.

    Python's codec lets 0x80, 0xA0 and 0xFD to 0xFF pass; they are no characters.
    """
    try:
        text = data.decode("cp932")
    except UnicodeDecodeError:
        return None
    return None if not data.isascii() and _NO_CHARACTER.search(text) else text


def _shift(high: int, low: int) -> bytes:
    """Turn one JIS pair (both bytes 0x21 to 0x7E) into Shift_JIS."""
    row = high - _FIRST
    lead = (row >> 1) + 0x81
    if lead > 0x9F:  # noqa: PLR2004 -- the lead bytes of Shift_JIS leave out half-width kana
        lead += 0x40
    cell = low - _FIRST
    trail = cell + 0x9F if row & 1 else cell + 0x40 + (cell > 0x3E)  # noqa: PLR2004 -- 0x7F is no trail byte
    return bytes((lead, trail))


def _kanji(data: bytes) -> bytes | None:
    """Turn the inside of a kanji sequence into Shift_JIS; None when a byte has no partner."""
    out = bytearray()
    at = 0
    while at < len(data):
        high = data[at]
        if high <= 0x20:  # noqa: PLR2004 -- a blank or control inside the sequence
            out.append(high)
            at += 1
            continue
        pair = data[at : at + 2]
        if len(pair) < 2 or not all(0x21 <= byte <= 0x7E for byte in pair):  # noqa: PLR2004 -- a pair in JIS
            return None
        out += _shift(pair[0], pair[1])
        at += 2
    return bytes(out)


def _supplement(data: bytes) -> str | None:
    """Read pairs of JIS X 0212, which Shift_JIS does not have."""
    try:
        return b"".join(
            b"\x8f" + bytes((a | 0x80, b | 0x80)) for a, b in zip(data[::2], data[1::2], strict=True)
        ).decode("euc_jp")
    except (UnicodeDecodeError, ValueError):
        return None


def _segment(mode: bytes, data: bytes) -> str | None:
    """Read what follows one escape sequence."""
    if mode == b"\x1b$(D":
        return _supplement(data)
    if mode.startswith(b"\x1b$"):
        shifted = _kanji(data)
        if shifted is None:
            return None
    elif mode in {b"\x1b(I", b"\x0e"}:
        shifted = bytes(byte | 0x80 if byte >= _FIRST else byte for byte in data)
    else:
        shifted = data
    return decode_cp932(shifted)


def _standard_line(line: bytes) -> str | None:
    """Read a line that Python's codec understands, which is most of them."""
    if b"\x0e" in line:
        return None
    try:
        return line.decode("iso2022_jp_ext")
    except UnicodeDecodeError:
        return None


def _line(line: bytes) -> tuple[str | None, bytes]:
    """Read one line; also return the mode it ends in."""
    standard = _standard_line(line)
    if standard is not None:
        return standard, b"\x1b$" if _OPEN.search(line) else b""
    mode = b""
    out: list[str] = []
    for at, piece in enumerate(_ESCAPE.split(line)):
        if at % 2:
            mode = piece
        elif piece:
            text = _segment(mode, piece)
            if text is None:
                return None, mode
            out.append(text)
    return "".join(out), mode


def decode_jis(data: bytes) -> tuple[str, bool] | None:
    """Read ISO-2022-JP as it is met: CP50221, half-width kana (ESC ( I, SO or 8 bit), JIS X 0212.

    Every line begins in ASCII (RFC 1468), also after one that forgot to return to it.

    Returns:
        The text, and whether a line before the last forgot to return to ASCII, so that the
        next one could have been meant otherwise; None when the bytes are no JIS.
    """
    out: list[str] = []
    doubtful = False
    mode = b""
    for line in data.split(b"\n"):
        if mode.startswith(b"\x1b$") and line.strip() and not line.startswith(b"\x1b"):
            doubtful = True
        text, mode = _line(line)
        if text is None:
            return None
        out.append(text)
    return "\n".join(out), doubtful


def _euc_piece(piece: bytes) -> str:
    """Read one run of ASCII or one character of eucJP-ms."""
    if piece[0] < 0x80:  # noqa: PLR2004 -- ASCII
        return piece.decode("ascii")
    if piece[0] == 0x8E:  # noqa: PLR2004 -- half-width kana
        return piece[1:].decode("cp932")
    if piece[0] == 0x8F and len(piece) == 3:  # noqa: PLR2004 -- JIS X 0212
        place = int.from_bytes(piece[1:], "big")
        if place >= _EUC_MS_FROM:
            at = (place >> 8) - 0xF3
            return _EUC_MS[at * _ROW_LENGTH + (place & 0xFF) - 0xF3]
        return piece.decode("euc_jp")
    return _shift(piece[0] & 0x7F, piece[1] & 0x7F).decode("cp932")


def decode_euc_ms(data: bytes) -> str | None:
    """Read EUC-JP with the extensions of eucJP-ms (NEC row 13, IBM kanji); None when the bytes are none."""
    out: list[str] = []
    for found in _EUC.finditer(data):
        if found["bad"]:
            return None
        try:
            out.append(_euc_piece(found[0]))
        except (UnicodeDecodeError, IndexError):
            return None
    return "".join(out)
