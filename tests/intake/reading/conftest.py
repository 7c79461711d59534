from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from intake.reading.reader import read_wishes
from madoguchi.clock import parse_as_of
from madoguchi.config.load import load_office
from madoguchi.model.openings import OpenDays
from madoguchi.model.reading import WishReading
from scheduler.openings import OfficeDays

HALVES = {
    "AM": ("09:30", "10:00", "10:30"),
    "PM": ("14:00", "14:30", "15:00", "15:30"),
    "ALL": ("09:30", "10:00", "10:30", "14:00", "14:30", "15:00", "15:30"),
}


@pytest.fixture(scope="session")
def days() -> OpenDays:
    return OfficeDays(load_office(Path(__file__).parents[3] / "examples" / "office.toml"))


@pytest.fixture(scope="session")
def check(days: OpenDays) -> Callable[[str, str, str], None]:
    """Compare a reading with its short form.

    `12-08 10:00 14:30 / 12-09..12-11 AM` names slots (a span skips closed days), `1: ... | 2: ...` ranks them,
    `? closed_day past` names the codes of the doubts.
    """

    def compare(received: str, text: str, expected: str) -> None:
        read = read_wishes(text, parse_as_of(received), days)
        if expected.startswith("?"):
            assert sorted({doubt.code for doubt in read.doubts}) == sorted(expected[1:].split())
            assert all(doubt.say.endswith("。") for doubt in read.doubts)
            return
        assert read.doubts == ()
        assert _slots_by_rank(read) == _expand(expected, int(received[:4]), days)

    return compare


def _slots_by_rank(read: WishReading) -> dict[int, set[datetime]]:
    ranks: dict[int, set[datetime]] = {}
    for wish in read.wishes:
        assert list(wish.slots) == sorted(set(wish.slots))
        ranks.setdefault(wish.rank, set()).update(wish.slots)
    return ranks


def _expand(expected: str, year: int, days: OpenDays) -> dict[int, set[datetime]]:
    ranks: dict[int, set[datetime]] = {}
    for tier in expected.split(" | "):
        rank, _, body = tier.rpartition(": ")
        slots = ranks.setdefault(int(rank or "1"), set())
        for part in body.split(" / "):
            span, *times = part.split(" ")
            starts = [start for one in times for start in HALVES.get(one, (one,))]
            for on in _days(span, year, days):
                slots.update(datetime.fromisoformat(f"{on.isoformat()}T{start}") for start in starts)
    return ranks


def _days(span: str, year: int, days: OpenDays) -> list[date]:
    first, _, last = span.partition("..")
    begin, end = _day(first, year), _day(last or first, year)
    every = [begin + timedelta(days=ahead) for ahead in range((end - begin).days + 1)]
    return [on for on in every if days.day(on).closed is None]


def _day(month_day: str, year: int) -> date:
    """Return the day of a season that begins in November: January to June are of the next year."""
    month = int(month_day[:2])
    return date.fromisoformat(f"{year + 1 if month < 7 else year}-{month_day}")
