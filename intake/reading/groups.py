"""From the phrases of one clause to groups: which times belong to which days."""

import re
from typing import Final, NamedTuple

from intake.reading.doubts import Unsure, doubt
from intake.reading.joins import joins_days, joins_half, joins_wishes
from intake.reading.values import Phrase

DAYS: Final = frozenset({"day", "days", "days from", "days until", "number"})
TIMES: Final = frozenset({"at", "between", "from", "until", "half", "first", "same"})
NO_GAP: Final = "-"
ALTERNATIVES: Final = ("か", "と", "や", "または", "又は", "もしくは", "若しくは", "あるいは", "或いは", "or", "OR")


class Group(NamedTuple):
    """Days and the times that belong to all of them, with the gap before each."""

    days: tuple[tuple[str, Phrase], ...] = ()
    times: tuple[tuple[str, Phrase], ...] = ()

    @property
    def text(self) -> str:
        """The words it was read from."""
        return " ".join(phrase.text for _, phrase in (*self.days, *self.times))

    def words(self, source: str) -> str:
        """Return the stretch of the source that holds them all."""
        tokens = [token for _, phrase in (*self.days, *self.times) for token in phrase.tokens]
        return source[min(token.start for token in tokens) : max(token.end for token in tokens)]


def group(phrases: tuple[Phrase, ...], source: str, *, leaning: bool = False) -> tuple[Group, ...]:
    """Put times to the days before them; a time that opens the text belongs to the days after it.

    Args:
        phrases: The phrases of one clause.
        source: The masked text their offsets point into.
        leaning: Times without a day may lean on the days of an earlier clause.

    Raises:
        Unsure: It cannot be told which time belongs to which day.
    """
    groups = [Group()]
    gap = ""
    for phrase in _trimmed(phrases):
        if phrase.shape == "turn":
            continue
        if phrase.shape in ("gap", "bracket"):
            gap = phrase.text
        elif phrase.shape in DAYS or phrase.shape == "any":
            groups = _add_day(groups, gap, phrase, source)
        elif phrase.shape in TIMES:
            groups = _add_time(groups, gap, phrase, source)
        elif phrase.shape == "strange" or (phrase.shape == "length" and set(gap) & set("とかや")):
            raise Unsure(doubt("leftover", phrase.text))
        if phrase.shape not in ("gap", "bracket"):
            gap = NO_GAP
    return _settle(tuple(each for each in groups if each.days or each.times), leaning=leaning)


def _add_day(groups: list[Group], gap: str, phrase: Phrase, source: str) -> list[Group]:
    last = groups[-1]
    if last.days and not last.times and _opens_month(last.days[-1][1], phrase):
        return [*groups[:-1], last._replace(days=(*last.days[:-1], (last.days[-1][0], phrase)))]
    if last.days and _adds_nothing(last, gap, phrase):
        return groups
    if (gap == "(" and (last.days or last.times)) or (last.days and _is_open(phrase)):
        raise Unsure(doubt("time_unclear", f"{last.text} {phrase.text}"))
    if last.days and not last.times:
        between = source[last.days[-1][1].tokens[-1].end : phrase.tokens[0].start]
        if gap == NO_GAP or not joins_days(between):
            raise Unsure(doubt("time_unclear", f"{last.text} {phrase.text}"))
        return [*groups[:-1], last._replace(days=(*last.days, (gap, phrase)))]
    if phrase.shape == "number":
        raise Unsure(doubt("leftover", phrase.text))
    if phrase.shape == "any" and last.times and not last.days:
        return [*groups[:-1], Group(((gap, phrase),), last.times)]
    if last.times:
        _check_apart(last, gap, phrase, source)
    return [*groups, Group(((gap, phrase),))]


def _adds_nothing(last: Group, gap: str, phrase: Phrase) -> bool:
    """Tell whether いつでも is of the days before it: いつでもいいです、お任せします."""
    if phrase.shape != "any" or gap == "(":
        return False
    before = last.days[-1][1]
    earliest = re.search("[早短速]", phrase.text) is not None
    one_day = before.shape == "day" and not set(before.letters).isdisjoint("AdR")
    said_twice = before.shape == "any" and not last.times
    return said_twice or (gap == NO_GAP and not (earliest and (last.times or one_day)))


def _opens_month(before: Phrase, phrase: Phrase) -> bool:
    """Tell whether a month alone only opens the date after it: 2月の相談ですが、2月3日."""
    month, day = before.tokens[0], phrase.tokens[0]
    return before.letters == "M" and not month.word and day.letter == "A" and month.date.month == day.date.month


def _check_apart(last: Group, gap: str, phrase: Phrase, source: str) -> None:
    """Refuse a day that follows a whole wish without a comma or a new line: 3日10時を4日14時に is a change."""
    before = last.times[-1][1].tokens[-1]
    between = source[before.end : phrase.tokens[0].start]
    apart = gap != NO_GAP or (not between.strip() and before.letter not in "fr")
    start = min(each.tokens[0].start for _, each in (*last.days, *last.times))
    if last.days and not (apart and joins_wishes(source[:start], between)):
        raise Unsure(doubt("time_unclear", f"{last.text} {phrase.text}"))


def _add_time(groups: list[Group], gap: str, phrase: Phrase, source: str) -> list[Group]:
    last = groups[-1]
    if last.times:
        before = last.times[-1][1]
        between = source[before.tokens[-1].end : phrase.tokens[0].start]
        if not (joins_half(between) if before.shape == "half" else joins_wishes("", between)):
            raise Unsure(doubt("time_unclear", f"{last.text} {phrase.text}"))
    if last.times and (gap in (NO_GAP, ")") or set(gap) & set("。.!\n")):
        raise Unsure(doubt("time_unclear", f"{last.text} {phrase.text}"))
    if len(last.days) == 1 and not last.times and any(word in gap for word in ALTERNATIVES):
        raise Unsure(doubt("leftover", f"{last.text} {gap}"))  # the other day is missing: 12/10または午前
    if last.days and last.days[-1][1].shape == "number" and gap != NO_GAP:
        raise Unsure(doubt("time_unclear", f"{last.text} {phrase.text}"))
    return [*groups[:-1], last._replace(times=(*last.times, (gap, phrase)))]


def _settle(groups: tuple[Group, ...], *, leaning: bool) -> tuple[Group, ...]:
    if not groups or (leaning and len(groups) == 1 and not groups[0].days):
        return groups
    if not groups[0].days:
        if len(groups) != 2 or groups[1].times:  # noqa: PLR2004 -- one time, then its days
            code = "no_date" if len(groups) == 1 else "time_unclear"
            raise Unsure(doubt(code, " ".join(each.text for each in groups)))
        return (Group(groups[1].days, groups[0].times),)
    if len(groups) > 1 and any(_is_open(phrase) for each in groups for _, phrase in each.days):
        raise Unsure(doubt("time_unclear", " ".join(each.text for each in groups)))
    timed = [each for each in groups if each.times]
    if timed and len(timed) < len(groups):
        raise Unsure(doubt("time_unclear", " ".join(each.text for each in groups)))
    wishes = [each.text for each in groups]
    for said in (wishes, *([phrase.text for _, phrase in each.times] for each in groups)):
        if len(said) > len(set(said)) > 1:
            raise Unsure(doubt("time_unclear", " ".join(said)))  # 10時か14時、14時で settles on one of them
    for each in timed:
        if any("\n" in gap or "。" in gap for gap, _ in each.days[1:]):
            raise Unsure(doubt("time_unclear", each.text))
    return groups


def _is_open(phrase: Phrase) -> bool:
    """Tell whether the days are any at all (いつでも, 平日): beside a named day they may be no wish."""
    return phrase.shape == "any" or all(token.letter == "P" for token in phrase.tokens)


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
