"""The telephone twins of the letters: what a clerk says to a person without mail (promise 12).

Each is one paragraph that can be read aloud; words from `templates/staff/`. The passcode is not in
them either: it is told on the day, from the day sheet.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from madoguchi.config.office import Office
from madoguchi.model.booking import Booking
from madoguchi.model.reading import Particulars
from madoguchi.model.request import BookingRequest
from scheduler.letters.environment import plain_environment
from scheduler.letters.facts import (
    booking_facts,
    person_facts,
    plain,
    say_moment_before,
    terms_facts,
)
from scheduler.new_terms import News


def say_confirmation(office: Office, booking: Booking, request: BookingRequest) -> str:
    """Return what to say about a booked time."""
    return say("confirmation", request.person, _words(office, booking, request))


def say_moved(office: Office, booking: Booking, request: BookingRequest, before: datetime | None = None) -> str:
    """Return what to say about a changed time; `before` is the start it had."""
    words = _words(office, booking, request)
    words["before"] = say_moment_before(before, booking.minutes)
    return say("moved", request.person, words)


def say_same_time(change: str, office: Office, booking: Booking, request: BookingRequest) -> str:
    """Return what to say about another way of the visit at the same time (`counsellor` or `telephone`)."""
    return say(change, request.person, _words(office, booking, request))


def say_cancellation(office: Office, booking: Booking, request: BookingRequest, why: str = "") -> str:
    """Return what to say about a cancelled booking; `why` is the reason of the office in a few words."""
    words = _words(office, booking, request)
    words["why"] = plain(why, 200)
    return say("cancellation", request.person, words)


def say_reminder(office: Office, booking: Booking, request: BookingRequest) -> str:
    """Return what to say about a visit near at hand."""
    return say("reminder", request.person, _words(office, booking, request))


def say_declined(office: Office, booking: Booking, request: BookingRequest) -> str:
    """Return what to ask about a visit that the person's calendar has declined."""
    return say("declined", request.person, _words(office, booking, request))


def say_new_terms(office: Office, request: BookingRequest, news: Sequence[News], as_of: datetime) -> str:
    """Return what to say about new terms; it says nothing of when or why the person comes."""
    words = {
        "office": office.office,
        "reference": request.reference,
        "terms": terms_facts(office, news, as_of),
    }
    return say("new_terms", request.person, words)


def _words(office: Office, booking: Booking, request: BookingRequest) -> dict[str, Any]:
    return {
        "office": office.office,
        "in_all_minutes": office.booking.in_all_minutes,
        "booking": booking_facts(office, booking),
        "person": person_facts(request.person),
    }


def say(name: str, person: Particulars, words: dict[str, Any]) -> str:
    """Return the words of `say_<name>.txt.j2` as one paragraph, and before them in which language to speak.

    They are Japanese whatever the person has wished for: it is a clerk who reads them.
    """
    text = plain_environment("staff").get_template(f"say_{name}.txt.j2").render(words)
    language = plain(person.language, 40)
    return (f"（希望の言語：{language}）" if language else "") + "".join(line.strip() for line in text.splitlines())
