"""From phrases to drafts of wishes: which times belong to which days."""

from typing import Final, NamedTuple

from intake.reading.dates import read_days
from intake.reading.doubts import Unsure, doubt
from intake.reading.hours import read_hours
from intake.reading.joins import joins_days, joins_half, joins_wishes
from intake.reading.values import Clock, Draft, Hours, Phrase, Span
from intake.reading.years import Present
from madoguchi.model.reading import Doubt

DAYS: Final = frozenset({"day", "days", "days from", "days until", "number"})
TIMES: Final = frozenset({"at", "between", "from", "until", "half", "first"})
WHOLE_DAY: Final = Hours("half", "", half="all")
NO_GAP: Final = "-"
ALTERNATIVES: Final = ("か", "と", "や", "または", "又は", "もしくは", "若しくは", "あるいは", "或いは", "or", "OR")
NOON_HOUR: Final = 12
SPOKEN_BARE: Final = 9  # 9時 to 12時 say themselves which half they mean


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


def group(phrases: tuple[Phrase, ...], source: str) -> tuple[Group, ...]:
    """Put times to the days before them; a time that opens the text belongs to the days after it.

    Args:
        phrases: The telling phrases of one section.
        source: The masked text their offsets point into.

    Raises:
        Unsure: It cannot be told which time belongs to which day.
    """
    groups = [Group()]
    gap = ""
    for phrase in phrases:
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
    return _settle(tuple(each for each in groups if each.days or each.times))


def _add_day(groups: list[Group], gap: str, phrase: Phrase, source: str) -> list[Group]:
    last = groups[-1]
    if gap == "(" and (last.days or last.times):
        raise Unsure(doubt("time_unclear", f"{last.text} {phrase.text}"))
    if last.days and _is_open(phrase):
        if phrase.shape == "any" and gap == NO_GAP and not (last.times and "早" in phrase.text):
            return groups
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


def _settle(groups: tuple[Group, ...]) -> tuple[Group, ...]:
    if not groups:
        return ()
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


def draft(
    groups: tuple[Group, ...], rank: int, present: Present, source: str
) -> tuple[tuple[Draft, ...], tuple[Doubt, ...]]:
    """Read the days and times of each group; what cannot be settled becomes a doubt."""
    drafts: list[Draft] = []
    doubts: list[Doubt] = []
    for each in groups:
        spans: list[Span] = []
        hours: list[Hours] = []
        for _, phrase in each.days:
            try:
                span, present = read_days(phrase, present)
                spans.append(span)
            except Unsure as unsure:
                doubts.append(unsure.doubt)
        for gap, phrase in each.times:
            try:
                hours = _with(hours, gap, read_hours(phrase))
            except Unsure as unsure:
                doubts.append(unsure.doubt)
        doubts.extend(_overlaps(spans, [span for other in drafts for span in other.spans]))
        if spans and (hours or not each.times):
            drafts.append(Draft(rank, each.words(source), tuple(spans), tuple(hours) or (WHOLE_DAY,)))
    return tuple(drafts), tuple(doubts)


def _overlaps(spans: list[Span], before: list[Span]) -> list[Doubt]:
    """Doubt a stretch that holds another day of the list: 来週、12/8 narrows, and 8日以降、10日まで is one stretch."""
    every = [*before, *spans]
    for place, other in enumerate(every):
        for one in every[:place] if place >= len(before) else ():
            if not (one.named and other.named) and one.first <= other.last and other.first <= one.last:
                return [doubt("date_conflict", f"{one.text} {other.text}")]
    return []


def _with(hours: list[Hours], gap: str, more: Hours) -> list[Hours]:
    """Add a time; one that follows 午前 or 午後 with a comma narrows it, and a bare hour keeps to the half."""
    if not hours:
        return [more]
    last = hours[-1]
    if "until" in (more.shape, last.shape):
        raise Unsure(doubt("time_conflict", f"{last.text} {more.text}"))  # 14時以降、16時まで is no list
    if more.shape in ("half", "first"):
        if gap == "(" or (more.shape == "half" and last.shape != "half" and _half_of(last.start) in ("", more.half)):
            raise Unsure(doubt("time_conflict", f"{last.text} {more.text}"))
        return [*hours, more]
    half = last.half if last.shape == "half" else last.end.half or last.start.half
    start = more.start
    if not start.half and not start.literal and half in ("am", "pm") and start.hour < SPOKEN_BARE:
        more = more._replace(start=start._replace(half=half))
    if last.shape == "half" and _half_of(more.start) in ("", last.half):
        if last.half == "all" or gap.strip(" 、,(") or len(hours) > 1:
            raise Unsure(doubt("time_conflict", f"{last.text} {more.text}"))
        return [more._replace(text=f"{last.text} {more.text}", start=more.start._replace(half=last.half))]
    if gap == "(" or (last.shape == "half" and not gap.strip(" 、,")):
        raise Unsure(doubt("time_conflict", f"{last.text} {more.text}"))
    return [*hours, more]


def _half_of(clock: Clock) -> str:
    if clock.half or not clock.literal:
        return clock.half
    return "am" if clock.hour < NOON_HOUR else "pm"
