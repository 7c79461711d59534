"""Which bookings an office's change hits, why, and who is kept at the same time."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import combinations, product

import pytest
import samples_of_requests as make
from hypothesis import given
from hypothesis import strategies as st
from samples_of_requests import AS_OF, booked
from stores import at

from madoguchi.config.counsellors import Absence
from madoguchi.config.office import Office
from madoguchi.config.openings import Closure
from madoguchi.model.booking import Booking
from madoguchi.model.offer import Offer
from madoguchi.model.openings import Period
from scheduler.affected import Hit, affected, unfit
from scheduler.openings import OfficeDays
from scheduler.rules import slot_at

AWAY = (Absence(on=date(2026, 12, 3)),)
ONE, TWO, THREE = (make.office(counsellors=number) for number in (1, 2, 3))
WITHOUT_A = TWO.model_copy(update={"counsellors": TWO.counsellors[1:]})
NO_THURSDAYS = TWO.model_copy(
    update={
        "counsellors": (TWO.counsellors[0].model_copy(update={"on_duty": ("mon", "fri")}), TWO.counsellors[1]),
    }
)
A_AWAY = make.office(counsellors=2, absences=AWAY)
A_AWAY_OF_THREE = make.office(counsellors=3, absences=AWAY)
CLOSED = make.office(counsellors=2, closures=[Closure(on=date(2026, 12, 3), say="システム更新")])
SHUT_ON_THURSDAY = TWO.model_copy(update={"openings": TWO.openings.model_copy(update={"thu": ()})})
AFTERNOON_ONLY = TWO.model_copy(
    update={
        "openings": TWO.openings.model_copy(
            update={"thu": (Period(opens=at(3, 13, 0).time(), closes=at(3, 15, 0).time()),)}
        )
    }
)


def run(office: Office, *live: Booking, offers: Sequence[Offer] = (), **more: object) -> tuple[Hit, ...]:
    return affected(office, OfficeDays(office), live, AS_OF, offers, **more)  # type: ignore[arg-type] # passed on


@pytest.mark.parametrize(
    ("office", "booking", "why", "keep_with", "reason"),
    [
        (TWO, booked(1, at(3)), None, None, "nothing has changed"),
        (CLOSED, booked(1, at(3)), "臨時の休み（システム更新）", None, "nobody can hold it on a closed day"),
        (CLOSED, booked(1, at(4)), None, None, "the day after is open"),
        (A_AWAY, booked(1, at(3)), "相談員の不在", "b", "the other one is free"),
        (A_AWAY, booked(1, at(3), counsellor="b"), None, None, "the other one is there"),
        (ONE, booked(1, at(3), counsellor="b"), "相談員の登録なし", "a", "b has left"),
        (WITHOUT_A, booked(1, at(3)), "相談員の登録なし", "b", "a has left"),
        (NO_THURSDAYS, booked(1, at(3)), "相談員の不在", "b", "a works on Thursdays no more"),
        (SHUT_ON_THURSDAY, booked(1, at(3)), "相談時間の変更（木曜日は休み）", None, "the weekday is shut"),
        (AFTERNOON_ONLY, booked(1, at(3, 9, 30)), "相談時間の変更", None, "the morning is gone"),
        (AFTERNOON_ONLY, booked(1, at(3, 14, 30)), None, None, "the afternoon stays"),
        (AFTERNOON_ONLY, booked(1, at(3, 14, 30), minutes=40), "相談時間の変更", None, "its end is outside now"),
        (TWO, booked(1, datetime(2026, 12, 31, 10, 0)), "年末年始の休み", None, "the year's end"),
        (TWO, booked(1, datetime(2026, 11, 23, 10, 0)), None, None, "what is past stays as it was"),
        (ONE, booked(1, datetime(2026, 11, 30, 9, 0), counsellor="b"), None, None, "it has begun"),
        (ONE, booked(1, datetime(2026, 11, 30, 9, 30), counsellor="b"), "相談員の登録なし", "a", "later today"),
        (TWO, booked(1, at(3, 14, 20)), "相談時間の変更", None, "no slot begins there any more"),
    ],
)
def test_a_booking_is_hit_with_its_reason(
    office: Office, booking: Booking, why: str | None, keep_with: str | None, reason: str
) -> None:
    found = [(hit.misfit.why, hit.keep_with) for hit in run(office, booking)]
    assert found == ([(why, keep_with)] if why else []), reason


def test_a_holiday_that_is_made_later_is_named() -> None:
    new_holiday = booked(1, datetime(2027, 1, 11, 10, 0))  # 成人の日, second Monday of January
    assert [hit.misfit.why for hit in run(TWO, new_holiday)] == ["祝日（成人の日）"]


def test_a_person_is_told_of_an_absence_no_more_than_need_be() -> None:
    (hit,) = run(A_AWAY, booked(1, at(3)))
    assert hit.misfit.told == "担当の相談員の都合"


def _offer(counsellor: str, start: datetime) -> Offer:
    return Offer(offer_id=1, request_id=9, counsellor=counsellor, start=start, minutes=30, made_at=AS_OF, until=AS_OF)


@pytest.mark.parametrize(
    ("others", "offers", "keep_with", "reason"),
    [
        ([], [], "b", "the office's order, when both have nothing to do"),
        ([booked(2, at(3, 9, 30), counsellor="b")], [], "c", "b has a booking that day"),
        ([booked(2, at(4, 9, 30), counsellor="b")], [], "c", "b has a booking that week"),
        ([booked(2, at(7, 9, 30), counsellor="b")], [], "b", "next week does not count"),
        (
            [booked(2, at(3, 9, 30), counsellor="c"), booked(3, at(4, 9, 30), counsellor="b")],
            [],
            "b",
            "the day counts before the week",
        ),
        ([booked(2, at(3), counsellor="b")], [], "c", "b is taken at that very time"),
        ([], [_offer("b", at(3))], "c", "b's time is offered to somebody else"),
        ([], [_offer("b", at(3, 15, 0))], "b", "the offer is of another time"),
        ([booked(2, at(3), counsellor="b")], [_offer("c", at(3))], None, "nobody is left"),
    ],
)
def test_it_is_kept_with_who_has_least_to_do(
    others: list[Booking], offers: list[Offer], keep_with: str | None, reason: str
) -> None:
    (hit,) = run(A_AWAY_OF_THREE, booked(1, at(3)), *others, offers=offers)
    assert hit.keep_with == keep_with, reason


def test_of_two_who_want_one_seat_the_one_booked_first_keeps_the_time() -> None:
    office = A_AWAY.model_copy(update={"counsellors": A_AWAY.counsellors[:2]})
    gone = booked(2, at(3), counsellor="z")
    assert [(hit.booking.booking_id, hit.keep_with) for hit in run(office, gone, booked(1, at(3)))] == [
        (1, "b"),
        (2, None),
    ]


def test_one_gives_way_to_another_counsellor_so_that_both_are_kept() -> None:
    """The first would take b; the second can be with nobody but b."""
    office = make.office(counsellors=3, absences=AWAY)
    first, second = booked(1, at(3)), booked(2, at(3), counsellor="z")
    hits = run(office, first, second, suits=lambda one, counsellor: one.booking_id == 1 or counsellor == "b")
    assert [(hit.booking.booking_id, hit.keep_with) for hit in hits] == [(1, "c"), (2, "b")]


def test_a_longer_session_takes_the_time_of_the_next_slot_too() -> None:
    long, after = booked(1, at(3, 14, 0), minutes=40, counsellor="z"), booked(2, at(3, 14, 30), counsellor="z")
    assert [hit.keep_with for hit in run(ONE, long, after)] == ["a", None]
    assert [hit.keep_with for hit in run(ONE, long)] == ["a"]
    assert run(ONE, booked(3, at(3, 14, 0), minutes=40)) == (), "its own counsellor is there for both slots"


# Laws

STARTS = (at(3, 9, 30), at(3, 10, 0), at(3, 14, 0), at(4, 9, 30))
OFFICES = (ONE, TWO, THREE, A_AWAY, A_AWAY_OF_THREE, CLOSED, AFTERNOON_ONLY)


@st.composite
def lives(draw: st.DrawFn) -> list[Booking]:
    """Draw bookings of five counsellors, none of whom is booked twice at a time."""
    places = draw(st.sets(st.tuples(st.sampled_from(STARTS), st.sampled_from("abcde")), max_size=12))
    return [booked(number, start, counsellor=one) for number, (start, one) in enumerate(sorted(places), 1)]


SUITS = st.dictionaries(st.tuples(st.integers(1, 12), st.sampled_from("abc")), st.booleans())
LAW = given(
    st.sampled_from(OFFICES), lives(), SUITS, st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(STARTS)))
)


def _after(live: Sequence[Booking], hits: Sequence[Hit]) -> list[Booking]:
    moved = {hit.booking.booking_id: hit.keep_with for hit in hits}
    kept = (one for one in live if moved.get(one.booking_id, one.counsellor))
    return [one.model_copy(update={"counsellor": moved.get(one.booking_id, one.counsellor)}) for one in kept]


@LAW
def test_nobody_is_seated_twice_and_all_who_are_kept_fit(
    office: Office, live: list[Booking], suits: dict[tuple[int, str], bool], held: list[tuple[str, datetime]]
) -> None:
    offers = [_offer(*one) for one in held]
    hits = run(office, *live, offers=offers, suits=lambda one, who: suits.get((one.booking_id, who), True))
    after = _after(live, hits)
    seats = [(one.counsellor, one.start) for one in after]
    assert len(seats) == len(set(seats))
    assert run(office, *after) == (), "the second time nothing is hit"
    taken_over = {(hit.keep_with, hit.booking.start) for hit in hits}
    assert not taken_over & set(held)
    assert all(suits.get((hit.booking.booking_id, hit.keep_with), True) for hit in hits if hit.keep_with)


@LAW
def test_nobody_is_hit_whose_own_counsellor_is_on_duty(
    office: Office, live: list[Booking], suits: dict[tuple[int, str], bool], held: list[tuple[str, datetime]]
) -> None:
    del suits, held
    days = OfficeDays(office)
    fits = {one.booking_id for one in live if (slot := slot_at(days, one.start)) and one.counsellor in slot.counsellors}
    hits = run(office, *live)
    assert {hit.booking.booking_id for hit in hits} == {one.booking_id for one in live} - fits
    assert [hit.booking for hit in hits] == [hit.booking for hit in unfit(office, days, live, AS_OF)]
    assert run(office, *reversed(live)) == hits, "the order of giving means nothing"


@LAW
def test_as_many_are_kept_as_can_be_and_the_first_booked_of_them(
    office: Office, live: list[Booking], suits: dict[tuple[int, str], bool], held: list[tuple[str, datetime]]
) -> None:
    """At each start every way of seating is tried."""
    offers = [_offer(*one) for one in held]

    def able(one: Booking, who: str) -> bool:
        return suits.get((one.booking_id, who), True)

    hits = run(office, *live, offers=offers, suits=able)
    lost = {hit.booking.booking_id for hit in hits}
    days = OfficeDays(office)
    for start in {hit.booking.start for hit in hits}:
        slot = slot_at(days, start)
        busy = {one.counsellor for one in live if one.start == start and one.booking_id not in lost}
        busy |= {who for who, at_start in held if at_start == start}
        free = [who for who in (slot.counsellors if slot else ()) if who not in busy]
        here = [hit for hit in hits if hit.booking.start == start]
        choices = [[None, *(who for who in free if able(hit.booking, who))] for hit in here]
        possible = [one for one in product(*choices) if _all_differ(one)]
        most = max(tuple(who is not None for who in one) for one in possible)
        assert tuple(hit.keep_with is not None for hit in here) == most
        assert sum(most) == max(sum(who is not None for who in one) for one in possible)


def _all_differ(seats: Sequence[str | None]) -> bool:
    return not any(one is not None and one == other for one, other in combinations(seats, 2))
