"""From the words of a time phrase to starts inside the slots of a day."""

from datetime import datetime, time, timedelta
from typing import Final

from intake.reading.doubts import Unsure, doubt
from intake.reading.values import Clock, Hours, Phrase, Token
from madoguchi.model.openings import Day
from madoguchi.model.reading import Doubt
from madoguchi.wording import say_day, say_time

_HALF_DAY: Final = 12
_DAY_BEGINS: Final = 8
_LAST_HOUR: Final = 24
_LAST_MINUTE: Final = 59
NOON: Final = 12 * 60
MIDNIGHT: Final = 24 * 60


def read_hours(phrase: Phrase) -> Hours:
    """Read one time phrase.

    Raises:
        Unsure: The hour does not exist or contradicts 午前 or 午後.
    """
    tokens = phrase.tokens
    if phrase.shape == "half" and len(tokens) > 1 and tokens[0].word != "pm":
        raise Unsure(doubt("vague_time", phrase.text))  # 午前から may go on into the afternoon
    if phrase.shape in ("half", "first"):
        return Hours(phrase.shape, phrase.text, half=tokens[0].word)
    if tokens[0].letter == "U":
        return Hours("between", phrase.text, _sound(tokens[0].clock, phrase), _sound(tokens[0].until, phrase))
    clocks = [_sound(clock, phrase) for clock in _clocks(tokens, phrase)]
    noon = Clock(_HALF_DAY, literal=True)
    if (phrase.shape, tokens[0].letter, tokens[0].word) == ("from", "H", "am"):
        return Hours("between", phrase.text, clocks[0], noon)  # 午前は10時以降
    if (phrase.shape, tokens[0].letter, tokens[0].word) == ("until", "H", "pm"):
        return Hours("between", phrase.text, noon, clocks[0])  # 午後は15時まで
    if len(clocks) == 1:
        return Hours(phrase.shape, phrase.text, clocks[0])
    return Hours("between", phrase.text, clocks[0], clocks[1])


def _clocks(tokens: tuple[Token, ...], phrase: Phrase) -> list[Clock]:
    clocks: list[Clock] = []
    half = ""
    for token in tokens:
        if token.letter == "H":
            half = token.word
        elif token.letter == "n":
            clocks.append(Clock(token.number, literal=token.number > _HALF_DAY))
        elif token.letter == "T":
            if half == "all" or (half and token.clock.half not in ("", half)):
                raise Unsure(doubt("time_conflict", phrase.text))
            clocks.append(token.clock._replace(half=half) if half else token.clock)
            half = ""
    return clocks


def _sound(clock: Clock, phrase: Phrase) -> Clock:
    if clock.hour > _LAST_HOUR or clock.minute > _LAST_MINUTE:
        raise Unsure(doubt("invalid_time", phrase.text))
    if clock.half == "am" and clock.hour > _HALF_DAY:
        raise Unsure(doubt("time_conflict", phrase.text))
    return clock


def earliest(hours: Hours) -> int:
    """Return the minute of the day from which a time is meant by day; the end of the day for a half."""
    return _by_day(hours.start)[-1] if hours.start.hour >= 0 else MIDNIGHT


def touches(start: datetime, hours: Hours, minutes: int) -> bool:
    """Tell whether a slot may lie in these hours, whichever way they can be read.

    Args:
        start: Start of the slot.
        hours: Times that cannot be.
        minutes: Length of one session.
    """
    at = _minutes(start.time())
    if hours.shape in ("half", "first"):
        return hours.half == "all" or (at < NOON) == (hours.half == "am")
    first, last = _by_day(hours.start)[0], _by_day(hours.start)[-1]
    if hours.shape == "at":
        return any(at < reading + minutes and reading < at + minutes for reading in _by_day(hours.start))
    if hours.shape == "from":
        return at + minutes > first
    if hours.shape == "until":
        return at < last
    return at + minutes > first and at < _by_day(hours.end)[-1]


def starts(day: Day, hours: Hours, minutes: int) -> tuple[datetime, ...]:
    """Return the slots of an open day that the hours allow.

    Args:
        day: An open day.
        hours: The times of one phrase.
        minutes: Length of one session.

    Raises:
        Unsure: No slot is left, or the hour can be read in two ways.
    """
    if hours.shape in ("half", "first"):
        return _in_half(day, hours)
    if hours.shape == "at":
        return (_start_at(day, hours),)
    first, last = _bounds(day, hours, minutes)
    chosen = _offered(day, _inside(day, first, last, minutes))
    if not chosen:
        raise Unsure(_outside(day, hours, first))
    return chosen


def _in_half(day: Day, hours: Hours) -> tuple[datetime, ...]:
    chosen = tuple(
        slot.start for slot in day.slots if hours.half == "all" or (slot.start.hour < _HALF_DAY) == (hours.half == "am")
    )
    if not chosen:
        raise Unsure(doubt("no_slot", hours.text))
    return chosen[:1] if hours.shape == "first" else chosen


def _readings(clock: Clock) -> tuple[int, ...]:
    """Return the minutes of the day that a time can mean."""
    at = clock.hour * 60 + clock.minute
    if clock.half == "pm" and clock.hour < _HALF_DAY:
        return (at + NOON,)
    if clock.half or clock.literal or clock.hour >= _HALF_DAY:
        return (at,)
    return (at, at + NOON)


def _by_day(clock: Clock) -> tuple[int, ...]:
    """Return the readings of a time less the one at night: 10時 is no 22時, while 3時 may be 15時."""
    return _readings(clock)[:1] if _DAY_BEGINS <= clock.hour < _HALF_DAY else _readings(clock)


def _start_at(day: Day, hours: Hours) -> datetime:
    readings = _readings(hours.start)
    inside = [at for at in readings if any(_minutes(p.opens) <= at < _minutes(p.closes) for p in day.periods)]
    if len(inside) > 1:
        choices = [say_time(time(at // 60, at % 60)) for at in inside]
        raise Unsure(doubt("ambiguous_hour", hours.text, choices))
    if not inside:
        raise Unsure(_outside(day, hours, readings[0]))
    at = datetime.combine(day.on, time(inside[0] // 60, inside[0] % 60))
    if not _offered(day, (at,)):
        raise Unsure(_outside(day, hours, inside[0]))
    return at


def _bounds(day: Day, hours: Hours, minutes: int) -> tuple[int, int]:
    """Return the shortest stretch that the words can mean and that holds a slot."""
    if hours.shape == "between":
        return _between(day, hours, minutes)
    if hours.shape == "until":
        ends = _readings(hours.start)
        with_slots = [end for end in ends if _inside(day, 0, end, minutes)]
        return 0, (with_slots or ends)[0]
    begins = _readings(hours.start)
    with_slots = [begin for begin in begins if _inside(day, begin, MIDNIGHT, minutes)]
    if len(with_slots) > 1:
        in_period = [at for at in begins if any(_minutes(p.opens) <= at < _minutes(p.closes) for p in day.periods)]
        if len(in_period) != 1:
            raise Unsure(doubt("ambiguous_hour", hours.text))
        with_slots = in_period
    return (with_slots or begins)[0], MIDNIGHT


def _between(day: Day, hours: Hours, minutes: int) -> tuple[int, int]:
    ends = _readings(hours.end)
    pairs = [
        (first, min(last for last in ends if last > first)) for first in _readings(hours.start) if ends[-1] > first
    ]
    if not pairs:
        raise Unsure(doubt("time_conflict", hours.text))
    with_slots = [pair for pair in pairs if _inside(day, *pair, minutes)]
    if len(with_slots) > 1:
        raise Unsure(doubt("ambiguous_hour", hours.text))
    return (with_slots or pairs)[0]


def _inside(day: Day, first: int, last: int, minutes: int) -> tuple[datetime, ...]:
    """Return the starts that a stretch holds, those in closed hours too: what words mean does not hang on a closure."""
    grid = sorted((*(slot.start for slot in day.slots), *day.closed_starts))
    return tuple(
        start for start in grid if first <= _minutes(start.time()) and _minutes(start.time()) + minutes <= last
    )


def _offered(day: Day, chosen: tuple[datetime, ...]) -> tuple[datetime, ...]:
    offered = {slot.start for slot in day.slots}
    return tuple(start for start in chosen if start in offered)


def _outside(day: Day, hours: Hours, at: int) -> Doubt:
    moment = datetime.combine(day.on, time()) + timedelta(minutes=at)
    near = sorted((slot.start for slot in day.slots), key=lambda start: abs(start - moment))[:2]
    choices = [say_time(start.time()) for start in sorted(near)]
    if moment in day.closed_starts:
        why = next(one.say for one in day.closed_hours if one.period.closes > moment.time())
        return doubt("closed_hours", hours.text, choices, day=say_day(day.on), why=why)
    in_hours = any(_minutes(p.opens) <= at < _minutes(p.closes) for p in day.periods)
    code = "off_grid" if in_hours else "out_of_hours"
    return doubt(code, hours.text, choices, day=say_day(day.on))


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute
