"""People on the waiting list and the offers made to them, short enough that a table can hold them."""

from datetime import datetime, timedelta

from samples_of_requests import AS_OF, ask

from madoguchi.model.offer import Offer
from madoguchi.model.request import BookingRequest, RequestState

HOUR = timedelta(hours=1)


def waits(number: int, *starts: datetime, **changes: object) -> BookingRequest:
    """Return a request on the waiting list; a lower number came earlier."""
    return ask(number, *starts, **{"state": RequestState.WAITING} | changes)


def offer(offer_id: int, request_id: int, start: datetime, **changes: object) -> Offer:
    """Return an open offer of a time of counsellor a, made an hour ago and good for a day."""
    given: dict[str, object] = {
        "offer_id": offer_id,
        "request_id": request_id,
        "counsellor": "a",
        "start": start,
        "minutes": 30,
        "made_at": AS_OF - HOUR,
        "until": AS_OF + 23 * HOUR,
    }
    return Offer.model_validate(given | changes)
