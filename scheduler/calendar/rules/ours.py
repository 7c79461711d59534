"""What this office asks of its own calendars beyond the RFCs, because clients punish it."""

from scheduler.calendar.rules.codes import Findings
from scheduler.calendar.rules.components import Shape, Shapes, value_of
from scheduler.calendar.rules.tree import Component

_INVITING = frozenset({"REQUEST", "CANCEL"})
_REPEATING = frozenset({"RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID"})
_MOST_SIGNS = 5000


def check_ours(calendar: Component, shapes: Shapes, found: Findings) -> None:
    """Note what the RFCs allow and this office never writes; the codes are those of `HOUSE`."""
    shape = shapes.of(calendar)
    method = value_of(calendar, shape, "METHOD").upper()
    events = [part for part in calendar.parts if part.name == "VEVENT" and part.is_whole]
    if "METHOD" not in shape.where:
        found.add(calendar.at, "method-missing")
    if "UID" in shape.where:
        found.add(calendar.rows[shape.where["UID"]][2], "calendar-uid")
    if method in _INVITING and len(events) != 1 and calendar.parts:
        found.add(events[1].at if events else calendar.at, "one-event")
    for part in calendar.parts:
        if part.name == "VFREEBUSY":
            found.add(part.at, "free-busy")
    for event in events:
        _check_our_event(event, shapes.of(event), method, found)


def _check_our_event(event: Component, shape: Shape, method: str, found: Findings) -> None:
    rows, where = event.rows, shape.where
    for part in event.parts:
        if part.name == "VALARM" and method not in {"CANCEL", "REPLY"}:
            found.add(part.at, "alarm")
    if not _REPEATING.isdisjoint(where):
        for name in sorted(_REPEATING & where.keys()):
            found.add(rows[where[name]][2], "recurrence", name)
    if "ATTACH" in where:
        found.add(rows[where["ATTACH"]][2], "attachment")
    if "SUMMARY" in where and not rows[where["SUMMARY"]][1].strip():
        found.add(rows[where["SUMMARY"]][2], "summary-empty")
    if "DESCRIPTION" in where and len(rows[where["DESCRIPTION"]][1]) > _MOST_SIGNS:
        found.add(rows[where["DESCRIPTION"]][2], "description-long")
    if method == "REQUEST" and "SEQUENCE" not in where:
        found.add(event.at, "sequence-missing")
    if method == "PUBLISH" and value_of(event, shape, "STATUS").upper() == "CANCELLED":
        found.add(rows[where["STATUS"]][2], "cancelled-shown")
