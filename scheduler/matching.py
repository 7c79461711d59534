"""Who can sit where while everybody else keeps a seat: a matching of people and pools of seats (pure).

A pool is a set of seats that nobody tells apart, and one bit of an int; what a person accepts is a mask of pools.
A person is seated by an augmenting path (Berge 1957): somebody moves to another pool of their own, into the place
of somebody else who moves too, until the last one finds a free seat. Nobody loses a seat that way.

A search that fails has gone through a closed set of pools: full, and everybody in them accepts nothing outside. No
later move leads into or out of such a set until a seat in it is given back, so it is remembered and never searched
again.
"""

from functools import reduce
from itertools import pairwise
from operator import or_

from scheduler.pools import each_pool, first_pool

_UNKNOWN = -1  # as a mask: every pool


class Matching:
    """People in pools; a person is a number.

    Attributes:
        usable: Pools with a seat that is not fixed.
        free: Pools with a seat that nobody holds.
        closed: By pool, the smallest closed set it is known to be in; every pool (-1) when none is known.
        reopened: How often closed sets were forgotten because a seat in one was given back.
    """

    def __init__(self, pools: int) -> None:
        self.usable = 0
        self.free = 0
        self.closed = [_UNKNOWN] * pools
        self.reopened = 0
        self._shut = 0  # the union of all closed sets
        self._seats = [0] * pools
        self._sitting: list[dict[int, int]] = [{} for _ in range(pools)]
        self._onward = [0] * pools  # pools that those in a pool accept; -1 when to be worked out anew
        self._pool_of: dict[int, int] = {}

    def left(self, pool: int) -> int:
        """Return how many seats of a pool nobody holds."""
        return self._seats[pool] - len(self._sitting[pool])

    def widen(self, pool: int) -> None:
        """Give one more seat to a pool."""
        bit = 1 << pool
        self._seats[pool] += 1
        self.usable |= bit
        self.free |= bit
        if self._shut & bit:
            self._shut = 0
            self.closed = [_UNKNOWN] * len(self.closed)
            self.reopened += 1

    def fix(self, pool: int) -> None:
        """Take a free seat out of a pool for good."""
        self._seats[pool] -= 1
        if not self._seats[pool]:
            self.usable ^= 1 << pool
        if len(self._sitting[pool]) == self._seats[pool]:
            self.free ^= 1 << pool

    def seat(self, who: int, accepted: int) -> bool:
        """Seat somebody in one of the accepted pools, moving others if need be; False when that cannot be."""
        if free := accepted & self.free:
            self._enter(who, accepted, first_pool(free))
        elif way := self.way(accepted & ~self._shut):
            self.shift(way)
            self._enter(who, accepted, way[-1])
        else:
            return False
        return True

    def leave(self, who: int) -> None:
        """Let somebody rise."""
        pool = self._pool_of.pop(who)
        del self._sitting[pool][who]
        self._onward[pool] = _UNKNOWN
        self.free |= 1 << pool

    def way(self, wanted: int) -> list[int]:
        """Find how one of the wanted pools comes to have a free seat.

        Returns:
            Pools from a free one back to the wanted one, each but the last to be entered by somebody from the next;
            empty when there is no way.
        """
        if free := wanted & self.free:
            return [first_pool(free)]
        seen = ahead = wanted
        steps: list[tuple[int, int]] = []
        while ahead:
            pool = ahead.bit_length() - 1  # the latest first: fewest are settled there, so most can move
            ahead ^= 1 << pool
            onward = self._onward[pool]
            if onward < 0:
                onward = self._onward[pool] = reduce(or_, self._sitting[pool].values(), 0)
            if new := onward & ~seen:
                steps.append((pool, new))
                if free := new & self.free:
                    return _trace(steps, first_pool(free))
                seen |= new
                ahead |= new
        self._close(seen)
        return []

    def shift(self, way: list[int]) -> None:
        """Move one person along each step of a way, so that its last pool has a free seat."""
        for to, pool in pairwise(way):
            accepts = 1 << to
            who, accepted = next(one for one in self._sitting[pool].items() if one[1] & accepts)
            self.leave(who)
            self._enter(who, accepted, to)

    def _enter(self, who: int, accepted: int, pool: int) -> None:
        sitting = self._sitting[pool]
        sitting[who] = accepted
        if self._onward[pool] >= 0:
            self._onward[pool] |= accepted
        self._pool_of[who] = pool
        if len(sitting) == self._seats[pool]:
            self.free ^= 1 << pool

    def _close(self, pools: int) -> None:
        self._shut |= pools
        for pool in each_pool(pools):
            self.closed[pool] &= pools


def _trace(steps: list[tuple[int, int]], end: int) -> list[int]:
    way = [end]
    for pool, found in reversed(steps):
        if found >> way[-1] & 1:
            way.append(pool)
    return way
