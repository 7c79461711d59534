"""PyPI `ical`, the calendar of Home Assistant: it checks every value, and has no code in common with `icalendar`."""

from ical.calendar_stream import IcsCalendarStream
from ical.exceptions import CalendarParseError


def complaints(raw: bytes) -> list[str]:
    """Return what `ical` refuses a calendar for."""
    try:
        stream = IcsCalendarStream.from_ics(raw.decode())
    except (CalendarParseError, UnicodeDecodeError) as refused:
        return [str(refused)]
    return [] if len(stream.calendars) == 1 else [f"{len(stream.calendars)} calendars instead of one"]
