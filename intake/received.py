"""When a call was taken, from the 受付日時 of a log."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from intake.doubts import shown
from madoguchi.clock import TOKYO, local
from madoguchi.model.reading import Doubt
from madoguchi.wording import WEEKDAYS, say_date

_ERAS: Final = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988, "昭和": 1925, "S": 1925}
_SOON: Final = timedelta(days=180)
_NOON: Final = time(12)
_EXCEL_EPOCH: Final = datetime(1899, 12, 30)  # noqa: DTZ001 -- Excel's day 0, wall-clock time

_PLAIN = re.compile(r"(20[0-9]{2})[/-]([0-9]{1,2})[/-]([0-9]{1,2})(?: ([0-9]{1,2}):([0-9]{2})(?::[0-9]{2})?)?")
_DAY = re.compile(
    r"(?:(?P<era>令和|平成|昭和|[RHS])?(?P<year>元|[0-9]{4}|[0-9]{1,2})\s*[年./-]\s*)?"
    r"(?P<month>[0-9]{1,2})\s*[月./-]\s*(?P<day>[0-9]{1,2})\s*(?:日|(?![0-9:時]))",
)
_COMPACT = re.compile(r"(20[0-9]{2})([0-9]{2})([0-9]{2})(?![0-9])")
_WEEKDAY = re.compile(r"\s*\(?([月火水木金土日])(?:曜日?)?\)?(?![0-9])")
_CLOCK = re.compile(
    r"\s*T?(?P<half>午前|午後|AM|PM|am|pm)?\s*(?P<hour>[0-9]{1,2})\s*(?:[:時])\s*(?:(?P<half_hour>半)|(?P<minute>[0-9]{1,2})\s*分?)?"
    r"(?::(?P<second>[0-9]{2})(?:\.[0-9]+)?)?\s*(?P<after>AM|PM|am|pm|午前|午後)?(?:頃|ごろ)?\s*(?:(?:GMT)?\+0?9(?::?00)?|JST)?"
)
_SERIAL = re.compile(r"[45][0-9]{4}(?:\.[0-9]+)?")
_MOST: Final = 60


class Received(NamedTuple):
    """When a call was taken.

    Attributes:
        at: Aware; the arrival of the file where the text does not tell.
        day: The day as written, `2026-12-03` or `--12-03`; empty when none is written.
    """

    at: datetime
    day: str
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class _Written:
    """What a text says, before the arrival of its file settles the rest."""

    years: tuple[int, ...] = ()
    month_day: tuple[int, int] | None = None
    weekday: str = ""
    clock: time | None = None


def read_received(text: str, arrived_at: datetime) -> Received:
    """Read 受付日時: western or Japanese years, with or without year, day or time.

    A day without a year is the last such day before the file came; a time without a day is of the day the file
    came; a day without a time (also Excel's `0:00`) counts as noon.

    Args:
        text: The cell, or day and time cells joined by a space.
        arrived_at: As-of time of the run that took the file (aware).
    """
    plain = _PLAIN.fullmatch(text)
    if plain:
        return _of_plain(plain, text, arrived_at)
    written = _read(unicodedata.normalize("NFKC", text.strip())) if len(text) <= _MOST else None
    if written is None:
        return Received(arrived_at, "", _unknown(text))
    return _settled(written, text, arrived_at)


def _of_plain(found: re.Match[str], text: str, arrived_at: datetime) -> Received:
    year, month, day, hour, minute = found.groups()
    try:
        at = datetime(int(year), int(month), int(day), int(hour or 12), int(minute or 0), tzinfo=TOKYO)
    except ValueError:
        return Received(arrived_at, "", _unknown(text))
    if hour is None or (minute == "00" and int(hour) == 0):
        at = at.replace(hour=12)
        if at.date() == arrived_at.astimezone(TOKYO).date():
            at = min(at, arrived_at)
    written = f"{year}-{int(month):02}-{int(day):02}"
    if at > arrived_at:
        return Received(arrived_at, written, _later(text))
    return Received(at, written)


@lru_cache(maxsize=4096)
def _read(text: str) -> _Written | None:
    """Read every character of a text or nothing."""
    if _SERIAL.fullmatch(text):
        moment = _EXCEL_EPOCH + timedelta(days=float(text))
        clock = time(moment.hour, moment.minute) if "." in text else None
        return _Written((moment.year,), (moment.month, moment.day), "", clock)
    years: tuple[int, ...] = ()
    month_day, weekday, clock, at = None, "", None, 0
    if compact := _COMPACT.match(text):
        years, month_day, at = (int(compact[1]),), (int(compact[2]), int(compact[3])), compact.end()
    elif found := _DAY.match(text):
        years, month_day, at = _years(found), (int(found["month"]), int(found["day"])), found.end()
        if found["year"] and not years:
            return None
    if month_day and (named := _WEEKDAY.match(text, at)):
        weekday, at = named[1], named.end()
    if at < len(text):
        found_clock = _CLOCK.fullmatch(text, at)
        clock = _clock(found_clock) if found_clock else None
        if clock is None:
            return None
    return _Written(years, month_day, weekday, clock) if month_day or clock else None


def _years(found: re.Match[str]) -> tuple[int, ...]:
    """Return the years that may be meant: 8年 is 2008 or 令和8年."""
    if found["year"] is None:
        return ()
    year = 1 if found["year"] == "元" else int(found["year"])
    if found["era"]:
        return (_ERAS[found["era"]] + year,)
    if year > 99:  # noqa: PLR2004 -- four digits
        return (year,)
    return (2000 + year, _ERAS["令和"] + year)


def _clock(found: re.Match[str]) -> time | None:
    hour, minute = int(found["hour"]), 30 if found["half_hour"] else int(found["minute"] or 0)
    half = (found["half"] or found["after"] or "").lower()
    if half in {"午後", "pm"} and hour < 12:  # noqa: PLR2004 -- noon
        hour += 12
    return time(hour, minute) if hour < 24 and minute < 60 else None  # noqa: PLR2004 -- a day's hours


def _settled(written: _Written, text: str, arrived_at: datetime) -> Received:
    today = local(arrived_at).date()
    if written.month_day is None:
        day, named = today, ""
    else:
        found = _day(written, today)
        month, number = written.month_day
        named = f"--{month:02}-{number:02}" if not written.years else ""
        if found is None:
            return Received(arrived_at, named, _unknown(text))
        day, named = found, named or found.isoformat()
        if written.weekday and WEEKDAYS[day.weekday()] != written.weekday:
            return Received(arrived_at, named, _weekday_mismatch(text, day))
    is_bare = written.clock is None or (written.clock == time(0) and written.month_day is not None)
    at = datetime.combine(day, _NOON if is_bare or written.clock is None else written.clock, tzinfo=TOKYO)
    if is_bare and day == today:
        at = min(at, arrived_at)
    if at > arrived_at:
        return Received(arrived_at, named, _later(text))
    return Received(at, named)


def _day(written: _Written, today: date) -> date | None:
    """Return the one day that is meant, or None: no such day, or more than one may be meant."""
    month, number = written.month_day or (0, 0)
    if len(written.years) == 1:
        return _date(written.years[0], month, number)
    years = written.years or (today.year, today.year - 1)
    days = [day for year in years if (day := _date(year, month, number))]
    near = [day for day in days if timedelta(0) <= today - day <= _SOON]
    if len(near) == 1:
        return near[0]
    # Ahead of the file's arrival by little: a slip of the pen or of a clock; told as such.
    ahead = [day for day in days if timedelta(0) < day - today <= _SOON]
    return ahead[0] if not near and len(ahead) == 1 else None


def _date(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _unknown(text: str) -> Doubt:
    if not text.strip():
        say = "受付日時が書かれていません。いつ受けた電話か確かめてください。"
    else:
        say = f"受付日時「{shown(text)}」が読み取れません。いつ受けた電話か確かめてください。"
    return Doubt(code="received_unknown", say=say)


def _weekday_mismatch(text: str, day: date) -> Doubt:
    say = f"受付日時「{shown(text)}」の日付と曜日が合いません（{say_date(day)}）。正しい日を確かめてください。"
    return Doubt(code="received_unknown", say=say)


def _later(text: str) -> Doubt:
    say = f"受付日時「{shown(text)}」が、ファイルを受け取った時刻より後になっています。正しい日時を確かめてください。"
    return Doubt(code="received_later", say=say)
