"""Times and other facts in English: Thursday, 3 December 2026, 2:30 p.m. to 3:00 p.m. (Japan time)."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from functools import lru_cache
from typing import Final

from madoguchi.config.office import Booking
from madoguchi.config.openings import Openings
from madoguchi.model.language import Language
from madoguchi.model.openings import Period
from madoguchi.model.reading import Service
from madoguchi.speech.days_off import say_reason
from madoguchi.speech.standard import LAST_MINUTE, by_periods
from madoguchi.wording import ENGLISH_MONTHS, ENGLISH_WEEKDAYS

LANGUAGE: Final = Language.ENGLISH
SERVICES: Mapping[Service, str] = {
    Service.COUNSELLING: "Job counselling",
    Service.PLACEMENT: "Job placement",
    Service.MOCK_INTERVIEW: "Practice for job interviews",
}
_NOON = 12
# The telephone hours stand in the office's settings as one Japanese phrase; this is how nearly every office puts it.
_HOURS = re.compile(
    r"平日[の 　]*(\d{1,2})時(?:(\d{1,2})分)?[ 　]*(?:から|～|〜|-)[ 　]*(\d{1,2})時(?:(\d{1,2})分)?(?:まで)?"
)


def say_date(day: date) -> str:
    """Return `Thursday, 3 December 2026`."""
    return f"{ENGLISH_WEEKDAYS[day.weekday()]}, {say_version(day)}"


def say_version(day: date) -> str:
    """Return `20 November 2020`, as the terms are named."""
    return f"{day.day} {ENGLISH_MONTHS[day.month - 1]} {day.year}"


def say_time(moment: time) -> str:
    """Return `2:30 p.m.`; noon is 12:00 p.m."""
    half = "a.m." if moment.hour < _NOON else "p.m."
    return f"{moment.hour % _NOON or _NOON}:{moment.minute:02} {half}"


def say_clock(moment: time) -> str:
    """Return `2:30 p.m.` with a blank that does not break."""
    return say_time(moment).replace(" ", "\N{NO-BREAK SPACE}")


def say_start(start: datetime) -> str:
    """Return `Thursday, 3 December 2026, 2:30 p.m.`; the year is said too, for it tells day from month."""
    return f"{say_date(start.date())}, {say_time(start.time())}"


def say_moment(moment: datetime) -> str:
    """Return `Thursday, 3 December 2026, 2:30 p.m. (Japan time)`."""
    return f"{say_start(moment)} (Japan time)"


def say_span(start: datetime, end: datetime) -> str:
    """Return `Thursday, 3 December 2026, 2:30 p.m. to 3:00 p.m. (Japan time)`."""
    return f"{say_start(start)} to {say_time(end.time())} (Japan time)"


def say_hours(written: str) -> str:
    """Return the hours of the telephone; as the office has written them where that is no plain pair of hours."""
    found = _HOURS.fullmatch(written.strip())
    if not found:
        return written
    opens, closes = (time(int(found[at]), int(found[at + 1] or 0)) for at in (1, 3))
    return f"weekdays, {say_time(opens)} to {say_time(closes)}"


@lru_cache(maxsize=8)
def say_openings(openings: Openings) -> str:
    """Return when sessions are held: Monday to Friday, 9:30 a.m. to 11:00 a.m. and 2:00 p.m. to 4:00 p.m."""
    return "; ".join(
        f"{_say_weekdays(weekdays)}, {_say_periods(found)}" for found, weekdays in by_periods(openings).items()
    )


def say_day(day: date) -> str:
    """Return `Thu 3 December`."""
    return f"{ENGLISH_WEEKDAYS[day.weekday()][:3]} {day.day} {ENGLISH_MONTHS[day.month - 1]}"


def say_closed_days(openings: Openings) -> str:
    """Return `Saturdays, Sundays, national holidays and 29 December to 3 January`."""
    closed = [f"{ENGLISH_WEEKDAYS[weekday]}s" for weekday in range(7) if not openings.periods(weekday)]
    begins, ends = (
        f"{int(text[3:])} {ENGLISH_MONTHS[int(text[:2]) - 1]}"
        for text in (openings.year_end_from, openings.year_end_until)
    )
    return f"{', '.join([*closed, 'national holidays'])} and {begins} to {ends}"


def say_deadline(booking: Booking) -> str:
    """Return `the day before`, `5:00 p.m. on the working day before`."""
    day = "the day before" if booking.notice == "calendar" else "the working day before"
    return day if booking.cutoff >= LAST_MINUTE else f"{say_time(booking.cutoff)} on {day}"


def say_closed(reason: str) -> str:
    """Return `Closed (New Year's Day)`; a reason of the office's own, in Japanese, is left out."""
    return f"Closed ({said})" if (said := say_reason(reason, LANGUAGE)) else "Closed"


def _say_weekdays(weekdays: list[int]) -> str:
    names = [ENGLISH_WEEKDAYS[weekday] for weekday in weekdays]
    if len(weekdays) > 2 and weekdays == list(range(weekdays[0], weekdays[-1] + 1)):  # noqa: PLR2004 -- two are named
        return f"{names[0]} to {names[-1]}"
    return " and ".join(names)


def _say_periods(periods: tuple[Period, ...]) -> str:
    return " and ".join(f"{say_time(period.opens)} to {say_time(period.closes)}" for period in periods)
