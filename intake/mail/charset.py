"""The decoding ladder: from bytes and a label that may lie to text, or to no text and a reason.

Nothing is ever replaced: bytes that no reader takes strictly give no text at all. A reader other
than the label is no doubt by itself, because the wrong label is common in Japanese mail; only an
outcome that could have been another one is.
"""

import re
from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from intake.charset.cp932 import decode_cp932
from intake.charset.euc import decode_euc
from intake.charset.jis import Odd, decode_jis
from intake.mail.tidy import tidy


class Trouble(StrEnum):
    """Why a text may be wrong."""

    NONE = ""
    UNDECODABLE = "undecodable"
    UNCERTAIN = "charset_uncertain"
    GARBLED = "garbled_text"
    LOST = "lost_characters"


class Decoded(NamedTuple):
    """A text and what is wrong with it; the text is empty when the bytes could not be read."""

    text: str
    trouble: Trouble = Trouble.NONE


_FAMILY = {
    "utf8": "utf8",
    "unicode11utf8": "utf8",
    "utf7": "utf_7",
    "utf16": "utf_16",
    "utf16le": "utf_16_le",
    "utf16be": "utf_16_be",
    "usascii": "",
    "ascii": "",
    "ansix341968": "",
    "iso646us": "",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "xgbk": "gb18030",
    "cp936": "gb18030",
    "big5": "cp950",
    "big5hkscs": "big5hkscs",
    "euckr": "cp949",
    "ksc56011987": "cp949",
    "cp949": "cp949",
    "koi8r": "koi8_r",
    "windows1251": "cp1251",
    "windows1258": "cp1258",
    "iso88591": "cp1252",
    "latin1": "cp1252",
    "windows1252": "cp1252",
    "iso885915": "iso8859_15",
}
_SJIS = re.compile(r"s(hift)?_?jis|sjis|ms_?kanji|ms932|cp932|31j|pck$")
_BROAD = frozenset({"cp1252", "iso8859_15", "koi8_r", "cp1251", "cp1258"})  # single bytes: these read anything

_JIS_ESCAPE = re.compile(rb"\x1b(?:\$\(?[@BD]|\$\([OPQ]|\([JI])|\x0e[!-_]+\x0f")
_UNSURE = Odd.CARRIED | Odd.GUESSED | Odd.FOREIGN
_JIS_STRIPPED = re.compile(rb"\$[@B](?:[!-~]{2})+\([BJ]")
_META = re.compile(rb"<meta[^>]{1,200}charset\s{0,9}=[\s\"']{0,9}([\w.:-]{1,40})", re.IGNORECASE)
_META_WITHIN = 4096

_WIDE = re.compile("[\u0800-\U0010ffff]")
_HIRAGANA = re.compile("[ぁ-ん]")
_KANA = re.compile("[ぁ-んァ-ヶ]")
_HALF_KANA = re.compile("[\uff61-\uff9f]")
_JAPANESE_RUN = re.compile("[\u3000-\u30ff\u4e00-\u9fff\uff01-\uffef]{2}|[0-9][月日時分年（]")


@lru_cache(maxsize=256)
def family(label: str) -> str:
    """Map a charset label to the reader that understands everything written under that label.

    Returns:
        `cp932`, `jis`, `euc`, `utf8`, the name of a Python codec, or empty when the label says nothing
        (none, US-ASCII, or unknown).
    """
    name = label.strip().strip("\"'").lower()
    if name.startswith(("iso-2022-jp", "iso2022jp", "csiso2022jp", "cp5022", "jis", "x-windows-iso2022jp")):
        return "jis"
    if name.startswith(("euc-jp", "eucjp", "x-euc-jp", "x-eucjp", "cp51932", "euc_jp")) or name == "ujis":
        return "euc"
    if _SJIS.search(name.replace("-", "_")):
        return "cp932"
    return _FAMILY.get(re.sub(r"[^a-z0-9]", "", name), "")


def label_in_html(data: bytes) -> str:
    """Return the charset that a `<meta>` near the top of an HTML document names; empty when none does."""
    found = _META.search(data, 0, _META_WITHIN)
    return found[1].decode("ascii", "ignore") if found else ""


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeError, ValueError):
        return None


def _jis(data: bytes) -> Decoded | None:
    """Read ISO-2022-JP; what could have been meant otherwise is told, a stray blank is not."""
    read = decode_jis(data)
    return None if read is None else Decoded(read.text, Trouble.UNCERTAIN if read.odd & _UNSURE else Trouble.NONE)


def _plain(data: bytes, label: str) -> Decoded:
    """Read bytes without any sign of a multi-byte code."""
    if label in {"jis", ""} and b"$" in data and _JIS_STRIPPED.search(data):
        return Decoded(data.decode("ascii"), Trouble.GARBLED)  # a gateway took the escapes away
    if label.startswith("utf_"):
        text = _strict(data, label)
        return Decoded("", Trouble.UNDECODABLE) if text is None else Decoded(text)
    return Decoded(data.decode("ascii"))


def _cp932_or_euc(data: bytes, label: str) -> Decoded | None:
    """Read with whichever of the two fits; where both fit, the label decides if its text is likely."""
    sjis, euc = decode_cp932(data), decode_euc(data)
    if sjis is None or euc is None:
        text = sjis if euc is None else euc
        if text is None:
            return None
        certain = label in {"cp932", "euc", "jis"} or _JAPANESE_RUN.search(text)
        return Decoded(text, Trouble.NONE if certain else Trouble.UNCERTAIN)
    # Both fit: then Shift_JIS sees half-width kana nearly everywhere, and EUC sees ordinary words.
    if label == "euc" and (_KANA.search(euc) or not _HALF_KANA.search(sjis)):
        return Decoded(euc)
    if label == "cp932" and not _HIRAGANA.search(euc):
        return Decoded(sjis)
    return Decoded(euc if _KANA.search(euc) or label == "euc" else sjis, Trouble.UNCERTAIN)


def _by_label(data: bytes, label: str) -> Decoded | None:
    """Read with a codec that is neither Japanese nor UTF-8."""
    text = _strict(data, label)
    if text is None:
        return None
    if label in _BROAD:
        sjis = decode_cp932(data)
        if sjis is not None and _KANA.search(sjis):
            return Decoded(sjis, Trouble.UNCERTAIN)
    return Decoded(text)


def _utf16_mark(data: bytes, _label: str) -> Decoded | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) and b"\0" in data:
        text = _strict(data, "utf_16")
        return None if text is None else Decoded(text)
    return None


def _jis_if_escaped(data: bytes, _label: str) -> Decoded | None:
    return _jis(data) if _JIS_ESCAPE.search(data) else None


def _utf8(data: bytes, label: str) -> Decoded | None:
    """Read UTF-8; under another label only when the text has characters that chance does not make."""
    text = _strict(data, "utf-8-sig")
    if text is None or (label not in {"", "utf8", "jis"} and not _WIDE.search(text)):
        return None
    return Decoded(text)


def _labelled(data: bytes, label: str) -> Decoded | None:
    return _by_label(data, label) if label not in {"", "utf8", "jis", "euc", "cp932"} else None


_LADDER: tuple[Callable[[bytes, str], Decoded | None], ...] = (
    _utf16_mark,
    _utf8,
    _labelled,
    _jis_if_escaped,
    _cp932_or_euc,
)


def _climb(data: bytes, label: str) -> Decoded:
    if data.isascii() and not _JIS_ESCAPE.search(data):
        return _plain(data, label)
    if data.isascii() and not label.startswith("utf_"):
        return _jis(data) or Decoded("", Trouble.UNDECODABLE)
    for rung in _LADDER:
        read = rung(data, label)
        if read is not None:
            return read
    return Decoded("", Trouble.UNDECODABLE)


def decode(data: bytes, label: str = "") -> Decoded:
    """Read bytes as the text their writer meant.

    Args:
        data: The bytes after any transfer encoding is undone.
        label: What the mail says about them; may be empty, unknown or wrong.

    Returns:
        The tidied text (line ends are newlines, controls gone, kana composed) and what is wrong with
        it. Nothing is replaced: the text is empty when no reader takes all bytes.
    """
    read = _climb(data, family(label))
    text, lost = tidy(read.text)
    if read.trouble is not Trouble.NONE:
        return Decoded(text, read.trouble)
    if "\ufffd" in text:
        return Decoded(text, Trouble.GARBLED)
    return Decoded(text, Trouble.LOST if lost else Trouble.NONE)
