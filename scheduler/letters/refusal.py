"""What people are told whose request staff have refused; by letter and spoken."""

from datetime import datetime

from madoguchi.config.office import Office
from madoguchi.model.request import BookingRequest
from scheduler.letters.facts import plain
from scheduler.letters.letter import Sending, letter
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
    sending = Sending(office, request.person, request.reference, as_of, message_id)
    return letter("refusal", sending, lambda _: {"why": _sentence(why)})


def say_refusal(request: BookingRequest, why: str) -> str:
    """Return what to say about a refusal."""
    return say("refusal", request.person, {"why": _sentence(why), "reference": request.reference})


def _sentence(why: str) -> str:
    """Return the reason as staff wrote it, in every language: a machine's translation could turn it round."""
    sentence = plain(why, 200).rstrip("。")
    return f"{sentence}。" if sentence else ""
