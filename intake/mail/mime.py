"""The parts of one raw mail, by the standard parser with the `compat32` policy (RFC 5322, RFC 2045 to 2047).

The parser finds the structure and nothing else, and only where there is one: names, texts and file names are read by
our own ladder, from the bytes as they came. `policy.default` would take a minute for a hostile subject and raise on an
unknown charset.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.errors import CloseBoundaryNotFoundDefect, MissingHeaderBodySeparatorDefect
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from typing import NamedTuple

from intake.mail.bounds import CUT, MAX_TEXT_BYTES, bound
from intake.mail.charset import decode
from intake.mail.headers import Headers, fields_of
from intake.mail.params import header_params
from intake.mail.transfer import Body, undo

MAX_PARTS = 100
MAX_DEPTH = 10
_LONGEST_CHARACTER = 4  # bytes

_PARSER = BytesParser(policy=compat32)
_SURE_FIELD = re.compile(
    rb"^(?:from|to|cc|sender|reply-to|in-reply-to|references|subject|date|message-id|mime-version|content-[a-z-]{1,40}|received|return-path|x-[a-z-]{1,40})[ \t]*:",
    re.MULTILINE | re.IGNORECASE,
)
_BEGINS_HEADER = re.compile(rb">?From |[!-9;-~]{1,100}[ \t]*:")
_FIELD_NAME = re.compile(rb"([!-9;-~]{1,100})[ \t]*:")


@dataclass(slots=True)
class Part:
    """One part of a mail.

    Attributes:
        kind: Media type in lower case (`text/plain`).
        params: Parameters of its Content-Type, names in lower case.
        closed: Whether the delimiter that ends the part was there.
        message: What the library found; None for a mail without parts, which it was spared.
        body: The bytes below the header of such a mail.
        broken: Whether the part's own structure is damaged (a multipart without its boundary).
    """

    headers: Headers
    kind: str
    params: Mapping[str, str]
    message: Message | None = None
    body: bytes = b""
    children: list["Part"] = field(default_factory=list)
    closed: bool = True
    broken: bool = False

    @property
    def disposition(self) -> tuple[str, Mapping[str, str]]:
        """The Content-Disposition and its parameters; empty when there is none."""
        value = self.headers.first("content-disposition")
        return header_params(value) if value else ("", {})

    @property
    def filename(self) -> str:
        """The file name given to the part; empty when there is none."""
        return self.disposition[1].get("filename") or self.params.get("name", "")

    def content(self) -> Body:
        """Undo the transfer encoding, in our own way: see `intake.mail.transfer`."""
        coded = self._coded()
        body = undo(coded.removesuffix(CUT), self.headers.plain("content-transfer-encoding"))
        return body._replace(cut=coded.endswith(CUT))

    def _coded(self) -> bytes:
        if self.message is None:
            return self.body
        # Without the field the library gives the bytes as they stand.
        del self.message["content-transfer-encoding"]
        coded = self.message.get_payload(decode=True)
        return coded if isinstance(coded, bytes) else b""


class Tree(NamedTuple):
    """A mail in parts, and what went beyond the limits."""

    root: Part
    too_many: bool
    too_deep: bool
    header_cut: bool


def parts_of(raw: bytes) -> Tree:
    """Parse a raw mail; never raises.

    Args:
        raw: The mail as it came; an mbox `From ` line and lone carriage returns are taken as they are met.
    """
    bounded = bound(raw)
    walk = _Walk()
    root = _without_parts(bounded.data) or walk.part(_parsed(bounded.data), 0)
    return Tree(
        root,
        too_many=bounded.too_many or walk.too_many,
        too_deep=bounded.too_deep or walk.too_deep,
        header_cut=bounded.header_cut or root.headers.cut,
    )


def _without_parts(data: bytes) -> Part | None:
    """Read a mail that holds no other parts, and whose header has no fault, without the library.

    It finds the same (a test holds the two against each other), but looks at every line of the body for it.
    """
    end = data.find(b"\n\n")
    fields = None if end < 0 or data.startswith((b"\n", b"From ")) else fields_of(data[: end + 1])
    if fields is None:
        return None
    headers = Headers(fields)
    value = headers.first("content-type")
    if not value.isascii():
        return None
    kind = value.decode("ascii").partition(";")[0].strip().lower()
    if kind.startswith(("multipart/", "message/")):
        return None
    return Part(
        headers=headers,
        kind=kind if kind.count("/") == 1 else "text/plain",
        params=header_params(value)[1] if value else {},
        body=data[end + 2 :],
    )


def _parsed(data: bytes) -> Message:
    """Parse what has been bounded, mending a header that a stray line would end."""
    message = _structure(data)
    if _ran_into_body(message) and (len(message) or _BEGINS_HEADER.match(data)):
        mended = _mended(data)
        if mended != data:
            return _structure(mended)
    return message


def _structure(data: bytes) -> Message:
    try:
        return _PARSER.parsebytes(data)
    except (ValueError, RecursionError):  # a boundary in a charset that is none; what Python makes of one is its affair
        return _PARSER.parsebytes(data, headersonly=True)


def _ran_into_body(message: Message) -> bool:
    """Tell whether a header stopped at a line that is no field, without the blank line that ends it."""
    return any(isinstance(defect, MissingHeaderBodySeparatorDefect) for defect in message.defects)


def _mended(data: bytes) -> bytes:
    """Give the stray lines between the fields of a header a place, so that the header goes on.

    The library takes such a line for the beginning of the body, and every field behind it for words of the sender. Behind
    a subject it is the rest of it, broken without a blank; elsewhere it is set aside, for it could name another sender.
    """
    end = data.find(b"\n\n")
    head = data if end < 0 else data[:end]
    last = 0
    for found in _SURE_FIELD.finditer(head):
        last = found.start()
    lines: list[bytes] = []
    name = b""
    for line in head[:last].split(b"\n")[:-1]:
        known = _FIELD_NAME.match(line)
        if known:
            name = known[1].lower()
            lines.append(known[1] + line[known.end() - 1 :])
        elif line.startswith((b" ", b"\t", b"From ")):
            lines.append(line)
        else:
            lines.append((b" " if name == b"subject" else b"X-Stray: ") + line)
    return b"\n".join((*lines, data[last:]))


class _Walk:
    """One pass over a mail; keeps count of the parts and of what went beyond the limits."""

    def __init__(self) -> None:
        self.parts = 0
        self.too_many = False
        self.too_deep = False

    def part(self, message: Message, depth: int) -> Part:
        """Read one part and, when it holds others, these."""
        self.parts += 1
        headers = Headers((name, value.encode("ascii", "surrogateescape")) for name, value in message.raw_items())
        value = headers.first("content-type")
        made = Part(
            headers=headers,
            kind=message.get_content_type(),
            params=header_params(value)[1] if value else {},
            message=message,
            broken=bool(message.defects) and _ran_into_body(message) and len(message) > 0,
        )
        if made.kind == "text/plain" and value[:10].lower() == b"multipart/":
            made.broken = True  # a type that the library reads as none
        if made.kind.startswith("multipart/"):
            self._children(made, message, depth)
        elif made.kind == "message/rfc822" and depth < MAX_DEPTH and self.parts < MAX_PARTS:
            made.children += [self.part(inner, depth + 1) for inner in _attached(made, message)]
        return made

    def _children(self, made: Part, message: Message, depth: int) -> None:
        inside = _inside(message)
        if not inside:
            made.broken = True
            made.kind = "text/plain"
        elif depth >= MAX_DEPTH:
            self.too_deep = True
        else:
            for inner in inside:
                if self.parts >= MAX_PARTS:
                    self.too_many = True
                    return
                made.children.append(self.part(inner, depth + 1))
            if any(isinstance(defect, CloseBoundaryNotFoundDefect) for defect in message.defects):
                made.children[-1].closed = False


def _inside(message: Message) -> list[Message]:
    payload = message.get_payload()
    return [inner for inner in payload if isinstance(inner, Message)] if isinstance(payload, list) else []


def _attached(part: Part, message: Message) -> list[Message]:
    """Return the mail inside a message part; some programs encode it, which RFC 2046 forbids and the library leaves."""
    inside = _inside(message)[:1]
    if inside and part.headers.plain("content-transfer-encoding").lower() == "base64":
        coded = inside[0].get_payload(decode=True)
        if isinstance(coded, bytes):
            return [_parsed(bound(undo(coded, "base64").data).data)]
    return inside


def text_of(data: bytes) -> tuple[bytes, bool]:
    """Cut the bytes of a text at the last line end within the limit; tell whether anything was cut."""
    if len(data) <= MAX_TEXT_BYTES:
        return data, False
    end = data.rfind(b"\n", 0, MAX_TEXT_BYTES)
    return data[: end if end > 0 else _between_characters(data)], True


def _between_characters(data: bytes) -> int:
    """Return where to cut a text that is one long line; half a character would make UTF-8 look like Shift_JIS."""
    end = MAX_TEXT_BYTES
    try:
        data[:end].decode()
    except UnicodeDecodeError as error:
        if error.start > end - _LONGEST_CHARACTER:
            return error.start
    while end > MAX_TEXT_BYTES - _LONGEST_CHARACTER and decode(data[:end]).trouble:
        end -= 1
    return end
