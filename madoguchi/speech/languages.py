"""What each language has to be able to say; `standard`, `easy` and `english` do."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Protocol

from madoguchi.config.office import Booking
from madoguchi.config.openings import Openings
from madoguchi.model.language import Language
from madoguchi.model.reading import Service
from madoguchi.speech import easy, english, standard


class Speech(Protocol):
    """How facts are said in one language; times are naive wall-clock times of the office."""

    @property
    def LANGUAGE(self) -> Language:  # noqa: N802 -- a constant of the modules
        """The language."""

    @property
    def SERVICES(self) -> Mapping[Service, str]:  # noqa: N802 -- a constant of the modules
        """What a session is for."""

    def say_date(self, day: date, /) -> str:
        """Say a day with its weekday."""

    def say_version(self, day: date, /) -> str:
        """Say the day by which a version of the terms is named."""

    def say_time(self, moment: time, /) -> str:
        """Say a time of day."""

    def say_clock(self, moment: time, /) -> str:
        """Say a time of day in a table, where there is little room."""

    def say_start(self, start: datetime, /) -> str:
        """Say a day and time where the year is plain."""

    def say_moment(self, moment: datetime, /) -> str:
        """Say a day and time."""

    def say_span(self, start: datetime, end: datetime, /) -> str:
        """Say a day with the times from which and to which."""

    def say_hours(self, written: str, /) -> str:
        """Say when the telephone is answered."""

    def say_openings(self, openings: Openings, /) -> str:
        """Say when sessions are held."""

    def say_day(self, day: date, /) -> str:
        """Say a day with its weekday where the year is plain."""

    def say_closed_days(self, openings: Openings, /) -> str:
        """Say which days of a year have no sessions."""

    def say_deadline(self, booking: Booking, /) -> str:
        """Say until when a booking is made before its day."""

    def say_closed(self, reason: str, /) -> str:
        """Say that a day is closed, and why where that can be said; the reason is the clerk's Japanese."""


SPEECH: Mapping[Language, Speech] = {
    Language.STANDARD: standard,
    Language.EASY: easy,
    Language.ENGLISH: english,
}
