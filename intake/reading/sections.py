"""One section on its way from text to drafts of wishes: masked, cut into tokens, grouped into phrases."""

import re
from datetime import date, datetime
from typing import Final, NamedTuple

from intake.reading.asides import aside_doubts
from intake.reading.beside import beside_doubts
from intake.reading.clauses import Clause, clauses
from intake.reading.doubts import Unsure, doubt
from intake.reading.fold import fold
from intake.reading.marks import Section
from intake.reading.masks import COVER, mask
from intake.reading.phrases import phrases, sentences, speaks, turns
from intake.reading.tokens import scan
from intake.reading.values import Draft, Exclusion, Hours, Phrase, Token
from intake.reading.wishes import WHOLE_DAY, draft
from intake.reading.years import Present, day_of
from madoguchi.model.reading import Doubt

_NONE_WISHED: Final = re.compile(r"\s*(?:特になし|なし|無し|ナシ|未記入|-{1,3})?\s*[。.]?\s*")
_CHANGES: Final = {"から": re.compile("に(?![はもか])"), "より": re.compile("[でにがをの]")}
_ONE_DAY_AND_TIME: Final = 2
_HIDDEN_TIMES: Final = frozenset({"work", "office hours", "quote"})
_NO_DATE: Final = frozenset("WPK()sko/")
_HIDDEN_DAYS: Final = frozenset({"birth", "own day", "quote"})


class SectionReading(NamedTuple):
    """What each step made of one section."""

    rank: int
    masked: str
    tokens: tuple[Token, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    clauses: tuple[Clause, ...] = ()
    drafts: tuple[Draft, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def read_section(section: Section, said_at: datetime, before: SectionReading | None = None) -> SectionReading:
    """Take one section through the steps.

    Args:
        section: The words under one choice mark.
        said_at: When they were received, as the office's wall clock shows.
        before: The choice before this one, on which その翌日 and 同じ時間 may lean.
    """
    text = fold(section.text)
    masked, names = mask(text)
    if section.rank and _NONE_WISHED.fullmatch(masked):
        return SectionReading(section.rank, masked)
    tokens = scan(masked)
    said = sentences(tokens)
    doubts: list[Doubt] = [*beside_doubts(said), *aside_doubts(said)]
    kept = [token for sentence in said if speaks(sentence) or turns(sentence) for token in sentence]
    found = phrases(tuple(kept))
    present = Present(said_at, masked_day=bool(names & _HIDDEN_DAYS), pointed=_day_before(before))
    if "own day" in names:
        present = _beside_own_day(text, masked, present)
    drafts: tuple[Draft, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    spoken: tuple[Clause, ...] = ()
    try:
        spoken, unread = clauses(found)
        doubts.extend(unread)
        drafts, exclusions, more = draft(spoken, section.rank, present, masked, _hours_before(before))
        doubts.extend(more)
    except Unsure as unsure:
        doubts.extend([] if doubts else [unsure.doubt])  # words that are not understood say why
    preferred = [token.text for token in kept if token.letter == "E"]
    first = [each for each in drafts if each.rank == min(one.rank for one in drafts)]
    if preferred and sum(len(each.spans) + len(each.hours) for each in first) > _ONE_DAY_AND_TIME:
        doubts.append(doubt("condition", preferred[0]))  # which of them is preferred?
    if names & _HIDDEN_TIMES:
        doubts.extend(doubt("no_time", each.text) for each in drafts if each.hours == (WHOLE_DAY,))
    doubts.extend(doubt("correction", each.text) for each in found if _may_be_change(each, masked))
    if "work" in names:  # 週3日、火水木: days of work, not of a wish
        doubts.extend(
            doubt("leftover", each.text) for each in found if each.shape == "day" and _NO_DATE.issuperset(each.letters)
        )
    if section.rank and not drafts and not doubts:
        doubts.append(doubt("leftover", masked))
    return SectionReading(section.rank, masked, tokens, found, spoken, drafts, exclusions, tuple(doubts))


def _may_be_change(phrase: Phrase, masked: str) -> bool:
    """Tell whether a stretch may as well be a change: 10時から14時にお願いします, 10時より14時でお願いします."""
    between = next((token.text for token in phrase.tokens if token.letter == "f"), "")
    after = _CHANGES.get(between)
    stretch = phrase.shape in ("between", "days") and phrase.tokens[-1].letter != "u"
    return stretch and after is not None and after.match(masked, phrase.tokens[-1].end) is not None


def _day_before(before: SectionReading | None) -> date | None:
    days = [span for each in before.drafts for span in each.spans] if before else []
    return days[0].first if len(days) == 1 and days[0].named else None


def _hours_before(before: SectionReading | None) -> tuple[Hours, ...]:
    return before.drafts[-1].hours if before and before.drafts else ()


def _beside_own_day(text: str, masked: str, present: Present) -> Present:
    """Let a day without a month lean on the one that was covered: 12月10日は認定日のため、11日."""
    covered = "".join(sign if cover == COVER else "\n" for sign, cover in zip(text, masked, strict=True))
    dates = [token for token in scan(covered) if token.letter == "A"]
    try:
        days = {day_of(token.date, token.text, present) for token in dates}
    except Unsure:
        return present
    return present._replace(dated=days.pop(), masked_day=False).in_any_order() if len(days) == 1 else present
