"""Times and other facts in easy Japanese (やさしい日本語): 2026年12月3日（もくようび） 14時30分（ごご2じ30ぷん）.

The year is the Western one, and both ways of telling the hour stand together: the clock of 24 hours is what the form is
filled in with, the other what people say. Readings are written for `madoguchi.ruby`, which puts them in brackets in
plain text and above the words on a page.
"""

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
from madoguchi.speech.standard import LAST_MINUTE, by_periods, say_clock, say_version

__all__ = (
    "LANGUAGE",
    "SERVICES",
    "read_minutes",
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

LANGUAGE: Final = Language.EASY
SERVICES: Mapping[Service, str] = {
    Service.COUNSELLING: "職業相談（しごとの そうだん）",
    Service.PLACEMENT: "職業紹介（しごとの しょうかい）",
    Service.MOCK_INTERVIEW: "模擬面接（めんせつの れんしゅう）",
}
WEEKDAYS = ("げつようび", "かようび", "すいようび", "もくようび", "きんようび", "どようび", "にちようび")
_FUN = frozenset("2579")  # the last figure of minutes that are ふん; the others are ぷん
_NOON = 12


def say_date(day: date) -> str:
    """Return `2026年12月3日（もくようび）`."""
    return f"{day.year}年{say_day(day)}"


def say_start(start: datetime) -> str:
    """Return `12月3日（もくようび） ｜14時30分《ごご2じ30ぷん》`."""
    return f"{say_day(start.date())} {say_time(start.time())}"


def say_time(moment: time) -> str:
    """Return `｜14時30分《ごご2じ30ぷん》`."""
    half = "ごぜん" if moment.hour < _NOON else "ごご"
    minutes = read_minutes(moment.minute) if moment.minute else ""
    written = f"{moment.minute}分" if moment.minute else ""
    return f"｜{moment.hour}時{written}《{half}{moment.hour % _NOON}じ{minutes}》"


def read_minutes(minute: int) -> str:
    """Return how minutes are read: `30ぷん`, `15ふん`."""
    return f"{minute}{'ふん' if str(minute)[-1] in _FUN else 'ぷん'}"


def say_moment(moment: datetime) -> str:
    """Return `2026年12月3日（もくようび） ｜14時30分《ごご2じ30ぷん》`."""
    return f"{say_date(moment.date())} {say_time(moment.time())}"


def say_span(start: datetime, end: datetime) -> str:
    """Return `2026年12月3日（もくようび） ｜14時30分《ごご2じ30ぷん》から ｜15時《ごご3じ》まで`."""
    return f"{say_moment(start)}から {say_time(end.time())}まで"


def say_hours(written: str) -> str:
    """Return the hours of the telephone, its 平日 as the days that it means."""
    return re.sub("平日[の 　]*", "げつようびから きんようび ", written)


@lru_cache(maxsize=8)
def say_openings(openings: Openings) -> str:
    """Return when sessions are held, one sentence for the days that share their hours."""
    return "、".join(
        f"{_say_weekdays(weekdays)}の {_say_periods(found)}" for found, weekdays in by_periods(openings).items()
    )


def say_day(day: date) -> str:
    """Return `12月3日（もくようび）`."""
    return f"{day.month}月{day.day}日（{WEEKDAYS[day.weekday()]}）"


def say_closed_days(openings: Openings) -> str:
    """Return `どようび、にちようび、祝日《しゅくじつ》、12月29日から 1月3日まで`."""
    closed = [WEEKDAYS[weekday] for weekday in range(7) if not openings.periods(weekday)]
    begins, ends = (f"{int(text[:2])}月{int(text[3:])}日" for text in (openings.year_end_from, openings.year_end_until))
    return "、".join([*closed, "祝日《しゅくじつ》", f"{begins}から {ends}まで"])


def say_deadline(booking: Booking) -> str:
    """Return `前《まえ》の 日《ひ》まで`."""
    day = "前《まえ》の 日《ひ》" if booking.notice == "calendar" else "前《まえ》の 平日《へいじつ》"
    return f"{day}まで" if booking.cutoff >= LAST_MINUTE else f"{day}の {say_time(booking.cutoff)}まで"


def say_closed(reason: str) -> str:
    """Return `休《やす》み（元日《がんじつ》）`."""
    return f"休《やす》み（{said}）" if (said := say_reason(reason, LANGUAGE)) else "休《やす》み"


def _say_weekdays(weekdays: list[int]) -> str:
    if len(weekdays) > 2 and weekdays == list(range(weekdays[0], weekdays[-1] + 1)):  # noqa: PLR2004 -- two are named
        return f"{WEEKDAYS[weekdays[0]]}から {WEEKDAYS[weekdays[-1]]}まで"
    return "・".join(WEEKDAYS[weekday] for weekday in weekdays)


def _say_periods(periods: tuple[Period, ...]) -> str:
    return "、".join(f"{say_time(period.opens)}から {say_time(period.closes)}まで" for period in periods)
