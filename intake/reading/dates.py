"""From the words of a day phrase to days of the calendar; office rules come later."""

import calendar
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Final, TypeAlias

from intake.reading.doubts import Unsure, doubt
from intake.reading.values import Phrase, Span, Token
from intake.reading.years import Present, day_of, existing, month_of
from madoguchi.model.reading import Doubt
from madoguchi.wording import WEEKDAYS, say_date, say_day

Tokens: TypeAlias = tuple[Token, ...]
Read: TypeAlias = tuple[Span, Present]

THIRDS: Final = {"early": (1, 10), "middle": (11, 20), "late": (21, 31)}
NIGHT_ENDS: Final = 4
_WEEK: Final = timedelta(days=7)
_SIX_DAYS: Final = timedelta(days=6)
_MONTHS: Final = 12
_HALF_WEEK: Final = 3
_SUNDAY: Final = 6
_FAR: Final = timedelta(days=36_525)
_LAST_DAY: Final = 28
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
    only = frozenset(token.number for token in phrase.tokens[place:] if token.letter == "W")
    first, last = (span.first, present.today + _FAR) if phrase.shape == "days from" else (present.today, span.last)
    return Span(first, last, named=False, text=phrase.text, weekdays=only), after


def any_day(text: str, present: Present) -> Span:
    """Return every day from today on."""
    return Span(present.today, present.today + _FAR, named=False, text=text)


def read_excluded(phrase: Phrase, present: Present) -> tuple[tuple[Span, ...], Present]:
    """Read days that cannot be, as widely as the words allow: a weekday alone is every such day.

    Raises:
        Unsure: The words leave more than one day, or none.
    """
    tokens = tuple(token for token in phrase.tokens if token.letter not in "()s")
    letters = {token.letter for token in tokens}
    words = {token.word for token in tokens}
    if letters == {"W"}:
        weekdays = frozenset(token.number for token in tokens)
        return (any_day(phrase.text, present)._replace(weekdays=weekdays),), present
    if words == {"closed"} or (letters <= {"W", "j"} and "closed" in words):
        return (), present  # the office is closed then
    if words == {"end of the month"}:
        return tuple(_ends_of_months(present, phrase.text)), present
    span, after = read_days(phrase, present)
    return (span,), after


def _ends_of_months(present: Present, text: str) -> Iterator[Span]:
    first = present.today.replace(day=1)
    for _ in range(_MONTHS_AHEAD):
        following = (first + _WEEK * 5).replace(day=1)
        yield Span(following - _WEEK, following - timedelta(days=1), named=False, text=text)
        first = following


def _read_range(tokens: Tokens, text: str, present: Present) -> Read:
    tokens, only = _only(tokens)
    middle = next(place for place, token in enumerate(tokens) if token.letter in "rfg")
    first, then = _read_spec(tokens[:middle], text, present)
    ending = tuple(token for token in tokens[middle + 1 :] if token.letter != "u")
    if [token.letter for token in ending] == ["z"]:
        return first._replace(last=first.first + timedelta(days=ending[0].number - 1), named=False, text=text), then
    if first.named and {token.letter for token in ending} == {"W"} and then.week is None:
        ahead = (ending[0].number - first.first.weekday()) % 7
        return Span(first.first, first.first + timedelta(days=ahead), named=False, text=text, weekdays=only), then
    last, after = _read_spec(ending, text, then)
    if last.first <= first.first or first.named != last.named:
        raise Unsure(doubt("date_conflict", text))
    return Span(first.first, last.last, named=False, text=text, weekdays=only), after


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
    return tokens[: chosen[0]], frozenset(token.number for token in rest if token.letter == "W")


def _read_spec(tokens: Tokens, text: str, present: Present) -> Read:
    tokens = tuple(token for token in tokens if token.letter not in "()sko/")
    letters = "".join(token.letter for token in tokens)
    for shape, read in SPANS:
        if shape.fullmatch(letters):
            return read(tokens, text, present)
    found = sorted(set(_single_days(list(tokens), text, present)))
    if not found:
        raise Unsure(doubt("date_inferred", text))
    if len(found) > 1:
        raise Unsure(doubt("date_conflict", text, [say_date(day) for day in found]))
    _check(found[0], tokens, text, present)
    return _named(found[0], text, present._replace(week=None))


def _named(day: date, text: str, present: Present) -> Read:
    return Span(day, day, named=True, text=text), present._replace(
        dated=day, whole_week=False, ascending=True, weekday_only=False
    )


def _single_days(rest: list[Token], text: str, present: Present) -> list[date]:
    found: list[date] = []
    tokens = tuple(rest)
    while rest:
        token = rest.pop(0)
        if token.letter == "M" and rest and rest[0].letter in "dV":
            found.append(_in_month(token, rest.pop(0), text, present))
        elif token.letter == "A" and not token.date.month:
            raise Unsure(doubt("invalid_date", token.text))
        elif token.letter in "Adn":
            found.append(day_of(token.date, token.text if token.letter == "A" else text, present))
        elif token.letter == "R":
            found.append(_from_today(token, tokens, present))
        elif token.letter == "y":
            found.append(found.pop() + timedelta(days=token.number) if found else _from_dated(token, present))
        elif token.letter not in "WK":
            raise Unsure(doubt("vague_date", text))
    return found


def _in_month(month: Token, day: Token, text: str, present: Present) -> date:
    if day.letter == "d":
        if month.date.months_on < 0:
            return day_of(month.date._replace(day=day.date.day), text, present)
        year, number = month_of(month.date, present, day.date.day)
        return existing(year, number, day.date.day, text)
    year, number = month_of(month.date, present, _LAST_DAY)
    return _nth(year, number, int(day.word), day.number, text)


def _from_today(token: Token, beside: Tokens, present: Present) -> date:
    """Count from today; said at night 明日 may mean the day that has begun, unless a weekday beside it settles that."""
    day = present.today + timedelta(days=token.number)
    settled = token.word == "counted" or any(one.letter == "W" and one.number == day.weekday() for one in beside)
    if present.said_at.hour < NIGHT_ENDS and not settled:
        choices = [say_day(present.today + timedelta(days=ahead)) for ahead in (0, 1)]
        raise Unsure(doubt("vague_date", token.text, choices))
    return day


def _from_dated(token: Token, present: Present) -> date:
    dated = present.dated or present.pointed
    if dated is None:
        raise Unsure(doubt("vague_date", token.text))
    return dated + timedelta(days=token.number)


def _check(day: date, tokens: Tokens, text: str, present: Present) -> None:
    for token in tokens:
        if token.letter == "W" and token.number != day.weekday():
            raise Unsure(_mismatch(day, token.number))
        if token.letter == "K":
            monday = _monday(token, text, present)
            if not monday <= day < monday + _WEEK:
                raise Unsure(doubt("date_conflict", text, [say_date(day)]))


def _mismatch(day: date, weekday: int) -> Doubt:
    ahead = (weekday - day.weekday()) % 7
    near = day + timedelta(days=ahead if ahead <= _HALF_WEEK else ahead - 7)
    first, second = (say_day(one) for one in sorted((day, near)))
    words, right = f"{day.month}月{day.day}日", WEEKDAYS[day.weekday()]
    return doubt("weekday_mismatch", words, (first, second), right=right, near=first, day=second)


def _monday(token: Token, text: str, present: Present) -> date:
    today = present.today
    if token.word == "after" and present.dated:
        today = present.dated
    elif today.weekday() == _SUNDAY:
        raise Unsure(doubt("vague_date", text))
    return today - timedelta(days=today.weekday()) + token.number * _WEEK


def _read_week(tokens: Tokens, text: str, present: Present) -> Read:
    monday = _monday(tokens[0], text, present)
    span = Span(monday, monday + timedelta(days=6), named=False, text=text)
    return span, present._replace(week=monday, whole_week=True)


def _read_weekday_of_week(tokens: Tokens, text: str, present: Present) -> Read:
    if present.whole_week:
        raise Unsure(doubt("date_inferred", text))
    monday = _monday(tokens[0], text, present)
    return _named(monday + timedelta(days=tokens[1].number), text, present._replace(week=monday))


def _read_weekday(tokens: Tokens, text: str, present: Present) -> Read:
    """Read a weekday alone: that of the week named last, else the next such day."""
    weekdays = frozenset(token.number for token in tokens)
    if present.week is not None and not present.whole_week:
        if len(weekdays) > 1:
            return Span(present.week, present.week + _SIX_DAYS, named=False, text=text, weekdays=weekdays), present
        return _named(present.week + timedelta(days=tokens[0].number), text, present)
    today = present.today
    if today.weekday() in weekdays or present.whole_week or (present.dated and not present.weekday_only):
        raise Unsure(doubt("date_inferred", text, _next_two(weekdays, today)))
    if len(weekdays) > 1:
        return Span(today, today + _SIX_DAYS, named=False, text=text, weekdays=weekdays), present
    day = today + timedelta(days=(tokens[0].number - today.weekday()) % 7)
    span, after = _named(day, text, present)
    return span, after._replace(weekday_only=True)


def _next_two(weekdays: frozenset[int], today: date) -> list[str]:
    days = [today + timedelta(days=ahead) for ahead in range(1, 15)]
    return [say_day(day) for day in days if day.weekday() in weekdays][:2]


def _read_weekdays_of_week(tokens: Tokens, text: str, present: Present) -> Read:
    span, after = _read_week(tokens[:1], text, present)
    return span._replace(weekdays=frozenset(token.number for token in tokens[1:])), after._replace(whole_week=False)


def _read_weekday_of_month(tokens: Tokens, text: str, present: Present) -> Read:
    """Read 第2火曜 alone: of this month while it is still to come, else of the next."""
    place, weekday = int(tokens[0].word), tokens[0].number
    year, month = present.today.year, present.today.month
    for ahead in (0, 1):
        day = _nth(year + (month + ahead > _MONTHS), (month + ahead - 1) % _MONTHS + 1, place, weekday, text)
        if day > present.today:
            return _named(day, text, present)
        if day == present.today:
            break
    raise Unsure(doubt("month_inferred", text))


def _nth(year: int, month: int, place: int, weekday: int, text: str) -> date:
    first = date(year, month, 1)
    return existing(year, month, 1 + (weekday - first.weekday()) % 7 + 7 * (place - 1), text)


def _read_working_days(_: Tokens, text: str, present: Present) -> Read:
    return any_day(text, present), present


def _read_third(tokens: Tokens, text: str, present: Present) -> Read:
    first, last = THIRDS[tokens[1].word]
    year, month = month_of(tokens[0].date, present, last)
    last = min(last, calendar.monthrange(year, month)[1])
    only = frozenset(token.number for token in tokens if token.letter == "W")
    return Span(date(year, month, first), date(year, month, last), named=False, text=text, weekdays=only), present


def _read_month(tokens: Tokens, text: str, present: Present) -> Read:
    """Read 12月中, 12月の平日, 12月の火曜; a month alone may have lost its day."""
    said_so = tokens[0].word == "whole" or tokens[0].text.endswith("の") or tokens[0].date.months_on >= 0
    if len(tokens) == 1 and not said_so:
        raise Unsure(doubt("vague_date", text))
    year, month = month_of(tokens[0].date, present, _LAST_DAY)
    last = calendar.monthrange(year, month)[1]
    only = frozenset(token.number for token in tokens[1:] if token.letter == "W")
    return Span(date(year, month, 1), date(year, month, last), named=False, text=text, weekdays=only), present


def _read_stretch(tokens: Tokens, text: str, present: Present) -> Read:
    """Read a stretch by its name: 年内, 月内, 3日以内, 週明け."""
    today, word = present.today, tokens[0].word
    only = frozenset(token.number for token in tokens[1:] if token.letter == "W")
    if word == "monday":
        if today.weekday() == 0 or len(tokens) > 2:  # noqa: PLR2004 -- 週明けの and one weekday
            raise Unsure(doubt("vague_date", text))
        weekday = tokens[1].number if len(tokens) > 1 else 0
        return _named(today + timedelta(days=7 - today.weekday() + weekday), text, present)
    ends = {
        "this year": date(today.year, _MONTHS, 31),
        "this month": today.replace(day=calendar.monthrange(today.year, today.month)[1]),
        "days ahead": today + timedelta(days=tokens[0].number),
        "every": today + _FAR,
    }
    if word not in ends or (word == "every" and not only):
        raise Unsure(doubt("vague_date", text))
    return Span(today, ends[word], named=False, text=text, weekdays=only), present


def _read_week_of_day(tokens: Tokens, text: str, present: Present) -> Read:
    place = next(place for place, token in enumerate(tokens) if token.letter == "h")
    only = frozenset(token.number for token in tokens[place:] if token.letter == "W")
    span, after = _read_spec(tokens[:place], text, present)
    monday = span.first - timedelta(days=span.first.weekday())
    week = Span(monday, monday + _SIX_DAYS, named=False, text=text, weekdays=only)
    return week, after._replace(week=monday, whole_week=True)


# Letters of a phrase that name days without a date in it. K: week, W: weekday, P: working days, M: month, J: a third of
# it, V: the nth weekday, j: a stretch by its name, h: the week of a day.
SPANS: Final[tuple[tuple[re.Pattern[str], Callable[[Tokens, str, Present], Read]], ...]] = (
    (re.compile("KP?"), _read_week),
    (re.compile("KW"), _read_weekday_of_week),
    (re.compile("KW+"), _read_weekdays_of_week),
    (re.compile("W+"), _read_weekday),
    (re.compile("P"), _read_working_days),
    (re.compile("V"), _read_weekday_of_month),
    (re.compile("MJW*"), _read_third),
    (re.compile("M(?:P|W*)"), _read_month),
    (re.compile("j(?:P|W*)"), _read_stretch),
    (re.compile("(?:M?d|A)W?hW*"), _read_week_of_day),
)
