"""One raw mail to a `Mail`: bounded, strict in decoding, never raising."""

import re
from dataclasses import dataclass, field

from intake.mail import doubts as say
from intake.mail.addresses import Mailbox, read_addresses
from intake.mail.charset import Decoded, Trouble, decode, label_in_html
from intake.mail.dates import read_date
from intake.mail.flowed import unflow
from intake.mail.html_text import html_to_text
from intake.mail.mail import Address, Mail, Traits
from intake.mail.mime import Headers, Part, parts_of, text_of
from intake.mail.quotes import split_quotes
from intake.mail.tidy import one_line
from intake.mail.words import decode_header
from madoguchi.model.reading import Doubt

MAX_MAIL_BYTES = 35 * 1024 * 1024
MAX_REFERENCES = 50
MAX_NAME = 200
_UNNAMED = "名前のない添付"
_ID = re.compile(r"<[^<>\s]{1,900}>")
_REPLY = re.compile(rb"^METHOD[ \t]*:[ \t]*REPLY[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_CALENDARS = frozenset({"text/calendar", "application/ics"})
_TEXTS = frozenset({"text/plain", "text/html"})
_STRIKES = re.compile(rb"<(?:s|del|strike)[\s>]|line-through", re.IGNORECASE)
_VACATION = ("x-autoreply", "x-autorespond", "x-autoresponse", "x-autoresponder", "x-mail-autoreply")


@dataclass(slots=True)
class _Gathered:
    """What the parts of a mail gave."""

    texts: list[str] = field(default_factory=list)
    forwarded: list[str] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    calendar_reply: bytes = b""
    doubts: list[Doubt] = field(default_factory=list)

    def doubt(self, doubt: Doubt) -> None:
        if doubt not in self.doubts:
            self.doubts.append(doubt)


def _plain_text(part: Part, data: bytes) -> Decoded:
    read = decode(data, part.params.get("charset", ""))
    if part.params.get("format", "").lower() == "flowed":
        return read._replace(text=unflow(read.text, del_sp=part.params.get("delsp", "").lower() == "yes"))
    return read


def _html_text(part: Part, data: bytes, got: _Gathered) -> Decoded:
    read = decode(data, part.params.get("charset", "") or label_in_html(data))
    made = html_to_text(read.text)
    if made.struck:
        got.doubt(say.STRUCK)
    # An entity can name what no charset may carry.
    return Decoded(decode(made.text.encode("utf-8", "ignore"), "utf-8").text, read.trouble)


def _text(part: Part, got: _Gathered) -> str:
    """Read a text part; what is wrong with it becomes a doubt."""
    body = part.content()
    data, cut = text_of(body.data)
    read = _html_text(part, data, got) if part.kind == "text/html" else _plain_text(part, data)
    if cut or body.cut:
        got.doubt(say.TOO_LONG)
    if read.trouble is not Trouble.NONE:
        got.doubt(say.about(read.trouble, "本文"))
    if body.broken or not part.closed or part.broken:
        got.doubt(say.BROKEN)
    return read.text


def _calendar(part: Part, got: _Gathered) -> None:
    """Keep an iCalendar object that answers an invitation; the first one counts (it may stand twice)."""
    data = part.content().data
    if got.calendar_reply or not _REPLY.search(data):
        return
    read = decode(data, part.params.get("charset", ""))
    got.calendar_reply = read.text.encode("utf-8", "ignore").replace(b"\n", b"\r\n")


def _is_attachment(part: Part, got: _Gathered) -> bool:
    """Tell whether a part is a file; a named text is one unless it is the mail's only text so far."""
    if part.kind not in _TEXTS or part.disposition[0] == "attachment":
        return True
    return bool(part.filename) and bool(got.texts)


def _alternative(part: Part, got: _Gathered) -> None:
    """Take the plain text; the HTML when there is none; calendars in any case."""
    chosen: _Gathered | None = None
    for child in sorted(part.children, key=lambda child: child.kind != "text/plain"):
        if chosen and child.kind == "text/html" and child.disposition[0] != "attachment":
            if _STRIKES.search(child.content().data):  # plain text cannot show what is struck out
                got.doubt(say.STRUCK)
            continue
        one = _Gathered()
        _gather(child, one)
        got.attachments += one.attachments
        got.forwarded += one.forwarded
        got.calendar_reply = got.calendar_reply or one.calendar_reply
        if chosen is None and (any(text.strip() for text in one.texts) or one.doubts):
            chosen = one
    if chosen:
        got.texts += chosen.texts
        for doubt in chosen.doubts:
            got.doubt(doubt)


def _gather(part: Part, got: _Gathered) -> None:
    """Collect text, files and calendar of a part and its children."""
    if part.kind == "multipart/alternative":
        _alternative(part, got)
    elif part.kind == "message/rfc822":
        _forwarded(part, got)
    elif part.kind.startswith("multipart/"):
        for child in part.children:
            _gather(child, got)
    elif part.kind in _CALENDARS:
        _calendar(part, got)
        if part.filename:
            got.attachments.append(_file_name(part))
    elif _is_attachment(part, got):
        got.attachments.append(_file_name(part))
    else:
        got.texts.append(_text(part, got))


def _forwarded(part: Part, got: _Gathered) -> None:
    """Keep the text of an attached mail as a quotation; its own doubts and files are not this mail's."""
    inside = _Gathered()
    for child in part.children:
        _gather(child, inside)
        got.forwarded.append(decode_header(child.headers.first("subject")).text)
    got.forwarded += [*inside.texts, *inside.forwarded]
    got.attachments.append(_file_name(part))


def _file_name(part: Part) -> str:
    name = one_line(part.filename.replace("\\", "/").rpartition("/")[2])[:MAX_NAME]
    return name or _UNNAMED


def _traits(headers: Headers, root: Part) -> Traits:
    """Read the fields that tell what kind of mail it is."""
    returns = headers.plain("return-path")
    return Traits(
        null_return=returns in {"<>", '""', "<<>>"} or returns.lower() == "<mailer-daemon>",
        auto_submitted=headers.plain("auto-submitted").lower().partition(";")[0].strip(),
        answers_itself=any(name in headers for name in _VACATION),
        precedence=headers.plain("precedence").lower(),
        failed_recipients="x-failed-recipients" in headers,
        report=(root.params.get("report-type", "").lower() or "report") if root.kind == "multipart/report" else "",
        list_id="list-id" in headers,
        spam=headers.plain("x-spam-flag").lower().startswith("yes")
        or headers.plain("x-spam-status").lower().startswith("yes"),
        ours="x-madoguchi" in headers,
    )


def _address(box: Mailbox) -> Address:
    return Address(name=box.name[:MAX_NAME], address=box.address)


def _sender(headers: Headers, got: _Gathered) -> Address:
    boxes, trouble = read_addresses(headers.first("from"))
    if trouble in {Trouble.UNCERTAIN, Trouble.GARBLED}:
        got.doubt(say.about(trouble, "差出人の名前"))
    if len({box.address.lower() for box in boxes if box.address}) > 1:
        got.doubt(say.SEVERAL_SENDERS)
    named = [box for box in boxes if box.address] or list(boxes)
    return _address(named[0]) if named else Address()


def _subject(headers: Headers, got: _Gathered) -> str:
    read = decode_header(headers.first("subject"))
    if read.trouble is not Trouble.NONE:
        got.doubt(say.about(read.trouble, "件名"))
    return read.text


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
    got = _Gathered()
    sender = _sender(headers, got)
    subject = _subject(headers, got)
    _gather(tree.root, got)
    for doubt, given in (
        (say.TOO_MANY_PARTS, tree.too_many),
        (say.TOO_DEEP, tree.too_deep),
        (say.HEADER_TOO_LONG, tree.header_cut),
    ):
        if given:
            got.doubt(doubt)
    text, quoted = split_quotes("\n".join(text.strip("\n") for text in got.texts if text.strip()))
    quoted = "\n".join(piece for piece in (quoted, *got.forwarded) if piece.strip())
    if not text.strip() and not got.calendar_reply and not got.doubts:
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
        calendar_reply=got.calendar_reply,
        traits=_traits(headers, tree.root),
        doubts=tuple(got.doubts),
    )
