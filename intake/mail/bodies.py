"""What the parts of a mail hold: its text, the mails inside it, the names of its files, its calendars."""

import html
import re
from dataclasses import dataclass, field

from intake.mail import doubts as say
from intake.mail.calendars import is_calendar, read_calendar_part
from intake.mail.charset import Decoded, Trouble, decode, label_in_html
from intake.mail.flowed import unflow
from intake.mail.html_text import html_to_text
from intake.mail.mail import CalendarPart
from intake.mail.mime import Part, text_of
from intake.mail.named_times import times_in
from intake.mail.quotes import split_quotes
from intake.mail.tidy import one_line
from intake.mail.words import decode_header
from madoguchi.model.reading import Doubt

MAX_NAME = 200
_UNNAMED = "名前のない添付"
_MOST_CALENDARS = 10
_TEXTS = frozenset({"text/plain", "text/html"})
# Versions of the same text for other programs, which no sender chose to attach.
_OTHER_VERSIONS = frozenset({"text/x-amp-html", "text/watch-html", "text/enriched", "text/richtext", "text/rtf"})
_MAY_STRIKE = ("-through", "<s>", "<s ", "<s\n", "<s\t", "<del", "<strike")
_ANY_TAG = re.compile("<[^<>]{0,4096}>")
_HTML_NOTICE = re.compile(
    r"html.{0,60}(?:ご覧|表示|対応|形式|閲覧|見られ|読め|view|display|support|format|enable|client|version)|(?:表示|対応|view|display|support).{0,60}html",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_NOTICE = 300


@dataclass(slots=True)
class Gathered:
    """What the parts of a mail gave.

    Attributes:
        texts: In their order.
        forwarded: Subjects and texts of attached mails.
        attachments: File names, never opened.
    """

    texts: list[str] = field(default_factory=list)
    forwarded: list[str] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    calendars: list[CalendarPart] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def doubt(self, doubt: Doubt) -> None:
        """Add a doubt once."""
        if doubt not in self.doubts:
            self.doubts.append(doubt)

    @property
    def text(self) -> str:
        """The texts below each other."""
        return "\n".join(text.strip("\n") for text in self.texts if text.strip())

    def take_files(self, other: "Gathered") -> None:
        """Take over what a part holds beside its text."""
        self.attachments += other.attachments
        self.forwarded += other.forwarded
        self.calendars += other.calendars


def gather(part: Part, got: Gathered, *, beside_text: bool = False) -> None:
    """Collect text, files and calendar of a part and its children.

    Args:
        part: The part.
        got: What is added to.
        beside_text: Whether a text without a name stands beside the part, so that one with a name is a file.
    """
    if part.kind == "multipart/alternative":
        _alternative(part, got)
    elif part.kind == "message/rfc822":
        _attached_mail(part, got)
    elif part.kind.startswith("multipart/"):
        unnamed = any(_is_text(child) and not child.filename for child in part.children)
        for child in part.children:
            gather(child, got, beside_text=unnamed)
    elif is_calendar(part):
        _calendar(part, got)
        if part.filename:
            got.attachments.append(_file_name(part))
    elif not _is_text(part) or (part.filename and (beside_text or got.texts)):
        got.attachments.append(_file_name(part))
    else:
        got.texts.append(_text(part, got))


def _is_text(part: Part) -> bool:
    return part.kind in _TEXTS and part.disposition[0] != "attachment"


def _plain_text(part: Part, data: bytes) -> Decoded:
    read = decode(data, part.params.get("charset", ""))
    if part.params.get("format", "").lower() == "flowed":
        return read._replace(text=unflow(read.text, del_sp=part.params.get("delsp", "").lower() == "yes"))
    return read


def _html_source(part: Part, data: bytes) -> Decoded:
    return decode(data, part.params.get("charset", "") or label_in_html(data))


def _html_text(part: Part, data: bytes, got: Gathered) -> Decoded:
    read = _html_source(part, data)
    made = html_to_text(read.text)
    if made.struck:
        got.doubt(say.STRUCK)
    if "&#" not in read.text:
        return Decoded(made.text, read.trouble)
    named = decode(made.text.encode("utf-8", "ignore"), "utf-8")  # an entity can name what no charset may carry
    return Decoded(named.text, read.trouble or named.trouble)


def _text(part: Part, got: Gathered) -> str:
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


def _calendar(part: Part, got: Gathered) -> None:
    """Keep an iCalendar object; a mail of more than a few holds what nobody should guess at."""
    if len(got.calendars) < _MOST_CALENDARS:
        got.calendars.append(read_calendar_part(part))
    else:
        got.doubt(say.TOO_MANY_PARTS)


def _attached_mail(part: Part, got: Gathered) -> None:
    """Keep the text of an attached mail as a quotation; its own doubts and files are not this mail's."""
    inside = Gathered()
    for child in part.children:
        gather(child, inside)
        got.forwarded.append(decode_header(child.headers.first("subject")).text)
    got.forwarded += [*inside.texts, *inside.forwarded]
    got.attachments.append(_file_name(part))


def _file_name(part: Part) -> str:
    name = one_line(part.filename.replace("\\", "/").rpartition("/")[2])[:MAX_NAME]
    return name or _UNNAMED


# multipart/alternative (RFC 2046 section 5.1.4)


def _alternative(part: Part, got: Gathered) -> None:
    """Take the plain text; the HTML when the plain text is blank or only points to it; calendars in any case.

    Both are the sender's words. Where they name different times, or the HTML strikes words out that plain text cannot
    show as struck, the plain text is not simply believed.
    """
    plain, others = _versions(part)
    believed = bool(plain.text) and not _only_points_to_html(plain.text)
    rich = Gathered()
    for child in others:
        if not (believed and child.kind == "text/html" and _is_text(child) and _says_the_same(child, plain.text)):
            gather(child, rich)
    got.take_files(rich)
    if believed and _differ(plain.text, rich.text):
        got.doubt(say.VERSIONS_DIFFER)
        believed = bool(times_in(plain.text))  # the version that names a time says more
    shown = plain if believed or not rich.text else rich
    got.texts += shown.texts
    for doubt in (*plain.doubts, *rich.doubts):
        if shown is rich or doubt is say.STRUCK or doubt in plain.doubts:
            got.doubt(doubt)


def _versions(part: Part) -> tuple[Gathered, list[Part]]:
    """Part the children into the plain text and what else shows the same."""
    plain = Gathered()
    others: list[Part] = []
    for child in part.children:
        if child.kind == "text/plain" and _is_text(child) and not plain.texts:
            gather(child, plain)
        elif child.kind not in _OTHER_VERSIONS or child.disposition[0] == "attachment":
            others.append(child)
    return plain, others


def _only_points_to_html(text: str) -> bool:
    return len(text) <= _LONGEST_NOTICE and _HTML_NOTICE.search(text) is not None and not times_in(text)


def _says_the_same(part: Part, text: str) -> bool:
    """Tell at little cost whether an HTML part has the letters of the plain text and strikes none out."""
    data, cut = text_of(part.content().data)
    source = _html_source(part, data).text
    low = source.lower()
    if cut or any(sign in low for sign in _MAY_STRIKE):
        return False
    bare = _ANY_TAG.sub("", source)
    return "".join((html.unescape(bare) if "&" in bare else bare).split()) == "".join(text.split())


def _differ(plain: str, rich: str) -> bool:
    """Tell whether two versions of a text name different times, less what one of them may quote."""
    if not rich or times_in(plain) == times_in(rich):
        return False
    return times_in(split_quotes(plain).new) != times_in(split_quotes(rich).new)
