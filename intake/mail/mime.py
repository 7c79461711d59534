"""The parts of one raw mail, cut out of its bytes within fixed limits (RFC 5322, RFC 2045 to 2047).

The standard parser builds an object for every part and looks at every line, also of a 25 MB
attachment; here boundaries are searched for and nothing else is touched until it is read.
"""

import binascii
import re
from dataclasses import dataclass, field
from typing import NamedTuple

from intake.mail.charset import decode
from intake.mail.params import header_params

MAX_HEADER_BYTES = 64 * 1024
MAX_FIELD_BYTES = 8 * 1024
MAX_PARTS = 100
MAX_DEPTH = 10
MAX_TEXT_BYTES = 200 * 1024
MAX_LOOK_ALIKES = 10_000  # lines that begin like a delimiter and are none
_MAX_CODED_BYTES = 4 * MAX_TEXT_BYTES  # of a part that is read: enough for every transfer encoding

_HEAD_END = re.compile(rb"\n\r?\n")
_FIELD = re.compile(rb"^([!-9;-~]{1,100})[ \t]*:[ \t]*([^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)", re.MULTILINE)
_HEADER_LINE = re.compile(rb"[!-9;-~]{1,100}[ \t]*:|[ \t]|From |>From ")
_DELIMITER_END = re.compile(rb"(--)?[ \t]*(?:\r?\n|\Z)")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=\s]")
_OUTSIDE_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")


class Headers:
    """The header fields of one part: names in lower case, values as raw bytes, folds undone."""

    def __init__(self, head: bytes) -> None:
        self.cut = len(head) > MAX_HEADER_BYTES
        self._fields: dict[str, list[bytes]] = {}
        for found in _FIELD.finditer(head, 0, MAX_HEADER_BYTES):
            value = found[2]
            if len(value) > MAX_FIELD_BYTES:
                self.cut = True
                value = value[:MAX_FIELD_BYTES]
            if b"\n" in value:
                value = value.replace(b"\r\n", b"").replace(b"\n", b"")
            self._fields.setdefault(found[1].decode("ascii").lower(), []).append(value)

    def first(self, name: str) -> bytes:
        """Return the first field of that name; empty when there is none."""
        values = self._fields.get(name)
        return values[0] if values else b""

    def __contains__(self, name: str) -> bool:
        return name in self._fields

    def plain(self, name: str) -> str:
        """Return the first field of that name as one line of ASCII, for fields that hold only that."""
        return self.first(name).decode("ascii", "ignore").strip()


class Body(NamedTuple):
    """The bytes of a part after its transfer encoding is undone."""

    data: bytes
    broken: bool


@dataclass(slots=True)
class Part:
    """One part of a mail.

    Attributes:
        kind: Media type in lower case (`text/plain`).
        params: Parameters of its Content-Type, names in lower case.
        closed: Whether the delimiter that ends the part was there.
        broken: Whether the part's own structure is damaged (a multipart without its boundary).
    """

    headers: Headers
    body: bytes
    kind: str
    params: dict[str, str]
    children: list["Part"] = field(default_factory=list)
    closed: bool = True
    broken: bool = False

    @property
    def disposition(self) -> tuple[str, dict[str, str]]:
        """The Content-Disposition and its parameters; empty when there is none."""
        value = self.headers.first("content-disposition")
        return header_params(value) if value else ("", {})

    @property
    def filename(self) -> str:
        """The file name given to the part; empty when there is none."""
        return self.disposition[1].get("filename") or self.params.get("name", "")

    def content(self) -> Body:
        """Undo the transfer encoding (RFC 2045 section 6) of as much as is ever read."""
        coded = self.body[:_MAX_CODED_BYTES]
        encoding = self.headers.plain("content-transfer-encoding").lower().strip("\"' ;")
        if encoding == "base64":
            return _base64(coded)
        if encoding == "quoted-printable":
            return Body(binascii.a2b_qp(coded), broken=False)
        return Body(coded, broken=encoding in {"x-uuencode", "uuencode", "x-uue"})


def _base64(data: bytes) -> Body:
    """Decode base64 without asking for its padding; text that only claims to be base64 stays as it is."""
    if _NOT_BASE64.search(data):
        head, mark, _ = data.partition(b"=")
        if not mark or _NOT_BASE64.search(head):
            return Body(data, broken=data.isascii())
        data = head  # a mailing list has put its footer below
    try:
        return Body(binascii.a2b_base64(data), broken=False)
    except binascii.Error:
        letters = _OUTSIDE_BASE64.sub(b"", data)
    broken = len(letters) % 4 == 1
    letters = letters[: len(letters) - broken]
    return Body(binascii.a2b_base64(letters + b"=" * (-len(letters) % 4)), broken=broken)


def _split_head(data: bytes) -> tuple[bytes, bytes]:
    """Cut a part at its first blank line; a first line that is no header makes all of it body."""
    if data.startswith((b"\n", b"\r\n")):
        return b"", data[1 + data.startswith(b"\r") :]
    if not _HEADER_LINE.match(data):
        return b"", data
    found = _HEAD_END.search(data)
    return (data[: found.start() + 1], data[found.end() :]) if found else (data, b"")


class _Walk:
    """One pass over a mail; keeps count of the parts and of what went beyond the limits."""

    def __init__(self) -> None:
        self.parts = 0
        self.too_many = False
        self.too_deep = False

    def part(self, data: bytes, depth: int, default: str) -> Part:
        """Cut out one part and, when it is a multipart, its children."""
        self.parts += 1
        head, body = _split_head(data)
        headers = Headers(head)
        value = headers.first("content-type")
        kind, params = header_params(value) if value else ("", {})
        made = Part(headers=headers, body=body, kind=kind if "/" in kind else default, params=params)
        if made.kind.startswith("multipart/"):
            if depth >= MAX_DEPTH:
                self.too_deep = True
            else:
                self._children(made, depth)
        elif made.kind == "message/rfc822" and depth < MAX_DEPTH and self.parts < MAX_PARTS:
            made.children.append(self.part(made.content().data.lstrip(b"\r\n"), depth + 1, "text/plain"))
        return made

    def _children(self, made: Part, depth: int) -> None:
        boundary = made.params.get("boundary", "").encode("utf-8", "ignore")
        spans = self._spans(made.body, boundary) if boundary else []
        if not spans:
            made.broken = True
            made.kind = "text/plain"
            return
        default = "message/rfc822" if made.kind == "multipart/digest" else "text/plain"
        for start, end, closed in spans:
            child = self.part(made.body[start:end], depth + 1, default)
            child.closed = closed
            made.children.append(child)

    def _spans(self, body: bytes, boundary: bytes) -> list[tuple[int, int, bool]]:
        """Find where each child begins and ends, and whether a delimiter ended it."""
        delimiter = b"--" + boundary
        spans: list[tuple[int, int, bool]] = []
        begin = -1
        at = 0 if body.startswith(delimiter) else body.find(b"\n" + delimiter) + 1
        for _ in range(MAX_LOOK_ALIKES):
            if not body.startswith(delimiter, at):
                break
            after = _DELIMITER_END.match(body, at + len(delimiter))
            if after:
                if begin >= 0:
                    spans.append((begin, _before_newline(body, at), True))
                begin = after.end()
                if after[1]:
                    return spans
                if self.parts + len(spans) >= MAX_PARTS:
                    self.too_many = True
                    return spans
            at = body.find(b"\n" + delimiter, at) + 1
            if at == 0:
                break
        else:
            self.too_many = True
        if begin >= 0:
            spans.append((begin, len(body), False))
        return spans


def _before_newline(body: bytes, at: int) -> int:
    """Step back over the line end before a delimiter; it belongs to the delimiter."""
    at = max(at - 1, 0)
    return at - 1 if at and body[at - 1] == 0x0D else at  # noqa: PLR2004 -- carriage return


class Tree(NamedTuple):
    """A mail in parts, and what went beyond the limits."""

    root: Part
    too_many: bool
    too_deep: bool


def parts_of(raw: bytes) -> Tree:
    """Cut a raw mail into its parts; never raises.

    Args:
        raw: The mail as it came; an mbox `From ` line and lone carriage returns are taken as they are met.
    """
    if b"\n" not in raw:
        raw = raw.replace(b"\r", b"\n")
    walk = _Walk()
    return Tree(walk.part(raw, 0, "text/plain"), too_many=walk.too_many, too_deep=walk.too_deep)


def text_of(data: bytes) -> tuple[bytes, bool]:
    """Cut the bytes of a text at the last line end within the limit; tell whether anything was cut."""
    if len(data) <= MAX_TEXT_BYTES:
        return data, False
    end = data.rfind(b"\n", 0, MAX_TEXT_BYTES)
    if end <= 0:
        end = MAX_TEXT_BYTES
        while end > MAX_TEXT_BYTES - 4 and decode(data[:end]).trouble:
            end -= 1
    return data[:end], True
