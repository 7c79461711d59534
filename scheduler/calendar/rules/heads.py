"""What stands before the colon of a content line: name and parameters (RFC 5545 sections 3.1 and 3.2).

Heads repeat from event to event, so each is read once and kept.
"""

import re
from functools import lru_cache

from scheduler.calendar.rules.codes import words
from scheduler.calendar.rules.properties import TYPES, belongs, is_known, section_of
from scheduler.calendar.rules.values import JUDGES, STATUSES, Judge

_NAME = re.compile(r"[A-Za-z0-9-]+")
_PARAMETER = re.compile(r";([A-Za-z0-9-]+)=((?:\"[^\"]*\"|[^\";:,]*)(?:,(?:\"[^\"]*\"|[^\";:,]*))*)")
_UP_TO_COLON = re.compile(r"[^\":]*+(?:\"[^\"]*+\"[^\":]*+)*+")
_LONGEST_KEPT = 200
_LISTS = frozenset({"MEMBER", "DELEGATED-TO", "DELEGATED-FROM", "DISPLAY", "FEATURE"})
_ADDRESSES = frozenset({"MEMBER", "DELEGATED-TO", "DELEGATED-FROM", "SENT-BY"})
_TYPES = (
    "BINARY BOOLEAN CAL-ADDRESS DATE DATE-TIME DURATION FLOAT INTEGER PERIOD RECUR TEXT TIME UID URI UTC-OFFSET "
    "XML-REFERENCE"
)
# Parameters with a closed list of values, and the sections of RFC 5545 that give it.
_KNOWN = {
    "CUTYPE": ("3.2.3", "INDIVIDUAL GROUP RESOURCE ROOM UNKNOWN"),
    "ENCODING": ("3.2.7", "8BIT BASE64"),
    "FBTYPE": ("3.2.9", "FREE BUSY BUSY-UNAVAILABLE BUSY-TENTATIVE"),
    "PARTSTAT": ("3.2.12", "NEEDS-ACTION ACCEPTED DECLINED TENTATIVE DELEGATED COMPLETED IN-PROCESS"),
    "RANGE": ("3.2.13", "THISANDFUTURE"),
    "RELATED": ("3.2.14", "START END"),
    "ROLE": ("3.2.16", "CHAIR REQ-PARTICIPANT OPT-PARTICIPANT NON-PARTICIPANT"),
    "RSVP": ("3.2.17", "TRUE FALSE"),
    "VALUE": ("3.2.20", _TYPES),
}
_ALLOWED = {name: words(known) for name, (_, known) in _KNOWN.items()}
# The word that VALUE has for a type of ours; TEXT for all that are not named.
_WORDS = {one: one for one in _TYPES.split()} | {
    "UTC": "DATE-TIME",
    "DATE-TIMES": "DATE-TIME",
    "DATES": "DATE",
    "PERIODS": "PERIOD",
    "BUSY-PERIODS": "PERIOD",
    "UIDS": "UID",
    "SEQUENCE": "INTEGER",
    "PRIORITY": "INTEGER",
    "PERCENT": "INTEGER",
    "GEO": "FLOAT",
    "UID": "TEXT",
}
_IN_ZONES = {"DATE-TIME": "LOCAL", "DATE-TIMES": "LOCAL-TIMES"}
_WITH_ZONE = {"DATE-TIME": "ZONED", "DATE-TIMES": "ZONED-TIMES", "DATE": "DATE-ZONED", "UTC": "DATE-ZONED"}

Fault = tuple[str, str, str]
"""A code, a piece to show, and the section where it is not the code's own."""


class Head:
    """What a content line says before its colon.

    Attributes:
        name: The property in capitals; empty when there is none.
        parameters: The values in capitals by their names in capitals, quotes included.
        zone: The TZID as written.
        is_date: Whether the value is a date without a time.
        judge: Tells what is wrong with the value; None when anything goes.
        faults: What is wrong with the head itself.
        is_edge: Whether it begins or ends a component.
        is_odd: Whether it is an edge, or was cut off at a colon within quotes.
    """

    __slots__ = ("faults", "is_date", "is_edge", "is_odd", "judge", "name", "parameters", "zone")

    def __init__(self, component: str, text: str) -> None:
        self.faults: list[Fault] = []
        self.parameters: dict[str, str] = {}
        self.zone = ""
        self.is_date = False
        self.judge: Judge | None = None
        found = _NAME.match(text)
        self.name = found[0].upper() if found else ""
        self.is_edge = self.name in {"BEGIN", "END"} and self.name == text.upper()
        self.is_odd = self.is_edge or text.count('"') % 2 == 1
        if self.is_odd:
            return
        if found is None:
            self.faults.append(("content-line", "", ""))
            return
        self._read_parameters(text, found.end())
        if any(code == "content-line" for code, _, _ in self.faults):
            return
        if not is_known(self.name):
            self.faults.append(("property-unknown", "", ""))
        elif not belongs(component, self.name):
            self.faults.append(("property-place", component, section_of(component)))
        elif self.name in TYPES:
            self.judge = self._judge(component)

    def _read_parameters(self, text: str, at: int) -> None:
        while at < len(text):
            found = _PARAMETER.match(text, at)
            if found is None:
                code = "parameter" if text[at] == ";" else "content-line"
                self.faults.append(("parameter-unquoted" if self.parameters else code, "", ""))
                return
            self._take(found[1].upper(), found[2])
            at = found.end()

    def _take(self, name: str, value: str) -> None:
        if name in self.parameters:
            self.faults.append(("parameter-double", name, ""))
        self.parameters[name] = value.upper()
        if name in _ALLOWED:
            if value.upper() not in _ALLOWED[name] and not value.upper().startswith("X-"):
                self.faults.append(("parameter-value", f"{name}={value}", "RFC 5545 " + _KNOWN[name][0]))
        elif name in _ADDRESSES:
            if not value.upper().startswith('"MAILTO:'):
                self.faults.append(("mailto", "", ""))
        elif name == "TZID":
            self.zone = value.strip('"')
        if "," in value and name not in _LISTS and not name.startswith("X-") and _listed(value):
            self.faults.append(("parameter-unquoted", "", ""))

    def _judge(self, component: str) -> Judge | None:
        types = TYPES[self.name]
        wanted = self.parameters.get("VALUE", "")
        if types[0] == "-":
            types = types[1:]
            if not wanted:
                self.faults.append(("value-missing", types[0], ""))
        kind = next((one for one in types if not wanted or _WORDS.get(one, "TEXT") == wanted), "")
        if not kind:
            if wanted in _ALLOWED["VALUE"]:
                self.faults.append(("value-type", "", ""))
            return None
        self.is_date = kind == "DATE"
        if kind == "BINARY" and self.parameters.get("ENCODING") != "BASE64":
            self.faults.append(("binary", "", ""))
        if component in {"STANDARD", "DAYLIGHT"}:
            if self.zone:
                self.faults.append(("zone-time", "", ""))
            kind = _IN_ZONES.get(kind, kind)
        elif self.zone:
            kind = _WITH_ZONE.get(kind, kind)
        if kind == "DATE-ZONED":
            self.faults.append(("zone-needless", "", ""))
            return None
        return STATUSES.get(component) if kind == "STATUS" else JUDGES[kind]


def _listed(value: str) -> bool:
    """Tell whether a parameter has several values, so that one of its commas stands outside quotes."""
    return "," in re.sub(r"\"[^\"]*\"", "", value)


@lru_cache(maxsize=2048)
def _kept(component: str, text: str) -> Head:
    return Head(component, text)


def head_of(component: str, text: str) -> Head:
    """Return what a head says within a component; the result is shared and never changed."""
    return _kept(component, text) if len(text) <= _LONGEST_KEPT else Head(component, text)


def split(line: str) -> tuple[str, str, str]:
    """Part a line at the colon that no quotes hold."""
    end = _UP_TO_COLON.match(line).end()  # type: ignore[union-attr] # it matches the empty text too
    return line[:end], line[end : end + 1], line[end + 1 :]
