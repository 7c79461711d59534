"""Who gets which start and whom: the rules one by one, and what holds of every run."""

import itertools
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from seatings import CIRCLES, ORDER, STARTS, Office, applicants, offices
from stores import at

from scheduler.assignment import Applicant, Assignment, Placement

FIRST, SECOND, SUNDAY, MONDAY = STARTS
THURSDAY = FIRST.date()


def run(
    seats: dict[datetime, str], *, standing: dict[tuple[str, date], int] | None = None, order: Sequence[str] = ORDER
) -> Assignment:
    """Begin a run; the seats of a start are the letters of its counsellors."""
    return Assignment(STARTS, lambda start: tuple(seats.get(start, "")), standing or {}, order, CIRCLES)


def placed(assignment: Assignment, *people: Applicant) -> list[tuple[datetime, str]]:
    for one in people:
        assert assignment.add(one) is not None
    return [(one.start, one.counsellor) for one in assignment.settle_all().values()]


def test_a_flexible_wish_makes_room_for_a_narrow_one() -> None:
    flexible, narrow = Applicant(1, ((FIRST, SECOND),)), Applicant(2, ((FIRST,),))
    assert placed(run({FIRST: "a", SECOND: "a"}), flexible, narrow) == [(SECOND, "a"), (FIRST, "a")]


def test_nobody_falls_to_a_lower_rank_for_who_comes_later() -> None:
    assignment = run({FIRST: "a", SECOND: "a"})
    assert assignment.add(Applicant(1, ((FIRST,), (SECOND,)))) == 0
    assert assignment.add(Applicant(2, ((FIRST,),))) is None
    assert assignment.settle_all() == {1: Placement(0, FIRST, "a", again=False)}


@pytest.mark.parametrize(
    ("applicant", "standing", "expected"),
    [
        (Applicant(1, ((SECOND, FIRST),)), {}, (FIRST, "a")),  # the earliest, whatever is named first
        (Applicant(1, ((FIRST, SECOND),), last="c"), {}, (SECOND, "c")),  # the same counsellor before the earliest
        (Applicant(1, ((FIRST, SECOND), (MONDAY,)), last="x"), {}, (FIRST, "a")),  # has left the office
        (Applicant(1, ((FIRST,),)), {("a", THURSDAY): 1}, (FIRST, "b")),  # fewest that day
        (Applicant(1, ((FIRST,),)), {("a", SUNDAY.date()): 1}, (FIRST, "b")),  # then that week, which ends on Sunday
        (Applicant(1, ((FIRST,),)), {("a", MONDAY.date()): 1}, (FIRST, "a")),  # and not the next
        (Applicant(1, ((FIRST,),)), {("a", THURSDAY): 1, ("b", SUNDAY.date()): 9}, (FIRST, "b")),  # the day goes first
        (Applicant(1, ((FIRST,),), allowed=CIRCLES[1]), {("b", THURSDAY): 5}, (FIRST, "b")),  # nobody else will do
        (Applicant(1, ((FIRST, SECOND),), allowed=CIRCLES[2]), {("b", THURSDAY): 1}, (FIRST, "b")),  # start before load
    ],
)
def test_of_a_tier_each_gets_what_the_rules_say(
    applicant: Applicant, standing: dict[tuple[str, date], int], expected: tuple[datetime, str]
) -> None:
    assert placed(run({FIRST: "ab", SECOND: "bc"}, standing=standing), applicant) == [expected]


def test_bookings_of_the_run_count_as_load() -> None:
    people = [Applicant(key, ((start,),)) for key, start in enumerate((FIRST, SECOND, FIRST))]
    assert placed(run({FIRST: "ab", SECOND: "ab"}), *people) == [(FIRST, "a"), (SECOND, "b"), (FIRST, "b")]


@pytest.mark.parametrize(("later", "expected"), [(SUNDAY, "b"), (MONDAY, "a")], ids=["same week", "next week"])
def test_bookings_of_the_run_count_for_their_week(later: datetime, expected: str) -> None:
    people = [Applicant(key, ((start,),)) for key, start in enumerate((FIRST, FIRST, later, SECOND))]
    assert placed(run({FIRST: "ab", SECOND: "ab", later: "a"}), *people)[-1] == (SECOND, expected)


def test_the_office_decides_between_equals() -> None:
    assert placed(run({FIRST: "ab"}, order="cba"), Applicant(1, ((FIRST,),))) == [(FIRST, "b")]


def test_who_is_settled_no_longer_makes_room() -> None:
    assignment = run({FIRST: "a", SECOND: "a"})
    assignment.add(Applicant(1, ((FIRST, SECOND),)))
    assert assignment.settle(1) == Placement(0, FIRST, "a", again=False)
    assert assignment.add(Applicant(2, ((FIRST,),))) is None
    assert assignment.add(Applicant(3, ((SECOND,),))) == 0


def test_a_seat_is_taken_from_outside_only_when_nobody_loses_theirs() -> None:
    assignment = run({FIRST: "a", SECOND: "a"})
    assignment.add(Applicant(1, ((FIRST, SECOND),)))
    assert not assignment.take(FIRST, "b")  # not free
    assert assignment.take(FIRST, "a")
    assert not assignment.take(FIRST, "a")
    assert not assignment.take(SECOND, "a")  # the last that is left for the first
    assert (assignment.left(FIRST), assignment.left(SECOND), assignment.left(MONDAY)) == (0, 0, 0)
    assert assignment.settle(1).start == SECOND


def test_a_seat_that_is_given_back_is_there_for_those_who_follow() -> None:
    assignment = run({FIRST: "a"})
    assert assignment.add(Applicant(1, ((FIRST,),))) == 0
    assert assignment.add(Applicant(2, ((FIRST,),))) is None
    assignment.release(FIRST, "b")
    assert assignment.add(Applicant(3, ((FIRST,),))) == 0
    assert assignment.add(Applicant(4, ((FIRST,),))) is None


def test_a_seat_that_is_given_back_is_there_for_those_not_yet_settled() -> None:
    assignment = run({FIRST: "a", SECOND: "ab"})
    for one in (Applicant(1, ((FIRST, SECOND),)), Applicant(2, ((FIRST, SECOND),)), Applicant(3, ((FIRST,),))):
        assert assignment.add(one) == 0
    assert assignment.settle(1).start == SECOND
    assignment.release(FIRST, "b")
    assert assignment.settle(2).start == FIRST


def test_a_booking_on_another_grid_gives_back_other_starts() -> None:
    assignment = run({SECOND: "b"}, standing={("a", THURSDAY): 1, ("b", THURSDAY): 1})
    assert (assignment.left(FIRST), assignment.left(SECOND)) == (0, 1)
    assignment.release(at(3, 13, 45), "a", frees=(SECOND,))
    assert (assignment.left(FIRST), assignment.left(SECOND)) == (0, 2)
    assert placed(assignment, Applicant(1, ((SECOND,),))) == [(SECOND, "a")]  # has one booking less


def test_a_start_is_asked_for_once_and_only_when_it_is_named() -> None:
    asked: list[datetime] = []
    assignment = Assignment(STARTS, lambda start: asked.append(start) or ORDER, {}, ORDER)  # type: ignore[func-returns-value]
    assignment.release(FIRST, "a")
    assert asked == []
    for key in range(3):
        assignment.add(Applicant(key, ((FIRST,), (SECOND,))))
    assert asked == [FIRST]
    assert assignment.left(FIRST) == 0


def test_the_booking_of_a_counsellor_who_has_left_the_office_opens_nothing() -> None:
    assignment = run({FIRST: "a"})
    assert assignment.left(FIRST) == 1
    assignment.release(FIRST, "x")
    assert assignment.left(FIRST) == 1


def test_a_run_is_told_of_every_start_and_circle_beforehand() -> None:
    with pytest.raises(KeyError):
        run({}).add(Applicant(1, ((at(9),),)))
    with pytest.raises(KeyError):
        run({}).add(Applicant(1, ((FIRST,),), allowed=frozenset("ac")))


def test_a_chain_may_be_long() -> None:
    starts = [FIRST + timedelta(minutes=30 * number) for number in range(3_000)]
    assignment = Assignment(starts, lambda _: "a", {}, "a")
    for key, pair in enumerate(itertools.pairwise(starts)):
        assert assignment.add(Applicant(key, (pair,))) == 0
    assert assignment.add(Applicant(-1, ((starts[0],),))) == 0
    assert [one.start for one in assignment.settle_all().values()] == [*starts[1:], starts[0]]


# What holds of every run

law = settings(deadline=None, max_examples=300)
people = applicants(9)


def _whole(office: Office, asked: list[Applicant]) -> dict[int, Placement]:
    assignment = office.assignment()
    for one in asked:
        assignment.add(one)
    return assignment.settle_all()


@law
@given(people, offices())
def test_everybody_gets_one_free_seat_of_their_own_that_they_wished_for(asked: list[Applicant], office: Office) -> None:
    found = _whole(office, asked)
    seats = [(one.start, one.counsellor) for one in found.values()]
    assert len(seats) == len(set(seats))
    assert set(seats) <= office.seats
    for key, one in found.items():
        assert one.start in asked[key].tiers[one.tier]
        assert one.counsellor in (asked[key].allowed or ORDER)
        assert one.again is (one.counsellor == asked[key].last)


@law
@given(people, offices(), st.integers(0, 9))
def test_nobodys_rank_depends_on_who_comes_later(asked: list[Applicant], office: Office, first: int) -> None:
    early, whole = _whole(office, asked[:first]), _whole(office, asked)
    assert {key: one.tier for key, one in early.items()} == {
        key: one.tier for key, one in whole.items() if key in {one.key for one in asked[:first]}
    }


@law
@given(people, offices(), st.randoms(use_true_random=False))
def test_the_order_of_wishes_of_one_rank_means_nothing(asked: list[Applicant], office: Office, chance: object) -> None:
    before = _whole(office, asked)
    shuffled = [
        one._replace(tiers=tuple(tuple(chance.sample(tier, len(tier))) for tier in one.tiers))  # type: ignore[attr-defined] # a random.Random
        for one in asked
    ]
    assert _whole(office, shuffled) == before


@law
@given(people, offices())
def test_the_same_again_ends_the_same(asked: list[Applicant], office: Office) -> None:
    assert _whole(office, asked) == _whole(office, asked)
    assert list(_whole(office, asked)) == sorted(_whole(office, asked))
