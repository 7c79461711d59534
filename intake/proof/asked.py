"""What a mail asks of a booking that exists: its new time or its end, and the doubts that are left (pure)."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from intake.doubts import question_too
from intake.mail.form import Form
from intake.mail.mail import Mail
from intake.person.in_mail import Writer
from intake.proof.plain_words import change_as_wish, is_about_changing, plain_cancellation
from intake.reading.reader import read_wishes
from intake.second_thoughts import asked_beside
from intake.wished import second_thoughts, wishes_as_written, without_names
from madoguchi.model.item import Kind
from madoguchi.model.openings import OpenDays
from madoguchi.model.reading import Doubt, Wish

# What is no doubt where a number or a mark says who it is.
_ON_FILE = frozenset({"name_from_sender", "name_unsure", "name_short"})

_CANCELLATION_UNCLEAR = Doubt(
    code="cancellation_unclear",
    say="取消のほかのことも書かれているか、取消と言い切っていないため、取り消してよいか決められません。",
)
_BOOKED_UNCLEAR = Doubt(code="booked_unclear", say="いまの予約の日時として書かれた言葉を読み取れません。")


class Asked(NamedTuple):
    """What is asked of a booking.

    Attributes:
        wishes: The new times of a change, ranked.
        booked: Starts that the words give for the booking as it is now.
    """

    wishes: tuple[Wish, ...] = ()
    booked: tuple[datetime, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def asked_of_booking(
    kind: Kind, mail: Mail, form: Form, writer: Writer, days: OpenDays, received_at: datetime, *, replies: bool
) -> Asked:
    """Read a change or a cancellation.

    Args:
        kind: CHANGE or CANCELLATION.
        mail: As read.
        form: Of its text.
        writer: Who the mail says has written it.
        days: The openings.
        received_at: When it came (aware).
        replies: It answers a letter of ours, so that its subject is ours too.
    """
    person = tuple(doubt for doubt in writer.doubts if doubt.code not in _ON_FILE)
    read = _cancellation if kind is Kind.CANCELLATION else _change
    asked = read(mail, form, writer, days, received_at, replies=replies)
    return asked._replace(doubts=(*person, *asked.doubts))


def _change(mail: Mail, form: Form, writer: Writer, days: OpenDays, received_at: datetime, *, replies: bool) -> Asked:
    called = _called(mail, writer)
    text, rest = change_as_wish(mail.text, called), change_as_wish(form.rest, called)
    subject = "" if replies or is_about_changing(mail.subject) else mail.subject
    mail = mail.model_copy(update={"text": text.text, "subject": subject})
    form = form.model_copy(update={"rest": rest.text})
    mail, form = without_names(mail, form, writer.spoken, is_answer=replies)
    read = wishes_as_written(mail, form, received_at, days)
    booked, doubts = _booked(text.booked, days, received_at)
    return Asked(read.wishes, booked, (*second_thoughts(mail.text), *read.doubts, *doubts))


def _cancellation(
    mail: Mail, form: Form, writer: Writer, days: OpenDays, received_at: datetime, *, replies: bool
) -> Asked:
    words = plain_cancellation("" if replies else mail.subject, form.rest, _called(mail, writer))
    question = asked_beside(mail.text)
    doubts = [question_too(question)] if question else []
    if words is None or form.wishes:
        return Asked(doubts=(*doubts, _CANCELLATION_UNCLEAR))
    booked, unread = _booked(words, days, received_at)
    return Asked((), booked, (*doubts, *unread))


def _booked(words: Sequence[str], days: OpenDays, received_at: datetime) -> tuple[tuple[datetime, ...], list[Doubt]]:
    """Read the words that say when the booking is now."""
    booked: set[datetime] = set()
    for said in words:
        read = read_wishes(said, received_at, days)
        starts = {start for wish in read.wishes for start in wish.slots}
        if read.doubts or not starts:
            return (), [_BOOKED_UNCLEAR]
        booked |= starts
    return tuple(sorted(booked)), []


def _called(mail: Mail, writer: Writer) -> tuple[str, ...]:
    return (writer.person.name, mail.sender.name)
