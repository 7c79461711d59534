"""What first come costs: counted, told, and acted on by nobody."""

import samples_of_requests as make
from samples_of_requests import AS_OF, ask, booked, wish
from stores import at

from madoguchi.config.office import Office
from madoguchi.model.booking import Booking
from madoguchi.model.request import BookingRequest
from scheduler.cost_of_first_come import Cost, cost_of_first_come
from scheduler.openings import OfficeDays

ONE = make.office(counsellors=1)


def _cost(live: dict[int, Booking], *requests: BookingRequest, office: Office = ONE) -> Cost:
    return cost_of_first_come(live, requests, OfficeDays(office), office, AS_OF)


def test_an_announced_booking_that_could_have_been_elsewhere_costs_somebody_their_time() -> None:
    flexible, narrow = ask(1, at(3), at(4)), ask(2, at(3))
    assert _cost({1: booked(1, at(3))}, flexible, narrow) == Cost(booked=1, waiting=1, served_at_best=2)
    assert _cost({1: booked(1, at(3))}, flexible, narrow).lost == 1


def test_where_there_is_no_room_at_all_nobody_is_to_blame() -> None:
    cost = _cost({1: booked(1, at(3))}, ask(1, at(3)), ask(2, at(3)))
    assert (cost, cost.lost) == (Cost(booked=1, waiting=1, served_at_best=1), 0)


def test_who_was_given_another_time_than_wished_keeps_it_in_the_reckoning() -> None:
    """Staff fixed a time that no wish names, on a day that is closed by now."""
    moved = ask(1, wish(1, at(4)))
    cost = _cost({1: booked(1, at(5))}, moved, ask(2, at(4)))
    assert cost == Cost(booked=1, waiting=1, served_at_best=2)


def test_nobody_waits() -> None:
    assert _cost({}) == Cost(0, 0, 0)
