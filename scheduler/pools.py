"""Seats by the pool: those at one start whose counsellors nobody in a run tells apart (pure)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime


class Pools:
    """The pools of one run, numbered by start, the earliest first; a set of pools is an int with their bits.

    Args:
        starts: Every start that may be named.
        order: Every counsellor.
        circles: Every set of counsellors that somebody may be restricted to.
    """

    def __init__(self, starts: Iterable[datetime], order: Sequence[str], circles: Iterable[frozenset[str]]) -> None:
        self._starts = sorted(set(starts))
        self._place = {start: place for place, start in enumerate(self._starts)}
        self._circles = list(dict.fromkeys(circles))
        signs = {one: tuple(one in circle for circle in self._circles) for one in order}
        numbers = {sign: number for number, sign in enumerate(dict.fromkeys(signs.values()))}
        self._kind = {one: numbers[sign] for one, sign in signs.items()}
        self._kinds = max(len(numbers), 1)

    def __len__(self) -> int:
        return len(self._starts) * self._kinds

    def pool(self, start: datetime, counsellor: str) -> int:
        """Return the pool of a seat."""
        return self._place[start] * self._kinds + self._kind[counsellor]

    def start(self, pool: int) -> datetime:
        """Return the start of a pool."""
        return self._starts[pool // self._kinds]

    def at_same_start(self, pool: int) -> range:
        """Return the pools of one start."""
        first = pool - pool % self._kinds
        return range(first, first + self._kinds)

    def at(self, starts: Iterable[datetime], allowed: frozenset[str] | None) -> int:
        """Return the pools of some starts, those of the allowed counsellors only.

        Raises:
            KeyError: A start or a circle that the run was not told of.
        """
        if allowed is not None and allowed not in self._circles:
            raise KeyError(allowed)
        kinds = {kind for one, kind in self._kind.items() if allowed is None or one in allowed}
        pattern = sum(1 << kind for kind in kinds)
        pools = 0
        for start in starts:
            pools |= pattern << self._place[start] * self._kinds
        return pools


def first_pool(pools: int) -> int:
    """Return the number of the lowest bit."""
    return (pools & -pools).bit_length() - 1


def each_pool(pools: int) -> Iterator[int]:
    """Go through the bits, the lowest first."""
    while pools:
        pool = (pools & -pools).bit_length() - 1
        yield pool
        pools ^= 1 << pool
