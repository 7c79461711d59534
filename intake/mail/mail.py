"""What one mail says, as far as its outside and its words tell."""

from datetime import datetime

from madoguchi.model.frozen import Frozen
from madoguchi.model.reading import Doubt


class Address(Frozen):
    """A mailbox as a header names it; either part may be empty."""

    name: str = ""
    address: str = ""


class Traits(Frozen):
    """Header fields that tell what kind of mail it is, in lower case; empty when absent.

    Attributes:
        null_return: Whether the mail came with a null return path (RFC 5321 section 4.5.5).
        auto_submitted: First word of Auto-Submitted (RFC 3834).
        answers_itself: Whether a programme that answers by itself names itself (X-Autoreply and its kin).
        failed_recipients: Whether X-Failed-Recipients stands there.
        report: The report-type of a multipart/report (RFC 6522); `report` when it names none.
        lists: What the fields of mailing lists say (RFC 2369, RFC 2919, and older ones).
        spam: Whether a mail server marked the mail as spam, in a field or before its subject.
        mute: Whether it asks that no machine answers (X-Auto-Response-Suppress), or has come round (X-Loop).
        ours: Whether the mail carries our own X-Madoguchi field.
    """

    null_return: bool = False
    auto_submitted: str = ""
    answers_itself: bool = False
    precedence: str = ""
    failed_recipients: bool = False
    report: str = ""
    lists: str = ""
    spam: bool = False
    mute: bool = False
    ours: bool = False


class CalendarPart(Frozen):
    """An iCalendar object of a mail.

    Attributes:
        method: In capitals, as the object itself says it, or else its Content-Type; empty when neither does.
        text: Its lines with their folds undone, parted by newlines.
        broken: Whether its encoding was damaged, or its end is missing.
    """

    method: str
    text: str
    broken: bool = False


class Mail(Frozen):
    """One mail as it was read.

    Attributes:
        date: What the Date field says (aware, Asia/Tokyo); None when it says nothing possible.
        received: When our own server took it: the topmost Received field (RFC 5321 section 4.4); the
            sender writes Date, and could put it early to be served first.
        message_id: With its angle brackets; empty when there is none.
        in_reply_to: Likewise.
        references: The earlier mails of the thread, oldest first.
        text: The words that are new in this mail, lines parted by newlines.
        quoted: What was cut away: quoted, forwarded and attached mails.
        attachments: File names, never opened.
        calendars: The iCalendar objects in it, the same one often twice.
        mailboxes: Addresses it was sent or delivered to; looked up only where it holds a calendar or one of them may
            bear a mark of ours.
        authentication: The Authentication-Results on top of it, in their order; anybody may have written them.
        doubts: Why staff have to look; empty when text, subject and sender are surely read right.
    """

    sender: Address = Address()
    to: tuple[Address, ...] = ()
    subject: str = ""
    date: datetime | None = None
    received: datetime | None = None
    message_id: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    text: str = ""
    quoted: str = ""
    attachments: tuple[str, ...] = ()
    calendars: tuple[CalendarPart, ...] = ()
    mailboxes: tuple[str, ...] = ()
    authentication: tuple[str, ...] = ()
    traits: Traits = Traits()
    doubts: tuple[Doubt, ...] = ()
