"""How long to leave something alone that does not answer: longer each time, and not all of them at once (pure)."""

from typing import Final

JITTER: Final = 0.5  # of the pause at most, taken off by chance
_MOST_DOUBLINGS: Final = 30  # a float has room for no end of them, a day has not


def pause(failures: int, first: float, longest: float, chance: float) -> float:
    """Return the seconds until the next try.

    Many that were cut off together (a server starts again, the power comes back) would come back together: chance
    takes up to half off each pause, so that they spread (AWS Architecture Blog, "Exponential Backoff And Jitter").

    Args:
        failures: In a row, from 1.
        first: The pause after the first, before chance.
        longest: No pause is longer.
        chance: From 0 (nothing taken off) to 1.
    """
    doublings = min(max(failures, 1) - 1, _MOST_DOUBLINGS)
    return min(longest, first * 2.0**doublings) * (1 - JITTER * chance)
