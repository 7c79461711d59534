"""One section on its way from text to drafts of wishes: masked, cut into tokens, grouped into phrases."""

import re
from datetime import datetime
from typing import Final, NamedTuple

from intake.reading.beside import beside_doubts
from intake.reading.doubts import Unsure, doubt
from intake.reading.fold import fold
from intake.reading.marks import Section
from intake.reading.masks import mask
from intake.reading.phrases import phrases, sentences, speaks, word_doubts
from intake.reading.tokens import scan
from intake.reading.values import Draft, Phrase, Token
from intake.reading.wishes import WHOLE_DAY, draft, group
from intake.reading.years import Present
from madoguchi.model.reading import Doubt

_NONE_WISHED: Final = re.compile(r"\s*(?:特になし|なし|無し|ナシ|未記入|-{1,3})?\s*[。.]?\s*")
_ONE_DAY_AND_TIME: Final = 2
_HIDDEN_TIMES: Final = frozenset({"work", "office hours"})
_HIDDEN_DAYS: Final = frozenset({"birth", "own day", "quote"})


class SectionReading(NamedTuple):
    """What each step made of one section."""

    rank: int
    masked: str
    tokens: tuple[Token, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    drafts: tuple[Draft, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def read_section(section: Section, said_at: datetime) -> SectionReading:
    """Take one section through the steps.

    Args:
        section: The words under one choice mark.
        said_at: When they were received, as the office's wall clock shows.
    """
    masked, names = mask(fold(section.text))
    if section.rank and _NONE_WISHED.fullmatch(masked):
        return SectionReading(section.rank, masked)
    tokens = scan(masked)
    said = sentences(tokens)
    doubts: list[Doubt] = list(beside_doubts(said))
    kept: list[Token] = []
    for sentence in said:
        doubts.extend(word_doubts(sentence))
        if speaks(sentence):
            kept.extend(sentence)
    found = phrases(tuple(kept))
    present = Present(said_at, masked_day=bool(names & _HIDDEN_DAYS))
    drafts: tuple[Draft, ...] = ()
    try:
        drafts, more = draft(group(_trimmed(found), masked), section.rank, present, masked)
        doubts.extend(more)
    except Unsure as unsure:
        doubts.extend([] if doubts else [unsure.doubt])  # words that are not understood say why
    preferred = [token.text for token in kept if token.letter == "E"]
    if preferred and sum(len(each.spans) + len(each.hours) for each in drafts) > _ONE_DAY_AND_TIME:
        doubts.append(doubt("condition", preferred[0]))  # which of them is preferred?
    if names & _HIDDEN_TIMES:
        doubts.extend(doubt("no_time", each.text) for each in drafts if each.hours == (WHOLE_DAY,))
    if section.rank and not drafts and not doubts:
        doubts.append(doubt("leftover", masked))
    return SectionReading(section.rank, masked, tokens, found, drafts, tuple(doubts))


def _trimmed(found: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """Drop weak gaps at both ends.

    Raises:
        Unsure: An alternative is missing on one side of か or または.
    """
    telling = [place for place, phrase in enumerate(found) if phrase.shape != "gap"]
    edges = (*found[: telling[0]], *found[telling[-1] + 1 :]) if telling else found
    for edge in edges:
        if any(token.letter in "ok" for token in edge.tokens):
            raise Unsure(doubt("leftover", edge.text))
    return found[telling[0] : telling[-1] + 1] if telling else ()
