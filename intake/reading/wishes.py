"""From clauses to drafts of wishes: the days and hours of each, and what cannot be."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from intake.reading.clauses import Clause, sign_of
from intake.reading.dates import read_days, read_excluded
from intake.reading.doubts import Unsure, doubt
from intake.reading.groups import Group, group
from intake.reading.hours import earliest, read_hours
from intake.reading.stretches import any_day
from intake.reading.values import Clock, Draft, Exclusion, Hours, Phrase, Span
from intake.reading.years import Present
from madoguchi.model.reading import Doubt

WHOLE_DAY: Final = Hours("half", "", half="all")
NOON_HOUR: Final = 12
SPOKEN_BARE: Final = 9  # 9時 to 12時 say themselves which half they mean


@dataclass
class _Heard:
    """What the clauses before say to the next one.

    Attributes:
        days: The days named last, on which a time without a day may lean.
        hours: The times named last, for 同じ時間.
        owed: Words taken back that had a time: what stands in their place must have one too.
        taken_back: Something has been taken back.
        rest: Some weekdays are excepted, so a time alone is of all the others.
    """

    present: Present
    source: str
    drafts: list[Draft] = field(default_factory=list)
    exclusions: list[Exclusion] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    days: tuple[Span, ...] = ()
    hours: tuple[Hours, ...] = ()
    owed: str = ""
    taken_back: bool = False
    rest: bool = False


def draft(
    clauses: tuple[Clause, ...], rank: int, present: Present, source: str, hours: tuple[Hours, ...] = ()
) -> tuple[tuple[Draft, ...], tuple[Exclusion, ...], tuple[Doubt, ...]]:
    """Read the days and times of each clause; what cannot be settled becomes a doubt.

    Args:
        clauses: The clauses of one section, in the order of the text.
        rank: The rank of the section; 0 where no mark gives one.
        present: What a date may lean on.
        source: The masked text the offsets of the phrases point into.
        hours: The times of the choice before this one, for 同じ時間.

    Raises:
        Unsure: It cannot be told which time belongs to which day.
    """
    heard = _Heard(present, source, hours=hours, rest=any(_excepts_weekdays(clause) for clause in clauses))
    for clause in clauses:
        _ROLES[clause.role](heard, clause)
    if rank and any(each.rank > 1 for each in heard.drafts):
        heard.doubts.append(doubt("condition", clauses[-1].text))
    if not heard.drafts and not heard.doubts:
        heard.doubts.extend(_nothing_left(clauses))
    heard.doubts.extend(_mixed(heard.drafts))
    drafts = [each._replace(rank=rank or each.rank) for each in heard.drafts]
    return tuple(drafts), tuple(heard.exclusions), tuple(heard.doubts)


def _excepts_weekdays(clause: Clause) -> bool:
    letters = {letter for phrase in clause.days for letter in phrase.letters}
    return clause.role == "except" and letters == {"W"}


def _is_rest(phrase: Phrase) -> bool:
    return phrase.tokens[0].word == "rest"


def _nothing_left(clauses: tuple[Clause, ...]) -> list[Doubt]:
    """Doubt a text that only says what cannot be or what was a mistake."""
    codes = {"not": "negation", "except": "negation", "old": "correction"}
    return [doubt(codes[clause.role], clause.text) for clause in clauses if clause.role in codes]


def _mixed(drafts: list[Draft]) -> list[Doubt]:
    """Doubt a wish without a time beside one that has one: does the time belong to both?"""
    timed = [each for each in drafts if each.hours != (WHOLE_DAY,)]
    return [doubt("time_unclear", timed[-1].text)] if timed and len(timed) < len(drafts) else []


def _wish(heard: _Heard, clause: Clause) -> None:
    groups = group(clause.phrases, heard.source, leaning=bool(heard.days) or heard.rest)
    open_ones = [phrase for each in groups for _, phrase in each.days if phrase.shape == "any"]
    if any(map(_is_rest, open_ones)) and not heard.exclusions:
        raise Unsure(doubt("leftover", clause.text))
    if open_ones and heard.taken_back:
        raise Unsure(doubt("correction", clause.text))
    for each in groups:
        spans, hours = _read_group(heard, each)
        if not each.days:
            _lean(heard, clause, each, hours)
            continue
        heard.doubts.extend(_overlaps(spans, [span for other in heard.drafts for span in other.spans]))
        if spans and (hours or not each.times):
            words = each.words(heard.source)
            heard.drafts.append(Draft(clause.rank, words, tuple(spans), tuple(hours) or (WHOLE_DAY,)))
            heard.days = tuple(spans)
        heard.hours = tuple(hours) or heard.hours
    _check_order(heard, clause)
    if heard.owed and groups and not any(each.times for each in groups):
        heard.doubts.append(doubt("time_unclear", f"{heard.owed} {clause.text}"))


def _read_group(heard: _Heard, each: Group) -> tuple[list[Span], list[Hours]]:
    spans: list[Span] = []
    hours: list[Hours] = []
    before: Phrase | None = None
    for gap, phrase in each.days:
        try:
            span, heard.present = read_days(phrase, heard.present)
            if before is not None and not gap.strip("、, ") and _explains(before, phrase):
                _check_same(spans[-1], span)
            spans.append(span)
            before = phrase
        except Unsure as unsure:
            heard.doubts.append(unsure.doubt)
    for gap, phrase in each.times:
        try:
            if phrase.shape == "same":
                hours.extend(_same(heard, phrase))
            else:
                hours = _with(hours, gap, read_hours(phrase))
        except Unsure as unsure:
            heard.doubts.append(unsure.doubt)
    return spans, hours


def _explains(before: Phrase, phrase: Phrase) -> bool:
    """Tell whether a date may only say which day the words before it mean: 来週の火曜、12月8日."""
    return not set(before.letters) & set("AdnVMJjy") and "A" in phrase.letters and "P" not in before.letters


def _check_same(one: Span, other: Span) -> None:
    if one.first != other.first:
        raise Unsure(doubt("date_conflict", f"{one.text} {other.text}"))


def _same(heard: _Heard, phrase: Phrase) -> tuple[Hours, ...]:
    if not heard.hours:
        raise Unsure(doubt("vague_time", phrase.text))
    return heard.hours


def _lean(heard: _Heard, clause: Clause, each: Group, hours: list[Hours]) -> None:
    """Give a time without a day to the days named before it."""
    last = heard.drafts[-1] if heard.drafts else None
    if not hours:
        return
    if last is not None and last.rank == clause.rank and last.hours == (WHOLE_DAY,):
        heard.drafts[-1] = last._replace(text=f"{last.text} {each.text}", hours=tuple(hours))
    else:
        spans = heard.days or (any_day(each.text, heard.present),)
        heard.drafts.append(Draft(clause.rank, each.words(heard.source), spans, tuple(hours)))
    heard.hours = tuple(hours)


def _check_order(heard: _Heard, clause: Clause) -> None:
    """Doubt その後の, and その前の where the time wished is not before the one that is taken."""
    pointing = next((phrase for phrase in clause.phrases if sign_of(phrase) == "p"), None)
    if pointing is None:
        return
    taken = [hours for one in heard.exclusions for hours in one.hours]
    wished = heard.drafts[-1].hours if heard.drafts else ()
    before = "前" in pointing.text and taken and wished
    if not (before and all(one.shape == "at" and earliest(one) < earliest(taken[-1]) for one in wished)):
        heard.doubts.append(doubt("leftover", pointing.text))


def _times_of(clause: Clause) -> tuple[Hours, ...]:
    return tuple(read_hours(phrase) for phrase in clause.phrases if sign_of(phrase) == "T" and phrase.shape != "same")


def _excluded_days(heard: _Heard, clause: Clause) -> tuple[Span, ...]:
    spans: list[Span] = []
    for phrase in clause.days:
        more, heard.present = read_excluded(phrase, heard.present._replace(ascending=False))
        spans.extend(more)
    return tuple(spans)


def _exclude(heard: _Heard, clause: Clause) -> None:
    hours, spans = _times_of(clause), _excluded_days(heard, clause)
    if clause.role == "not":  # 来週以外の火曜 may be of any other week
        heard.present = heard.present.in_any_order()
    if hours and clause.days and all(span.named for span in spans):
        heard.days = spans  # 12/3の午前は無理、午後なら可
    heard.exclusions.append(Exclusion(clause.text, spans, hours, any_day=not clause.days))
    if clause.role == "except" and hours and clause.days:
        raise Unsure(doubt("negation", clause.text))  # 12/3 10時以外: of that day, or of all days?


def _set_aside(heard: _Heard, clause: Clause) -> None:
    """Keep a reason that nobody understands: 午前中は子どもの幼稚園があるので. A wish that it touches is asked about."""
    spans = _excluded_days(heard, clause)
    heard.present = heard.present.in_any_order()
    hours = () if clause.days else _times_of(clause)
    heard.exclusions.append(Exclusion(clause.text, spans, hours, any_day=not clause.days, sure=False))


def _take_back(heard: _Heard, clause: Clause) -> None:
    spans: list[Span] = []
    for phrase in clause.days:
        span, heard.present = read_days(phrase, heard.present)
        spans.append(span)
    heard.present = heard.present.in_any_order()
    heard.days, heard.hours = tuple(spans) if len(spans) == 1 else (), _times_of(clause)
    heard.owed = clause.text if heard.hours else ""
    heard.taken_back = True


def _check_over(heard: _Heard, clause: Clause) -> None:
    """Doubt what is told as done when its day is still to come."""
    for phrase in clause.days:
        span, _ = read_days(phrase, heard.present)
        if span.last > heard.present.today:
            raise Unsure(doubt("leftover", clause.text))


def _check_beside(heard: _Heard, clause: Clause) -> None:
    """Doubt words without a day or time that cannot stand alone."""
    group(clause.phrases, heard.source)
    _check_order(heard, clause)


_ROLES: Final[dict[str, Callable[[_Heard, Clause], None]]] = {
    "wish": _wish,
    "not": _exclude,
    "except": _exclude,
    "aside": _set_aside,
    "old": _take_back,
    "over": _check_over,
    "beside": _check_beside,
}


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
        if more.shape == "from" and last.half == "am":
            more = more._replace(shape="between", end=Clock(NOON_HOUR, 0, literal=True))
        return [more._replace(text=f"{last.text} {more.text}", start=more.start._replace(half=last.half))]
    if gap == "(" or (last.shape == "half" and not gap.strip(" 、,")):
        raise Unsure(doubt("time_conflict", f"{last.text} {more.text}"))
    return [*hours, more]


def _half_of(clock: Clock) -> str:
    if clock.half or not clock.literal:
        return clock.half
    return "am" if clock.hour < NOON_HOUR else "pm"
