"""What settling a batch of readings rests on, and what it leads to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from intake.bounces.ties import Bounces
from intake.calendar.answers import CalendarAnswers
from madoguchi.model.item import Arrival, Item
from madoguchi.model.offer import Offer
from madoguchi.model.reading import Doubt
from madoguchi.model.request import BookingRequest
from madoguchi.store.reviews import NewReview


@dataclass(slots=True)
class Writes:
    """Everything one batch of arrivals adds to the store."""

    items: list[Item] = field(default_factory=list)
    requests: list[BookingRequest] = field(default_factory=list)
    replaced: dict[int, BookingRequest] = field(default_factory=dict)
    reviews: list[NewReview] = field(default_factory=list)
    closed_requests: dict[str, list[int]] = field(default_factory=dict)  # by what settled their reviews
    touched_requests: list[int] = field(default_factory=list)
    counts: list[tuple[Arrival, int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Standing:
    """How stands what answers are about, as far as the batch may meet it.

    Attributes:
        doubts: What is still open about requests that answers name.
        offers: Every offer that was made to them.
        calendars: Judges what calendars answer.
        bounces: Ties what came back to the letters that it is about.
    """

    doubts: Mapping[int, tuple[Doubt, ...]] = field(default_factory=dict)
    offers: Mapping[int, Sequence[Offer]] = field(default_factory=dict)
    calendars: CalendarAnswers = field(default_factory=CalendarAnswers)
    bounces: Bounces = field(default_factory=Bounces)
