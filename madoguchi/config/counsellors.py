"""The counsellors (相談員) of an office: when each is on duty, and whom each can serve."""

import unicodedata
from datetime import date
from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator

from madoguchi.config.openings import TimeOff, WeekHours
from madoguchi.config.written import WEEKDAYS, Text, Weekday
from madoguchi.model.frozen import Frozen
from madoguchi.model.openings import Period
from madoguchi.model.reading import Service
from madoguchi.model.subscriber import WHOLE_OFFICE

# As people write it into a form, and as our forms in easy Japanese and English are filled in already; who asks for easy
# Japanese asks for nobody else, and is written to in it.
_EVERYBODY_SPEAKS = frozenset(
    {"", "日本語", "やさしい日本語", "やさしいにほんご", "にほんご", "japanese", "easy japanese", "japanese or english"}
)


class Absence(TimeOff):
    """Days or hours in which a counsellor is away."""


class Counsellor(Frozen):
    """One counsellor and the times on duty.

    Attributes:
        id: Stands in file names and keys; never changed once in use.
        on_duty: Weekdays on duty.
        hours: Hours on duty by weekday; a weekday without any is worked as long as the office is open.
        languages: What the counsellor speaks beside Japanese, as people say it (英語).
        specialities: The only services this counsellor gives; all when left out.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,30}$")]
    name: Text
    on_duty: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri")
    hours: WeekHours = WeekHours()
    absences: tuple[Absence, ...] = ()
    languages: tuple[Text, ...] = ()
    specialities: tuple[Service, ...] = ()

    @field_validator("id")
    @classmethod
    def _id_is_of_one_person(cls, written: str) -> str:
        if written == WHOLE_OFFICE:
            raise ValueError(f"「{WHOLE_OFFICE}」は事業所全体のカレンダーの名前です。別の id にしてください")
        return written

    @field_validator("hours", mode="before")
    @classmethod
    def _hours_are_by_weekday(cls, written: object) -> object:
        if isinstance(written, list):
            raise ValueError('曜日ごとに { mon = ["9:30-12:00"] } の形で書いてください')  # noqa: TRY004 -- a fault of the file
        return written

    @model_validator(mode="after")
    def _hours_are_of_days_on_duty(self) -> Self:
        off = [name for day, name in enumerate(WEEKDAYS) if self.hours.periods(day) and name not in self.on_duty]
        if off:
            raise ValueError(
                f"hours に書かれた {'、'.join(off)} が on_duty にありません。on_duty に書き足すか、hours から消してください"
            )
        return self

    def is_on_duty(self, day: date) -> bool:
        """Tell whether the counsellor works on that weekday."""
        return WEEKDAYS[day.weekday()] in self.on_duty

    def works_through(self, day: date, session: Period) -> bool:
        """Tell whether the hours of that weekday hold the whole session."""
        hours = self.hours.periods(day.weekday())
        return not hours or any(period.holds(session) for period in hours)

    def is_away(self, day: date, session: Period) -> bool:
        """Tell whether an absence takes any minute of a session of that day."""
        return any(absence.touches(day, session) for absence in self.absences)

    def can_serve(self, service: Service, language: str = "") -> bool:
        """Tell whether the counsellor gives this service in this language.

        Args:
            service: What the session is for.
            language: The language wished for (英語); empty when none was named. Widths and capitals do not matter.
        """
        if self.specialities and service not in self.specialities:
            return False
        wanted = _folded(language)
        return wanted in _EVERYBODY_SPEAKS or wanted in {_folded(one) for one in self.languages}


def _folded(language: str) -> str:
    return unicodedata.normalize("NFKC", language).strip().casefold()
