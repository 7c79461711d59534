"""Our commands as a shell calls them, in this very process."""

import sys

from madoguchi.cli import app


def call(*words: str) -> int:
    """Call a command and return its exit code."""
    sys_argv, sys.argv = sys.argv, ["madoguchi", *words]
    try:
        app.main()
    except SystemExit as end:
        return int(end.code or 0)
    finally:
        sys.argv = sys_argv
    return 0
