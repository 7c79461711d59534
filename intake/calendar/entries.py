"""The entries of an iCalendar text (RFC 5545), read with more patience than the format asks for.

Calendars are not written by people but by programs with faults of their own: lower-case names, unquoted names with
semicolons, entries that are never closed. Each line is taken for itself, and what is broken is told.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from madoguchi.clock import TOKYO

MAX_LINES: Final = 5_000
MAX_ENTRIES: Final = 50
MAX_ATTENDEES: Final = 100  # of one entry

_LINE = re.compile(r'([A-Za-z0-9-]{1,60})[ \t]*((?:;(?:[^":;]|"[^"]*")*+)*+)[ \t]*:(.*)')
_ADDRESS = re.compile(r"([A-Za-z-]{1,60})((?:;.*)?):[ \t]*(mailto:[^:;\"]*)", re.IGNORECASE)
_PARAMETER = re.compile(r';[ \t]*([A-Za-z0-9-]{1,60})[ \t]*=((?:"[^"]*"|[^;"])*)')
_ESCAPED = re.compile(r"\\(.)")
_TIME = re.compile(r"([0-9]{8})(?:T([0-9]{6})(Z?))?", re.IGNORECASE)
_OFFSET = re.compile(r"([+-])([0-9]{2})([0-9]{2})(?:[0-9]{2})?")
_ENTRIES: Final = frozenset({"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"})


class Line(NamedTuple):
    """A content line: parameters by their name in capitals, the value as it stands."""

    params: Mapping[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value of a TEXT property with its escapes undone."""
        return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], self.value).strip()


@dataclass(slots=True)
class Entry:
    """An event, or what stands in the place of one.

    Attributes:
        kind: VEVENT, VTODO, VJOURNAL or VFREEBUSY.
        lines: By property name in capitals; those of its alarms are left out.
        closed: Whether its end was there.
    """

    kind: str
    lines: dict[str, list[Line]] = field(default_factory=dict)
    closed: bool = False

    def value(self, name: str) -> str:
        """Return the value of the first property of that name; empty when there is none."""
        return self.lines[name][0].value.strip() if name in self.lines else ""


@dataclass(slots=True)
class Entries:
    """What a calendar text holds.

    Attributes:
        whole: The calendar and every entry was closed, and nothing was left out.
        offsets: The offsets from UTC that each time zone of the text names, in minutes.
    """

    entries: list[Entry] = field(default_factory=list)
    whole: bool = True
    offsets: dict[str, set[int]] = field(default_factory=dict)


def read_entries(text: str) -> Entries:
    """Read an iCalendar text whose folds are undone; never raises."""
    found = Entries()
    inside: list[str] = []
    calendars = zone = 0
    zone_name = ""
    lines = text.split("\n")
    for written in lines[:MAX_LINES]:
        name, line = _content(written)
        word = line.value.strip().upper()
        if name == "BEGIN":
            inside.append(word)
            calendars += word == "VCALENDAR"
            if word in _ENTRIES:
                found.entries.append(Entry(word))
        elif name == "END":
            while inside and inside.pop() != word:
                found.whole = False
            if word in _ENTRIES and found.entries:
                found.entries[-1].closed = True
            calendars -= word == "VCALENDAR"
        elif inside and inside[-1] in _ENTRIES:
            found.entries[-1].lines.setdefault(name, []).append(line)
        elif name == "TZID":
            zone_name = line.value.strip()
        elif name == "TZOFFSETTO" and (offset := _OFFSET.fullmatch(line.value.strip())):
            zone = int(offset[2]) * 60 + int(offset[3])
            found.offsets.setdefault(zone_name, set()).add(-zone if offset[1] == "-" else zone)
    found.whole = (
        found.whole
        and not inside
        and not calendars
        and bool(found.entries)
        and all(entry.closed for entry in found.entries)
        and len(lines) <= MAX_LINES
    )
    return _bounded(found)


def _bounded(found: Entries) -> Entries:
    """Keep what one calendar may hold; beyond that nothing is believed to be whole."""
    if len(found.entries) > MAX_ENTRIES:
        found.entries, found.whole = found.entries[:MAX_ENTRIES], False
    for entry in found.entries:
        attendees = entry.lines.get("ATTENDEE", [])
        if len(attendees) > MAX_ATTENDEES:
            entry.lines["ATTENDEE"], found.whole = attendees[:MAX_ATTENDEES], False
    return found


def _content(written: str) -> tuple[str, Line]:
    line = written.strip("\ufeff \t\r")
    # A name that should be quoted may hold a colon: then the address is what stands behind the last one.
    found = _ADDRESS.fullmatch(line) or _LINE.fullmatch(line)
    if found is None:  # a quotation mark without its twin
        name, _, value = line.partition(":")
        return name.partition(";")[0].strip().upper(), Line({}, value)
    named = _PARAMETER.findall(found[2]) if found[2] else ()
    return found[1].upper(), Line({name.upper(): value.strip().strip('"') for name, value in named}, found[3])


def moment_of(line: Line, offsets: Mapping[str, set[int]]) -> datetime | None:
    """Return the moment that a property names (aware); None where it is a day, or its time zone is not known.

    Args:
        line: Of DTSTART and the like; a name of Windows for its zone is understood.
        offsets: Of the zones that the text itself describes, see `Entries`.
    """
    found = _TIME.fullmatch(line.value.strip())
    if found is None or not found[2]:
        return None
    try:
        wall = datetime.strptime(f"{found[1]}{found[2]}", "%Y%m%d%H%M%S")  # noqa: DTZ007 -- its zone comes next
    except ValueError:
        return None
    if found[3]:
        return wall.replace(tzinfo=UTC)
    named = line.params.get("TZID", "")
    zone = _zone(named)
    if zone is not None:
        return wall.replace(tzinfo=zone)
    shifts = offsets.get(named, set())
    return (wall - timedelta(minutes=min(shifts))).replace(tzinfo=UTC) if len(shifts) == 1 else None


def _zone(named: str) -> ZoneInfo | None:
    if named == TOKYO.key:
        return TOKYO
    if not named or len(named) > 60 or ".." in named or named.startswith("/"):  # noqa: PLR2004 -- no zone is so long
        return None
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    try:
        return ZoneInfo(WINDOWS_TO_OLSON.get(named, named))
    except (KeyError, ValueError, OSError):
        return None
