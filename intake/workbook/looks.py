"""How the cells of an .xlsx are shown, as far as it changes what a clerk reads: formats and struck-out text."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from intake.workbook.cells import text_of

STRUCK: Final = "（取り消し線）"
_WEEKDAYS: Final = "月火水木金土日"
_EPOCH: Final = date(1899, 12, 30)
_LATEST: Final = 2_958_465  # 31 December 9999 as a number

_FORMAT = re.compile(rb'<(?:\w+:)?numFmt\s[^>]*?\bnumFmtId="([0-9]+)"[^>]*?\bformatCode="([^"]*)"')
_FONTS = re.compile(rb"<(?:\w+:)?fonts\b.*?</(?:\w+:)?fonts>", re.DOTALL)
_FONT = re.compile(rb"<(?:\w+:)?font\s*(?:/>|>.*?</(?:\w+:)?font>)", re.DOTALL)
_USES = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_USE = re.compile(rb"<(?:\w+:)?xf\s([^>]*)>")
_STRIKE = re.compile(rb'<(?:\w+:)?d?strike(?:\s*/>|>|\s+val="(?:1|true|on)")', re.IGNORECASE)
_NUMBER = re.compile(rb'\b(numFmtId|fontId)="([0-9]{1,9})"')
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
_DIGITS = re.compile(r"[0#]+(?:[- ()]+[0#]+)*")

_DAY, _CLOCK, _WEEKDAY, _PATTERN = "day", "clock", "weekday", "pattern"
# Formats that a program knows by number; 27 to 36 and 50 to 58 are those of Japanese Excel.
_BUILT_IN: Final = {
    **dict.fromkeys((14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58), _DAY),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 47), _CLOCK),
}


class Look(NamedTuple):
    """How a cell is shown.

    Attributes:
        shows: `day`, `clock`, `weekday`, `pattern` (digits by `digits`, `most` of them), or empty: as it is.
    """

    shows: str = ""
    digits: str = ""
    most: int = 0
    is_struck: bool = False


def looks_of(styles: bytes) -> Mapping[int, Look]:
    """Return style -> how its cells are shown, of those styles that change what is read."""
    formats = {int(number): code.decode("utf-8", "replace") for number, code in _FORMAT.findall(styles)}
    fonts = _FONTS.search(styles)
    struck = [bool(_STRIKE.search(font)) for font in _FONT.findall(fonts[0])] if fonts else []
    uses = _USES.search(styles)
    looks = {}
    for style, use in enumerate(_USE.findall(uses[0]) if uses else ()):
        named = {key: int(value) for key, value in _NUMBER.findall(use)}
        number, font = named.get(b"numFmtId", 0), named.get(b"fontId", 0)
        look = _look(formats[number]) if number in formats else Look(_BUILT_IN.get(number, ""))
        look = look._replace(is_struck=font < len(struck) and struck[font])
        if look != Look():
            looks[style] = look
    return looks


def _look(code: str) -> Look:
    """Read a format: what it shows of a moment, or the digits it always shows."""
    first = code.replace("&quot;", '"').split(";")[0]
    plain = re.sub(r"\[[^\]]*\]", "", first)
    pattern = plain.replace("\\", "").replace('"', "")
    if "0" in pattern and _DIGITS.fullmatch(pattern) and len(pattern) > 1 and "[<" not in code:
        placed = _LITERAL.sub("", plain)
        return Look(_PATTERN, pattern, placed.count("0") + placed.count("#"))
    if "general" in plain.lower() or "標準" in plain:
        return Look()
    letters = set(_LITERAL.sub("", re.sub("am/pm|a/p", "h", plain, flags=re.IGNORECASE)).lower())
    has_day, has_clock = bool(letters & set("ydge")), bool(letters & set("hs"))
    if letters and letters <= set("a() "):
        return Look(_WEEKDAY)
    if has_clock:
        return Look() if has_day else Look(_CLOCK)
    return Look(_DAY) if has_day or "m" in letters else Look()


def shown_text(value: object, look: Look) -> str:
    """Return the text of a cell as it is shown."""
    text = _shown(value, look)
    return STRUCK + text if look.is_struck and text.strip() else text


def _shown(value: object, look: Look) -> str:
    if look.shows == _DAY and isinstance(value, datetime):
        return text_of(value.date())
    if look.shows == _CLOCK and isinstance(value, datetime):
        return text_of(value.time())
    if isinstance(value, int | float) and not isinstance(value, bool) and float(value).is_integer() and value >= 0:
        if look.shows == _WEEKDAY and 0 < value <= _LATEST:
            return _WEEKDAYS[(_EPOCH + timedelta(days=int(value))).weekday()]
        if look.shows == _PATTERN and len(str(int(value))) <= look.most:
            return _in_pattern(str(int(value)), look.digits)
    return text_of(value)


def _in_pattern(digits: str, pattern: str) -> str:
    """Write digits into a pattern from the right: 9000000001 in `000-0000-0000` is 090-0000-0001."""
    left, out = list(digits), []
    for sign in reversed(pattern):
        if sign not in "0#":
            out.append(sign)
        elif left:
            out.append(left.pop())
        elif sign == "0":
            out.append("0")
    return "".join(reversed(out)).lstrip("- )")
