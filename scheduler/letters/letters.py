"""The letters about a booking: confirmation, change, another way at the same time, cancellation; and the question.

Words are from `templates/mail/`.

Each letter has one template with its words and two typographies (`marks.txt.j2`, `marks.html.j2`),
so plain text and HTML cannot tell different things. No letter ever carries a passcode, and a letter
that asks never tells what is booked: its sender may not be who the mail says.
"""

from datetime import datetime
from typing import Any

from madoguchi.config.office import Office
from madoguchi.config.secrets import Meeting
from madoguchi.model.booking import Booking
from madoguchi.model.reading import Doubt
from madoguchi.model.request import BookingRequest
from scheduler.calendar.event import mailbox_of, reference
from scheduler.calendar.invitation import cancel_ics, request_ics, uninvite_ics
from scheduler.letters.environment import html_environment, plain_environment
from scheduler.letters.facts import (
    booking_facts,
    person_facts,
    plain,
    say_moment_before,
    say_openings,
)
from scheduler.letters.mime import Head, build
from scheduler.letters.questions import questions
from scheduler.letters.session import SessionWords, advice, session_words

_CHANGES = {"counsellor": "の担当が替わります", "telephone": "はお電話で行います"}


def confirmation(
    office: Office, booking: Booking, request: BookingRequest, meeting: Meeting, as_of: datetime, message_id: str
) -> bytes:
    """Return the letter that tells a booked time, with its invitation.

    Args:
        office: Who writes.
        booking: What was booked.
        request: Whose request it was; `person.email` is the recipient.
        meeting: Of the counsellor; only the address without its passcode is told.
        as_of: The as-of time of the run (aware): the Date of the letter.
        message_id: The same for every sending of this notice (`mime.message_id`).

    Raises:
        ValueError: The person's mail address cannot be written to, or a time is naive.
    """
    words = _booking_words(office, booking, request, meeting)
    head = _head(office, booking, request, "オンライン職業相談の日時が決まりました", as_of, message_id)
    calendar = request_ics(office, booking, request.person, meeting), "REQUEST"
    return _letter("confirmation", words, head, calendar, session_words(office, booking, request))


def moved(
    office: Office,
    booking: Booking,
    request: BookingRequest,
    meeting: Meeting,
    as_of: datetime,
    message_id: str,
    before: datetime | None = None,
) -> bytes:
    """Return the letter that tells a changed time, with an invitation that moves the event.

    Args:
        office: Who writes.
        booking: As it now stands, its sequence already raised.
        request: The request that the change came from.
        meeting: Of the counsellor.
        as_of: The as-of time of the run (aware).
        message_id: The same for every sending of this notice.
        before: The start it had (naive wall-clock time).

    Raises:
        ValueError: The person's mail address cannot be written to, or a time is naive.
    """
    words = _booking_words(office, booking, request, meeting)
    words["before"] = say_moment_before(before, booking.minutes)
    head = _head(office, booking, request, "オンライン職業相談の日時が変わりました", as_of, message_id)
    calendar = request_ics(office, booking, request.person, meeting), "REQUEST"
    return _letter("moved", words, head, calendar, session_words(office, booking, request))


def same_time(
    change: str,
    office: Office,
    booking: Booking,
    request: BookingRequest,
    meeting: Meeting,
    as_of: datetime,
    message_id: str,
) -> bytes:
    """Return the letter that tells another way of the visit at the same time, with a new invitation.

    Args:
        change: `counsellor` or `telephone`.
        office: Who writes.
        booking: As it now stands, its sequence already raised.
        request: Whose booking it is.
        meeting: Of the counsellor.
        as_of: The as-of time of the run (aware).
        message_id: The same for every sending of this notice.

    Raises:
        ValueError: The person's mail address cannot be written to, or a time is naive.
    """
    words = _booking_words(office, booking, request, meeting)
    calendar = request_ics(office, booking, request.person, meeting), "REQUEST"
    head = _head(office, booking, request, f"オンライン職業相談{_CHANGES[change]}（日時は同じです）", as_of, message_id)
    return _letter(change, words, head, calendar, session_words(office, booking, request))


def cancellation(
    office: Office, booking: Booking, request: BookingRequest, as_of: datetime, message_id: str, why: str = ""
) -> bytes:
    """Return the letter that tells a cancelled booking, with the cancellation for the calendar.

    Args:
        office: Who writes.
        booking: Cancelled, its sequence already raised.
        request: Whose booking it was.
        as_of: The as-of time of the run (aware).
        message_id: The same for every sending of this notice.
        why: The reason of the office in a few words (臨時の休み（システム更新）), which makes the letter an apology;
            empty when the person cancelled.

    Raises:
        ValueError: The person's mail address cannot be written to, or a time is naive.
    """
    words = _booking_words(office, booking, request, None)
    words["why"] = plain(why, 200)
    head = _head(office, booking, request, "オンライン職業相談の予約を取り消しました", as_of, message_id)
    return _letter("cancellation", words, head, (cancel_ics(office, booking, request.person), "CANCEL"))


def reminder(
    office: Office, booking: Booking, request: BookingRequest, meeting: Meeting, as_of: datetime, message_id: str
) -> bytes:
    """Return the letter that reminds of a visit near at hand.

    It carries no calendar: the invitation is there already, and some clients take a second REQUEST of the same
    SEQUENCE for news and ask for an answer once more.

    Args:
        office: Who writes.
        booking: As it stands.
        request: Whose booking it is.
        meeting: Of the counsellor; only the address without its passcode is told.
        as_of: The as-of time of the run (aware).
        message_id: The same for every sending of this notice.

    Raises:
        ValueError: The person's mail address cannot be written to, or a time is naive.
    """
    words = _booking_words(office, booking, request, meeting)
    head = _head(office, booking, request, "オンライン職業相談の日が近づきました", as_of, message_id)
    session = session_words(office, booking, request, with_calendar=False)
    return _letter("reminder", words, head, session=session)


def uninvited(office: Office, booking: Booking, request: BookingRequest, as_of: datetime, message_id: str) -> bytes:
    """Return the letter to an address that a booking's invitation went to and that is on file no more.

    It may be a stranger's by a slip of the pen, so it names nobody and tells no time; its calendar object holds what
    that address was told before.

    Args:
        office: Who writes.
        booking: With the time that was told there, and the sequence of the invitation that replaces it.
        request: Whose booking it is, with the old address as `person.email`.
        as_of: The as-of time of the run (aware).
        message_id: The same for every sending of this notice.

    Raises:
        ValueError: The address cannot be written to, or a time is naive.
    """
    nobody = request.person.model_copy(update={"name": "", "kana": ""})
    words = {
        "office": office.office,
        "site": office.site.address,
        "reference": reference(booking),
        "person": person_facts(nobody),
    }
    head = _head(office, booking, request, "お知らせの送り先が変わりました", as_of, message_id)
    return _letter("uninvited", words, head, (uninvite_ics(office, booking, request.person), "CANCEL"))


def tell_us_more(
    office: Office, request: BookingRequest, doubts: tuple[Doubt, ...], as_of: datetime, message_id: str
) -> bytes:
    """Return the letter that asks what is doubtful, with a form to fill in; it tells no booking.

    Args:
        office: Who writes.
        request: What came in.
        doubts: What is asked.
        as_of: The as-of time of the run (aware).
        message_id: The same for every sending of this notice.

    Raises:
        ValueError: The person's mail address cannot be written to, or a time is naive.
    """
    words = _question_words(office, request, doubts)
    subject = f"【受付番号 {request.reference}】お申し込みについておたずねします"
    return plain_letter(office, "tell_us_more", words, request, subject, as_of, message_id)


def plain_letter(
    office: Office,
    name: str,
    words: dict[str, Any],
    request: BookingRequest,
    subject: str,
    as_of: datetime,
    message_id: str,
) -> bytes:
    """Return a letter without a calendar.

    Args:
        office: Who writes.
        name: Of its template.
        words: What the template says.
        request: `person.email` is the recipient.
        subject: With the number of the request, by which an answer is known.
        as_of: The Date of the letter (aware).
        message_id: The same for every sending of this notice.

    Raises:
        ValueError: The person's mail address cannot be written to, or a time is naive.
    """
    return _letter(name, words, _to(office, request, subject, as_of, message_id))


def _head(
    office: Office, booking: Booking, request: BookingRequest, subject: str, as_of: datetime, message_id: str
) -> Head:
    """Return the head of a letter about a booking; answers come to the booking's own mailbox."""
    numbered = f"【受付番号 {reference(booking)}】{subject}"
    return _to(office, request, numbered, as_of, message_id, mailbox_of(booking, office))


def _to(
    office: Office, request: BookingRequest, subject: str, as_of: datetime, message_id: str, reply_to: str = ""
) -> Head:
    return Head(
        sender_name=office.office.name,
        sender=office.office.mail,
        recipient=request.person.email,
        subject=subject,
        message_id=message_id,
        written_at=as_of,
        reply_to=reply_to,
    )


def _booking_words(
    office: Office, booking: Booking, request: BookingRequest, meeting: Meeting | None
) -> dict[str, Any]:
    return {
        "office": office.office,
        "site": office.site.address,
        "booking": booking_facts(office, booking, meeting),
        "person": person_facts(request.person),
    }


def _question_words(office: Office, request: BookingRequest, doubts: tuple[Doubt, ...]) -> dict[str, Any]:
    return {
        "office": office.office,
        "minutes": office.booking.minutes,
        "site": office.site.address,
        "reference": request.reference,
        "person": person_facts(request.person),
        "questions": questions(doubts),
        "openings": say_openings(office.openings),
    }


def _letter(
    name: str,
    words: dict[str, Any],
    head: Head,
    calendar: tuple[bytes, str] = (b"", ""),
    session: SessionWords | None = None,
) -> bytes:
    text, html = (
        environment.get_template(f"{name}.j2").render(
            words if session is None else words | {"session": advice(environment, session)}
        )
        for environment in (plain_environment("mail"), html_environment("mail"))
    )
    return build(head, text, html, *calendar)
