"""From the words of one date to a day of the calendar: which year and month a date means."""

from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from intake.reading.doubts import Unsure, doubt
from intake.reading.values import DateWords
from madoguchi.wording import say_day

ERA_BEGINS: Final = {"令和": 2019, "平成": 1989, "昭和": 1926, "大正": 1912}
ERA_ENDS: Final = {"平成": 31, "昭和": 64, "大正": 15}
BARE_DAY_REACH: Final = timedelta(days=14)
_MONTHS: Final = 12
_EVERY_MONTH_HAS: Final = 28


class Present(NamedTuple):
    """What a date may lean on: when it was said, and what was said before it.

    Attributes:
        dated: The day named last, for days without a month; None before any.
        week: The Monday of the week named last; None before any.
        masked_day: A date was covered, so a bare day may lean on it unseen.
        whole_week: That week was named as a whole, so a weekday after it may narrow it or add to it.
        ascending: A day without a month comes after the one before it.
        weekday_only: The day before was told by its weekday alone.
        counted: The day before was counted from today (2日後).
        leaning: The day before leaned on another (翌日).
        pointed: The day of the choice before this one, for その翌日 and 同じ日.
    """

    said_at: datetime
    dated: date | None = None
    week: date | None = None
    masked_day: bool = False
    whole_week: bool = False
    ascending: bool = True
    weekday_only: bool = False
    counted: bool = False
    leaning: bool = False
    pointed: date | None = None

    @property
    def today(self) -> date:
        """The day on which it was said."""
        return self.said_at.date()

    def in_any_order(self) -> "Present":
        """Return it for what follows a day that is not wished: the next one may lie before it."""
        return self._replace(ascending=False, whole_week=False, week=None if self.whole_week else self.week)


def day_of(words: DateWords, text: str, present: Present) -> date:
    """Return the day that the words mean; without a year the nearest such day.

    Raises:
        Unsure: There is no such day, or its year or month cannot be told.
    """
    if not words.month:
        return _bare_day(words.day, text, present)
    if words.years_on >= 0:
        return existing(present.today.year + words.years_on, words.month, words.day, text)
    if words.era == "?":
        return _short_year(words, text, present)
    if words.era:
        return _era_year(words, text)
    if words.year:
        return existing(words.year, words.month, words.day, text)
    return existing(_nearest_year(present.today, words.month, words.day), words.month, words.day, text)


def month_of(words: DateWords, present: Present, day: int) -> tuple[int, int]:
    """Return year and month of a month without a day; `day` is the one that is about to be named in it.

    Raises:
        Unsure: There is no such month.
    """
    today = present.today
    if words.months_on >= 0:
        ahead = today.month - 1 + words.months_on
        return today.year + ahead // _MONTHS, ahead % _MONTHS + 1
    if words.year or words.years_on >= 0:
        first = day_of(words._replace(day=1), f"{words.month}月", present)
        return first.year, first.month
    if not 1 <= words.month <= _MONTHS:
        raise Unsure(doubt("invalid_date", f"{words.month}月"))
    return _nearest_year(today, words.month, day), words.month


def existing(year: int, month: int, day: int, text: str) -> date:
    """Return that day.

    Raises:
        Unsure: The calendar has no such day.
    """
    try:
        return date(year, month, day)
    except ValueError:
        raise Unsure(doubt("invalid_date", text)) from None


def _nearest_year(today: date, month: int, day: int) -> int:
    """Return the year in which that day lies nearest: about six months either way, ahead on a tie."""
    if not 1 <= month <= _MONTHS:
        return today.year
    on = max(1, min(day, _EVERY_MONTH_HAS))
    years = (today.year + 1, today.year, today.year - 1)
    return min(years, key=lambda year: abs((date(year, month, on) - today).days))


def _bare_day(number: int, text: str, present: Present) -> date:
    if present.dated:
        day = existing(present.dated.year, present.dated.month, number, text)
        if day <= (present.dated if present.ascending else present.today):
            raise Unsure(doubt("month_inferred", text))
        return day
    today = present.today
    year, month = today.year, today.month
    if number < today.day:
        year, month = (year, month + 1) if month < _MONTHS else (year + 1, 1)
    day = existing(year, month, number, text)
    if present.masked_day or number == today.day or day - today > BARE_DAY_REACH:
        raise Unsure(doubt("month_inferred", text, [say_day(day)]))
    return day


def _era_year(words: DateWords, text: str) -> date:
    begins, ends = ERA_BEGINS[words.era], ERA_ENDS.get(words.era)
    if words.year < 1 or (ends and words.year > ends):
        raise Unsure(doubt("era_out_of_range", text))
    return existing(begins + words.year - 1, words.month, words.day, text)


def _short_year(words: DateWords, text: str, present: Present) -> date:
    """Read 26年 or 8年: the western or the 令和 year, whichever is this one or the next."""
    now = present.today.year
    years = [year for year in (2000 + words.year, ERA_BEGINS["令和"] + words.year - 1) if now <= year <= now + 1]
    if not years:
        raise Unsure(doubt("year_inferred", text))
    return existing(years[0], words.month, words.day, text)
