"""Octets and physical lines: encoding, line ends, folding, and signs that no calendar may carry."""

import re

from scheduler.calendar.rules.codes import Findings
from scheduler.calendar.text import LINE_OCTETS

MOST_OCTETS = 16 * 1024 * 1024
MOST_LINES = 500_000

_BOM = b"\xef\xbb\xbf"
_C0 = bytes({*range(0x20), 0x7F} - {0x09, 0x0A, 0x0D})
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SEPARATOR = re.compile("[\x80-\x9f\u2028\u2029]")
_ISO_2022 = re.compile(rb"\x1b[$(]")
_ODD_END = re.compile(rb"\r(?!\n)|(?<!\r)\n")
_PASSCODE_WORDS = tuple(word.encode() for word in ("pwd=", "tk=", "passcode", "password", "パスコード", "パスワード"))
_PASSCODE = re.compile(
    r"[?&;#](?:pwd|passcode|tk)=\S|(?:パスコード|パスワード|passcode|password) ?[:：=] ?[0-9a-z]", re.IGNORECASE
)


def content_lines(raw: bytes, found: Findings) -> tuple[list[str], list[bytes]]:
    """Return the unfolded content lines and the physical ones; no content lines when they cannot be read.

    A last line that was cut off before its line end is left out.
    """
    if len(raw) > MOST_OCTETS or raw.count(b"\n") + raw.count(b"\r") > 2 * MOST_LINES:
        found.add(-1, "too-big")
        return [], []
    if b"BEGIN:VCALENDAR" not in raw.upper():
        found.add(-1, "not-utf8" if b"E\0G\0I\0N" in raw else "not-calendar")
        return [], []
    if raw.startswith(_BOM):
        found.add(-2, "bom")
        raw = raw.removeprefix(_BOM)
    raw = _line_ends(raw, found)
    lines = raw.split(b"\r\n")
    if max(map(len, lines)) > LINE_OCTETS:
        for number, line in enumerate(lines, 1):
            if len(line) > LINE_OCTETS:
                found.add(-1 - number, "line-long")
    text = _decoded(raw, lines, found)
    if not text:
        return [], lines
    whole = text.replace("\r\n ", "").replace("\r\n\t", "").split("\r\n")
    if not whole[-1]:
        whole.pop()
    _unwanted(raw, text, whole, found)
    _cut_escapes(raw, lines, found)
    return whole, lines


def begins(lines: list[bytes]) -> list[int]:
    """Return the physical line, from 1, on which each content line begins."""
    return [number for number, line in enumerate(lines, 1) if number == 1 or line[:1] not in {b" ", b"\t"}]


def _line_ends(raw: bytes, found: Findings) -> bytes:
    """Return the octets with CRLF everywhere, without a line that was cut off; the first odd end is told."""
    pairs = raw.count(b"\r\n")
    if pairs != raw.count(b"\n") or pairs != raw.count(b"\r"):
        odd = _ODD_END.search(raw)
        found.add(-2 - raw.count(b"\r\n", 0, odd.start() if odd else 0), "line-end")
        raw = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\n", b"\r\n")
    if raw.endswith(b"\r\nEND:VCALENDAR"):
        found.add(-2 - raw.count(b"\r\n"), "line-end")
        return raw + b"\r\n"
    if not raw.endswith(b"\r\n") and b"\r\nEND:VCALENDAR\r\n" not in raw:
        return b"".join(raw.rpartition(b"\r\n")[:2])
    return raw


def _decoded(raw: bytes, lines: list[bytes], found: Findings) -> str:
    """Return the text, still folded; empty when it is not UTF-8."""
    if b"\x1b" in raw and (jis := _ISO_2022.search(raw)):
        found.add(-2 - raw.count(b"\r\n", 0, jis.start()), "not-utf8")
        return ""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        odd = [number for number, line in enumerate(lines, 1) if not _is_utf8(line)]
    unfolded = raw.replace(b"\r\n ", b"").replace(b"\r\n\t", b"")
    cut = _is_utf8(unfolded)
    for number in odd:
        if not cut or (lines[number : number + 1] and lines[number][:1] in {b" ", b"\t"}):
            found.add(-1 - number, "fold-character" if cut else "not-utf8")
    return unfolded.decode() if cut else ""


def _is_utf8(octets: bytes) -> bool:
    try:
        octets.decode()
    except UnicodeDecodeError:
        return False
    return True


def _unwanted(raw: bytes, text: str, whole: list[str], found: Findings) -> None:
    """Note signs and passcodes that have no place in a calendar, each at its content line."""
    if len(raw.translate(None, _C0)) != len(raw):
        _note(_CONTROL, "control", whole, found)
    if (b"\xc2" in raw or b"\xe2\x80" in raw) and _SEPARATOR.search(text):
        _note(_SEPARATOR, "separator", whole, found)
    small = raw.replace(b"\r\n ", b"").replace(b"\r\n\t", b"").lower()
    if any(word in small for word in _PASSCODE_WORDS):
        for at, line in enumerate(whole):
            if _PASSCODE.search(line):
                found.add(at, "passcode")


def _note(pattern: re.Pattern[str], code: str, whole: list[str], found: Findings) -> None:
    for at, line in enumerate(whole):
        if sign := pattern.search(line):
            found.add(at, code, shown=f"U+{ord(sign[0]):04X}")


def _cut_escapes(raw: bytes, lines: list[bytes], found: Findings) -> None:
    if b"\\\r\n" not in raw:
        return
    for number, line in enumerate(lines[:-1], 1):
        if line.endswith(b"\\") and lines[number][:1] in {b" ", b"\t"} and (len(line) - len(line.rstrip(b"\\"))) % 2:
            found.add(-1 - number, "fold-escape")
