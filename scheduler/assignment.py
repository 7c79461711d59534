"""Who gets which start and which counsellor: serial dictatorship with ties, by augmenting paths (pure).

An applicant brings tiers: the starts of all wishes of one rank, best rank first. A seat is a start with a counsellor
who is free then; a booking that stands already is no seat, so it never moves.

1. `add`, in order of receipt: each gets the best tier in which there is a seat for them while everybody before keeps
   their tier. Those before may change their seat inside their tier for it. No tier: they get nothing and take nothing.
2. `settle`, in order of receipt: each gets, of the seats that leave everybody else a seat in their tier, the one with
   the counsellor of last time (the earliest start of those), else the earliest start, and there the counsellor with
   the fewest bookings that day, then that week (from Monday), then the first in the office's order.

Example: 14:00 and 15:00 have one seat each. The first asks for 14:00 or 15:00, the second for 14:00 alone. The first
is moved to 15:00 inside the wish, so both are served; had the second asked for 15:00, nobody would have moved.

The result does not depend on how paths are found: tests/scheduler/test_assignment_oracle.py tries out every seating.

Precondition: no two starts of one day overlap (the configuration sees to it), so a seat given takes no other seat.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from scheduler.loads import Loads
from scheduler.matching import Matching
from scheduler.pools import Pools, first_pool

_ALL = -1  # as a mask: every pool


class Applicant(NamedTuple):
    """Somebody who asks for a booking.

    Attributes:
        key: A number of their own.
        tiers: For each rank, best first, the starts of all its wishes.
        last: The counsellor of last time who is to be preferred; None when there is none.
        allowed: The only counsellors accepted, one of the sets the run was told of; None: all.
    """

    key: int
    tiers: tuple[tuple[datetime, ...], ...]
    last: str | None = None
    allowed: frozenset[str] | None = None


class Placement(NamedTuple):
    """What somebody gets for good.

    Attributes:
        tier: Index of the tier.
        again: Whether it is the counsellor of last time.
    """

    tier: int
    start: datetime
    counsellor: str
    again: bool


class _Tier:
    """A tier as pools, one object for all who wish the same.

    Attributes:
        pools: All of them.
        within_reach: Those not yet found to be closed to everybody who has this tier.
    """

    __slots__ = ("pools", "reopened", "within_reach")

    def __init__(self, pools: int) -> None:
        self.pools = self.within_reach = pools
        self.reopened = 0


class Assignment:
    """One run.

    Args:
        starts: Every start that may be named in the run.
        free: Tells the counsellors who are free at a start; asked once, when the start is first named by an
            applicant. What the run itself settles or takes is not asked for again.
        standing: Bookings by counsellor and day when the run begins.
        order: Every counsellor, in the office's order.
        circles: Every set of counsellors that an applicant of the run may be restricted to.
    """

    def __init__(
        self,
        starts: Iterable[datetime],
        free: Callable[[datetime], Sequence[str]],
        standing: Mapping[tuple[str, date], int],
        order: Sequence[str],
        circles: Iterable[frozenset[str]] = (),
    ) -> None:
        self._pools = Pools(starts, order, circles)
        self._matching = Matching(len(self._pools))
        self._free = free
        self._asked: set[datetime] = set()
        self._at: list[list[str]] = [[] for _ in range(len(self._pools))]  # who has a seat there, by pool
        self._of = dict.fromkeys(order, 0)  # the pools where that is so, by counsellor
        self._loads = Loads(standing, order)
        self._tiers: dict[tuple[tuple[datetime, ...], frozenset[str] | None], _Tier] = {}
        self._waiting: dict[int, tuple[int, _Tier, str | None]] = {}

    def add(self, applicant: Applicant) -> int | None:
        """Take in the next applicant.

        Returns:
            Index of the tier they are sure of; None when they cannot be served.

        Raises:
            KeyError: A start or a circle of counsellors that the run was not told of.
        """
        key, tiers, last, allowed = applicant
        for index, starts in enumerate(tiers):
            tier = self._tiers.get((starts, allowed)) or self._tier(starts, allowed)
            if self._matching.seat(key, tier.pools):
                self._waiting[key] = index, tier, last
                return index
        return None

    def settle(self, key: int) -> Placement:
        """Give somebody who was taken in their seat for good."""
        index, tier, last = self._waiting.pop(key)
        self._matching.leave(key)
        way = self._first(tier, self._of.get(last, 0)) if last else []
        if way and last:
            counsellor, again = last, True
        else:
            way, counsellor = self._least_busy(tier, self._first(tier, _ALL))
            again = False
        start = self._pools.start(way[-1])
        self._fix(way, counsellor)
        return Placement(index, start, counsellor, again)

    def settle_all(self) -> dict[int, Placement]:
        """Give everybody else their seat, in order of receipt."""
        return {key: self.settle(key) for key in list(self._waiting)}

    def take(self, start: datetime, counsellor: str) -> bool:
        """Give a seat away from outside the run; False, and nothing done, when somebody of the run would lose theirs."""
        self._ask(start)
        pool = self._pools.pool(start, counsellor)
        way = self._matching.way(1 << pool) if counsellor in self._at[pool] else []
        if way:
            self._fix(way, counsellor)
        return bool(way)

    def release(self, start: datetime, counsellor: str, frees: Sequence[datetime] | None = None) -> None:
        """Count a booking as gone and its time as free for the applicants that follow.

        Args:
            start: Of the booking.
            counsellor: Whose booking it was.
            frees: The starts that become free, when they are others than its own (it was made on another grid).
        """
        if counsellor not in self._of:  # has left the office
            return
        self._loads.change(counsellor, start.date(), -1)
        for each in (start,) if frees is None else frees:
            if each in self._asked:  # one not asked for yet will be, and be told as free
                self._open(each, [counsellor])

    def left(self, start: datetime) -> int:
        """Return how many seats of a start nobody has, settled or not."""
        self._ask(start)
        first = self._pools.pool(start, next(iter(self._of)))
        return sum(self._matching.left(pool) for pool in self._pools.at_same_start(first))

    def _first(self, tier: _Tier, among: int) -> list[int]:
        """Return the way to the first pool that can be had by somebody of this tier who has risen from their seat."""
        matching = self._matching
        if tier.reopened != matching.reopened:
            tier.reopened, tier.within_reach = matching.reopened, tier.pools
        rest = tier.within_reach & among & matching.usable
        while rest:
            pool = first_pool(rest)
            # A closed set that does not hold the whole tier holds nobody who has this tier, so none of them gets in.
            if not tier.pools & ~matching.closed[pool] and (way := matching.way(1 << pool)):
                return way
            rest &= ~matching.closed[pool]
            tier.within_reach &= ~matching.closed[pool]
        return []

    def _least_busy(self, tier: _Tier, way: list[int]) -> tuple[list[int], str]:
        """Return of all who can be had at the start to which the way leads the one with the fewest bookings."""
        start, pools = self._pools.start(way[-1]), self._pools.at_same_start(way[-1])
        load = self._loads.on(start.date())
        if len(pools) == 1:
            return way, min(self._at[way[-1]], key=load.__getitem__)
        here = sorted((one for pool in pools if tier.pools >> pool & 1 for one in self._at[pool]), key=load.__getitem__)
        ways = ((self._matching.way(1 << self._pools.pool(start, one)), one) for one in here)
        return next(found for found in ways if found[0])

    def _fix(self, way: list[int], counsellor: str) -> None:
        pool = way[-1]
        if len(way) > 1:
            self._matching.shift(way)
        self._matching.fix(pool)
        self._at[pool].remove(counsellor)
        self._of[counsellor] ^= 1 << pool
        self._loads.change(counsellor, self._pools.start(pool).date(), 1)

    def _tier(self, starts: tuple[datetime, ...], allowed: frozenset[str] | None) -> _Tier:
        """Note a tier that nobody had before."""
        for start in starts:
            self._ask(start)
        tier = self._tiers[starts, allowed] = _Tier(self._pools.at(starts, allowed))
        return tier

    def _ask(self, start: datetime) -> None:
        if start not in self._asked:
            self._asked.add(start)
            self._open(start, self._free(start))

    def _open(self, start: datetime, counsellors: Sequence[str]) -> None:
        """Give seats to a start; one that is free already stays as it is."""
        for counsellor in counsellors:
            pool = self._pools.pool(start, counsellor)
            bit = 1 << pool
            if not self._of[counsellor] & bit:
                self._at[pool].append(counsellor)
                self._of[counsellor] |= bit
                self._matching.widen(pool)
