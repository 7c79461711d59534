"""When the office is open, as `[openings]` of its `office.toml` says; `docs/openings.md` tells which key wins."""

from datetime import date
from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator

from madoguchi.config.written import WEEKDAYS, Hours, MonthDay, Text
from madoguchi.model.frozen import Frozen
from madoguchi.model.openings import Period


class WeekHours(Frozen):
    """Hours by weekday."""

    mon: Hours = ()
    tue: Hours = ()
    wed: Hours = ()
    thu: Hours = ()
    fri: Hours = ()
    sat: Hours = ()
    sun: Hours = ()

    def periods(self, weekday: int) -> tuple[Period, ...]:
        """Return the periods of a weekday, Monday being 0."""
        found: tuple[Period, ...] = getattr(self, WEEKDAYS[weekday])
        return found


class TimeOff(Frozen):
    """Days on which nothing is offered, or some hours of these days.

    Attributes:
        on: First day.
        until: Last day; the same day when left out.
        hours: Hours of each of these days; the whole day when left out.
    """

    on: date
    until: date | None = None
    hours: Hours = ()

    @model_validator(mode="after")
    def _days_are_in_order(self) -> Self:
        if self.until is not None and self.until < self.on:
            raise ValueError("until（最終日）は on（初日）以後の日にしてください")
        return self

    def covers(self, day: date) -> bool:
        """Tell whether that day is one of the days."""
        return self.on <= day <= (self.until or self.on)

    def takes_whole(self, day: date) -> bool:
        """Tell whether it takes the whole of that day."""
        return not self.hours and self.covers(day)

    def touches(self, day: date, session: Period) -> bool:
        """Tell whether it takes any minute of a session of that day."""
        return self.covers(day) and (not self.hours or any(hours.overlaps(session) for hours in self.hours))


class Closure(TimeOff):
    """Days or hours in which the office is closed beside weekends, holidays and the year end.

    Attributes:
        say: Why, as the public pages and staff read it.
    """

    say: Text


class SpecialOpening(Frozen):
    """A day that is open though it would be closed, or that has hours of its own.

    Attributes:
        hours: The hours of that day, in place of its weekday's.
        counsellors: Who is on duty, by id; when left out, those whose weekday it is.
        say: What it is (休日相談会).
    """

    on: date
    hours: Annotated[Hours, Field(min_length=1)]
    counsellors: tuple[str, ...] = ()
    say: Text


class Openings(WeekHours):
    """When the office is open (leaflet: weekdays 9:30-11:00 and 14:00-16:00).

    Attributes:
        holidays_official_until: Last year whose holidays the office knows to be official;
            when left out, the one that the program was made with.
    """

    year_end_from: MonthDay = "12-29"
    year_end_until: MonthDay = "01-03"
    holidays_official_until: Annotated[int, Field(ge=2020, le=2099)] | None = None
    closures: tuple[Closure, ...] = ()
    special: tuple[SpecialOpening, ...] = ()

    @field_validator("special")
    @classmethod
    def _one_a_day(cls, special: tuple[SpecialOpening, ...]) -> tuple[SpecialOpening, ...]:
        days = [one.on for one in special]
        twice = sorted({day for day in days if days.count(day) > 1})
        if twice:
            raise ValueError(
                f"{'、'.join(map(str, twice))} が二度出てきます。一つにまとめ、時間帯を hours に並べてください"
            )
        return special

    def special_on(self, day: date) -> SpecialOpening | None:
        """Return the special opening of that day, or None."""
        return next((one for one in self.special if one.on == day), None)

    def closures_on(self, day: date) -> tuple[Closure, ...]:
        """Return the closures of that day, whole or in part, in the order written."""
        return tuple(closure for closure in self.closures if closure.covers(day))
