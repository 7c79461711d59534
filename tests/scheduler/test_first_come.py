"""What first come, first served costs, beside every other seating."""

from hypothesis import given, settings
from seatings import ORDER, STARTS, Office, applicants, offices, seatings

from scheduler.assignment import Applicant
from scheduler.first_come import Comparison, Served, compare

FIRST, SECOND, THIRD, _ = STARTS


def _seats_of(office: Office) -> dict[object, tuple[str, ...]]:
    return {start: office.free(start) for start in STARTS}


def _best(people: list[Applicant], office: Office) -> Served:
    """Try every seating in which people may also go without: most people first, then the least ranks."""
    if not people:
        return Served(0, 0)
    nobody = {(key, "") for key in range(len(people))}  # a place for each who goes without
    accepted = []
    ranks: list[dict[object, int]] = []
    for person, without in zip(people, sorted(nobody), strict=True):
        rank: dict[object, int] = {without: 0}
        for number, tier in enumerate(person.tiers, 1):
            for start, one in office.seats:
                if start in tier and (person.allowed is None or one in person.allowed):
                    rank.setdefault((start, one), number)
        ranks.append(rank)
        accepted.append(list(rank))
    found = (
        [rank[seat] for rank, seat in zip(ranks, seating, strict=True) if rank[seat]]
        for seating in seatings(accepted)  # type: ignore[arg-type] # seats and places without
    )
    fewest_ranks = min((-len(served), sum(served)) for served in found)
    return Served(-fewest_ranks[0], fewest_ranks[1])


@settings(deadline=None, max_examples=1000)
@given(applicants(5), offices())
def test_nothing_serves_more_people_or_the_same_for_less(people: list[Applicant], office: Office) -> None:
    told = compare(people, _seats_of(office))  # type: ignore[arg-type] # starts
    assert told.best == _best(people, office)
    assert told.asked == len(people)


@settings(deadline=None, max_examples=200)
@given(applicants(12), offices())
def test_first_come_never_serves_more_than_the_best(people: list[Applicant], office: Office) -> None:
    told = compare(people, _seats_of(office))  # type: ignore[arg-type] # starts
    tiers = [tier for tier in map(office.assignment().add, people) if tier is not None]
    assert told.first_come == Served(len(tiers), sum(tiers) + len(tiers))
    assert told.first_come.people <= told.best.people
    if told.first_come.people == told.best.people:
        assert told.best.ranks <= told.first_come.ranks


def test_who_came_first_keeps_the_first_wish_though_another_could_have_been_served() -> None:
    """The first would rather have 9:30 but takes 14:00 too, the second can come at 9:30 only."""
    people = [Applicant(1, ((FIRST,), (SECOND,))), Applicant(2, ((FIRST,),))]
    seats = {FIRST: ORDER[:1], SECOND: ORDER[:1]}
    assert compare(people, seats) == Comparison(2, first_come=Served(1, 1), best=Served(2, 3))


def test_a_long_chain_is_followed_to_its_end() -> None:
    """Each but the last would move one start on; only the last of the starts is free."""
    people = [Applicant(1, ((FIRST,), (SECOND,))), Applicant(2, ((SECOND,), (THIRD,))), Applicant(3, ((FIRST,),))]
    seats = dict.fromkeys((FIRST, SECOND, THIRD), ORDER[:1])
    assert compare(people, seats) == Comparison(3, first_come=Served(2, 2), best=Served(3, 5))


def test_without_seats_nobody_is_served_either_way() -> None:
    assert compare([Applicant(1, ((FIRST,),))], {}) == Comparison(1, Served(0, 0), Served(0, 0))
    assert compare([], {FIRST: ORDER}) == Comparison(0, Served(0, 0), Served(0, 0))
