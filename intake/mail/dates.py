"""The Date field (RFC 5322 section 3.3) as an aware time of the office, or None."""

import re
from datetime import datetime, timedelta, timezone

from madoguchi.clock import TOKYO

_DATE = re.compile(
    r"\s*(?:[A-Za-z]{2,9}\.?,?)?\s*(\d{1,2})[ -]([A-Za-z]{3})[A-Za-z]{0,6}[ -](\d{2,4})\s+"
    r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,6})?)?\s*"
    r"(?:(?:GMT|UTC?)?([+-])(\d{2}):?(\d{2})(?!\d)|[(\"]?([A-Za-z]{1,5})(?![A-Za-z+\-])|(?=\s*$))",
    re.ASCII,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ZONES = {
    "JST": 9, "KST": 9, "CST": -6, "EST": -5, "MST": -7, "PST": -8, "CDT": -5, "EDT": -4, "MDT": -6, "PDT": -7,
    "UTC": 0, "GMT": 0, "UT": 0, "Z": 0, "WET": 0, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "ICT": 7, "HKT": 8, "PHT": 8,
}  # fmt: skip
_TWO_DIGITS_ARE_2000_UNTIL = 49  # RFC 5322 section 4.3
_WIDEST_OFFSET = timedelta(hours=15)


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:  # noqa: PLR2004 -- a year written in full
        return year
    return year + (2000 if len(digits) == 2 and year <= _TWO_DIGITS_ARE_2000_UNTIL else 1900)  # noqa: PLR2004


def _offset(found: re.Match[str]) -> timedelta | None:
    """Return the offset from UTC; a date without any zone is Japanese time."""
    if found[7]:
        size = timedelta(hours=int(found[8]), minutes=int(found[9]))
        return None if size > _WIDEST_OFFSET else size if found[7] == "+" else -size
    if not found[10]:
        return timedelta(hours=9)
    hours = _ZONES.get(found[10].upper())
    return None if hours is None else timedelta(hours=hours)


def read_date(value: bytes) -> datetime | None:
    """Read a Date field.

    Returns:
        An aware time in Asia/Tokyo to the second; None when there is none, when it is impossible,
        or when its words or zone are unknown.
    """
    found = _DATE.match(value.decode("ascii", "ignore")) if value.isascii() else None
    if found is None or found[2].lower() not in _MONTHS:
        return None
    offset = _offset(found)
    if offset is None:
        return None
    try:
        moment = datetime(
            _year(found[3]),
            _MONTHS.index(found[2].lower()) + 1,
            int(found[1]),
            int(found[4]),
            int(found[5]),
            min(int(found[6] or 0), 59),
            tzinfo=timezone(offset),
        )
        return moment.astimezone(TOKYO)
    except (ValueError, OverflowError):
        return None
