"""Whether a reader was right about a wish: the cases, and the verdict on ours and on a peer.

The cases are JSON lines: `ask` is `no` (to be read without asking), `may` (asking is fine, a wrong slot without asking
is not) or `must` (a person has to be asked); `slots` holds every slot that a right reading may name; `ranked` the tiers
of a ranked wish; `never` days (`dates`) and times (`starts`) that must not be named.

Our reader names slots and is held to all of it. A peer names dates and times, so what it names is compared with the
slots as generously as can be:

- A day with a time is right when those slots are among the case's; any one of them will do. Of a range of days the
  closed ones are left out, of a range of times those without a slot.
- A day without a time is right when the whole day may be named. When the text says a time too, the peer has found
  only a part: that is missed, not wrong. So is a time without a day.
- The order of wishes is not asked for.
- A value that cannot be (31 November) and an exception count as asked, and so does naming nothing where a person has
  to be asked: a caller notices.
- Anything else that is named is silently wrong, and so is any value where a person has to be asked.

A careful caller could look at the office's hours and at the weekdays too. So each peer is judged a second time with
such a caller behind it: when a named time is not open, or a weekday contradicts its date, that caller asks.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import Literal, NamedTuple

from composer import Composed, Hours, Offer, compose
from naming import Named

from madoguchi.clock import local, parse_as_of
from madoguchi.model.openings import OpenDays
from madoguchi.model.reading import WishReading


class Verdict(StrEnum):
    """What came of a case."""

    RIGHT = "right"
    ASKED = "asked"
    WRONG = "silently wrong"
    MISSED = "missed"


_BEST_FIRST = (Verdict.RIGHT, Verdict.MISSED, Verdict.ASKED, Verdict.WRONG)


class Case(NamedTuple):
    """A wish with its right answers."""

    text: str
    received: datetime
    ask: Literal["no", "may", "must"]
    slots: frozenset[datetime]
    ranked: tuple[frozenset[datetime], ...]
    never_dates: frozenset[str]
    never_starts: frozenset[str]


def load_cases(path: Path) -> list[Case]:
    """Read cases, one JSON object a line."""
    return [_case(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _case(given: dict) -> Case:  # type: ignore[type-arg] # JSON
    never = given.get("never") or {}
    return Case(
        text=given["text"],
        received=parse_as_of(given["received"]),
        ask=given["ask"],
        slots=_moments(given["slots"]),
        ranked=tuple(_moments(tier) for tier in given.get("ranked") or ()),
        never_dates=frozenset(never.get("dates", ())),
        never_starts=frozenset(never.get("starts", ())),
    )


def _moments(written: Iterable[str]) -> frozenset[datetime]:
    return frozenset(datetime.fromisoformat(one) for one in written)


def judge_reading(case: Case, reading: WishReading) -> Verdict:
    """Judge our reader, which asks by itself."""
    if reading.ask:
        return Verdict.ASKED
    tiers: defaultdict[int, set[datetime]] = defaultdict(set)
    for wish in reading.wishes:
        tiers[wish.rank].update(wish.slots)
    named = frozenset().union(*tiers.values())
    in_order = not case.ranked or [tiers[rank] for rank in sorted(tiers)] == list(case.ranked)
    right = case.ask != "must" and named and named <= case.slots and in_order and not _forbidden(case, named)
    return Verdict.RIGHT if right else Verdict.WRONG


def _forbidden(case: Case, slots: Iterable[datetime]) -> bool:
    return any(f"{slot:%Y-%m-%d}" in case.never_dates or f"{slot:%H:%M}" in case.never_starts for slot in slots)


def judge_peer(
    case: Case, read: Callable[[str, datetime], list[Named]], days: OpenDays, *, careful: bool = False
) -> Verdict:
    """Judge a reader that only names values.

    Args:
        case: What was to be read.
        read: Names the values of a text that was received at a moment.
        days: When the office is open.
        careful: Judge the peer with a caller behind it who looks at the hours and the weekdays.
    """
    try:
        composed = compose(case.text, read(case.text, case.received), local(case.received).date())
    except Exception:  # noqa: BLE001 -- whatever a peer raises, its caller sees it
        return Verdict.ASKED
    judge = _Judge(case, days)
    if careful and (composed.contradicts or not judge.can_be_booked(composed)):
        return Verdict.ASKED
    return min((judge.verdict(way) for way in composed.ways), key=_BEST_FIRST.index)


class _Judge:
    """Compares what a peer offers with one case."""

    def __init__(self, case: Case, days: OpenDays) -> None:
        self._case, self._days = case, days
        self._today = local(case.received).date()
        self._horizon = self._today + timedelta(days=days.horizon_days)
        self._dates = {slot.date() for slot in case.slots}

    def verdict(self, offers: tuple[Offer, ...]) -> Verdict:
        """Judge all offers of a text: one false one spoils it, one whole one suffices."""
        must = self._case.ask == "must"
        if not offers:
            return Verdict.ASKED if must else Verdict.MISSED
        if must:
            return Verdict.WRONG
        each = {self._of(offer) for offer in offers}
        return next(one for one in (Verdict.WRONG, Verdict.RIGHT, Verdict.MISSED) if one in each)

    def can_be_booked(self, composed: Composed) -> bool:
        """Tell whether there is a slot in everything that is offered, in one of the ways to put it together."""
        return any(all(self._open(offer) for offer in way) for way in composed.ways)

    def _of(self, offer: Offer) -> Verdict:
        if not offer.days:
            true = all(any(_fits(slot, hours) for slot in self._case.slots) for hours in offer.hours)
            return Verdict.MISSED if true else Verdict.WRONG
        worked = [self._worked(days) for days in offer.days]
        if not all(worked) or not self._dates.issuperset(chain(*worked)):
            return Verdict.WRONG
        if not offer.hours:
            whole = {slot for day in chain(*worked) for slot in self._slots(day)}
            return Verdict.RIGHT if whole <= self._case.slots else Verdict.MISSED
        starts = [set(self._starts(day, hours)) for day in chain(*worked) for hours in offer.hours]
        return Verdict.RIGHT if all(one and one <= self._case.slots for one in starts) else Verdict.WRONG

    def _worked(self, days: tuple[date, ...]) -> tuple[date, ...]:
        """Leave the closed days out of a range, and those that are past or too far ahead."""
        return tuple(day for day in days if self._slots(day)) if len(days) > 1 else days

    def _starts(self, day: date, hours: Hours) -> Iterable[datetime]:
        if hours.last is None:
            return [datetime.combine(day, hours.first)]
        return [slot for slot in self._slots(day) if _fits(slot, hours)]

    def _slots(self, day: date) -> list[datetime]:
        if not self._today < day <= self._horizon:
            return []
        return [slot.start for slot in self._days.day(day).slots]

    def _open(self, offer: Offer) -> bool:
        coming = (tuple(self._today + timedelta(days=ahead) for ahead in range(1, self._days.horizon_days + 1)),)
        for days in offer.days or coming:
            slots = [slot for day in days for slot in self._slots(day)]
            if not slots or not all(any(_fits(slot, hours) for slot in slots) for hours in offer.hours):
                return False
        return True


def _fits(slot: datetime, hours: Hours) -> bool:
    if hours.last is None:
        return slot.time() == hours.first
    return hours.first <= slot.time() < hours.last
