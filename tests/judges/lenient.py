"""`icalendar`, which reads on past what it cannot parse and keeps it as an error of the component."""

import icalendar


def complaints(raw: bytes) -> list[str]:
    """Return what `icalendar` could not read of a calendar."""
    try:
        whole = icalendar.Calendar.from_ical(raw)
    except ValueError as refused:
        return [str(refused)]
    return [f"{name}: {said}" for part in whole.walk() for name, said in part.errors]
