"""How long a letter is tried before its person is called, and an address is taken for lost (pure)."""

import hashlib
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Final

from madoguchi.clock import aware

BOUNCES_COUNT_FOR: Final = timedelta(days=30)  # an address that letters came back from may work again

_MINUTES = (1, 2, 5, 15, 30, 60, 120, 180)  # after each try; the last one from then on
_JITTER = 0.25  # at most so much longer
_LONGEST = timedelta(days=2)
_AT_LEAST = timedelta(hours=1)  # greylisting lets a letter in after some minutes
_NOON = time(12)
_DAYS_SOUGHT = 14  # for an open day before a visit; the longest closed stretch is the year's end


def next_try(notice_id: int, tries: int, as_of: datetime) -> datetime:
    """Return when a letter that was put off may be tried again.

    Args:
        notice_id: Spreads letters that were put off together, the same way in every run.
        tries: So often it has been tried, this time included.
        as_of: The as-of time of this try (aware).
    """
    minutes = _MINUTES[min(tries, len(_MINUTES)) - 1]
    share = hashlib.sha256(f"{notice_id}/{tries}".encode()).digest()[0] / 255
    return as_of + timedelta(seconds=round(60 * minutes * (1 + _JITTER * share)))


def call_from(
    waiting_since: datetime, start: datetime | None, until: datetime | None, is_open: Callable[[date], bool]
) -> datetime:
    """Return from when a person is called about what a letter that still waits should have told them.

    After two days; about a visit by noon of the last open day before it, and about an offer while half of its time is
    left. An hour is left to the letter all the same, unless the visit is nearer than that.

    Args:
        waiting_since: Since when the letter might have left (aware).
        start: Of the visit that it tells of (naive wall-clock time); None when it tells of none.
        until: Until when the offer that it makes stands (aware); None when it makes none.
        is_open: Whether the office works that day.
    """
    latest = waiting_since + _LONGEST
    if start is not None:
        soonest = min(waiting_since + _AT_LEAST, max(waiting_since, aware(start) - _AT_LEAST))
        noon = aware(datetime.combine(last_open_before(start.date(), is_open), _NOON))
        latest = min(latest, max(noon, soonest))
    if until is not None:
        latest = min(latest, waiting_since + max(until - waiting_since, timedelta()) / 2)
    return latest


def last_open_before(day: date, is_open: Callable[[date], bool]) -> date:
    """Return the last open day before a day; the day before where the office is closed for weeks."""
    before = (day - timedelta(days=back) for back in range(1, _DAYS_SOUGHT + 1))
    return next((one for one in before if is_open(one)), day - timedelta(days=1))
