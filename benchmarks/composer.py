"""Put the values that a reader of dates names together to offers of days and times, as generously as can be.

A peer names dates and times one by one and leaves it to its caller what belongs together. The caller played here
gives it the benefit of every doubt:

- What the peer left open is filled in. A day without a year is the next such day, a day without a month takes the
  month said before it. A weekday is taken in the week or month said before it (来週の火曜), else it is the next such
  day. An hour from 1 to 6 is of the afternoon unless 午前 is said.
- A weekday beside a date is no date of its own, and a week or month that a day inside it follows is none either.
- Two values of a kind with 〜, a dash or から between them are a range. まで behind a value makes one up to it.
- A time joins the dates before it. Where a time opens the text, its joining the dates behind it is tried as well,
  and the way that suits the peer better counts.
- Years alone are passed over.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta
from typing import NamedTuple

from naming import Clock, Day, Named, Stretch, Weekday, whole_month

_RANGE = re.compile(r"[\s、の)）]*(?:(?:から|より|以降|以後|[〜～~ー―–—‐−－-])[\s、]*)+")
_BESIDE = re.compile(r"[\s()（）\[\]［］の]*")
_UNTIL = re.compile(r"\s*(?:まで|迄)")
_BEFORE_NOON = re.compile(r"午前|朝|[AaＡａ][MmＭｍ]|^[0０]")
_AFTERNOON = range(1, 7)
_LONGEST = 400  # days


class Hours(NamedTuple):
    """A time of day (`last` is None), or all times between two, the last one being an end."""

    first: time
    last: time | None = None


class Offer(NamedTuple):
    """Days and times that belong together; no days or no times says that none were named.

    Attributes:
        days: For each value its days: one, or all of a range, a week or a month.
    """

    days: tuple[tuple[date, ...], ...]
    hours: tuple[Hours, ...]


class Composed(NamedTuple):
    """What a text offers.

    Attributes:
        ways: One or two ways to put its values together.
        contradicts: Whether a weekday stands beside a date that falls on another one.
    """

    ways: tuple[tuple[Offer, ...], ...]
    contradicts: bool


class _Days(NamedTuple):
    """Days that were settled, and the words they come from.

    Attributes:
        within: The week or month said, for what follows.
        guessed: Whether only a weekday was said.
    """

    start: int
    end: int
    days: tuple[date, ...]
    within: Stretch | None = None
    guessed: bool = False


class _Hours(NamedTuple):
    """A time that was settled, and the words it comes from."""

    start: int
    end: int
    hours: Hours


def compose(text: str, named: Iterable[Named], today: date) -> Composed:
    """Put named values together.

    Args:
        text: What they were read from.
        named: The values, in any order.
        today: The day on which the text was received.

    Raises:
        ValueError: A day that does not exist was named; no caller can overlook that.
    """
    in_order = sorted(named, key=lambda one: (one.start, one.end))
    days, contradicts = _settle_days(text, _join_parts(text, in_order), today)
    hours = [_settle_hours(text, one) for one in in_order if isinstance(one.value, Clock)]
    placed: list[_Days | _Hours] = [*_day_ranges(text, days, today), *_hour_ranges(text, hours)]
    placed.sort(key=lambda one: (one.start, isinstance(one, _Hours)))
    ways = [_group(placed)]
    if placed and isinstance(placed[0], _Hours):
        ways.append(_group(placed, times_first=True))
    return Composed(tuple(ways), contradicts)


def _join_parts(text: str, named: Sequence[Named]) -> list[Named]:
    """Leave the times out, and join the parts of one day: 2026年 12月 8日."""
    joined: list[Named] = []
    for one in named:
        if isinstance(one.value, Clock):
            continue
        before = joined[-1] if joined else None
        if before and isinstance(before.value, Day) and isinstance(one.value, Day):
            coarse, fine = before.value, one.value
            apart = coarse.day is None and all(a is None or b is None for a, b in zip(coarse, fine, strict=True))
            if apart and _BESIDE.fullmatch(text, before.end, one.start):
                whole = Day(coarse.year or fine.year, coarse.month or fine.month, fine.day)
                joined[-1] = Named(before.start, one.end, whole)
                continue
        joined.append(one)
    return [one for one in joined if not (isinstance(one.value, Day) and one.value[1:] == (None, None))]


def _settle_days(text: str, named: Iterable[Named], today: date) -> tuple[list[_Days], bool]:
    """Find the days that were meant, and whether a weekday contradicts its date."""
    settled: list[_Days] = []
    contradicts = False
    for one in named:
        before = settled.pop() if settled else None
        mine = _meant(one, before, today)
        beside = before and len(before.days) == len(mine.days) == 1 and before.guessed != mine.guessed
        if before and beside and _BESIDE.fullmatch(text, before.end, mine.start):
            dated, weekday = (mine, before.days[0].weekday()) if before.guessed else (before, _number(one.value))
            contradicts |= dated.days[0].weekday() != weekday
            settled.append(dated._replace(start=before.start, end=mine.end))
            continue
        if before and not (before.within and len(mine.days) < len(before.days) and set(mine.days) <= set(before.days)):
            settled.append(before)
        settled.append(mine)
    return settled, contradicts


def _number(value: object) -> int:
    return value.number if isinstance(value, Weekday) else -1


def _meant(one: Named, before: _Days | None, today: date) -> _Days:
    """Find the days that one value means, with what was said before it."""
    within = before.within if before else None
    match one.value:
        case Stretch() as stretch:
            return _Days(one.start, one.end, _between(*stretch), stretch)
        case Weekday(number):
            inside = tuple(day for day in _between(*within) if day.weekday() == number) if within else ()
            if inside:
                return _Days(one.start, one.end, inside, within)
            ahead = (number - today.weekday() - 1) % 7 + 1
            return _Days(one.start, one.end, (today + timedelta(days=ahead),), guessed=True)
        case Day(year, int() as month, None):
            stretch = whole_month(year or today.year + (month < today.month), month)
            return _Days(one.start, one.end, _between(*stretch), stretch)
        case Day(year, int() as month, int() as day):
            on = date(year, month, day) if year else _next_such(today, month, day)
            return _Days(one.start, one.end, (on,))
        case Day(_, _, int() as day):
            said = within.first if within else before.days[0] if before and not before.guessed else None
            on = said.replace(day=day) if said else _next_such(today, None, day)
            return _Days(one.start, one.end, (on,), within)
        case _:
            raise AssertionError(one)


def _next_such(today: date, month: int | None, day: int) -> date:
    """Return the next 8 December, or the next 8th."""
    for ahead in range(1 + 12 * 5):
        year, index = divmod(today.year * 12 + today.month - 1 + ahead, 12)
        if month not in (None, index + 1) or day > whole_month(year, index + 1).last.day:
            continue
        if (on := date(year, index + 1, day)) >= today:
            return on
    raise ValueError(f"no such day: {month}/{day}")


def _settle_hours(text: str, one: Named) -> _Hours:
    at = one.value.at if isinstance(one.value, Clock) else time()
    if at.hour in _AFTERNOON and not _BEFORE_NOON.search(text[one.start : one.end]):
        at = at.replace(hour=at.hour + 12)
    return _Hours(one.start, one.end, Hours(at))


def _day_ranges(text: str, days: Sequence[_Days], today: date) -> list[_Days]:
    made: list[_Days] = []
    for one in days:
        before = made[-1] if made else None
        if before and before.days[-1] < one.days[0] and _RANGE.fullmatch(text, before.end, one.start):
            made[-1] = before._replace(end=one.end, days=_between(before.days[0], one.days[-1]))
        elif len(one.days) == 1 and one.days[0] > today and _UNTIL.match(text, one.end):
            made.append(one._replace(days=_between(today + timedelta(days=1), one.days[0])))
        else:
            made.append(one)
    return made


def _hour_ranges(text: str, hours: Sequence[_Hours]) -> list[_Hours]:
    made: list[_Hours] = []
    for one in hours:
        before = made[-1] if made else None
        at = one.hours.first
        if (
            before
            and not before.hours.last
            and before.hours.first < at
            and _RANGE.fullmatch(text, before.end, one.start)
        ):
            made[-1] = before._replace(end=one.end, hours=Hours(before.hours.first, at))
        elif _UNTIL.match(text, one.end):
            made.append(one._replace(hours=Hours(time(), at)))
        else:
            made.append(one)
    return made


def _group(placed: Iterable[_Days | _Hours], *, times_first: bool = False) -> tuple[Offer, ...]:
    """Put times to the days before them, or, where times come first, to the days behind them."""
    offers: list[Offer] = []
    for one in placed:
        last = offers.pop() if offers else Offer((), ())
        if isinstance(one, _Hours):
            opens = times_first and bool(last.days)
            grown = Offer((), (one.hours,)) if opens else last._replace(hours=(*last.hours, one.hours))
        else:
            opens = bool(last.hours) and not times_first
            grown = Offer((one.days,), ()) if opens else last._replace(days=(*last.days, one.days))
        offers += [last, grown] if opens else [grown]
    return tuple(offers)


def _between(first: date, last: date) -> tuple[date, ...]:
    if not 0 <= (last - first).days <= _LONGEST:
        raise ValueError(f"these are no days to choose from: {first} to {last}")
    return tuple(first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
