"""The reading of one wish text as a chain of pure steps; each stands in a file of its own.

marks -> fold -> masks -> tokens -> phrases -> clauses -> wishes -> slots, and doubts wherever a step cannot be sure.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from intake.reading.beside import preamble_doubts
from intake.reading.doubts import doubt
from intake.reading.fold import fold
from intake.reading.marks import Section, rank_doubts, split_marks
from intake.reading.masks import mask
from intake.reading.sections import SectionReading, read_section
from intake.reading.slots import find_slots
from intake.reading.wishes import WHOLE_DAY
from madoguchi.clock import local
from madoguchi.model.frozen import Frozen
from madoguchi.model.openings import OpenDays
from madoguchi.model.reading import Doubt, Wish, WishReading
from madoguchi.wording import say_date, say_moment

MAX_LENGTH: Final = 4000
_BARE_DAYS: Final = frozenset("dn")
_WITH_MONTH: Final = frozenset("AM")
_SERIAL_BEGINS: Final = datetime(1899, 12, 30)  # noqa: DTZ001 -- a spreadsheet knows wall-clock time only
_LONG_NUMBER: Final = re.compile(r"[0-9]{5}|E\+")
_LOSSES: Final = frozenset("\ufffd#?")
_GARBLED: Final = re.compile(
    r"[^\s]{0,12}(?:\ufffd|#{3,}|#(?:VALUE|REF|N/A|NAME|DIV|NUM|NULL)|[0-9時分日]\?(?=[0-9]))[^\s]{0,12}"
)
_SERIAL: Final = re.compile(r"(?<![0-9./:-])(?:4[0-9]{4}(?:\.[0-9]+)?|[0-9](?:\.[0-9]+)?E\+[0-9]+)(?![0-9./:-])")


class ReadingSteps(Frozen):
    """How a text was read, step by step, for `explain`."""

    sections: tuple[str, ...] = ()
    masked: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    reading: WishReading


def read_wishes(text: str, received_at: datetime, days: OpenDays) -> WishReading:
    """Read one wish text into ranked wishes of concrete slots, or into doubts.

    Args:
        text: One log cell, the wish part of a mail, or a whole mail body.
        received_at: When it was received (aware).
        days: When the office is open.

    Returns:
        Wishes and doubts; without a doubt there is a wish, and every wish names at least one slot.
    """
    if len(text) > MAX_LENGTH:
        return WishReading(doubts=(doubt("too_long", str(len(text))),))
    marked = split_marks(text)
    reading = _conclude(marked, _sections(marked, received_at), received_at, days)
    damage = _damage(text)
    return WishReading(wishes=reading.wishes, doubts=tuple(damage)) if damage else reading


def explain_steps(text: str, received_at: datetime, days: OpenDays) -> ReadingSteps:
    """Read like `read_wishes` and keep what each step made, as text."""
    reading = read_wishes(text, received_at, days)
    if len(text) > MAX_LENGTH:
        return ReadingSteps(reading=reading)
    marked = split_marks(text)
    sections = _sections(marked, received_at)
    return ReadingSteps(
        sections=tuple(section.text for section in marked),
        masked=tuple(section.masked for section in sections),
        tokens=tuple(f"{token.letter} {token.text}" for section in sections for token in section.tokens),
        phrases=tuple(f"{phrase.shape}: {phrase.text}" for section in sections for phrase in section.phrases),
        clauses=tuple(f"{clause.role}: {clause.text}" for section in sections for clause in section.clauses),
        reading=reading,
    )


def _sections(marked: Sequence[Section], received_at: datetime) -> list[SectionReading]:
    sections: list[SectionReading] = []
    for section in marked:
        before = sections[-1] if sections and section.rank > 1 else None
        sections.append(read_section(section, local(received_at), before))
    return sections


def _conclude(
    marked: tuple[Section, ...], sections: Sequence[SectionReading], received_at: datetime, days: OpenDays
) -> WishReading:
    doubts = [*_among(marked, sections)] if len(sections) > 1 else []
    doubts.extend(_lengths(sections, days.minutes))
    wishes: list[Wish] = []
    for section in sections:
        doubts.extend(section.doubts)
        for each in section.drafts:
            slots, more = find_slots(each, section.exclusions, local(received_at).date(), days)
            doubts.extend(more)
            if slots:
                wishes.append(Wish(rank=each.rank, text=each.text, slots=slots))
    if not wishes and not doubts:
        doubts.append(doubt("none"))
    return WishReading(wishes=tuple(wishes), doubts=tuple(dict.fromkeys(doubts)))


def _among(marked: tuple[Section, ...], sections: Sequence[SectionReading]) -> Iterator[Doubt]:
    """Doubt what the choices say of one another."""
    yield from rank_doubts(marked)
    yield from _preamble(sections)
    yield from _months(sections)
    yield from _weekdays(sections)
    yield from _mixed(sections)


def _damage(text: str) -> list[Doubt]:
    """Doubt a text whose signs were lost on the way: whatever else it says comes after mending it."""
    folded = fold(text)
    doubts: list[Doubt] = []
    if not _LOSSES.isdisjoint(folded):
        doubts.extend(doubt("garbled_text", found.group()) for found in _GARBLED.finditer(folded))
    if _LONG_NUMBER.search(folded):
        serials = [found.group() for found in _SERIAL.finditer(mask(folded)[0])]
        doubts.extend(doubt("excel_serial", serial, _serial_choices(serial)) for serial in serials)
    return doubts


def _serial_choices(number: str) -> list[str]:
    """Say the moment that a serial number stands for (days since 30 December 1899)."""
    if "E" in number:
        return []
    moment = _SERIAL_BEGINS + timedelta(minutes=round(float(number) * 24 * 60))
    return [say_moment(moment) if "." in number else say_date(moment.date())]


def _preamble(sections: Sequence[SectionReading]) -> list[Doubt]:
    """Doubt words before the first choice mark that speak of a day or a time, or say of what the choices are."""
    if len(sections) < 2 or sections[0].rank:  # noqa: PLR2004 -- no mark at all
        return []
    if sections[0].drafts:
        return [doubt("leftover", sections[0].drafts[0].text)]
    return list(preamble_doubts(sections[0].tokens))


def _months(sections: Sequence[SectionReading]) -> list[Doubt]:
    """Doubt a choice without a month beside one of another month or a later day: ①1/8 ②9日, ①12/28 ②4日."""
    doubts: list[Doubt] = []
    for section in sections:
        letters = {token.letter for token in section.tokens}
        if section.drafts and letters & _BARE_DAYS and not letters & _WITH_MONTH:
            own = min(_days(section))
            others = [day for other in sections if other is not section for day in _days(other)]
            if any(day > own or day.month != own.month for day in others):
                doubts.append(doubt("month_inferred", section.drafts[0].text))
    return doubts


def _weekdays(sections: Sequence[SectionReading]) -> list[Doubt]:
    """Doubt a choice told by its weekday alone beside one with a date: ①12/8 ②木曜 may mean the same week."""
    alone = [bool(section.drafts) and _by_weekday(section) for section in sections]
    if len({one for section, one in zip(sections, alone, strict=True) if section.drafts}) < 2:  # noqa: PLR2004 -- both kinds
        return []
    return [doubt("date_inferred", section.drafts[0].text) for section, one in zip(sections, alone, strict=True) if one]


def _by_weekday(section: SectionReading) -> bool:
    days = [phrase.letters for phrase in section.phrases if phrase.shape == "day"]
    return any(set(letters) <= set("W()s") for letters in days)


def _days(section: SectionReading) -> list[date]:
    return [span.first for each in section.drafts for span in each.spans]


def _mixed(sections: Sequence[SectionReading]) -> list[Doubt]:
    """Doubt a time that may belong to all choices: one has a time where another has none.

    A choice that is nothing but いつでも has said that it needs none.
    """
    ranked = [section for section in sections if section.rank]
    for_all = [token.text for section in ranked for token in section.tokens if token.letter == "B"]
    drafts = [each for section in ranked if not _takes_any(section) for each in section.drafts]
    timed = [each.text for each in drafts if each.hours != (WHOLE_DAY,)]
    if timed and len(timed) < len(drafts):
        for_all.append(timed[-1])
    return [doubt("time_unclear", words) for words in for_all]


def _takes_any(section: SectionReading) -> bool:
    return [phrase.shape for phrase in section.phrases if phrase.shape != "gap"] == ["any"]


def _lengths(sections: Sequence[SectionReading], minutes: int) -> list[Doubt]:
    return [
        doubt("session_length", token.text, minutes=str(minutes))
        for section in sections
        for token in section.tokens
        if token.letter == "c" and token.number != minutes
    ]
