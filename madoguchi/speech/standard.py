"""Times and other facts in standard Japanese: 2026年12月3日（木）午後2時30分."""

from collections.abc import Mapping
from datetime import date, time
from functools import lru_cache
from typing import Final

from madoguchi.config.office import Booking
from madoguchi.config.openings import Openings
from madoguchi.model.language import Language
from madoguchi.model.openings import Period
from madoguchi.model.reading import Service
from madoguchi.wording import WEEKDAYS, say_date, say_day, say_moment, say_span, say_start, say_time

__all__ = (
    "LANGUAGE",
    "SERVICES",
    "say_clock",
    "say_closed",
    "say_closed_days",
    "say_date",
    "say_day",
    "say_deadline",
    "say_hours",
    "say_moment",
    "say_openings",
    "say_span",
    "say_start",
    "say_time",
    "say_version",
)

LANGUAGE: Final = Language.STANDARD
SERVICES: Mapping[Service, str] = {
    Service.COUNSELLING: "職業相談",
    Service.PLACEMENT: "職業紹介",
    Service.MOCK_INTERVIEW: "模擬面接",
}
LAST_MINUTE: Final = time(23, 59)
"""From this minute on a deadline is the end of its day."""

_WORKING_DAYS = [0, 1, 2, 3, 4]


def say_clock(moment: time) -> str:
    """Return `14:30`, for tables."""
    return f"{moment.hour}:{moment.minute:02}"


def say_version(day: date) -> str:
    """Return `2020年11月20日`, as the terms are named."""
    return f"{day.year}年{day.month}月{day.day}日"


def say_hours(written: str) -> str:
    """Return the hours of the telephone as the office has written them."""
    return written


@lru_cache(maxsize=8)
def say_openings(openings: Openings) -> str:
    """Return when sessions are held: 平日の午前9時30分から午前11時まで、午後2時から午後4時まで."""
    return "、".join(
        _say_weekdays(weekdays) + "の" + _say_periods(found) for found, weekdays in by_periods(openings).items()
    )


def say_closed_days(openings: Openings) -> str:
    """Return `土曜日、日曜日、祝日、年末年始（12月29日から1月3日まで）`."""
    closed = [f"{WEEKDAYS[weekday]}曜日" for weekday in range(7) if not openings.periods(weekday)]
    begins, ends = (f"{int(text[:2])}月{int(text[3:])}日" for text in (openings.year_end_from, openings.year_end_until))
    return "、".join([*closed, "祝日", f"年末年始（{begins}から{ends}まで）"])


def say_deadline(booking: Booking) -> str:
    """Return `前日まで`, `前の開庁日の午後5時まで`."""
    day = "前日" if booking.notice == "calendar" else "前の開庁日"
    return f"{day}まで" if booking.cutoff >= LAST_MINUTE else f"{day}の{say_time(booking.cutoff)}まで"


def say_closed(reason: str) -> str:
    """Return `お休み（元日）`."""
    return f"お休み（{reason}）" if reason else "お休み"


def by_periods(openings: Openings) -> dict[tuple[Period, ...], list[int]]:
    """Return the weekdays (Monday is 0) by the hours that they share."""
    found: dict[tuple[Period, ...], list[int]] = {}
    for weekday in range(7):
        if periods := openings.periods(weekday):
            found.setdefault(periods, []).append(weekday)
    return found


def _say_weekdays(weekdays: list[int]) -> str:
    if weekdays == _WORKING_DAYS:
        return "平日"
    return "・".join(WEEKDAYS[weekday] for weekday in weekdays) + "曜日"


def _say_periods(periods: tuple[Period, ...]) -> str:
    return "、".join(f"{say_time(period.opens)}から{say_time(period.closes)}まで" for period in periods)
