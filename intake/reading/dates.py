"""From the words of a day phrase to days of the calendar; office rules come later."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from intake.reading.days import WEEK, Read, Tokens, read_day
from intake.reading.doubts import Unsure, doubt
from intake.reading.stretches import FAR, SIX_DAYS, STRETCHES, any_day, weekdays_of
from intake.reading.values import Phrase, Span
from intake.reading.years import Present

_MONTHS_AHEAD: Final = 4


def read_days(phrase: Phrase, present: Present) -> Read:
    """Read one day phrase.

    Returns:
        Its days, and what the next phrase may lean on.

    Raises:
        Unsure: The words leave more than one day, or none.
    """
    text, tokens = phrase.text, phrase.tokens
    if phrase.shape in ("day", "number"):
        return _read_spec(tokens, text, present)
    if phrase.shape == "any":
        return any_day(text, present), present
    if phrase.shape in ("days from", "days until"):
        return _read_open_end(phrase, present)
    return _read_range(tokens, text, present)


def _read_open_end(phrase: Phrase, present: Present) -> Read:
    """Read 来週以降 and 12/8まで, and of these only the weekdays that are named: 来週以降の火曜か木曜."""
    place = next(place for place, token in enumerate(phrase.tokens) if token.letter in "gur")
    span, after = _read_spec(phrase.tokens[:place], phrase.text, present)
    only = weekdays_of(phrase.tokens[place:])
    if phrase.shape == "days from" and phrase.letters.startswith("Wg") and present.week:
        return Span(span.first, present.week + SIX_DAYS, named=False, text=phrase.text, weekdays=only), after
    first, last = (span.first, present.today + FAR) if phrase.shape == "days from" else (present.today, span.last)
    return Span(first, last, named=False, text=phrase.text, weekdays=only), after


def read_excluded(phrase: Phrase, present: Present) -> tuple[tuple[Span, ...], Present]:
    """Read days that cannot be, as widely as the words allow: a weekday alone is every such day.

    Raises:
        Unsure: The words leave more than one day, or none.
    """
    tokens = tuple(token for token in phrase.tokens if token.letter not in "()s")
    letters = {token.letter for token in tokens}
    words = {token.word for token in tokens}
    if letters == {"W"}:
        return (any_day(phrase.text, present)._replace(weekdays=weekdays_of(tokens)),), present
    if words == {"closed"} or (letters <= {"W", "j"} and "closed" in words):
        return (), present  # the office is closed then
    if words == {"end of the month"}:
        return tuple(_ends_of_months(present, phrase.text)), present
    span, after = read_days(phrase, present)
    return (span,), after


def _ends_of_months(present: Present, text: str) -> Iterator[Span]:
    first = present.today.replace(day=1)
    for _ in range(_MONTHS_AHEAD):
        following = (first + WEEK * 5).replace(day=1)
        yield Span(following - WEEK, following - timedelta(days=1), named=False, text=text)
        first = following


def _read_range(tokens: Tokens, text: str, present: Present) -> Read:
    tokens, only = _only(tokens)
    middle = next(place for place, token in enumerate(tokens) if token.letter in "rfg")
    first, then = _read_spec(tokens[:middle], text, present)
    ending, more = _ending(tokens[middle + 1 :])
    only |= more
    if [token.letter for token in ending] == ["z"]:
        return first._replace(last=first.first + timedelta(days=ending[0].number - 1), named=False, text=text), then
    if first.named and {token.letter for token in ending} == {"W"} and then.week is None:
        ahead = (ending[0].number - first.first.weekday()) % 7
        return Span(first.first, first.first + timedelta(days=ahead), named=False, text=text, weekdays=only), then
    last, after = _read_spec(ending, text, then)
    if last.first <= first.first:
        raise Unsure(doubt("date_conflict", text))
    return Span(first.first, last.last, named=False, text=text, weekdays=only), after


def _ending(tokens: Tokens) -> tuple[Tokens, frozenset[int]]:
    """Split the end of a range from the days it is narrowed to: 18日までの火曜, 18日の平日."""
    place = next((place for place, token in enumerate(tokens) if token.letter == "u"), len(tokens))
    only = weekdays_of(tokens[place:])
    return tuple(token for token in tokens[:place] if token.letter != "P"), only


def _only(tokens: Tokens) -> tuple[Tokens, frozenset[int]]:
    """Split off the weekdays that choose days out of a span: 12/7~12/18の火曜, but not 来週の火曜~来週の木曜."""
    chosen = [
        place
        for place, token in enumerate(tokens)
        if token.letter == "W" and token.word and tokens[place - 1].letter != "K"
    ]
    if not chosen:
        return tokens, frozenset()
    rest = tokens[chosen[0] :]
    if any(token.letter not in "Wsk" for token in rest):
        raise Unsure(doubt("vague_date", "".join(token.text for token in tokens)))
    return tokens[: chosen[0]], weekdays_of(rest)


def _read_spec(tokens: Tokens, text: str, present: Present) -> Read:
    tokens = tuple(token for token in tokens if token.letter not in "()sko/")
    letters = "".join(token.letter for token in tokens)
    for shape, read in STRETCHES:
        if shape.fullmatch(letters):
            return read(tokens, text, present)
    return read_day(tokens, text, present)
