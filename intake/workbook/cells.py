"""A cell as the text that a clerk sees, and that a CSV of the same table would hold."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Any, Final

_LENGTH = re.compile(r"PT([0-9]{1,6})H([0-9]{1,2})M([0-9]{1,2}(?:\.[0-9]{1,12})?)S")
_HALF = timedelta(milliseconds=500)
_LONGEST_WHOLE = 15  # digits that a number of a spreadsheet keeps


def text_of(value: object) -> str:
    """Return the text of a cell.

    Days are `2026/12/3` and times `14:30`, whatever the display format: the year is never lost. Seconds are shown
    when there are any, and rounded first, for a fraction of a day is never exact.

    Args:
        value: What calamine makes of a cell: str, float, int, bool, date, datetime, time or timedelta.
    """
    if isinstance(value, str):
        return _of_ods(value) if value.startswith("PT") else value
    return _TEXTS[type(value)](value)


def _day(value: date) -> str:
    return f"{value.year}/{value.month}/{value.day}"


def _moment(value: datetime) -> str:
    near = value + _HALF
    clock = f"{near.hour}:{near.minute:02}" + (f":{near.second:02}" if near.second else "")
    return _day(near) if clock == "0:00" else f"{_day(near)} {clock}"


def _time(value: time) -> str:
    seconds = value.second + value.microsecond / 1e6
    return _length(timedelta(hours=value.hour, minutes=value.minute, seconds=seconds))


def _length(length: timedelta) -> str:
    """Return `14:30`, or `36:00` of a length of time."""
    seconds = round(length.total_seconds())
    sign = "-" if seconds < 0 else ""
    hours, rest = divmod(abs(seconds), 3600)
    minutes, left = divmod(rest, 60)
    return f"{sign}{hours}:{minutes:02}" + (f":{left:02}" if left else "")


def _of_ods(text: str) -> str:
    """Return a length of time of an .ods, which comes as `PT36H00M00S`, as `36:00`."""
    found = _LENGTH.fullmatch(text)
    if found is None:
        return text
    return _length(timedelta(hours=int(found[1]), minutes=int(found[2]), seconds=float(found[3])))


def _number(value: float) -> str:
    """Return a number as it was typed: whole ones without a point, those too long to be exact as 1.30100E+15."""
    if not float(value).is_integer():
        return f"{value:.15g}".replace("e", "E")
    return str(int(value)) if abs(value) < 10**_LONGEST_WHOLE else f"{value:.5E}"


_TEXTS: Final[Mapping[type, Callable[[Any], str]]] = MappingProxyType(
    {
        bool: lambda value: "TRUE" if value else "FALSE",
        int: _number,
        float: _number,
        datetime: _moment,
        date: _day,
        time: _time,
        timedelta: _length,
    }
)
