"""What one workbook may cost, and the confinement of the process that reads it.

A file of 5 KB can make any reader ask for 550 GB; the reader then aborts, and nothing can catch that. So the reading
is done by a child, and what the child may take is set here.
"""

import sys
from contextlib import suppress
from typing import Final

MEMORY_BYTES: Final = 512 * 1024 * 1024
CPU_SECONDS: Final = 2
WALL_SECONDS: Final = 30.0  # a busy machine, not a busy child
MOST_INPUT: Final = 20_000_000
MOST_UNPACKED: Final = 200_000_000
MOST_OUTPUT: Final = 40_000_000
MOST_CELLS: Final = 4_000_000
MOST_SHEETS: Final = 255


def confine() -> None:
    """Limit this process for good, before it meets a foreign byte.

    Windows has no such limits for a process of its own, and macOS none for memory: there the caps on size and cells,
    and the parent's wall-clock time-out, are what holds.
    """
    if sys.platform == "win32":
        return
    import resource

    for what, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, MOST_OUTPUT),
        (resource.RLIMIT_AS, MEMORY_BYTES),
    ):
        highest = resource.getrlimit(what)[1]  # a stricter one of the system stays
        allowed = most if highest == resource.RLIM_INFINITY else min(most, highest)
        with suppress(ValueError, OSError):  # macOS knows RLIMIT_AS and refuses it
            resource.setrlimit(what, (allowed, allowed))
