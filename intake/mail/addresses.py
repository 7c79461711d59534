"""Mail addresses as they are met in Japan, read in one pass without the library's grammar.

Old docomo and au addresses break RFC 5322 (`taro..y.@docomo.example`), and display names are
written to mislead: the address is what stands in the last pair of angle brackets.
"""

import re
from typing import NamedTuple

from intake.mail.charset import Decoded, Trouble
from intake.mail.tidy import ascii_of
from intake.mail.words import decode_words, raw_text

MAX_ADDRESSES = 50
_TOKEN = re.compile(r'"(?>[^"\\]|\\.){0,500}+"|<[^<>]*>|[(),;]|[^"<(),;]+|.')
_ADDRESS = re.compile(r'(?:"([^"\s<>]{1,128})"|([^\s<>()",;:@]{1,128}))@([\w.-]{1,253}|\[[\w.:]{1,60}\])')
# One mailbox without quotes, comments or separators: nearly every sender.
_SINGLE = re.compile(r'([^"<>(),;@]*)<([^\s<>()",;:@]{1,128}@[\w.-]{1,253})>\s*')
_ESCAPED = re.compile(r"\\(.)")


class Mailbox(NamedTuple):
    """A display name and an address; either may be empty."""

    name: str
    address: str


def _address_in(text: str) -> str:
    """Return the last address in a text, without quotes around its local part."""
    found = None
    for found in _ADDRESS.finditer(text):  # noqa: B007 -- the last one counts
        pass
    return f"{found[1] or found[2]}@{found[3].rstrip('.')}" if found else ""


def _unquoted(piece: str) -> str:
    return _ESCAPED.sub(r"\1", piece[1:-1]) if piece.startswith('"') and len(piece) > 1 else piece


def _name(pieces: list[str]) -> Decoded:
    """Decode a display name and take its quotes off, also those inside an encoded word."""
    read = decode_words("".join(_unquoted(piece) for piece in pieces))
    name = " ".join(read.text.split(" "))
    if len(name) > 1 and name[0] == name[-1] and name[0] in "\"'":
        name = name[1:-1].strip()
    return Decoded(name, read.trouble)


class _Reader:
    """Collects mailboxes from the pieces of one field."""

    def __init__(self) -> None:
        self.boxes: list[Mailbox] = []
        self.trouble = Trouble.NONE
        self._pieces: list[str] = []
        self._angle = ""
        self._since = 0  # the first piece after the last separator: no address spans a comma
        self._depth = 0

    def take(self, piece: str) -> None:
        """Take the next piece."""
        if piece == "(":
            self._depth += 1
            self._pieces.append(piece)
        elif piece == ")" and self._depth:
            self._depth -= 1
            self._pieces.append(piece)
        elif self._depth:
            self._pieces.append(piece)
        elif piece in {",", ";"}:
            self._separator(piece)
        elif piece.startswith("<") and len(piece) > 1:
            if self._angle:
                self._pieces.append(self._angle)
            self._angle = piece
        else:
            self._pieces.append(piece)

    def _separator(self, piece: str) -> None:
        """End a mailbox; a comma inside an unquoted name ends none."""
        if self._angle or _address_in(_outside_comments(self._pieces[self._since :])):
            self.end()
        else:
            self._pieces.append(piece)
            self._since = len(self._pieces)

    def end(self) -> None:
        """Close the mailbox under way."""
        pieces, angle = self._pieces, self._angle
        self._pieces, self._angle, self._since = [], "", 0
        if not angle and not "".join(pieces).strip():
            return
        if angle:
            address, name = _address_in(angle), _name(pieces)
        else:
            address = _address_in(_outside_comments(pieces))
            comment = _comment(pieces) if address else "".join(pieces)
            name = _name([comment])
        self.trouble = self.trouble or name.trouble
        self.boxes.append(Mailbox(name.text, address))


def _walk_comments(pieces: list[str]) -> tuple[str, str]:
    """Part the pieces into what stands outside and inside round brackets."""
    outside: list[str] = []
    inside: list[str] = []
    depth = 0
    for piece in pieces:
        depth += piece == "("
        (inside if depth else outside).append(piece)
        depth -= piece == ")" and depth > 0
    return "".join(outside), "".join(inside)


def _outside_comments(pieces: list[str]) -> str:
    return _walk_comments(pieces)[0]


def _comment(pieces: list[str]) -> str:
    return _walk_comments(pieces)[1].strip("() ")


def read_addresses(value: bytes) -> tuple[tuple[Mailbox, ...], Trouble]:
    """Read the mailboxes of a From, To or Cc field.

    Args:
        value: The field, unfolded and capped.

    Returns:
        The mailboxes in order and what was wrong with their names; a name that cannot be read is
        empty and leaves the address alone.
    """
    raw = raw_text(value)
    text = raw.text
    if raw.trouble is Trouble.UNDECODABLE:
        text = ascii_of(value)
    single = _SINGLE.fullmatch(text)
    if single and raw.trouble is Trouble.NONE:
        name = _name([single[1]])
        return (Mailbox(name.text, single[2].rstrip(".")),), name.trouble
    reader = _Reader()
    for found in _TOKEN.finditer(text):
        reader.take(found[0])
        if len(reader.boxes) >= MAX_ADDRESSES:
            break
    reader.end()
    trouble = raw.trouble or reader.trouble
    if raw.trouble is Trouble.UNDECODABLE:
        return tuple(Mailbox("", box.address) for box in reader.boxes), trouble
    return tuple(reader.boxes), trouble
