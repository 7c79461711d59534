"""The iCalendar objects of a mail: by whatever name they are attached, in whatever letters (RFC 6047 section 2)."""

import re
from typing import Final

from intake.mail.charset import decode
from intake.mail.mail import CalendarPart
from intake.mail.mime import Part, text_of

# What an attendee sends (RFC 5546 section 1.4); the others come from whoever organizes an event.
ANSWERS: Final = frozenset({"REPLY", "COUNTER", "REFRESH", "DELEGATE", "ADD", "DECLINECOUNTER"})

_CALENDARS = frozenset({"text/calendar", "text/x-vcalendar", "application/ics", "application/calendar"})
_FILES = frozenset({"text/plain", "application/octet-stream"})
_FOLD = re.compile(rb"\r*\n[ \t]")  # within a character too: some programs count bytes
_METHOD = re.compile(r"^METHOD[ \t]*(?:;[^:\n]{0,200})?:[ \t]*([A-Za-z-]{1,20})[ \t]*$", re.MULTILINE | re.IGNORECASE)


def is_calendar(part: Part) -> bool:
    """Tell whether a part is an iCalendar object by its type, or by its name where the type says nothing."""
    return part.kind in _CALENDARS or (part.kind in _FILES and part.filename.lower().endswith(".ics"))


def read_calendar_part(part: Part) -> CalendarPart:
    """Read an iCalendar object; letters that no reader takes become U+FFFD, for its names are ASCII in any case."""
    body = part.content()
    data, cut = text_of(_FOLD.sub(b"", body.data))
    read = decode(data, part.params.get("charset", ""))
    text = read.text or data.decode("ascii", "replace").replace("\r", "")
    named = {method.upper() for method in _METHOD.findall(text)} or {part.params.get("method", "").strip().upper()}
    return CalendarPart(
        method=next(iter(sorted(named & ANSWERS) or sorted(named))),
        text=text,
        broken=cut or body.cut or body.broken,
    )
