"""Which bookings no longer fit the office as it is configured now, and with whom each can be kept (pure).

A booking keeps its time where another counsellor is on duty and free for the whole of its session. At each start
as many are kept as can be, and of those who want the same counsellor the one booked first is served first; a start
is settled before the next one. Nobody is moved whose own booking still fits.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from madoguchi.clock import local
from madoguchi.config.office import Office
from madoguchi.model.booking import Booking
from madoguchi.model.offer import Offer
from madoguchi.model.openings import Closed, Day, OpenDays, Slot
from scheduler.diary import Diary

_CLOSED = {
    Closed.CLOSURE: "臨時の休み（{say}）",
    Closed.HOLIDAY: "祝日（{say}）",
    Closed.YEAR_END: "年末年始の休み",
    Closed.WEEKDAY: "相談時間の変更（{say}は休み）",
    Closed.UNKNOWN_YEAR: "{say}",
}
_OTHER_HOURS = "相談時間の変更"


class Misfit(NamedTuple):
    """Why a booking no longer fits.

    Attributes:
        why: As staff read it (臨時の休み（システム更新）).
        told: As the person is told it: of a counsellor's absence no more than need be.
        is_open: The office itself still holds the whole session, so that another counsellor may take it.
    """

    why: str
    told: str
    is_open: bool


_ABSENT = Misfit("相談員の不在", "担当の相談員の都合", is_open=True)
_NOT_LISTED = Misfit("相談員の登録なし", "担当の相談員の変更", is_open=True)


class Hit(NamedTuple):
    """A booking that no longer fits.

    Attributes:
        keep_with: The counsellor who can take it over at the very time; None when it needs a new time.
    """

    booking: Booking
    misfit: Misfit
    keep_with: str | None = None


def affected(
    office: Office,
    days: OpenDays,
    live: Iterable[Booking],
    as_of: datetime,
    offers: Iterable[Offer] = (),
    suits: Callable[[Booking, str], bool] = lambda _booking, _counsellor: True,
) -> tuple[Hit, ...]:
    """Return the bookings that begin after `as_of` and no longer fit, in order of their start.

    Args:
        office: As it is configured now.
        days: Its openings.
        live: The live bookings of today and later.
        as_of: Aware.
        offers: Open offers; they hold their time.
        suits: Whether a counsellor may take a booking over as far as its person is concerned.
    """
    booked = list(live)
    hits = unfit(office, days, booked, as_of)
    released = {hit.booking.booking_id for hit in hits}
    standing = Diary(booking for booking in booked if booking.booking_id not in released)
    desks = _Desks(office, days, standing, tuple(offers), suits)
    return tuple(settled for _, group in groupby(hits, lambda hit: hit.booking.start) for settled in desks.keep(group))


def unfit(office: Office, days: OpenDays, live: Iterable[Booking], as_of: datetime) -> list[Hit]:
    """Return the bookings that begin after `as_of` and no longer fit, in order, without asking who could take them."""
    coming = sorted((one for one in live if one.start > local(as_of)), key=lambda one: (one.start, one.booking_id))
    return [Hit(booking, misfit) for booking in coming if (misfit := _misfit(office, days, booking))]


def _misfit(office: Office, days: OpenDays, booking: Booking) -> Misfit | None:
    day = days.day(booking.start.date())
    if closed := _closed(day, booking):
        return Misfit(closed, closed, is_open=False)
    if office.counsellor(booking.counsellor) is None:
        return _NOT_LISTED
    if booking.counsellor not in _on_duty(days, booking):
        return _ABSENT
    return None


class _Desks:
    """Who can take over, while bookings are being given to other counsellors."""

    def __init__(
        self,
        office: Office,
        days: OpenDays,
        diary: Diary,
        offers: tuple[Offer, ...],
        suits: Callable[[Booking, str], bool],
    ) -> None:
        self._order = [counsellor.id for counsellor in office.counsellors]
        self._days, self._diary, self._offers, self._suits = days, diary, offers, suits

    def keep(self, hits: Iterable[Hit]) -> list[Hit]:
        """Settle the hits of one start, the one booked first before the others."""
        waiting = list(hits)
        wanted = [self._candidates(hit.booking) if hit.misfit.is_open else [] for hit in waiting]
        taken: dict[str, int] = {}
        for place in range(len(waiting)):
            _seat(place, wanted, taken, set())
        for counsellor, place in taken.items():
            hit = waiting[place]
            self._diary.take(hit.booking.model_copy(update={"counsellor": counsellor}))
            waiting[place] = hit._replace(keep_with=counsellor)
        return waiting

    def _candidates(self, booking: Booking) -> list[str]:
        """Return who can take a booking over: who has least to do that day first, then that week."""
        on_duty = _on_duty(self._days, booking)
        free = self._diary.free(Slot(start=booking.start, counsellors=on_duty), booking.end)
        able = [one for one in free if not self._holds_offer(one, booking) and self._suits(booking, one)]
        return sorted(able, key=lambda one: (*self._load(one, booking.start.date()), self._order.index(one)))

    def _load(self, counsellor: str, on: date) -> tuple[int, int]:
        monday = on - timedelta(days=on.weekday())
        week = sum(self._diary.loads[counsellor, monday + timedelta(days=ahead)] for ahead in range(7))
        return self._diary.loads[counsellor, on], week

    def _holds_offer(self, counsellor: str, booking: Booking) -> bool:
        return any(
            offer.counsellor == counsellor
            and offer.start < booking.end
            and booking.start < offer.start + timedelta(minutes=offer.minutes)
            for offer in self._offers
        )


def _seat(place: int, wanted: Sequence[Sequence[str]], taken: dict[str, int], seen: set[str]) -> bool:
    """Seat somebody, moving those seated before to another counsellor if need be; nobody loses a seat (Berge 1957)."""
    for counsellor in wanted[place]:
        if counsellor not in seen:
            seen.add(counsellor)
            if counsellor not in taken or _seat(taken[counsellor], wanted, taken, seen):
                taken[counsellor] = place
                return True
    return False


def _closed(day: Day, booking: Booking) -> str:
    """Say why the office does not hold the session; empty when it does."""
    if day.closed:
        return _CLOSED[day.closed].format(say=day.say)
    begins, ends = booking.start.time(), booking.end.time()
    in_hours = any(period.opens <= begins and ends <= period.closes for period in day.periods)
    if in_hours and any(slot.start == booking.start for slot in day.slots):
        return ""
    return _OTHER_HOURS


def _on_duty(days: OpenDays, booking: Booking) -> tuple[str, ...]:
    """Return who is on duty for the whole of a session, which may be longer than the slots are now."""
    length = timedelta(minutes=days.minutes)
    slots = days.day(booking.start.date()).slots
    touched = [slot for slot in slots if slot.start < booking.end and booking.start < slot.start + length]
    first = touched[0].counsellors if touched else ()
    return tuple(one for one in first if all(one in slot.counsellors for slot in touched))
