"""The times that open offers of the waiting list hold, while one run decides; a value of that run alone."""

from collections.abc import Iterable

from madoguchi.model.offer import Offer
from madoguchi.model.request import BookingRequest
from scheduler.places import Places


class HeldTimes:
    """The open offers by the request they were made to."""

    def __init__(self, offers: Iterable[Offer], places: Places) -> None:
        self._offers = {one.request_id: one for one in offers}
        self._places = places

    def give_back(self, request_ids: Iterable[int]) -> None:
        """Free the times that these requests need no longer."""
        for request_id in request_ids:
            if offer := self._offers.pop(request_id, None):
                self._places.release(offer)

    def answered_by(self, request: BookingRequest, others: Iterable[BookingRequest]) -> Offer | None:
        """Free the time that a request may take because it was offered to it or to the same person.

        An offer that is answered, with whatever wish, is over. One made to another request of the person, who takes
        it by telephone for example, is answered by a wish for its time.

        Returns:
            The offer: its start was offered within the notice rule and may be taken now.
        """
        own = self._offers.pop(request.request_id, None)
        if own is None:
            wished = {start for wish in request.wishes for start in wish.slots}
            offers = (self._offers.get(one.request_id) for one in others)
            own = next((one for one in offers if one and one.start in wished), None)
            if own:
                del self._offers[own.request_id]
        if own is None:
            return None
        self._places.release(own)
        return own

    def keep(self, offer: Offer | None, request: BookingRequest) -> None:
        """Hold the time again for another request of the person when this one could not take it."""
        if offer and offer.request_id != request.request_id:
            self._places.take_back(offer)
            self._offers[offer.request_id] = offer
