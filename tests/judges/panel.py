"""All judges together."""

from collections.abc import Callable

from judges import lenient, libical, strict
from scheduler.calendar.lint import findings


def _ours(raw: bytes) -> list[str]:
    return [str(one) for one in findings(raw)]


JUDGES: dict[str, Callable[[bytes], list[str]]] = {
    "ours": _ours,
    "ical": strict.complaints,
    "icalendar": lenient.complaints,
} | ({"libical": libical.complaints} if libical.library() else {})


def complaints(raw: bytes) -> list[str]:
    """Return what any judge says against a calendar; empty when all take it.

    Where libical is not installed it has no say; `tests/judges/test_panel.py` tells so, and fails on CI.
    """
    return [f"{name}: {said}" for name, judge in JUDGES.items() for said in judge(raw)]
