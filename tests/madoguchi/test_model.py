"""The few things the nouns can do themselves."""

from datetime import datetime

import pytest
import samples_of_papers as sample
from pydantic import ValidationError

from madoguchi.model.booking import BookingState
from madoguchi.model.reading import Doubt, WishReading
from madoguchi.model.request import BookingRequest


def test_a_value_never_changes_and_has_no_stray_fields() -> None:
    booking = sample.booking()
    with pytest.raises(ValidationError, match="frozen"):
        booking.minutes = 60  # type: ignore[misc] # that is what is refused
    with pytest.raises(ValidationError, match="colour"):
        sample.booking(colour="red")


@pytest.mark.parametrize("state", BookingState)
def test_only_a_confirmed_booking_takes_time(state: BookingState) -> None:
    assert sample.booking(state=state).is_live is (state is BookingState.CONFIRMED)


def test_the_end_follows_from_the_length() -> None:
    assert sample.booking(minutes=45).end == datetime(2026, 12, 3, 15, 15)


def test_numbers_that_people_are_told() -> None:
    request: BookingRequest = sample.request(request_id=123456)
    assert request.reference == "M123456"
    assert sample.request(request_id=7).reference == "M00007"


def test_a_doubt_is_a_reason_to_ask() -> None:
    assert not WishReading().ask
    assert WishReading(doubts=(Doubt(code="none", say="ありません。"),)).ask
