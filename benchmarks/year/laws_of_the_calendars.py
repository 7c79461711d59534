"""What the calendars of an office must be: feeds without a fault, invitations that their clients take."""

import email
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from icalendar import Calendar

from scheduler.calendar.lint import findings
from year.laws import Law, Scene


def every_calendar_keeps_the_rules(scene: Scene) -> Iterator[str]:
    """No feed and no public calendar has a fault that the linter knows."""
    for path in (*scene.folder.feeds.glob("*.ics"), *(scene.folder.public / "current").glob("*.ics")):
        if _is_new(scene, path) and (found := findings(path.read_bytes())):
            yield f"{path.name}: {found[0].code}"


def every_invitation_is_newer_than_the_last(scene: Scene) -> Iterator[str]:
    """What an address is told of a booking has a higher SEQUENCE and a later DTSTAMP each time (RFC 5546 2.1.5)."""
    for path in sorted(scene.folder.outbox.glob("*.eml")):
        if not _is_new(scene, path):
            continue
        for about, mark in _told(path):
            if mark <= scene.told.get(about, (-1, mark[1])):
                yield f"{path.name} tells nothing new of {about[0]}"
            scene.told[about] = mark


def _is_new(scene: Scene, path: Path) -> bool:
    status = path.stat()
    mark = (f"calendar {path}", status.st_size, status.st_mtime_ns)
    known = mark in scene.looked_at
    scene.looked_at.add(mark)
    return not known


def _told(path: Path) -> Iterator[tuple[tuple[str, str], tuple[int, datetime]]]:
    """Yield UID and address, SEQUENCE and DTSTAMP of what a letter tells a calendar."""
    for part in email.message_from_bytes(path.read_bytes()).walk():
        if part.get_content_type() == "text/calendar":
            raw = part.get_payload(decode=True)
            (event,) = Calendar.from_ical(raw if isinstance(raw, bytes) else b"").events
            yield (str(event["UID"]), str(event["ATTENDEE"])), (int(event["SEQUENCE"]), event["DTSTAMP"].dt)


LAWS_OF_THE_CALENDARS: tuple[Law, ...] = (every_calendar_keeps_the_rules, every_invitation_is_newer_than_the_last)
