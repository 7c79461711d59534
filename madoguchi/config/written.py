"""How single values are written in `office.toml`: addresses, days of the year, opening hours."""

import itertools
import re
from datetime import date, time
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from madoguchi import ruby
from madoguchi.model.openings import Period

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")
_ADDRESS = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\"]+")


def _period(value: object) -> object:
    """Read `9:30-11:00`."""
    if isinstance(value, Period | dict):
        return value
    clocks = [_CLOCK.fullmatch(part.strip()) for part in str(value).split("-")]
    if len(clocks) != 2 or None in clocks:  # noqa: PLR2004 -- a period has two ends
        raise ValueError("時間帯は「9:30-11:00」の形で書いてください")
    try:
        opens, closes = (time(int(clock[1]), int(clock[2])) for clock in clocks if clock)
    except ValueError:
        raise ValueError("時間帯の時刻は 0:00 から 23:59 までで書いてください") from None
    if opens >= closes:
        raise ValueError("時間帯の終わりは始まりより後にしてください")
    return Period(opens=opens, closes=closes)


def _in_order(periods: tuple[Period, ...]) -> tuple[Period, ...]:
    if any(later.opens < earlier.closes for earlier, later in itertools.pairwise(periods)):
        raise ValueError("時間帯が重なっているか、順番が逆です。早い順に、重ならないように書いてください")
    return periods


def _month_day(value: str) -> str:
    try:
        day = date.fromisoformat(f"2024-{value}")  # a leap year has every day
    except ValueError:
        day = None
    if day is None or day.isoformat()[5:] != value:
        raise ValueError("日付は「12-29」の形で書いてください")
    return value


def _address(value: str) -> str:
    if not _ADDRESS.fullmatch(value) or not value.isascii():
        raise ValueError("メールアドレスの形になっていません")
    return value


def _with_readings(value: str) -> str:
    if list(ruby.faults(value)):
        raise ValueError("読みがなは「相談《そうだん》」か「｜取り消し《とりけし》」の形で、かなで書いてください")
    return value


Worded = Annotated[str, Field(max_length=200), AfterValidator(_with_readings)]
Text = Annotated[str, Field(min_length=1, max_length=200)]
Address = Annotated[str, AfterValidator(_address)]
MonthDay = Annotated[str, AfterValidator(_month_day)]
Hours = Annotated[tuple[Annotated[Period, BeforeValidator(_period)], ...], AfterValidator(_in_order)]
"""The hours of one day: periods in order that do not overlap; none where nothing is written."""
