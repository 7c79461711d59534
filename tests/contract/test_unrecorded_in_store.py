"""Visits of earlier days that nobody has recorded."""

import stores
from stores import at

from madoguchi.model.booking import BookingState
from madoguchi.store import bookings
from madoguchi.store.engine import Store


def test_unrecorded_visits_are_live_ones_of_earlier_days_the_oldest_first(store: Store) -> None:
    with store.writing() as t:
        for number, start, state in (
            (1, at(2), BookingState.CONFIRMED),
            (2, at(1), BookingState.CONFIRMED),
            (3, at(1, 9, 30), BookingState.COMPLETED),
            (4, at(1, 10, 0), BookingState.CANCELLED),
            (5, at(3), BookingState.CONFIRMED),  # today: it may still be held
        ):
            stores.put_booking(t, booking_id=number, request_id=number, uid=f"uid{number}", start=start, state=state)
        found = bookings.unrecorded_bookings(t, at(3).date(), 10)
        assert [one.booking_id for one in found] == [2, 1]
        assert bookings.unrecorded_bookings(t, at(3).date(), 1) == found[:1]
        assert bookings.unrecorded_bookings(t, at(1).date(), 10) == []
