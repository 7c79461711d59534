"""Byte-level rules for calendars of ours, which parsers let pass and clients punish.

One line that a client cannot parse empties a whole subscribed feed without a word, so a calendar is
checked before it replaces the last good file. Rules: RFC 5545 section 3.1, RFC 5546 section 3.2.
"""

import re
from collections import Counter

from scheduler.calendar.text import LINE_OCTETS

_LINE = re.compile(r"[A-Z][A-Z0-9-]*(?:;[A-Z0-9-]+=(?:\"[^\"]*\"|[^\";:,]*)(?:,(?:\"[^\"]*\"|[^\";:,]*))*)*:.*")
_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")
_UTC = re.compile(r"\d{8}T\d{6}Z")
_DURATION = "REFRESH-INTERVAL;VALUE=DURATION:"
_TEXT_FAULT = re.compile(r"(?<!\\)(?:\\\\)*(?:[,;]|\\(?![\\;,nN]))")
_TEXTS = frozenset({"SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME", "X-WR-CALDESC"})
_ONCE = ("UID", "DTSTAMP", "DTSTART", "DTEND", "ORGANIZER", "SUMMARY", "STATUS", "TRANSP")
_STATUS = {
    "REQUEST": frozenset({"CONFIRMED"}),
    "CANCEL": frozenset({"CANCELLED"}),
    "PUBLISH": frozenset({"CONFIRMED"}),
}
_MOST_FAULTS = 20


def faults(raw: bytes) -> tuple[str, ...]:
    """Return what is wrong with a calendar, each with its physical or content line; empty when good.

    Args:
        raw: A whole calendar: an invitation, a cancellation or a feed.
    """
    found = _physical(raw)
    if not found:
        lines = raw.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]
        found = [fault for number, line in enumerate(lines, 1) for fault in _content(number, line)]
        if not found:
            found = _calendar(lines)
    return tuple(found[:_MOST_FAULTS])


def _physical(raw: bytes) -> list[str]:
    if not raw.startswith(b"BEGIN:VCALENDAR\r\n") or not raw.endswith(b"\r\nEND:VCALENDAR\r\n"):
        return ["the file is not one whole calendar with CRLF line ends"]
    found: list[str] = []
    lines = raw.split(b"\r\n")[:-1]
    for number, line in enumerate(lines, 1):
        if len(line) > LINE_OCTETS:
            found.append(f"line {number}: more than {LINE_OCTETS} octets")
        if b"\n" in line or b"\r" in line:
            found.append(f"line {number}: a line end that is not CRLF")
        try:
            line.decode()
        except UnicodeDecodeError:
            found.append(f"line {number}: not UTF-8, or folded inside a character")
    return found


def _content(number: int, line: str) -> list[str]:
    if not _LINE.fullmatch(line) or _CONTROL.search(line):
        return [f"content line {number}: no name and value, or a control character"]
    name = re.split("[;:]", line, maxsplit=1)[0]
    if name in _TEXTS and _TEXT_FAULT.search(line.partition(":")[2]):
        return [f"content line {number}: {name} has an unescaped sign"]
    if name == "REFRESH-INTERVAL" and not line.startswith(_DURATION):
        return [f"content line {number}: REFRESH-INTERVAL without its value type"]
    if name in {"DTSTAMP", "LAST-MODIFIED"} and not _UTC.fullmatch(line.partition(":")[2]):
        return [f"content line {number}: {name} is not in UTC"]
    return []


def _calendar(lines: list[str]) -> list[str]:
    outside, events = _split(lines)
    method = next((line[7:] for line in outside if line.startswith("METHOD:")), "")
    if method not in _STATUS:
        return ["METHOD is missing or not one of ours"]
    zone = "TZID:Asia/Tokyo" in outside
    found = [
        f"{name} is missing" for name in ("VERSION:2.0", "PRODID:") if not any(x.startswith(name) for x in outside)
    ]
    if any(line.startswith("UID:") for line in outside):
        found.append("the calendar has a UID of its own; some programs then see one event only")
    if not events and not zone:
        found.append("a calendar without any component")
    if method != "PUBLISH" and len(events) != 1:
        found.append("an invitation or a cancellation has exactly one event")
    uids = Counter(line for event in events for line in event if line.startswith("UID:"))
    found += [f"{uid} stands {count} times" for uid, count in uids.items() if count > 1]
    for number, event in enumerate(events, 1):
        found += [f"event {number}: {fault}" for fault in _event(method, event, zone=zone)]
    return found


def _split(lines: list[str]) -> tuple[list[str], list[list[str]]]:
    outside: list[str] = []
    events: list[list[str]] = []
    inside = False
    for line in lines:
        if line == "BEGIN:VEVENT":
            inside = True
            events.append([])
        elif line == "END:VEVENT":
            inside = False
        elif inside:
            events[-1].append(line)
        else:
            outside.append(line)
    return outside, events


def _event(method: str, event: list[str], *, zone: bool) -> list[str]:
    names = Counter(re.split("[;:]", line, maxsplit=1)[0] for line in event)
    values = {re.split("[;:]", line, maxsplit=1)[0]: line.rpartition(":")[2] for line in event}
    found = [f"{name} stands {names[name]} times" for name in _ONCE if names[name] != 1]
    if values.get("STATUS") not in _STATUS[method]:
        found.append(f"STATUS does not fit {method}")
    for name in ("DTSTART", "DTEND"):
        line = next((one for one in event if one.startswith((name + ":", name + ";"))), "")
        known = line.startswith(f"{name};VALUE=DATE:") or (zone and line.startswith(f"{name};TZID=Asia/Tokyo:"))
        if not line.endswith("Z") and not known:
            found.append(f"{name} is floating or names an undeclared time zone")
    if values.get("DTEND", "") <= values.get("DTSTART", ""):
        found.append("it ends before it starts")
    if names["ATTENDEE"] != (method != "PUBLISH"):
        found.append(f"{names['ATTENDEE']} ATTENDEE with {method}")
    if method != "PUBLISH" and names["SEQUENCE"] != 1:
        found.append("SEQUENCE is missing")
    if names["BEGIN"] or names["RRULE"]:
        found.append("an alarm or a recurrence")
    if not values.get("SUMMARY"):
        found.append("SUMMARY is empty")
    return found
