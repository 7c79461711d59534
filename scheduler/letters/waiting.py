"""What people on the waiting list are told: that they wait, and that a time has become free; by letter and spoken.

Nothing is booked yet, so neither carries a calendar, a meeting address or a counsellor.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from madoguchi.clock import local
from madoguchi.config.office import Office
from madoguchi.model.language import Language
from madoguchi.model.offer import Offer
from madoguchi.model.request import BookingRequest
from madoguchi.speech import standard
from madoguchi.speech.languages import SPEECH, Speech
from madoguchi.wording import say_day
from scheduler.letters.letter import Sending, letter
from scheduler.letters.spoken import say

_WISHES = {
    Language.STANDARD: "{}を希望します",
    Language.EASY: "{}を 希望します",
    Language.ENGLISH: "I would like {}",
}


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """An offer in words.

    Attributes:
        when: 2026年12月3日（木）午後2時30分から3時まで.
        until: 2026年12月1日（火）午前9時.
        wish: The sentence that takes it, which `intake` reads: 12月3日（木）午後2時30分を希望します.
    """

    when: str
    until: str
    wish: str


def offer_facts(offer: Offer, speech: Speech = standard) -> OfferFacts:
    """Put an offer into words."""
    return OfferFacts(
        when=speech.say_span(offer.start, offer.end),
        until=speech.say_moment(local(offer.until)),
        wish=_WISHES[speech.LANGUAGE].format(_short(offer.start, speech.LANGUAGE)),
    )


def _short(start: datetime, language: Language) -> str:
    """Return a start as `intake` reads it in a subject and in the sentence that takes an offer."""
    if language is Language.EASY:
        return f"{say_day(start.date())}{start.hour}時{start.minute:02}分"
    return SPEECH[language].say_start(start)


def waiting(
    office: Office, request: BookingRequest, as_of: datetime, message_id: str, gone: datetime | None = None
) -> bytes:
    """Return the letter that tells a person to be on the waiting list.

    Args:
        office: Who writes.
        request: What was asked for.
        as_of: The as-of time of the run (aware).
        message_id: The same for every sending of this notice.
        gone: The start of an offer that the office had to take back; it is told instead of the first word.

    Raises:
        ValueError: The person's mail address cannot be written to, or a time is naive.
    """
    sending = Sending(office, request.person, request.reference, as_of, message_id)
    return letter("waiting", sending, lambda speech: _gone(gone, speech) | _phone(request))


def offered(office: Office, offer: Offer, request: BookingRequest, message_id: str) -> bytes:
    """Return the letter that offers a time, with the sentence that takes it.

    Its subject names the time, so that a mere はい、お願いします is known to mean it.

    Raises:
        ValueError: The person's mail address cannot be written to.
    """
    sending = Sending(office, request.person, request.reference, offer.made_at, message_id)
    return letter(
        "offer",
        sending,
        lambda speech: {"offer": offer_facts(offer, speech), "most_offers": office.booking.most_offers},
        more=lambda language: _short(offer.start, language),
    )


def say_waiting(office: Office, request: BookingRequest, gone: datetime | None = None) -> str:
    """Return what to say to somebody who waits; `gone` is the start of an offer that was taken back."""
    words = {"office": office.office, "reference": request.reference} | _gone(gone, standard)
    return say("waiting", request.person, words)


def say_offer(offer: Offer, request: BookingRequest) -> str:
    """Return what to say about a time that has become free."""
    return say("offer", request.person, {"offer": offer_facts(offer), "reference": request.reference})


def _gone(gone: datetime | None, speech: Speech) -> dict[str, Any]:
    return {"gone": speech.say_moment(gone) if gone else ""}


def _phone(request: BookingRequest) -> dict[str, Any]:
    return {"has_phone": bool(request.person.phone.strip())}
