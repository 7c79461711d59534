"""One raw mail to a `Mail`: bounded, strict in decoding, never raising."""

import re

from intake.mail import doubts as say
from intake.mail.addresses import Mailbox, read_addresses
from intake.mail.bodies import MAX_NAME, Gathered, gather
from intake.mail.charset import Trouble
from intake.mail.dates import read_date
from intake.mail.headers import Headers
from intake.mail.mail import Address, Mail
from intake.mail.mime import parts_of
from intake.mail.named_times import may_mean_quoted
from intake.mail.quotes import copied_letter, split_quotes
from intake.mail.tidy import ascii_of
from intake.mail.traits import traits_of
from intake.mail.words import decode_header

MAX_MAIL_BYTES = 35 * 1024 * 1024
MAX_REFERENCES = 50
_ID = re.compile(r"<[^<>\s]{1,900}>")
_STROKES = ("\u0336", "\u0335", "\u0337", "\u0338")  # drawn through the letter before
_GETA = "〓"  # stands where a program had no letter; a row of them is an ornament
_NO_LETTER = re.compile(r"(?<=\w)〓{1,2}(?!〓)|(?<!〓)〓{1,2}(?=\w)")
_DELIVERED = ("to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to")


def _address(box: Mailbox) -> Address:
    return Address(name=box.name[:MAX_NAME], address=box.address)


def _sender(headers: Headers, got: Gathered) -> Address:
    boxes, trouble = read_addresses(headers.first("from"))
    if trouble in {Trouble.UNCERTAIN, Trouble.GARBLED}:
        got.doubt(say.about(trouble, "差出人の名前"))
    if headers.differs("from") or len({box.address.lower() for box in boxes if box.address}) > 1:
        got.doubt(say.SEVERAL_SENDERS)
    named = [box for box in boxes if box.address] or list(boxes)
    return _address(named[0]) if named else Address()


def mailboxes_of(headers: Headers) -> tuple[str, ...]:
    """Return where the mail was sent and delivered to; mail servers write the latter."""
    boxes = (box for name in _DELIVERED if name in headers for box in read_addresses(headers.first(name))[0])
    return tuple(dict.fromkeys(box.address for box in boxes if box.address))


def _may_be_marked(headers: Headers) -> bool:
    """Tell whether the mail may have come to an address with a mark; cheap, for most mails have not."""
    return any(b"+" in headers.first(name) for name in _DELIVERED)


def _subject(headers: Headers, got: Gathered) -> str:
    read = decode_header(headers.first("subject"))
    if read.trouble is not Trouble.NONE:
        got.doubt(say.about(read.trouble, "件名"))
    return read.text


def _doubt_words(text: str, subject: str, got: Gathered) -> None:
    """Doubt words that are struck out letter by letter, or lack a letter."""
    if any(stroke in text for stroke in _STROKES):
        got.doubt(say.STRUCK)
    if (_GETA in text and _NO_LETTER.search(text)) or (_GETA in subject and _NO_LETTER.search(subject)):
        got.doubt(say.NO_LETTER)


def _identifiers(headers: Headers, name: str) -> list[str]:
    return _ID.findall(headers.plain(name))


def read_mail(raw: bytes) -> Mail:
    """Read one raw mail.

    Args:
        raw: The bytes as they came (RFC 5322, or anything that pretends to be).

    Returns:
        What it says, with a doubt for everything that may be wrong. Never raises; time and memory
        are bounded by the size, which beyond 35 MB is refused with a doubt.
    """
    if len(raw) > MAX_MAIL_BYTES:
        return Mail(doubts=(say.TOO_LARGE,))
    tree = parts_of(raw)
    headers = tree.root.headers
    got = Gathered()
    sender = _sender(headers, got)
    subject = _subject(headers, got)
    gather(tree.root, got)
    for doubt, given in (
        (say.TOO_MANY_PARTS, tree.too_many),
        (say.TOO_DEEP, tree.too_deep),
        (say.HEADER_TOO_LONG, tree.header_cut),
    ):
        if given:
            got.doubt(doubt)
    text, quoted, said = split_quotes(got.text)
    said = "\n".join(filter(None, (said, *got.forwarded)))
    quoted = "\n".join(piece for piece in (quoted, *got.forwarded) if piece.strip())
    _doubt_words(text, subject, got)
    if said and may_mean_quoted(text, said):
        got.doubt(say.QUOTED_DATES)
    elif may_mean_quoted(*copied_letter(text)):
        got.doubt(say.COPIED_DATES)
    if not text.strip() and not got.calendars and not got.doubts:
        if quoted:
            got.doubt(say.ONLY_QUOTED)
        elif got.attachments:
            got.doubt(say.ONLY_ATTACHMENTS)
    return Mail(
        sender=sender,
        to=tuple(_address(box) for box in read_addresses(headers.first("to"))[0]) if "to" in headers else (),
        subject=subject,
        date=read_date(headers.first("date")),
        received=read_date(headers.first("received").rpartition(b";")[2].strip()),
        message_id=next(iter(_identifiers(headers, "message-id")), ""),
        in_reply_to=next(iter(_identifiers(headers, "in-reply-to")), ""),
        references=tuple(_identifiers(headers, "references")[:MAX_REFERENCES]),
        text=text,
        quoted=quoted,
        attachments=tuple(got.attachments),
        calendars=tuple(got.calendars),
        mailboxes=mailboxes_of(headers) if got.calendars or _may_be_marked(headers) else (),
        authentication=tuple(ascii_of(field) for field in headers.authentication),
        traits=traits_of(headers, tree.root),
        doubts=tuple(got.doubts),
    )
