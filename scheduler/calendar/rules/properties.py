"""The properties of RFC 5545 and its extensions: value types, where they stand and how often.

Sections: RFC 5545 3.7 and 3.8, RFC 7986 5, RFC 9073, RFC 9074, RFC 9253, RFC 7953, RFC 7808.
"""

from scheduler.calendar.rules.codes import words

_EVENTS = "VEVENT VTODO VJOURNAL"
_ALL = "VEVENT VTODO VJOURNAL VFREEBUSY"
_ZONE = "STANDARD DAYLIGHT"

# Name, its value types with the default first (`-`: none, so VALUE has to be written), and its components.
_TABLE = f"""
CALSCALE | CALSCALE | VCALENDAR
METHOD | METHOD | VCALENDAR
PRODID | NEEDED-TEXT | VCALENDAR
VERSION | VERSION | VCALENDAR
NAME | TEXT | VCALENDAR VAVAILABILITY VLOCATION VRESOURCE
X-WR-CALNAME | TEXT | VCALENDAR
X-WR-CALDESC | TEXT | VCALENDAR
X-PUBLISHED-TTL | DURATION | VCALENDAR
REFRESH-INTERVAL | - DURATION | VCALENDAR
SOURCE | - URI | VCALENDAR VEVENT VTODO VJOURNAL
COLOR | COLOR | VCALENDAR {_EVENTS}
IMAGE | - URI BINARY | VCALENDAR {_EVENTS}
CONFERENCE | - URI | VEVENT VTODO
ATTACH | URI BINARY | {_EVENTS} VALARM
CATEGORIES | TEXTS | VCALENDAR {_EVENTS}
CLASS | CLASS | {_EVENTS}
COMMENT | TEXT | {_ALL} {_ZONE}
DESCRIPTION | TEXT | VCALENDAR {_EVENTS} VALARM
GEO | GEO | VEVENT VTODO
LOCATION | TEXT | VEVENT VTODO
PERCENT-COMPLETE | PERCENT | VTODO
PRIORITY | PRIORITY | VEVENT VTODO
RESOURCES | TEXTS | VEVENT VTODO
STATUS | STATUS | {_EVENTS}
SUMMARY | TEXT | {_EVENTS} VALARM
COMPLETED | UTC | VTODO
DTEND | DATE-TIME DATE | VEVENT VFREEBUSY
DUE | DATE-TIME DATE | VTODO
DTSTART | DATE-TIME DATE | {_ALL} {_ZONE}
DURATION | DURATION | VEVENT VTODO VALARM
FREEBUSY | BUSY-PERIODS | VFREEBUSY
TRANSP | TRANSP | VEVENT
TZID | NEEDED-TEXT | VTIMEZONE
TZNAME | TEXT | {_ZONE}
TZOFFSETFROM | UTC-OFFSET | {_ZONE}
TZOFFSETTO | UTC-OFFSET | {_ZONE}
TZURL | URI | VTIMEZONE
ATTENDEE | CAL-ADDRESS | {_ALL} VALARM
CONTACT | TEXT | {_ALL}
ORGANIZER | CAL-ADDRESS | {_ALL}
RECURRENCE-ID | DATE-TIME DATE | {_EVENTS}
RELATED-TO | TEXT UIDS URI | {_EVENTS} VALARM
URL | URI | VCALENDAR {_ALL}
UID | UID | VCALENDAR {_ALL} VALARM
EXDATE | DATE-TIMES DATES | {_EVENTS}
RDATE | DATE-TIMES DATES PERIODS | {_EVENTS} {_ZONE}
RRULE | RECUR | {_EVENTS} {_ZONE}
EXRULE | RECUR | {_EVENTS}
ACTION | ACTION | VALARM
REPEAT | INTEGER | VALARM
TRIGGER | DURATION UTC | VALARM
CREATED | UTC | {_EVENTS}
DTSTAMP | UTC | {_ALL}
LAST-MODIFIED | UTC | VCALENDAR {_EVENTS} VTIMEZONE
SEQUENCE | SEQUENCE | {_EVENTS}
REQUEST-STATUS | REQUEST-STATUS | {_ALL}
"""

# Registered elsewhere; their values are not looked at.
_OTHERS = words(
    "ACKNOWLEDGED PROXIMITY BUSYTYPE TZUNTIL TZID-ALIAS-OF LOCATION-TYPE PARTICIPANT-TYPE RESOURCE-TYPE "
    "CALENDAR-ADDRESS STRUCTURED-DATA STYLED-DESCRIPTION CONCEPT LINK REFID DEFAULT-ALARM RELATED"
)
_OPEN_COMPONENTS = frozenset({"VAVAILABILITY", "AVAILABLE", "PARTICIPANT", "VLOCATION", "VRESOURCE"})

_ROWS = [[cell.strip() for cell in line.split("|")] for line in _TABLE.strip().splitlines()]

TYPES = {name: tuple(types.split()) for name, types, _ in _ROWS}
"""Value types of each property, the default first."""

_PLACES = {name: words(places) for name, _, places in _ROWS}

_SECTION_OF = {
    "VCALENDAR": "3.6",
    "VEVENT": "3.6.1",
    "VTODO": "3.6.2",
    "VJOURNAL": "3.6.3",
    "VFREEBUSY": "3.6.4",
    "VTIMEZONE": "3.6.5",
    "STANDARD": "3.6.5",
    "DAYLIGHT": "3.6.5",
    "VALARM": "3.6.6",
}

PARTS = {
    "": frozenset({"VCALENDAR"}),
    "VCALENDAR": frozenset({*_ALL.split(), "VTIMEZONE", "VAVAILABILITY"}),
    "VEVENT": frozenset({"VALARM", "PARTICIPANT", "VLOCATION", "VRESOURCE"}),
    "VTODO": frozenset({"VALARM", "PARTICIPANT", "VLOCATION", "VRESOURCE"}),
    "VTIMEZONE": frozenset({"STANDARD", "DAYLIGHT"}),
    "VALARM": frozenset({"VLOCATION"}),
}
"""Which components may stand in which."""

COMPONENTS = frozenset(_SECTION_OF) | _OPEN_COMPONENTS

REQUIRED = {
    "VCALENDAR": ("VERSION", "PRODID"),
    "VEVENT": ("UID", "DTSTAMP"),
    "VTODO": ("UID", "DTSTAMP"),
    "VJOURNAL": ("UID", "DTSTAMP"),
    "VFREEBUSY": ("UID", "DTSTAMP"),
    "VTIMEZONE": ("TZID",),
    "STANDARD": ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO"),
    "DAYLIGHT": ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO"),
    "VALARM": ("ACTION", "TRIGGER"),
}

# What may stand several times; in a calendar also the languages of its name and description (RFC 7986 5.1, 5.2).
_MANY = words(
    "ATTACH ATTENDEE CATEGORIES COMMENT CONTACT EXDATE EXRULE RDATE RELATED-TO REQUEST-STATUS RESOURCES FREEBUSY "
    "IMAGE CONFERENCE TZNAME"
)
_MANY_IN = {"VCALENDAR": frozenset({"NAME", "DESCRIPTION"}), "VJOURNAL": frozenset({"DESCRIPTION"})}


def may_repeat(component: str, name: str) -> bool:
    """Tell whether a property may stand more than once in a component."""
    return name in _MANY or name not in TYPES or name in _MANY_IN.get(component, ())


def is_known(name: str) -> bool:
    """Tell whether a property is registered or marked as private by `X-`."""
    return name in TYPES or name.startswith("X-") or name in _OTHERS


def belongs(component: str, name: str) -> bool:
    """Tell whether a registered property may stand in a component."""
    places = _PLACES.get(name)
    return places is None or component in places or component not in _SECTION_OF


def section_of(component: str) -> str:
    """Return the section that defines a component."""
    return "RFC 5545 " + _SECTION_OF.get(component, "3.6")
