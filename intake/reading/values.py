"""What the steps of a reading hand to each other."""

from datetime import date
from typing import NamedTuple


class DateWords(NamedTuple):
    """A date as written: 0 for a part that is not there.

    Attributes:
        era: 令和 and so on; "" for a western year, "?" for a short one whose kind is not said.
        years_on: 1 for 来年, 0 for 今年; -1 when no such word stands there.
        months_on: 1 for 来月 and so on; -1 when no such word stands there.
    """

    year: int = 0
    month: int = 0
    day: int = 0
    era: str = ""
    years_on: int = -1
    months_on: int = -1


class Clock(NamedTuple):
    """A time as written.

    Attributes:
        half: "am", "pm" or "" when not said.
        literal: The hour is of the 24 hour clock (14, 0, 02).
    """

    hour: int = -1
    minute: int = 0
    half: str = ""
    literal: bool = False


class Token(NamedTuple):
    """One piece of the text with its kind as one letter (`vocabulary.LETTERS`)."""

    letter: str
    text: str
    start: int
    end: int
    number: int = 0
    word: str = ""
    date: DateWords = DateWords()
    clock: Clock = Clock()
    until: Clock = Clock()


class Phrase(NamedTuple):
    """Tokens that speak together: a day, a span of days, a time, a gap."""

    shape: str
    text: str
    tokens: tuple[Token, ...]

    @property
    def letters(self) -> str:
        """The letters of its tokens."""
        return "".join(token.letter for token in self.tokens)


class Span(NamedTuple):
    """The days of one phrase: one that was named, or a stretch whose closed days are skipped.

    Attributes:
        weekdays: Of a stretch only these (Monday is 0); empty for all.
    """

    first: date
    last: date
    named: bool
    text: str
    weekdays: frozenset[int] = frozenset()

    def holds(self, day: date) -> bool:
        """Tell whether the day is one of them."""
        return self.first <= day <= self.last and (not self.weekdays or day.weekday() in self.weekdays)


class Hours(NamedTuple):
    """The times of one phrase.

    Attributes:
        shape: at, between, from, until, half or first.
        half: "am", "pm" or "all" for half and first.
    """

    shape: str
    text: str
    start: Clock = Clock()
    end: Clock = Clock()
    half: str = ""


class Exclusion(NamedTuple):
    """What cannot be: these hours of these days.

    Attributes:
        hours: Empty for the whole day.
        any_day: No day was named, so the hours are meant on every day.
        sure: It is known that they cannot be; else a wish that they touch is asked about.
    """

    text: str
    spans: tuple[Span, ...]
    hours: tuple[Hours, ...]
    any_day: bool
    sure: bool = True


class Draft(NamedTuple):
    """One wish before the office's days are asked: any of the days at any of the hours."""

    rank: int
    text: str
    spans: tuple[Span, ...]
    hours: tuple[Hours, ...]
