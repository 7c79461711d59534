"""What people are told of new terms, by letter (art. 11)."""

from collections.abc import Sequence
from datetime import datetime

from madoguchi.config.office import Office
from madoguchi.model.request import BookingRequest
from scheduler.letters.facts import terms_facts
from scheduler.letters.letter import Sending, letter
from scheduler.new_terms import News


def new_terms(office: Office, request: BookingRequest, news: Sequence[News], as_of: datetime, message_id: str) -> bytes:
    """Return the letter that tells of new terms (art. 11); it says nothing of when or why the person comes.

    Args:
        office: Who writes.
        request: The one that was booked.
        news: The versions that are new to the person, the oldest first.
        as_of: The as-of time of the run (aware).
        message_id: The same for every sending of this notice.

    Raises:
        ValueError: The person's mail address cannot be written to, or a time is naive.
    """
    sending = Sending(office, request.person, request.reference, as_of, message_id)
    return letter("new_terms", sending, lambda speech: {"terms": terms_facts(office, news, as_of, speech)})
