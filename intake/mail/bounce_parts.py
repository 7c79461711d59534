"""What a bounce carries beside its words: fields for machines (RFC 3464), and the header of the letter that came back."""

import re
from collections.abc import Iterator, Mapping
from email.message import Message
from typing import Final, NamedTuple

from intake.mail.bodies import Gathered, gather
from intake.mail.headers import Headers
from intake.mail.message import mailboxes_of
from intake.mail.mime import Part, parts_of
from intake.mail.tidy import ascii_of
from intake.mail.transfer import undo

_STATUS_PARTS: Final = frozenset({"message/delivery-status", "message/global-delivery-status"})
_HEADER_PARTS: Final = frozenset({"text/rfc822-headers", "message/rfc822-headers", "message/global-headers"})
_MOST_BYTES: Final = 64 * 1024  # of one such part looked at
_MOST_TEXT: Final = 20_000  # characters of its words
_MOST_GROUPS: Final = 100  # of fields; one for the server and one a recipient
_FIELD = re.compile(r"^([A-Za-z][A-Za-z0-9-]{0,60})[ \t]*:[ \t]*([^\n]*(?:\n[ \t]+[^\n]+)*)", re.MULTILINE)
_BLANK_LINE = re.compile(r"\n[ \t]*\n+")
_PER_RECIPIENT: Final = ("final-recipient", "original-recipient", "action")
_ID = re.compile(r"<[^<>\s]{1,900}>")

Fields = Mapping[str, str]


class Carried(NamedTuple):
    """What the parts of a bounce hold.

    Attributes:
        text: Its words, with all that they quote.
        groups: Per-recipient fields, names in lower case.
        message_ids: Of the mails that came back, as their own headers say it.
        ours: Whether one of them carries our own X-Madoguchi field.
        failed: What X-Failed-Recipients says.
        mailboxes: Where the bounce itself was sent and delivered to.
    """

    text: str
    groups: tuple[Fields, ...]
    message_ids: tuple[str, ...]
    ours: bool
    failed: str
    mailboxes: tuple[str, ...]


def carried_by(raw: bytes) -> Carried:
    """Look into a bounce; never raises, and is bounded as the reading of every mail is."""
    root = parts_of(raw).root
    texts: list[str] = []
    returned: list[str] = []
    for part in _walk(root):
        if part.kind in _STATUS_PARTS:
            texts.append(_status_text(part))
        elif part.kind in _HEADER_PARTS:
            returned.append(_fielded(part))
        elif part.kind in {"message/rfc822", "message/global"}:
            returned += [_header_text(child.headers) for child in part.children] or [_fielded(part)]
    letters = [fields for text in returned for fields in groups_in(text)[:1]]
    ids = (found for fields in letters for found in _ID.findall(fields.get("message-id", "")))
    got = Gathered()
    gather(root, got)
    return Carried(
        text=got.text[:_MOST_TEXT],
        groups=tuple(group for text in texts for group in groups_in(text) if is_of_recipient(group)),
        message_ids=tuple(dict.fromkeys(ids)),
        ours=any("x-madoguchi" in fields for fields in letters),
        failed=root.headers.plain("x-failed-recipients"),
        mailboxes=mailboxes_of(root.headers),
    )


def groups_in(text: str) -> list[Fields]:
    """Read the groups of fields in a text, parted by blank lines; names in lower case, folds undone."""
    groups: list[Fields] = []
    for block in _BLANK_LINE.split(text[:_MOST_BYTES])[:_MOST_GROUPS]:
        fields: dict[str, str] = {}
        for name, value in _FIELD.findall(block):
            fields.setdefault(name.lower(), " ".join(value.split()))
        if fields:
            groups.append(fields)
    return groups


def is_of_recipient(fields: Fields) -> bool:
    """Tell whether a group tells what became of one recipient (RFC 3464 section 2.3)."""
    return any(name in fields for name in _PER_RECIPIENT)


def _walk(part: Part) -> Iterator[Part]:
    """Yield the parts of the bounce itself; what is inside a returned mail is its own."""
    yield part
    if part.kind.startswith("multipart/"):
        for child in part.children:
            yield from _walk(child)


def _header_text(headers: Headers) -> str:
    named = ("message-id", "x-madoguchi", "to")
    return "\n".join(f"{name}: {headers.plain(name)}" for name in named if name in headers)


def _status_text(part: Part) -> str:
    """Return the fields as text: the library has taken the groups for messages of their own."""
    inside = part.message.get_payload() if part.message is not None else None
    if not isinstance(inside, list):
        return _fielded(part)
    text = "\n\n".join(_block(block) for block in inside[:_MOST_GROUPS] if isinstance(block, Message))
    return _uncoded(part, text)


def _block(message: Message) -> str:
    """Return one group with what stands below it."""
    below = message.get_payload()
    fields = "".join(f"{name}: {value}\n" for name, value in message.raw_items())
    text = f"{fields}\n{below}" if isinstance(below, str) and below.strip() else fields
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")  # RFC 6533 lets them be UTF-8


def _fielded(part: Part) -> str:
    return ascii_of(part.content().data[:_MOST_BYTES])


def _uncoded(part: Part, text: str) -> str:
    """Undo an encoding that RFC 2046 forbids here and some servers use."""
    encoding = part.headers.plain("content-transfer-encoding").lower()
    if encoding not in {"base64", "quoted-printable"}:
        return text
    return ascii_of(undo(text.encode("ascii", "ignore"), encoding).data[:_MOST_BYTES])
