"""The bookings that a run may change, as they stand after each of its decisions; a value of that run alone."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from madoguchi.model.booking import Booking
from madoguchi.model.request import BookingRequest


class Standing:
    """Bookings by person and by the request that led to them.

    Args:
        own: Live bookings of the people of the run, past ones without a record included.
        concerned: Bookings that requests of the run are about, by the number of the request they came of.
        now: Wall-clock time of the office.
    """

    def __init__(self, own: Iterable[Booking], concerned: Mapping[int, Booking], now: datetime) -> None:
        self._now = now
        self._own: dict[str, dict[int, Booking]] = {}
        self._by_request: dict[int, int] = {}
        self._concerned: dict[int, Booking] = {}
        for request_id, booking in concerned.items():
            self._by_request[request_id] = booking.booking_id
            self._concerned[booking.booking_id] = booking
        for booking in own:
            self.put(booking)

    def put(self, booking: Booking) -> None:
        """Note how a booking stands from now on."""
        self._by_request.setdefault(booking.request_id, booking.booking_id)
        self._concerned[booking.booking_id] = booking
        own = self._own.setdefault(booking.seeker_number, {})
        if booking.is_live:
            own[booking.booking_id] = booking
        else:
            own.pop(booking.booking_id, None)

    def of_request(self, request_id: int | None) -> Booking | None:
        """Return the booking that came of a request, live or not."""
        return self._concerned.get(self._by_request.get(request_id or 0, 0))

    def meant_by(self, request: BookingRequest) -> list[Booking]:
        """Return the bookings to come that a request may mean: the one it names, else all of the person's.

        A mail means the booking that its writer was proved for, and no other when that one is gone.
        """
        coming = self.coming(request.person.seeker_number)
        named = self.of_request(request.concerns)
        if named is None:
            return coming
        return [named] if named in coming else [] if request.is_proved_mail else coming

    def coming(self, number: str) -> list[Booking]:
        """Return the person's live bookings that are not yet over, the next one first."""
        if not number:
            return []
        coming = [one for one in self._own.get(number, {}).values() if one.end > self._now]
        return sorted(coming, key=lambda one: one.start)

    def begun(self, number: str, by: datetime) -> list[Booking]:
        """Return the person's live bookings that had begun at that moment (naive), the latest last."""
        begun = [one for one in self._own.get(number, {}).values() if one.start <= by] if number else []
        return sorted(begun, key=lambda one: one.start)
