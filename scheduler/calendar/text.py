"""Content lines of RFC 5545: values escaped, parameters quoted, lines folded.

Everything here may come from a stranger's mail, so what no calendar may carry (control characters,
separators that some readers take for line ends, lone surrogates) is dropped before it is escaped.
"""

import re

LINE_OCTETS = 75  # RFC 5545 section 3.1, the line end not counted

_TAB = "\t"
_FORBIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_TEXT_SPECIAL = re.compile(r"[\\;,\n]")
_TEXT_ESCAPES = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}
_PARAMETER_SPECIAL = re.compile(r"[\^\"\n\\]")
# A backslash means nothing here by the RFC, but some readers take it for an escape: it becomes its wide form.
_PARAMETER_ESCAPES = {"^": "^^", '"': "^'", "\n": "^n", "\\": "＼"}
_CONTINUATION_BITS, _CONTINUATION = 0xC0, 0x80
_BACKSLASH = 0x5C


def clean(value: str) -> str:
    """Drop what a calendar may not carry; line ends become LF and a tabulator a space."""
    if "\r" in value:
        value = value.replace("\r\n", "\n").replace("\r", "\n")
    return _FORBIDDEN.sub(lambda found: " " if found[0] == _TAB else "", value)


def escape_text(value: str) -> str:
    """Return a TEXT value (RFC 5545 section 3.3.11)."""
    return _TEXT_SPECIAL.sub(lambda found: _TEXT_ESCAPES[found[0]], clean(value))


def quote_parameter(value: str) -> str:
    """Return a quoted parameter value; quotes and line ends are written as RFC 6868 asks."""
    return '"' + _PARAMETER_SPECIAL.sub(lambda found: _PARAMETER_ESCAPES[found[0]], clean(value)) + '"'


def fold(line: str) -> bytes:
    """Return one content line with its CRLF, in physical lines of at most 75 octets.

    A line is never broken inside a character, nor between a backslash and the letter it belongs to:
    RFC 5545 allows the latter, but Outlook then shows the two signs.
    """
    raw = line.encode()
    if len(raw) <= LINE_OCTETS:
        return raw + b"\r\n"
    parts: list[bytes] = []
    begin, room = 0, LINE_OCTETS
    while len(raw) - begin > room:
        end = _break_before(raw, begin, begin + room)
        parts.append(raw[begin:end])
        begin, room = end, LINE_OCTETS - 1  # the space that leads a continuation counts
    parts.append(raw[begin:])
    return b"\r\n ".join(parts) + b"\r\n"


def text_line(name: str, value: str) -> bytes:
    """Return a folded line with a TEXT value."""
    return fold(f"{name}:{escape_text(value)}")


def _break_before(raw: bytes, begin: int, end: int) -> int:
    while raw[end] & _CONTINUATION_BITS == _CONTINUATION:
        end -= 1
    run = end
    while run > begin and raw[run - 1] == _BACKSLASH:
        run -= 1
    return end - (end - run) % 2
