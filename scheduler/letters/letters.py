"""The letters about a booking: confirmation, change, another way at the same time, reminder, cancellation (pure).

No letter ever carries a passcode.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from madoguchi.config.office import Office
from madoguchi.config.secrets import Meeting
from madoguchi.model.booking import Booking
from madoguchi.model.request import BookingRequest
from madoguchi.speech.languages import Speech
from scheduler.calendar.event import mailbox_of, reference
from scheduler.calendar.invitation import cancel_ics, request_ics, uninvite_ics
from scheduler.letters.facts import booking_facts, plain, say_moment_before
from scheduler.letters.letter import SESSION, Sending, letter
from scheduler.letters.session import session_words


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
    calendar = request_ics(office, booking, request.person, meeting), "REQUEST"
    sending = _sending(office, booking, request, as_of, message_id)
    return letter("confirmation", sending, _words(office, booking, request, meeting), calendar)


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
    words = _words(office, booking, request, meeting)

    def said(speech: Speech) -> dict[str, Any]:
        return words(speech) | {"before": say_moment_before(before, booking.minutes, speech)}

    calendar = request_ics(office, booking, request.person, meeting), "REQUEST"
    return letter("moved", _sending(office, booking, request, as_of, message_id), said, calendar)


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
    calendar = request_ics(office, booking, request.person, meeting), "REQUEST"
    sending = _sending(office, booking, request, as_of, message_id)
    return letter(change, sending, _words(office, booking, request, meeting), calendar)


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

    def said(speech: Speech) -> dict[str, Any]:
        return {"booking": booking_facts(office, booking, speech=speech), "why": plain(why, 200)}

    calendar = cancel_ics(office, booking, request.person), "CANCEL"
    return letter("cancellation", _sending(office, booking, request, as_of, message_id), said, calendar)


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
    words = _words(office, booking, request, meeting, with_calendar=False)
    return letter("reminder", _sending(office, booking, request, as_of, message_id), words)


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
    nobody = request.model_copy(update={"person": request.person.model_copy(update={"name": "", "kana": ""})})
    calendar = uninvite_ics(office, booking, request.person), "CANCEL"
    return letter("uninvited", _sending(office, booking, nobody, as_of, message_id), lambda _: {}, calendar)


def _sending(office: Office, booking: Booking, request: BookingRequest, as_of: datetime, message_id: str) -> Sending:
    """Return to whom a letter about a booking goes; answers come to the booking's own mailbox."""
    return Sending(office, request.person, reference(booking), as_of, message_id, mailbox_of(booking, office))


def _words(
    office: Office, booking: Booking, request: BookingRequest, meeting: Meeting, *, with_calendar: bool = True
) -> Callable[[Speech], dict[str, Any]]:
    """Return what a letter about a coming visit says, in whatever way of speaking."""

    def said(speech: Speech) -> dict[str, Any]:
        return {
            "booking": booking_facts(office, booking, meeting, speech),
            SESSION: session_words(office, booking, request, speech, with_calendar=with_calendar),
        }

    return said
