"""What each component must have, may have once, and how its times and zones fit (RFC 5545 section 3.6)."""

from collections.abc import Iterable

from scheduler.calendar.rules.codes import Findings
from scheduler.calendar.rules.heads import Head
from scheduler.calendar.rules.properties import REQUIRED, may_repeat, section_of
from scheduler.calendar.rules.tree import Component, Tree

_ENDS = {"VEVENT": "DTEND", "VTODO": "DUE", "VFREEBUSY": "DTEND"}
_RECURRING = frozenset({"VEVENT", "VTODO", "VJOURNAL"})
_TOKYO = "Asia/Tokyo"


class Shape:
    """The properties of a component by name and number; events of one feed share a few.

    Attributes:
        where: The row on which each property first stands.
        counts: How often each stands.
        faults: Row (-1: the component), code, property.
    """

    __slots__ = ("counts", "faults", "where")

    def __init__(self, component: str, heads: tuple[Head, ...]) -> None:
        self.where: dict[str, int] = {}
        self.counts: dict[str, int] = {}
        self.faults: list[tuple[int, str, str]] = []
        for row, head in enumerate(heads):
            self.where.setdefault(head.name, row)
            count = self.counts[head.name] = self.counts.get(head.name, 0) + 1
            if count == 2 and not may_repeat(component, head.name):  # noqa: PLR2004 -- the second is one too many
                self.faults.append((row, "property-double", head.name))
        self.faults += [
            (-1, "property-missing", name) for name in REQUIRED.get(component, ()) if name not in self.where
        ]
        if "DURATION" in self.where and component in {"VEVENT", "VTODO"} and _ENDS[component] in self.where:
            self.faults.append((self.where["DURATION"], "end-and-duration", "DURATION"))


class Shapes:
    """Gives components their shape, each kind of which is looked at once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, tuple[Head, ...]], Shape] = {}
        self._by_component: dict[Component, Shape] = {}

    def of(self, component: Component) -> Shape:
        """Return the shape of a component."""
        shape = self._by_component.get(component)
        if shape is None:
            key = component.name, tuple([row[0] for row in component.rows])
            shape = self._known.get(key)
            if shape is None:
                shape = self._known[key] = Shape(*key)
            self._by_component[component] = shape
        return shape


def check_components(tree: Tree, shapes: Shapes, found: Findings) -> None:
    """Note what is wrong within each component that was ended properly."""
    for one in tree.every:
        if not one.is_whole:
            continue
        shape = shapes.of(one)
        for row, code, name in shape.faults:
            rfc = section_of(one.name) if code != "end-and-duration" else ""
            found.add(one.rows[row][2] if row >= 0 else one.at, code, name, rfc=rfc)
        end = _ENDS.get(one.name)
        if end and end in shape.where and "DTSTART" in shape.where:
            _check_times(one, shape, end, found)
    _check_zones(tree, shapes, found)
    for calendar in tree.root.parts:
        if calendar.name == "VCALENDAR" and calendar.is_whole:
            if not calendar.parts:
                found.add(calendar.at, "empty-calendar")
            _check_uids(calendar.parts, shapes, found)


def value_of(component: Component, shape: Shape, name: str) -> str:
    """Return the first value of a property, empty when there is none."""
    row = shape.where.get(name)
    return "" if row is None else component.rows[row][1]


def _check_times(one: Component, shape: Shape, end: str, found: Findings) -> None:
    """Compare start and end where both are written the same way and each is good alone."""
    start_head, start, _ = one.rows[shape.where["DTSTART"]]
    end_head, finish, at = one.rows[shape.where[end]]
    differ = start_head.is_date != end_head.is_date
    early = finish <= start and start_head.zone == end_head.zone and len(start) == len(finish)
    if (differ or early) and _is_good(start_head, start) and _is_good(end_head, finish):
        found.add(at, "times-differ" if differ else "end-before-start", end)


def _is_good(head: Head, value: str) -> bool:
    return head.judge is not None and not head.judge(value)


def _check_uids(parts: Iterable[Component], shapes: Shapes, found: Findings) -> None:
    """Note a second component with the same UID, unless it is another instance of a recurring one."""
    seen: set[tuple[str, str, str]] = set()
    for part in parts:
        if part.name in _RECURRING:
            shape = shapes.of(part)
            uid = value_of(part, shape, "UID")
            key = part.name, uid, value_of(part, shape, "RECURRENCE-ID")
            if key in seen and uid:
                found.add(part.rows[shape.where["UID"]][2], "uid-double")
            seen.add(key)


def _check_zones(tree: Tree, shapes: Shapes, found: Findings) -> None:
    declared: set[tuple[int, str]] = set()
    for number, calendar in enumerate(tree.root.parts):
        for part in calendar.parts:
            if part.name == "VTIMEZONE" and part.is_whole:
                zone = value_of(part, shapes.of(part), "TZID")
                if (number, zone) in declared and zone:
                    found.add(part.at, "zone-double", shown=zone)
                declared.add((number, zone))
                _check_zone(part, zone, shapes, found)
    names = {zone for _, zone in declared}
    for zone, at in tree.zones.items():
        if zone not in names and not zone.startswith("/"):
            found.add(at, "zone-fixed" if _is_offset(zone) else "zone-undeclared", shown=zone)


def _check_zone(zone: Component, name: str, shapes: Shapes, found: Findings) -> None:
    if not any(part.name in {"STANDARD", "DAYLIGHT"} for part in zone.parts):
        found.add(zone.at, "zone-empty")
    for part in zone.parts:
        shape = shapes.of(part)
        if "RDATE" in shape.where:
            found.add(part.rows[shape.where["RDATE"]][2], "zone-rdate")
        offset = value_of(part, shape, "TZOFFSETTO")
        if name == _TOKYO and len(zone.parts) == 1 and offset not in {"+0900", "+090000", ""}:
            found.add(part.rows[shape.where["TZOFFSETTO"]][2], "zone-offset", "TZOFFSETTO", offset)


def _is_offset(zone: str) -> bool:
    """Tell whether a TZID only spells an offset, such as `UTC+09:00` or `+0900`."""
    rest = zone.upper().removeprefix("UTC").removeprefix("GMT")
    return rest[:1] in {"+", "-"} and rest[1:].replace(":", "").isdigit()
