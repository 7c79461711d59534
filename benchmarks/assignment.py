"""Print what it costs to assign a long run of requests, against merely reading them (docs/assignment.md).

Usage: python benchmarks/assignment.py [--requests N]
"""

import argparse
import json
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import NamedTuple

from measure import Rounds

from scheduler.assignment import Applicant, Assignment

_ROUNDS = 7
_COUNSELLORS = tuple(f"c{number}" for number in range(25))
_FIRST = datetime(2026, 12, 1)  # noqa: DTZ001 -- slots are wall-clock times
_CLOCKS = ((9, 30), (10, 0), (10, 30), (14, 0), (14, 30), (15, 0), (15, 30))
_DAYS = 60
_STARTS = tuple(
    _FIRST + timedelta(days=day, hours=hour, minutes=minute) for day in range(_DAYS) for hour, minute in _CLOCKS
)
_LANGUAGES = (frozenset(_COUNSELLORS[:2]), frozenset(_COUNSELLORS[5:9]))


class Load(NamedTuple):
    """A kind of day.

    Attributes:
        demand: Requests for each seat.
        anytime: Share of those who take any start.
        narrow: Share of those who name single starts, the rest names days and half days.
        last: Share of those who come again.
        restricted: Share of those who need one of some counsellors.
        insist: Share of those who take nobody but the counsellor of last time.
        near: Whether most ask for the days to come soon.
    """

    name: str
    demand: float
    anytime: float
    narrow: float
    last: float = 0.3
    restricted: float = 0.0
    insist: float = 0.0
    near: bool = False


LOADS = (
    Load("mixed wishes, enough seats", 0.95, 0.1, 0.45),
    Load("mixed wishes, too few seats", 1.25, 0.1, 0.45),
    Load("mixed wishes, all want the next weeks", 0.95, 0.1, 0.45, near=True),
    Load("narrow wishes, enough seats", 0.95, 0.0, 1.0),
    Load("narrow wishes, too few seats", 1.25, 0.0, 1.0),
    Load("many take any time, enough seats", 0.95, 0.6, 0.2),
    Load("many take any time, too few seats", 1.25, 0.6, 0.2),
    Load("some need a language, too few seats", 1.25, 0.1, 0.45, restricted=0.05),
    Load("some insist on their counsellor", 0.95, 0.1, 0.45, insist=0.1),
)


def requests(load: Load, count: int) -> list[Applicant]:
    """Make the requests of one run; the same each time."""
    chance = Random(7)  # noqa: S311 -- a sample
    return [_request(load, chance, key) for key in range(count)]


def _request(load: Load, chance: Random, key: int) -> Applicant:
    last = chance.choice(_COUNSELLORS) if chance.random() < load.last else None
    allowed = chance.choice(_LANGUAGES) if chance.random() < load.restricted else None
    if last and chance.random() < load.insist:
        allowed = frozenset({last})
    if chance.random() < load.anytime:
        return Applicant(key, (_STARTS,), last, allowed)
    draw = _named if chance.random() < load.narrow else _half_days
    return Applicant(key, tuple(draw(chance, near=load.near) for _ in range(chance.randint(1, 3))), last, allowed)


def _day(chance: Random, *, near: bool) -> int:
    return min(int(chance.expovariate(1 / 12)), _DAYS - 1) if near else chance.randrange(_DAYS)


def _named(chance: Random, *, near: bool) -> tuple[datetime, ...]:
    days = (_day(chance, near=near) for _ in range(chance.choice((1, 1, 1, 2))))
    return tuple(sorted({_STARTS[day * 7 + chance.randrange(7)] for day in days}))


def _half_days(chance: Random, *, near: bool) -> tuple[datetime, ...]:
    days = {_day(chance, near=near) for _ in range(chance.choice((1, 2)))}
    first, behind = chance.choice(((0, 3), (3, 7), (0, 7)))
    return tuple(_STARTS[day * 7 + place] for day in sorted(days) for place in range(first, behind))


def run(applicants: list[Applicant], seats: int) -> int:
    """Assign one run; return how many are served."""
    full, spare = divmod(seats, len(_STARTS))
    by_start = {start: _COUNSELLORS[: full + (place < spare)] for place, start in enumerate(_STARTS)}
    circles = {one.allowed for one in applicants if one.allowed}
    assignment = Assignment(_STARTS, by_start.__getitem__, {}, _COUNSELLORS, circles)
    for applicant in applicants:
        assignment.add(applicant)
    return len(assignment.settle_all())


def read(lines: list[str]) -> list[list[list[datetime]]]:
    """Read the wishes from JSON, as the least that any run does."""
    return [[[datetime.fromisoformat(start) for start in tier] for tier in json.loads(line)] for line in lines]


def main(count: int) -> None:
    """Measure every load and print it."""
    print(f"{count:,} requests, {len(_COUNSELLORS)} counsellors, {len(_STARTS)} starts; CPU time, median of {_ROUNDS}")
    for load in LOADS:
        applicants = requests(load, count)
        lines = [json.dumps([[start.isoformat() for start in tier] for tier in one.tiers]) for one in applicants]
        seats = min(round(count / load.demand), len(_STARTS) * len(_COUNSELLORS))
        rounds = Rounds()
        for _ in range(_ROUNDS):
            rounds.time("read", partial(read, lines))
            rounds.time("assign", partial(run, applicants, seats))
        told = f"{rounds.median('assign') * 1e3:6.1f} ms, {rounds.ratio('assign', 'read').middle:5.2f} of reading them"
        print(f"{load.name:38} {run(applicants, seats):6,} served {told}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=10_000)
    main(parser.parse_args().requests)
