"""The places that one run can give: which wishes can be met, who gets what, and why not (pure)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from madoguchi.config.office import Office
from madoguchi.model.booking import Booking
from madoguchi.model.decision import Reason, Rule
from madoguchi.model.openings import OpenDays
from madoguchi.model.request import BookingRequest
from scheduler import reasons
from scheduler.assignment import Applicant, Assignment, Placement
from scheduler.diary import Diary, Held
from scheduler.rules import broken_rule, slot_at
from scheduler.serving import Serving


@dataclass(frozen=True, slots=True)
class Sought:
    """What a request seeks.

    Attributes:
        ranks: Of its wishes, best first, as far as a start of theirs may be booked at all.
        tiers: For each of these ranks the starts that may be.
        failed: By rank the rules that the other starts meet, with the first such start.
        single: Ranks that name one start alone, so that it can be told which.
    """

    ranks: tuple[int, ...] = ()
    tiers: tuple[tuple[datetime, ...], ...] = ()
    failed: dict[int, dict[Rule, datetime | None]] = field(default_factory=dict)
    single: frozenset[int] = frozenset()

    def against(self, before: int | None = None) -> list[Reason]:
        """Say what spoke against the wishes.

        Args:
            before: Only those better than the tier of this index, which was met.
        """
        if not self.ranks and not self.failed:
            return [reasons.about_request(Rule.CLOSED)]
        full = self.ranks[:before] if before is not None else self.ranks
        said: list[Reason] = []
        for rank in sorted({*self.failed, *self.ranks}):
            if before is not None and rank >= self.ranks[before]:
                break
            found = dict(self.failed.get(rank, {}))
            if rank in full:
                found.setdefault(Rule.FULL, self.tiers[self.ranks.index(rank)][0])
            said += [reasons.about_wish(rank, rule, at if rank in self.single else None) for rule, at in found.items()]
        return said


class Places:
    """The seats of one run, and the diary they are taken from.

    Args:
        requests: Everything that may seek a place in the run.
        held: Live bookings and open offers of today and later.
        days: The openings.
        office: The rules and the counsellors.
        as_of: When the decisions are made (aware).
    """

    def __init__(
        self, requests: Iterable[BookingRequest], held: Iterable[Held], days: OpenDays, office: Office, as_of: datetime
    ) -> None:
        self._days, self._office, self._as_of = days, office, as_of
        self._length = timedelta(minutes=office.booking.minutes)
        self._order = tuple(one.id for one in office.counsellors)
        self._diary = Diary(held)
        self._serving = Serving(office)
        self._rules: dict[tuple[datetime, bool], Rule | None] = {}
        self._sought: dict[tuple[tuple[tuple[int, tuple[datetime, ...]], ...], bool], Sought] = {}
        requests = tuple(requests)
        self._starts = {start for one in requests for wish in one.wishes for start in wish.slots}
        self._assignment = Assignment(
            sorted(self._starts),
            self._free,
            self._diary.loads,
            self._order,
            self._circles(requests),
        )

    def sought(self, request: BookingRequest, offered: datetime | None = None) -> Sought:
        """Return which of the wishes may be booked whoever else comes, and what forbids the others.

        Args:
            request: Whose wishes.
            offered: A start that was offered to the person: notice and horizon do not bind it any more.
        """
        if offered:
            return self._seek(request, offered)
        wishes = tuple((wish.rank, wish.slots) for wish in request.wishes)
        known = self._sought.get((wishes, request.by_staff))
        if known is None:
            known = self._sought[wishes, request.by_staff] = self._seek(request)
        return known

    def add(self, request: BookingRequest, sought: Sought, last: str | None) -> int | None:
        """Promise a request its best tier that can still be; None when there is none."""
        if not sought.tiers:
            return None
        allowed = self.allowed(request, last)
        if allowed is not None and not allowed:
            return None
        wanted = last if last in self._order else None
        return self._assignment.add(Applicant(request.request_id, sought.tiers, wanted, allowed))

    def settle(self, request_id: int) -> Placement:
        """Fix what was promised."""
        return self._assignment.settle(request_id)

    def settle_all(self) -> dict[int, Placement]:
        """Fix what was promised to all that are left, in order of receipt."""
        return self._assignment.settle_all()

    def enter(self, booking: Booking) -> None:
        """Enter a booking that took a place of the run."""
        self._diary.take(booking)

    def release(self, one: Held) -> None:
        """Give the time of a booking or an offer back, for those that follow."""
        self._diary.release(one)
        self._assignment.release(one.start, one.counsellor, tuple(self._diary.freed_by(one, self._days)))

    def take_back(self, one: Held) -> None:
        """Take a time again that has just been given back."""
        for start in self._starts.intersection(self._diary.freed_by(one, self._days)):
            self._assignment.take(start, one.counsellor)
        self._diary.take(one)

    def has_room(self, request: BookingRequest) -> bool:
        """Tell whether one of the wishes could be met now, as far as can be seen without trying."""
        return any(self._assignment.left(start) for tier in self.sought(request).tiers for start in tier)

    def allowed(self, request: BookingRequest, last: str | None) -> frozenset[str] | None:
        """Return the counsellors that may serve a request; None when all may."""
        allowed = self._serving.allowed(request.person, None if request.by_staff else last)
        return None if len(allowed) == len(self._order) else allowed

    def _circles(self, requests: Iterable[BookingRequest]) -> set[frozenset[str]]:
        able = {self._serving.able(one.person) for one in requests}
        alone = {frozenset({one}) for one in self._order} if self._office.booking.same_counsellor == "insist" else set()
        return {circle for circle in able | alone if circle}

    def _free(self, start: datetime) -> tuple[str, ...]:
        slot = slot_at(self._days, start)
        return self._diary.free(slot, start + self._length) if slot else ()

    def _rule(self, start: datetime, *, by_staff: bool) -> Rule | None:
        key = start, by_staff
        if key not in self._rules:
            self._rules[key] = broken_rule(self._office, self._days, start, self._as_of, by_staff=by_staff)
        return self._rules[key]

    def _seek(self, request: BookingRequest, offered: datetime | None = None) -> Sought:
        by_rank: dict[int, dict[datetime, None]] = {}
        for wish in request.wishes:
            by_rank.setdefault(wish.rank, {}).update(dict.fromkeys(wish.slots))
        ranks: list[int] = []
        tiers: list[tuple[datetime, ...]] = []
        failed: dict[int, dict[Rule, datetime | None]] = {}
        for rank in sorted(by_rank):
            rule_of = {
                start: self._rule(start, by_staff=request.by_staff or start == offered) for start in by_rank[rank]
            }
            possible = tuple(sorted(start for start, rule in rule_of.items() if rule is None))
            if possible:
                ranks.append(rank)
                tiers.append(possible)
            rules: dict[Rule, datetime | None] = {}
            for start, rule in rule_of.items():
                if rule:
                    rules.setdefault(rule, start)
            if not by_rank[rank]:
                rules[Rule.CLOSED] = None
            if rules:
                failed[rank] = rules
        single = frozenset(rank for rank, starts in by_rank.items() if len(starts) == 1)
        return Sought(tuple(ranks), tuple(tiers), failed, single)
