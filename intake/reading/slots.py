"""From a draft to the concrete slots of the office, or to doubts that say which rule was met."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from intake.reading.doubts import Unsure, doubt
from intake.reading.hours import starts, touches
from intake.reading.values import Draft, Exclusion, Hours, Span
from madoguchi.model.openings import Day, OpenDays
from madoguchi.model.reading import Doubt
from madoguchi.wording import say_date, say_day


def find_slots(
    draft: Draft, exclusions: Sequence[Exclusion], today: date, days: OpenDays
) -> tuple[tuple[datetime, ...], tuple[Doubt, ...]]:
    """Name the slots of one draft, in order.

    Args:
        draft: Days and hours as read.
        exclusions: What was said that cannot be.
        today: The day the wish was received; slots begin on the next.
        days: The office's opening days.
    """
    found: set[datetime] = set()
    doubts: list[Doubt] = []
    for span in draft.spans:
        try:
            for hours in draft.hours:
                found.update(_slots_of(span, hours, today, days))
        except Unsure as unsure:
            doubts.append(unsure.doubt)
    if not exclusions:
        return tuple(sorted(found)), tuple(doubts)
    left = {start for start in found if not any(_rules_out(one, start, days.minutes) for one in exclusions)}
    asides = [
        one for one in exclusions if not one.sure and any(_rules_out(one, start, days.minutes) for start in found)
    ]
    if found and (asides or not left):
        doubts.append(doubt("negation", " ".join(one.text for one in asides or exclusions)))
    return tuple(sorted(left)), tuple(doubts)


def _rules_out(exclusion: Exclusion, start: datetime, minutes: int) -> bool:
    on_day = exclusion.any_day or any(span.holds(start.date()) for span in exclusion.spans)
    return on_day and (not exclusion.hours or any(touches(start, hours, minutes) for hours in exclusion.hours))


def _slots_of(span: Span, hours: Hours, today: date, days: OpenDays) -> list[datetime]:
    if span.named:
        return list(_on_named_day(span.first, hours, today, days))
    last_day = today + timedelta(days=days.horizon_days)
    first, last = max(span.first, today + timedelta(days=1)), min(span.last, last_day)
    found: list[datetime] = []
    unsure: Unsure | None = None
    for ahead in range((last - first).days + 1):
        on = first + timedelta(days=ahead)
        if not span.holds(on):
            continue
        day = days.day(on)
        if day.closed is None and day.slots:
            try:
                found.extend(starts(day, hours, days.minutes))
            except Unsure as reason:
                unsure = reason
    if not found:
        raise unsure or Unsure(doubt("no_slot", span.text))
    return found


def _on_named_day(on: date, hours: Hours, today: date, days: OpenDays) -> tuple[datetime, ...]:
    last = today + timedelta(days=days.horizon_days)
    if on < today:
        raise Unsure(doubt("past", day=say_date(on)))
    if on == today:
        raise Unsure(doubt("same_day", day=say_day(on)))
    if on > last:
        raise Unsure(doubt("beyond_horizon", day=say_date(on), last=say_date(last)))
    return starts(open_day(on, days), hours, days.minutes)


def open_day(on: date, days: OpenDays) -> Day:
    """Return an open day.

    Raises:
        Unsure: The office is closed on it.
    """
    day = days.day(on)
    if day.closed is not None or not day.slots:
        raise Unsure(doubt("closed_day", day=say_day(on), why=day.say or "休業"))
    return day
