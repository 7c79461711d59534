"""What first come, first served costs, so that an office can see it; nothing acts on it (pure).

The other way to assign looks at everybody at once: it serves as many as can be served, and of all such ways takes one
with the least sum of ranks. Found by successive shortest augmenting paths (Edmonds and Karp 1972), where to be left
without a seat costs more than all ranks together; a path is a chain of people who move, so everybody may change seat
and tier, and somebody who came early may end without one.

Cost: for each person who does not find a seat of the first tier free, about (pools x tiers) steps on sets of pools.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from scheduler.assignment import Applicant, Assignment
from scheduler.pools import Pools, each_pool, first_pool


class Served(NamedTuple):
    """How many are served, and the sum of their ranks (1 is the first tier)."""

    people: int
    ranks: int


class Comparison(NamedTuple):
    """Both ways for the same people and seats."""

    asked: int
    first_come: Served
    best: Served


def compare(applicants: Sequence[Applicant], seats: Mapping[datetime, Sequence[str]]) -> Comparison:
    """Compare first come, first served with the best assignment.

    Args:
        applicants: In order of receipt, with those who had to wait; each key once.
        seats: The counsellors free when the run began, by start; a start that is not named has none.
    """
    order = sorted({one for free in seats.values() for one in free})
    circles = {one.allowed for one in applicants if one.allowed is not None}
    starts = {start for one in applicants for tier in one.tiers for start in tier}
    run = Assignment(starts, lambda start: seats.get(start, ()), {}, order, circles)
    tiers = [tier for tier in map(run.add, applicants) if tier is not None]

    pools = Pools(starts, order, circles)
    best = _Best(len(pools), refusal=1 + sum(len(one.tiers) for one in applicants))
    for start in starts:
        for counsellor in seats.get(start, ()):
            best.widen(pools.pool(start, counsellor))
    for one in applicants:
        best.add(one.key, [pools.at(tier, one.allowed) for tier in one.tiers])
    return Comparison(len(applicants), Served(len(tiers), sum(tiers) + len(tiers)), best.served())


class _Best:
    """An assignment of the least cost, person by person; the last pool is for those left without a seat."""

    def __init__(self, pools: int, refusal: int) -> None:
        self._nowhere = pools
        self._refusal = refusal
        self._seats = [0] * pools
        self._free = 1 << pools
        self._sitting: list[dict[int, int]] = [{} for _ in range(pools + 1)]  # what each person's place costs
        self._costs: dict[int, list[tuple[int, int]]] = {}  # pools by cost, for each person
        self._onward: list[dict[int, int] | None] = [None] * (pools + 1)

    def widen(self, pool: int) -> None:
        self._seats[pool] += 1
        self._free |= 1 << pool

    def served(self) -> Served:
        costs = [cost for sitting in self._sitting[: self._nowhere] for cost in sitting.values()]
        return Served(len(costs), sum(costs))

    def add(self, who: int, tiers: Sequence[int]) -> None:
        known, costs = 0, []
        for rank, pools in enumerate(tiers, 1):
            costs.append((rank, pools & ~known))
            known |= pools
        self._costs[who] = [*costs, (self._refusal, 1 << self._nowhere)]
        if tiers and tiers[0] & self._free:
            self._enter(who, 1, first_pool(tiers[0] & self._free))
            return
        way = self._cheapest_way(self._costs[who])
        for to, pool in pairwise(way):
            self._move(pool, to)
        cost = next(cost for cost, pools in self._costs[who] if pools >> way[-1] & 1)
        self._enter(who, cost, way[-1])

    def _cheapest_way(self, costs: Sequence[tuple[int, int]]) -> list[int]:
        """Return the pools from a free one back to where a person of these costs enters (label-correcting)."""
        reached: dict[int, int] = {}  # distance -> pools of that distance
        before: dict[int, int] = {}
        ahead: dict[int, int] = {}
        for cost, pools in costs:
            _reach(reached, ahead, cost, pools)
        while ahead:
            distance = min(ahead)
            pool = first_pool(ahead[distance])
            ahead[distance] ^= 1 << pool
            if not ahead[distance]:
                del ahead[distance]
            for more, pools in self._moves(pool).items():
                for each in each_pool(_reach(reached, ahead, distance + more, pools)):
                    before[each] = pool
        end = min(distance for distance, pools in reached.items() if pools & self._free)
        way = [first_pool(reached[end] & self._free)]
        while way[-1] in before:
            way.append(before[way[-1]])
        return way

    def _moves(self, pool: int) -> dict[int, int]:
        """Return where those in a pool can go, by what the move adds to the cost."""
        found = self._onward[pool]
        if found is None:
            found = self._onward[pool] = {}
            for who, paid in self._sitting[pool].items() if pool != self._nowhere else ():
                for cost, pools in self._costs[who]:
                    found[cost - paid] = found.get(cost - paid, 0) | pools
        return found

    def _move(self, pool: int, to: int) -> None:
        """Move the person for whom it costs least."""
        choices = (
            (cost - paid, who, cost)
            for who, paid in self._sitting[pool].items()
            for cost, pools in self._costs[who]
            if pools >> to & 1
        )
        _, who, cost = min(choices)
        del self._sitting[pool][who]
        self._onward[pool] = None
        if pool != self._nowhere:
            self._free |= 1 << pool
        self._enter(who, cost, to)

    def _enter(self, who: int, cost: int, pool: int) -> None:
        self._sitting[pool][who] = cost
        self._onward[pool] = None
        if pool != self._nowhere and len(self._sitting[pool]) == self._seats[pool]:
            self._free ^= 1 << pool


def _reach(reached: dict[int, int], ahead: dict[int, int], distance: int, pools: int) -> int:
    """Note the pools that are nearer this way than any before; return them."""
    for known, of in reached.items():
        if known <= distance:
            pools &= ~of
    if pools:
        for farther in [known for known in reached if known > distance]:
            reached[farther] &= ~pools
            if farther in ahead:
                ahead[farther] &= ~pools
                if not ahead[farther]:
                    del ahead[farther]
        reached[distance] = reached.get(distance, 0) | pools
        ahead[distance] = ahead.get(distance, 0) | pools
    return pools
