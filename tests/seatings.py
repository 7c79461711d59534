"""The definition of the assignment taken word by word, by trying out every seating; and small runs to try it on."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from hypothesis import strategies as st
from stores import at

from scheduler.assignment import Applicant, Assignment, Placement

Seat = tuple[datetime, str]

STARTS = (at(3, 9, 30), at(3, 14, 0), at(6, 9, 30), at(7, 9, 30))  # Thursday twice, the end of that week, a Monday
ORDER = ("a", "b", "c")
CIRCLES = (frozenset("a"), frozenset("b"), frozenset("bc"))
ALL_SEATS = tuple((start, counsellor) for start in STARTS for counsellor in ORDER)


class Office(NamedTuple):
    """What stands when a run begins."""

    seats: frozenset[Seat]
    standing: dict[tuple[str, date], int]
    circles: tuple[frozenset[str], ...] = CIRCLES

    def free(self, start: datetime) -> tuple[str, ...]:
        return tuple(one for one in ORDER if (start, one) in self.seats)

    def assignment(self) -> Assignment:
        """Begin a run of ours."""
        return Assignment(STARTS, self.free, self.standing, ORDER, self.circles)


def seatings(accepted: Sequence[Iterable[Seat]], taken: frozenset[Seat] = frozenset()) -> Iterator[tuple[Seat, ...]]:
    """Go through every way to give everybody a seat of their own."""
    if not accepted:
        yield ()
        return
    for seat in accepted[0]:
        if seat not in taken:
            yield from ((seat, *rest) for rest in seatings(accepted[1:], taken | {seat}))


def can_all_sit(accepted: Sequence[Iterable[Seat]]) -> bool:
    return next(seatings(accepted), None) is not None


class ByTheWord:
    """The same calls as `Assignment`, each answered by the definition."""

    def __init__(self, office: Office) -> None:
        self.seats = set(office.seats)
        self.loads = Counter(office.standing)
        self.waiting: dict[int, tuple[int, Applicant]] = {}

    def add(self, applicant: Applicant) -> int | None:
        for tier in range(len(applicant.tiers)):
            if can_all_sit([*self._accepted(), self._tier(applicant, tier)]):
                self.waiting[applicant.key] = tier, applicant
                return tier
        return None

    def settle(self, key: int) -> Placement:
        tier, applicant = self.waiting.pop(key)
        possible = [
            seat
            for seat in self._tier(applicant, tier)
            if can_all_sit([accepted - {seat} for accepted in self._accepted()])
        ]
        start, counsellor = min(possible, key=lambda seat: self._rank(applicant, *seat))
        self._give(start, counsellor)
        return Placement(tier, start, counsellor, again=counsellor == applicant.last)

    def settle_all(self) -> dict[int, Placement]:
        return {key: self.settle(key) for key in list(self.waiting)}

    def take(self, start: datetime, counsellor: str) -> bool:
        seat = (start, counsellor)
        if seat not in self.seats or not can_all_sit([accepted - {seat} for accepted in self._accepted()]):
            return False
        self._give(start, counsellor)
        return True

    def release(self, start: datetime, counsellor: str) -> None:
        self.seats.add((start, counsellor))
        self.loads[counsellor, start.date()] -= 1

    def _give(self, start: datetime, counsellor: str) -> None:
        self.seats.remove((start, counsellor))
        self.loads[counsellor, start.date()] += 1

    def _tier(self, applicant: Applicant, tier: int) -> set[Seat]:
        """Return the seats of a tier that are not given away."""
        allowed = set(ORDER) if applicant.allowed is None else applicant.allowed
        return {seat for seat in self.seats if seat[0] in applicant.tiers[tier] and seat[1] in allowed}

    def _accepted(self) -> list[set[Seat]]:
        return [self._tier(applicant, tier) for tier, applicant in self.waiting.values()]

    def _rank(self, applicant: Applicant, start: datetime, counsellor: str) -> tuple[object, ...]:
        week = start.isocalendar()[:2]
        in_week = sum(n for (one, day), n in self.loads.items() if one == counsellor and day.isocalendar()[:2] == week)
        again = counsellor == applicant.last
        return not again, start, self.loads[counsellor, start.date()], in_week, ORDER.index(counsellor)


def _tiers(most: int) -> st.SearchStrategy[tuple[tuple[datetime, ...], ...]]:
    tier = st.lists(st.sampled_from(STARTS), min_size=1, unique=True).map(tuple)
    return st.lists(tier, min_size=1, max_size=most).map(tuple)


def applicants(most: int = 5, *, restricted: bool = True) -> st.SearchStrategy[list[Applicant]]:
    """Draw up to so many applicants with keys from 0."""
    drawn = st.tuples(
        _tiers(3),
        st.sampled_from([None, *ORDER]),
        st.sampled_from([None, None, *CIRCLES]) if restricted else st.none(),
    )
    return st.lists(drawn, max_size=most).map(
        lambda all_: [Applicant(key, tiers, last, allowed) for key, (tiers, last, allowed) in enumerate(all_)]
    )


def offices(*, restricted: bool = True) -> st.SearchStrategy[Office]:
    """Draw few free seats, so that people collide, and some bookings that stand."""
    return st.builds(
        Office,
        st.frozensets(st.sampled_from(ALL_SEATS), max_size=7),
        st.dictionaries(
            st.tuples(st.sampled_from(ORDER), st.sampled_from([start.date() for start in STARTS])), st.integers(1, 2)
        ),
        st.just(CIRCLES if restricted else ()),
    )
