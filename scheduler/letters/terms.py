"""What people are told of new terms, by letter (art. 11)."""

from collections.abc import Sequence
from datetime import datetime

from madoguchi.config.office import Office
from madoguchi.model.request import BookingRequest
from scheduler.letters.facts import person_facts, terms_facts
from scheduler.letters.letters import plain_letter
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
    words = {
        "office": office.office,
        "site": office.site.address,
        "reference": request.reference,
        "person": person_facts(request.person),
        "terms": terms_facts(office, news, as_of),
    }
    subject = f"【受付番号 {request.reference}】オンライン職業相談の利用規約についてのお知らせ"
    return plain_letter(office, "new_terms", words, request, subject, as_of, message_id)
