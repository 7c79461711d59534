"""What each METHOD asks of a calendar (RFC 5546 section 3.2)."""

from dataclasses import dataclass

from scheduler.calendar.rules.codes import Findings, words
from scheduler.calendar.rules.components import Shape, Shapes, value_of
from scheduler.calendar.rules.tree import Component

_ABOUT_THE_EVENT = words(
    "ATTACH CATEGORIES CLASS CONTACT CREATED DESCRIPTION DTEND DTSTART DURATION EXDATE EXRULE GEO LAST-MODIFIED "
    "LOCATION PRIORITY RDATE RELATED-TO RESOURCES RRULE STATUS SUMMARY TRANSP URL"
)
_OTHER_KINDS = frozenset({"VTODO", "VJOURNAL", "VFREEBUSY"})
_STATUSES = frozenset({"TENTATIVE", "CONFIRMED", "CANCELLED"})


@dataclass(frozen=True, slots=True)
class Table:
    """The properties of a VEVENT under one METHOD; what is not named may be there or not.

    Attributes:
        section: Of RFC 5546.
        needed: At least once.
        single: At most once, where RFC 5545 allows more.
        forbidden: Not at all.
        statuses: What STATUS may be.
        alarms: Whether VALARM may stand in the event.
        one_uid: Whether all events share one UID.
    """

    section: str
    needed: frozenset[str]
    single: frozenset[str] = frozenset()
    forbidden: frozenset[str] = frozenset()
    statuses: frozenset[str] = _STATUSES
    alarms: bool = True
    one_uid: bool = True


_WHO = frozenset({"DTSTAMP", "ORGANIZER", "UID"})
_WHAT = _WHO | {"DTSTART", "SUMMARY"}
_ATTENDEE, _REQUEST_STATUS = frozenset({"ATTENDEE"}), frozenset({"REQUEST-STATUS"})
_LIVE = frozenset({"TENTATIVE", "CONFIRMED"})

TABLES = {
    "PUBLISH": Table("3.2.1", _WHAT, forbidden=_ATTENDEE | _REQUEST_STATUS, one_uid=False),
    "REQUEST": Table("3.2.2", _WHAT | _ATTENDEE, statuses=_LIVE),
    "REPLY": Table("3.2.3", _WHO | _ATTENDEE, single=_ATTENDEE, alarms=False),
    "ADD": Table("3.2.4", _WHAT | {"SEQUENCE"}, forbidden=_REQUEST_STATUS | {"RECURRENCE-ID"}, statuses=_LIVE),
    "CANCEL": Table(
        "3.2.5", _WHO | {"SEQUENCE"}, forbidden=_REQUEST_STATUS, statuses=frozenset({"CANCELLED"}), alarms=False
    ),
    "REFRESH": Table(
        "3.2.6", _WHO | _ATTENDEE, _ATTENDEE, _ABOUT_THE_EVENT | _REQUEST_STATUS | {"SEQUENCE"}, alarms=False
    ),
    "COUNTER": Table("3.2.7", _WHAT | {"SEQUENCE"}),
    "DECLINECOUNTER": Table("3.2.8", _WHO, forbidden=_ABOUT_THE_EVENT, alarms=False),
}
_SINGLE_EVENT = frozenset({"ADD", "REFRESH", "COUNTER", "DECLINECOUNTER"})


def check_method(calendar: Component, shapes: Shapes, found: Findings) -> None:
    """Note what does not fit a calendar's METHOD."""
    shape = shapes.of(calendar)
    written = value_of(calendar, shape, "METHOD")
    method = written.upper()
    at = calendar.rows[shape.where["METHOD"]][2] if "METHOD" in shape.where else calendar.at
    events = [part for part in calendar.parts if part.name == "VEVENT" and part.is_whole]
    table = TABLES.get(method)
    if "METHOD" not in shape.where:
        for event in events:
            if "DTSTART" not in shapes.of(event).where:
                found.add(event.at, "property-missing", "DTSTART", rfc="RFC 5545 3.6.1")
    elif table is None:
        found.add(at, "method-unknown", shown=written)
    elif written != method:
        found.add(at, "method-case")
    if table:
        for event in events:
            _check_event(event, shapes.of(event), method, table, found)
        if events:
            _check_together(calendar, events, method, table, shapes, found)


def _check_event(event: Component, shape: Shape, method: str, table: Table, found: Findings) -> None:
    rfc = f"RFC 5546 {table.section}"
    if not table.needed <= shape.where.keys() or not table.forbidden.isdisjoint(shape.where) or table.single:
        _check_presence(event, shape, method, table, found)
    status = value_of(event, shape, "STATUS").upper()
    if status in _STATUSES - table.statuses:
        found.add(event.rows[shape.where["STATUS"]][2], "itip-status", shown=method, rfc=rfc)
    if not table.alarms:
        for part in event.parts:
            if part.name == "VALARM":
                found.add(part.at, "itip-forbidden", "VALARM", method, rfc)
    if method == "REPLY" and shape.counts.get("ATTENDEE") == 1:
        head, _, at = event.rows[shape.where["ATTENDEE"]]
        if "PARTSTAT" not in head.parameters and not head.faults:
            found.add(at, "itip-partstat")
    if method == "ADD" and value_of(event, shape, "SEQUENCE") == "0":
        found.add(event.rows[shape.where["SEQUENCE"]][2], "itip-sequence")


def _check_presence(event: Component, shape: Shape, method: str, table: Table, found: Findings) -> None:
    rfc = f"RFC 5546 {table.section}"
    for name in sorted(table.needed - shape.where.keys() - {"UID", "DTSTAMP"}):  # RFC 5545 asks for those two
        found.add(event.at, "itip-missing", name, method, rfc)
    for name in sorted(table.forbidden & shape.where.keys()):
        found.add(event.rows[shape.where[name]][2], "itip-forbidden", name, method, rfc)
    for name in table.single:
        if shape.counts.get(name, 0) > 1:
            found.add(event.at, "itip-many", name, method, rfc)


def _check_together(
    calendar: Component, events: list[Component], method: str, table: Table, shapes: Shapes, found: Findings
) -> None:
    rfc = f"RFC 5546 {table.section}"
    for part in calendar.parts:
        if part.name in _OTHER_KINDS:
            found.add(part.at, "itip-forbidden", part.name, method, rfc)
    if table.one_uid and len(events) > 1:
        uids = {value_of(event, shapes.of(event), "UID") for event in events}
        if method in _SINGLE_EVENT:
            found.add(events[1].at, "itip-many", "VEVENT", method, rfc)
        elif len(uids) > 1:
            found.add(events[1].at, "itip-uids", shown=method, rfc=rfc)
