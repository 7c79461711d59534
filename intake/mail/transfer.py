"""Transfer encodings undone (RFC 2045 section 6), more patiently than the standard library does.

`Message.get_payload(decode=True)` gives base64 text back as it stands when a footer follows it or its padding is
odd, and decodes plain Japanese that only claims to be base64 to nothing; it cannot tell that anything was wrong.
"""

import binascii
import re
from typing import NamedTuple

_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=\s]")
_OUTSIDE_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_UUENCODED = frozenset({"x-uuencode", "uuencode", "x-uue", "uue"})


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
    name = encoding.lower().strip("\"' ;")
    if name == "base64":
        return _base64(coded)
    if name == "quoted-printable":
        return Body(binascii.a2b_qp(coded))
    return Body(coded, broken=name in _UUENCODED)


def _base64(data: bytes) -> Body:
    """Decode base64 without asking for its padding; text that only claims to be base64 stays as it is."""
    if _NOT_BASE64.search(data):
        head, mark, _ = data.partition(b"=")
        if not mark or _NOT_BASE64.search(head):
            return Body(data, broken=data.isascii())
        data = head  # a mailing list has put its footer below
    try:
        return Body(binascii.a2b_base64(data))
    except binascii.Error:
        letters = _OUTSIDE_BASE64.sub(b"", data)
    broken = len(letters) % 4 == 1
    letters = letters[: len(letters) - broken]
    return Body(binascii.a2b_base64(letters + b"=" * (-len(letters) % 4)), broken=broken)
