"""One pass over an office in a process of its own; prints the most memory it held (MiB).

Usage: python benchmarks/memory.py OFFICE_FOLDER
"""

import resource
import sys
from pathlib import Path

from offices import AS_OF

from madoguchi.cli.line import run_stages


def most_memory() -> float:
    """Return the peak resident size of this process (MiB).

    Linux keeps it for the program alone; `ru_maxrss` would still hold what the parent had before the start.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(one for one in status.read_text(encoding="ascii").splitlines() if one.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return kib / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    run_stages(Path(sys.argv[1]), AS_OF, lambda line: line.run())
    print(f"{most_memory():.1f}")
