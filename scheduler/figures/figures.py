"""The figures of the office's last weeks: how full, how soon, by which way, what was asked, who did not come (pure).

A day tells only what its end has settled, so the figures reach to the end of yesterday.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median_low
from typing import NamedTuple

from madoguchi.clock import aware, local
from madoguchi.model.booking import BookingState
from madoguchi.model.item import Channel
from madoguchi.model.openings import OpenDays
from madoguchi.store.figures import Asked, Received, Visits, Wait
from scheduler.figures.doubt_names import names_of

WEEKS_BACK = 12
WEEKS_AHEAD = 4
_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)


class Window(NamedTuple):
    """The days that the figures are of; each end is included.

    Attributes:
        first: A Monday.
        last: Yesterday.
        ahead: The last of the days to come, which begin with today.
    """

    first: date
    last: date
    ahead: date

    @property
    def since(self) -> datetime:
        """When its past begins (aware)."""
        return aware(datetime.combine(self.first, time()))

    @property
    def until(self) -> datetime:
        """When its past ends: at 0:00 today (aware)."""
        return aware(datetime.combine(self.last + _DAY, time()))


class Facts(NamedTuple):
    """What the store holds of a window.

    Attributes:
        visits: Of its past and of the days to come.
        waits: Of its past visits.
        received: The requests of its past.
        asked: The questions to staff of its past.
    """

    visits: Sequence[Visits] = ()
    waits: Sequence[Wait] = ()
    received: Sequence[Received] = ()
    asked: Sequence[Asked] = ()


class Seats(NamedTuple):
    """How many seats there were, and how many of them were taken."""

    taken: int
    offered: int


class Occupancy(NamedTuple):
    """How full each start of each weekday is.

    Attributes:
        starts: Those that were offered or taken, in order.
        weekdays: Likewise; Monday is 0.
        seats: By weekday and start; a start that a weekday does not have is left out.
    """

    starts: tuple[time, ...]
    weekdays: tuple[int, ...]
    seats: Mapping[tuple[int, time], Seats]

    @property
    def total(self) -> Seats:
        """All of them together."""
        return Seats(sum(one.taken for one in self.seats.values()), sum(one.offered for one in self.seats.values()))


class Waiting(NamedTuple):
    """How long people waited, in whole calendar days.

    Attributes:
        to_answer: From the request to its answer: how many waited how many days.
        to_visit: From the request to the visit.
    """

    to_answer: Mapping[int, int]
    to_visit: Mapping[int, int]

    @property
    def usual_answer(self) -> int | None:
        """Within how many days half of them were answered; None where nobody waited."""
        return _median(self.to_answer)

    @property
    def usual_visit(self) -> int | None:
        """Within how many days half of them came; None where nobody waited."""
        return _median(self.to_visit)


class Week(NamedTuple):
    """A week from Monday on."""

    monday: date
    channels: Mapping[Channel, int]
    visits: Mapping[BookingState, int]


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything the page of figures shows.

    Attributes:
        held: How full the past days were, from the first one with a booking on.
        coming: How full the days to come are.
        weeks: Those of the past, the first one first; the last may be a week of which some days are still to come.
        asked: Reasons for asking, the commonest first.
        questions: How many requests needed asking; one may have several reasons.
    """

    window: Window
    held: Occupancy
    coming: Occupancy
    waiting: Waiting
    weeks: tuple[Week, ...]
    asked: tuple[tuple[str, int], ...]
    questions: int


def window(today: date) -> Window:
    """Return the days that figures made on a day are of."""
    last = today - _DAY
    return Window(_monday(last) - (WEEKS_BACK - 1) * _WEEK, last, today + WEEKS_AHEAD * _WEEK - _DAY)


def figures(days: OpenDays, within: Window, facts: Facts) -> Figures:
    """Count.

    Args:
        days: The openings as they are set now; what was set in the past is not kept.
        within: See `window`.
        facts: Of that window.
    """
    reasons = Counter[str]()
    for codes, number in facts.asked:
        reasons.update(dict.fromkeys(names_of(codes), number))
    return Figures(
        window=within,
        held=occupancy(days, _begun(within, facts.visits), within.last, facts.visits),
        coming=occupancy(days, within.last + _DAY, within.ahead, facts.visits),
        waiting=_waiting(facts.waits),
        weeks=_weeks(within, facts),
        asked=tuple(sorted(reasons.items(), key=lambda one: (-one[1], one[0]))),
        questions=sum(one.number for one in facts.asked),
    )


def _begun(within: Window, visits: Iterable[Visits]) -> date:
    """Return the first day with a booking: an office that has just begun was not empty before."""
    return min((start.date() for start, *_ in visits), default=within.first)


def occupancy(days: OpenDays, first: date, last: date, visits: Iterable[Visits]) -> Occupancy:
    """Return how full the days from one to another are, both included; cancelled visits take no seat."""
    taken, offered = Counter[tuple[int, time]](), Counter[tuple[int, time]]()
    for ahead in range((last - first).days + 1):
        for slot in days.day(first + ahead * _DAY).slots:
            offered[_place(slot.start)] += len(slot.counsellors)
    for start, state, number in visits:
        if state is not BookingState.CANCELLED and first <= start.date() <= last:
            taken[_place(start)] += number
    seats = {place: Seats(taken[place], offered[place]) for place in sorted({*taken, *offered})}
    return Occupancy(
        starts=tuple(sorted({start for _, start in seats})),
        weekdays=tuple(sorted({weekday for weekday, _ in seats})),
        seats=seats,
    )


def _place(start: datetime) -> tuple[int, time]:
    return start.weekday(), start.time()


def _waiting(waits: Iterable[Wait]) -> Waiting:
    answer, visit = Counter[int](), Counter[int]()
    for received_at, decided_at, start in waits:
        came = local(received_at).date()
        answer[max(0, (local(decided_at).date() - came).days)] += 1
        visit[max(0, (start.date() - came).days)] += 1
    return Waiting(answer, visit)


def _weeks(within: Window, facts: Facts) -> tuple[Week, ...]:
    mondays = [within.first + number * _WEEK for number in range(WEEKS_BACK)]
    channels: dict[date, Counter[Channel]] = {monday: Counter() for monday in mondays}
    visits: dict[date, Counter[BookingState]] = {monday: Counter() for monday in mondays}
    for received_at, channel in facts.received:
        channels[_monday(local(received_at).date())][channel] += 1
    for start, state, number in facts.visits:
        if start.date() <= within.last:
            visits[_monday(start.date())][state] += number
    return tuple(Week(monday, channels[monday], visits[monday]) for monday in mondays)


def _monday(on: date) -> date:
    return on - timedelta(days=on.weekday())


def _median(times: Mapping[int, int]) -> int | None:
    return median_low(Counter(times).elements()) if times else None
