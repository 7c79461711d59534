"""What people are told whose request staff have refused; by letter and spoken."""

from datetime import datetime
from typing import Any

from madoguchi.config.office import Office
from madoguchi.model.request import BookingRequest
from scheduler.letters.facts import person_facts, plain
from scheduler.letters.letters import plain_letter
from scheduler.letters.spoken import say


def refusal(office: Office, request: BookingRequest, why: str, as_of: datetime, message_id: str) -> bytes:
    """Return the letter that tells a refusal.

    Args:
        office: Who writes.
        request: What was asked for.
        why: The reason that staff gave, one sentence; may be empty.
        as_of: The as-of time of the run (aware).
        message_id: The same for every sending of this notice.

    Raises:
        ValueError: The person's mail address cannot be written to, or a time is naive.
    """
    subject = f"【受付番号 {request.reference}】オンライン職業相談のお申し込みについて"
    return plain_letter(office, "refusal", _words(office, request, why), request, subject, as_of, message_id)


def say_refusal(office: Office, request: BookingRequest, why: str) -> str:
    """Return what to say about a refusal."""
    return say("refusal", _words(office, request, why))


def _words(office: Office, request: BookingRequest, why: str) -> dict[str, Any]:
    sentence = plain(why, 200).rstrip("。")
    return {
        "office": office.office,
        "site": office.site.address,
        "person": person_facts(request.person),
        "reference": request.reference,
        "why": f"{sentence}。" if sentence else "",
    }
