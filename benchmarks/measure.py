"""Measuring kinds of work against each other: in turns, in one process, by the CPU time that was used.

Times differ from machine to machine and from minute to minute; the ratio of two kinds of work measured in turns
differs little. So ratios are what is printed, and each is the median of its rounds.
"""

import gc
from collections.abc import Callable
from statistics import median
from time import process_time
from typing import NamedTuple


class Ratio(NamedTuple):
    """How much of one work another is.

    Attributes:
        middle: Median of the rounds.
        least: Of any round.
        most: Of any round.
    """

    middle: float
    least: float
    most: float


class Rounds:
    """Seconds of each kind of work, round by round: of CPU (user and system), unless another clock is given."""

    def __init__(self, clock: Callable[[], float] = process_time) -> None:
        self._seconds: dict[str, list[float]] = {}
        self._clock = clock

    def time(self, name: str, work: Callable[[], object]) -> None:
        """Do the work once and note what it took."""
        gc.collect()
        begun = self._clock()
        work()
        self._seconds.setdefault(name, []).append(self._clock() - begun)

    def median(self, name: str) -> float:
        """Return the median of one kind of work (seconds)."""
        return median(self._seconds[name])

    def ratio(self, ours: str, theirs: str) -> Ratio:
        """Return one kind of work as a ratio of another that was measured in the same rounds."""
        each = [one / other for one, other in zip(self._seconds[ours], self._seconds[theirs], strict=True)]
        return Ratio(median(each), min(each), max(each))
