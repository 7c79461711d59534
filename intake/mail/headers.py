"""The header fields of one part (RFC 5322 section 2.2), as raw bytes: our own ladder reads them."""

import re
from collections.abc import Iterable

from intake.mail.bounds import MAX_FIELD_BYTES, MAX_HEADER_BYTES
from intake.mail.tidy import ascii_of

_FIELD = re.compile(rb"([!-9;-~]+):[ \t]*([^\n]*(?:\n[ \t][^\n]*)*)\n")


class Headers:
    """Fields by name in lower case; values as raw bytes, folds undone, each and all of them capped."""

    def __init__(self, fields: Iterable[tuple[str, bytes]]) -> None:
        self.cut = False
        self._fields: dict[str, bytes] = {}
        self._differing: set[str] = set()
        self.authentication: list[bytes] = []  # the fields on top: what stands below a Received came in with the mail
        passed = False
        size = 0
        for name, value in fields:
            length = len(value)
            size += len(name) + length
            if size > MAX_HEADER_BYTES:
                self.cut = True
                break
            self.cut = self.cut or length > MAX_FIELD_BYTES
            low = name.lower()
            if low == "authentication-results" and not passed:
                self.authentication.append(value.replace(b"\n", b"")[:MAX_FIELD_BYTES])
            elif low == "received" and self.authentication:
                passed = True
            if self._fields.setdefault(low, value) != value:
                self._differing.add(low)

    def first(self, name: str) -> bytes:
        """Return the first field of that name; empty when there is none."""
        value = self._fields.get(name)
        if not value:
            return b""
        if b"\n" in value:
            value = value.replace(b"\n", b"")
        return value[:MAX_FIELD_BYTES]

    def differs(self, name: str) -> bool:
        """Tell whether the field stands there more than once and says different things."""
        return name in self._differing

    def __contains__(self, name: str) -> bool:
        return name in self._fields

    def plain(self, name: str) -> str:
        """Return the first field of that name as one line of ASCII, for fields that hold only that."""
        return ascii_of(self.first(name)).strip() if name in self._fields else ""


def fields_of(head: bytes) -> list[tuple[str, bytes]] | None:
    """Return the fields of a header in their order; None when a line is neither a field nor goes on with one.

    Args:
        head: The header with the line feed of its last line; lines end in line feeds alone.
    """
    fields: list[tuple[str, bytes]] = []
    at, end = 0, len(head)
    while at < end:
        found = _FIELD.match(head, at)
        if found is None:
            return None
        fields.append((found[1].decode("ascii"), found[2]))
        at = found.end()
    return fields
