"""What is read of a mail that is too large to be read whole: its headers, and its parts that are text.

Pure, line by line: nothing is held but what is kept. The parts that are left out keep their headers, so that the
reader still sees that there were attachments and what they are called (RFC 2046 section 5.1).
"""

import re
from collections.abc import Iterable
from typing import Final

LINE_BYTES: Final = 65_536  # a longer line comes in pieces
_MOST_BYTES: Final = 1_000_000
_MOST_HEADER_BYTES: Final = 64_000  # of one part
_MOST_PARTS: Final = 1_000
_DEEPEST: Final = 20

_BOUNDARY = re.compile(rb'boundary\s*=\s*(?:"([^"]{1,200})"|([^\s;"]{1,200}))', re.IGNORECASE)
_TYPE = re.compile(rb"^content-type\s*:\s*([\w.+-]+)/", re.IGNORECASE | re.MULTILINE)
_ATTACHED = re.compile(rb"^content-disposition\s*:\s*attachment", re.IGNORECASE | re.MULTILINE)
_FOLD = re.compile(rb"\r?\n[ \t]+")


def excerpt(lines: Iterable[bytes]) -> bytes:
    """Return what is to be read of a mail, about a megabyte at most.

    Args:
        lines: The mail with its line ends, lines of more than `LINE_BYTES` in pieces.
    """
    reader = _Reader()
    at_start = True
    for line in lines:
        reader.take(line, at_start=at_start)
        at_start = line.endswith(b"\n")
    reader.end()
    return bytes(reader.kept)


class _Reader:
    """Goes through a mail once, and knows of it the boundaries around the line it is at."""

    def __init__(self) -> None:
        self.kept = bytearray()
        self._header = bytearray()
        self._is_header, self._is_kept = True, False
        self._boundaries: list[bytes] = []
        self._parts = 0

    def take(self, line: bytes, *, at_start: bool) -> None:
        if at_start and self._boundaries and line.startswith(b"--") and self._at_boundary(line):
            return
        if not self._is_header:
            if self._is_kept:
                self._keep(line)
            return
        if len(self._header) < _MOST_HEADER_BYTES:
            self._header += line
        if at_start and not line.strip(b"\r\n"):
            self._end_header()

    def end(self) -> None:
        """Keep the headers that nothing follows."""
        self._flush_header()

    def _at_boundary(self, line: bytes) -> bool:
        """Leave the part that ends here, and those inside it."""
        said = line.rstrip()
        for depth, boundary in enumerate(self._boundaries):
            if said in {b"--" + boundary, b"--" + boundary + b"--"}:
                self._flush_header()
                is_last = said.endswith(b"--") and said != b"--" + boundary
                del self._boundaries[depth + (not is_last) :]
                self._keep(line)
                self._parts += 1
                self._is_header, self._is_kept = not is_last and self._parts < _MOST_PARTS, False
                return True
        return False

    def _end_header(self) -> None:
        header = _FOLD.sub(b" ", bytes(self._header))
        self._flush_header()
        self._is_header = False
        kind = found[1].lower() if (found := _TYPE.search(header)) else b"text"
        boundary = _BOUNDARY.search(header)
        if kind == b"multipart" and boundary and len(self._boundaries) < _DEEPEST:
            self._boundaries.append((boundary[1] or boundary[2]).rstrip())
        self._is_kept = kind == b"text" and not _ATTACHED.search(header)

    def _flush_header(self) -> None:
        self._keep(bytes(self._header))
        self._header.clear()

    def _keep(self, line: bytes) -> None:
        if len(self.kept) + len(line) <= _MOST_BYTES:
            self.kept += line
