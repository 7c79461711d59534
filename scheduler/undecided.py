"""Requests that wait for a person, by job-seeker number: what a later word of the same person settles (pure)."""

from collections.abc import Callable, Iterable

from madoguchi.model.item import Kind
from madoguchi.model.request import BookingRequest, RequestState
from scheduler.people import filed_of, same_name

_ON_THE_LIST = frozenset({RequestState.WAITING, RequestState.OFFERED})


class Undecided:
    """The requests on the review list, and those that the run has put there."""

    def __init__(self, requests: Iterable[BookingRequest]) -> None:
        self._waiting: dict[str, list[BookingRequest]] = {}
        for request in requests:
            self.keep(request)

    def keep(self, request: BookingRequest) -> None:
        """Remember what a later word would withdraw or repeat: wishes, not cancellations or records."""
        number = request.person.seeker_number
        if number and request.kind in {Kind.REQUEST, Kind.CHANGE}:
            self._waiting.setdefault(number, []).append(request)

    def meant_by(self, request: BookingRequest) -> list[BookingRequest]:
        """Return what a word of ending means: the request that staff name, else all of the same number and name.

        A mail means its booking alone.
        """
        if request.is_proved_mail:
            return []
        if request.by_staff and request.concerns is not None:
            return [one for waiting in self._waiting.values() for one in waiting if one.request_id == request.concerns]
        return [one for one in self._own(request) if one.name_key == request.name_key]

    def waits_for(self, request: BookingRequest) -> BookingRequest | None:
        """Return the request of the same person on the waiting list that wishes for all that this one does."""
        wished = {start for wish in request.wishes for start in wish.slots}
        listed = (one for one in self._before(request) if one.state in _ON_THE_LIST)
        return next((one for one in listed if wished <= {at for wish in one.wishes for at in wish.slots}), None)

    def rival(self, request: BookingRequest, possible: Callable[[BookingRequest], bool]) -> BookingRequest | None:
        """Return the earlier request of the same person that wishes for other starts, or None.

        One that waits only because its wishes cannot be met any more is no rival.
        """
        others = (one for one in self._before(request) if not _share_a_start(one, request))
        return next((one for one in others if possible(one)), None)

    def settled_by(self, request: BookingRequest, *, alone: bool) -> list[BookingRequest]:
        """Return the requests of the same person that need no answer once this one is booked.

        Those are the earlier ones that wish for one of the same starts and, where a person may have one booking
        `alone`, whatever waits for a time to become free.
        """
        repeated = [one for one in self._before(request) if _share_a_start(one, request)]
        listed = [one for one in self.of_person(request) if alone and one.state in _ON_THE_LIST]
        return list({one.request_id: one for one in (*repeated, *listed)}.values())

    def _before(self, request: BookingRequest) -> list[BookingRequest]:
        return [
            one
            for one in self.of_person(request)
            if (one.received_at, one.request_id) < (request.received_at, request.request_id)
        ]

    def of_person(self, request: BookingRequest) -> list[BookingRequest]:
        """Return the requests of the same number and name that are not decided yet."""
        mine = filed_of(request)
        return [
            one
            for one in self._own(request)
            if one.kind is Kind.REQUEST and one.request_id != request.request_id and same_name(filed_of(one), mine)
        ]

    def drop(self, settled: Iterable[BookingRequest]) -> None:
        """Forget requests that are settled now."""
        for request in settled:
            self._waiting[request.person.seeker_number].remove(request)

    def _own(self, request: BookingRequest) -> list[BookingRequest]:
        number = request.person.seeker_number
        return self._waiting.get(number, []) if number else []


def _share_a_start(one: BookingRequest, other: BookingRequest) -> bool:
    """Tell whether two requests wish for one start among others."""
    starts = {start for wish in one.wishes for start in wish.slots}
    return any(start in starts for wish in other.wishes for start in wish.slots)
