"""Transfer encodings undone (RFC 2045 section 6), more patiently than the standard library does.

`Message.get_payload(decode=True)` gives base64 text back as it stands when a footer follows it or its padding is
odd, and decodes plain Japanese that only claims to be base64 to nothing; it cannot tell that anything was wrong.
"""

import binascii
import re
from typing import NamedTuple

_OF_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/= \t\n\r\x0b\x0c"
_OUTSIDE_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_NOT_A_LETTER = re.compile("[^a-z0-9]+")
# As written by careless programs too (8-bit, "7bit", none).
_PLAIN = frozenset({"", "7bit", "8bit", "7bits", "8bits", "binary", "none", "7", "8", "plain", "text", "utf8"})


class Body(NamedTuple):
    """The bytes of a part after its transfer encoding is undone.

    Attributes:
        broken: Whether the encoding was damaged, or is none that text comes in.
        cut: Whether the end is missing because the part was too long.
    """

    data: bytes
    broken: bool = False
    cut: bool = False


def undo(coded: bytes, encoding: str) -> Body:
    """Undo a transfer encoding.

    Args:
        coded: The part as it stands in the mail.
        encoding: Its Content-Transfer-Encoding, as written.
    """
    name = _NOT_A_LETTER.sub("", encoding.lower())
    if name == "base64":
        return _base64(coded)
    if name == "quotedprintable":
        return Body(binascii.a2b_qp(coded))
    return Body(coded, broken=name not in _PLAIN)


def _base64(data: bytes) -> Body:
    """Decode base64 without asking for its padding; text that only claims to be base64 stays as it is."""
    if data.translate(None, _OF_BASE64):  # something else is left over
        head, mark, _ = data.partition(b"=")
        if not mark or head.translate(None, _OF_BASE64):
            return Body(data, broken=data.isascii())
        data = head  # a mailing list has put its footer below
    try:
        return Body(binascii.a2b_base64(data))
    except binascii.Error:
        letters = _OUTSIDE_BASE64.sub(b"", data)
    broken = len(letters) % 4 == 1
    letters = letters[: len(letters) - broken]
    return Body(binascii.a2b_base64(letters + b"=" * (-len(letters) % 4)), broken=broken)
