"""What people on the waiting list are told: that they wait, and that a time has become free; by letter and spoken.

Nothing is booked yet, so neither carries a calendar, a meeting address or a counsellor.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from madoguchi.clock import local
from madoguchi.config.office import Office
from madoguchi.model.offer import Offer
from madoguchi.model.request import BookingRequest
from madoguchi.wording import OFFER_SUBJECT, WAITING_SUBJECT, say_moment, say_span, say_start
from scheduler.letters.facts import person_facts
from scheduler.letters.letters import plain_letter
from scheduler.letters.spoken import say


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """An offer in words.

    Attributes:
        when: 2026年12月3日（木）午後2時30分から3時まで.
        until: 2026年12月1日（火）午前9時.
        wish: The sentence that takes it: 12月3日（木）午後2時30分を希望します.
    """

    when: str
    until: str
    wish: str


def offer_facts(offer: Offer) -> OfferFacts:
    """Put an offer into words."""
    return OfferFacts(
        when=say_span(offer.start, offer.end),
        until=say_moment(local(offer.until)),
        wish=f"{say_start(offer.start)}を希望します",
    )


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
    subject = f"【受付番号 {request.reference}】{WAITING_SUBJECT}"
    return plain_letter(office, "waiting", _waiting_words(office, request, gone), request, subject, as_of, message_id)


def offered(office: Office, offer: Offer, request: BookingRequest, message_id: str) -> bytes:
    """Return the letter that offers a time, with the sentence that takes it.

    Its subject names the time, so that a mere はい、お願いします is known to mean it.

    Raises:
        ValueError: The person's mail address cannot be written to.
    """
    subject = f"【受付番号 {request.reference}】{OFFER_SUBJECT}：{say_start(offer.start)}"
    return plain_letter(
        office, "offer", _offer_words(office, offer, request), request, subject, offer.made_at, message_id
    )


def say_waiting(office: Office, request: BookingRequest, gone: datetime | None = None) -> str:
    """Return what to say to somebody who waits; `gone` is the start of an offer that was taken back."""
    return say("waiting", _waiting_words(office, request, gone))


def say_offer(office: Office, offer: Offer, request: BookingRequest) -> str:
    """Return what to say about a time that has become free."""
    return say("offer", _offer_words(office, offer, request))


def _waiting_words(office: Office, request: BookingRequest, gone: datetime | None) -> dict[str, Any]:
    person = person_facts(request.person)
    return _words(office, request) | {"gone": say_moment(gone) if gone else "", "has_phone": person.has_phone}


def _offer_words(office: Office, offer: Offer, request: BookingRequest) -> dict[str, Any]:
    return _words(office, request) | {"offer": offer_facts(offer), "most_offers": office.booking.most_offers}


def _words(office: Office, request: BookingRequest) -> dict[str, Any]:
    return {
        "office": office.office,
        "site": office.site.address,
        "person": person_facts(request.person),
        "reference": request.reference,
    }
