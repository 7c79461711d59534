"""The letter that asks what is doubtful, with a form to fill in, and its telephone twin.

Neither tells what is booked: the sender may not be who the mail says.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from madoguchi.config.office import Office
from madoguchi.model.reading import Doubt
from madoguchi.model.request import BookingRequest
from madoguchi.speech import standard
from madoguchi.speech.form import Field
from madoguchi.speech.languages import Speech
from scheduler.letters.form import form_lines
from scheduler.letters.letter import Sending, letter
from scheduler.letters.questions import fields_asked, questions
from scheduler.letters.spoken import say


def tell_us_more(
    office: Office, request: BookingRequest, doubts: Sequence[Doubt], as_of: datetime, message_id: str
) -> bytes:
    """Return the letter that asks what is doubtful, with a form that holds what is asked for and nothing else.

    Args:
        office: Who writes.
        request: What came in.
        doubts: What is asked.
        as_of: The as-of time of the run (aware).
        message_id: The same for every sending of this notice.

    Raises:
        ValueError: The person's mail address cannot be written to, or a time is naive.
    """
    sending = Sending(office, request.person, request.reference, as_of, message_id)
    return letter("tell_us_more", sending, lambda speech: _words(office, request, doubts, speech))


def say_tell_us_more(office: Office, request: BookingRequest, doubts: Sequence[Doubt]) -> str:
    """Return what to ask on the telephone; it tells no booking."""
    words = _words(office, request, doubts, standard) | {"reference": request.reference}
    return say("tell_us_more", request.person, words)


def _words(office: Office, request: BookingRequest, doubts: Sequence[Doubt], speech: Speech) -> dict[str, Any]:
    fields = fields_asked(doubts, wished=bool(request.wishes))
    return {
        "minutes": office.booking.minutes,
        "openings": speech.say_openings(office.openings),
        "questions": questions(doubts, speech.LANGUAGE),
        "asks_for_times": Field.WISHES in fields,
        "form": form_lines(fields, request.reference, speech.LANGUAGE),
    }
