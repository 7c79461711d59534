"""Cases whose answers were reasoned from the policy by people who had not seen the reader.

`everyday_cases.jsonl` is what offices and job seekers write; `trap_cases.jsonl` is what would lead a reader astray.
Nothing in either may be silently wrong; of the everyday ones that leave room to ask, most are read all the same.
"""

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from intake.reading.reader import read_wishes
from madoguchi.clock import parse_as_of
from madoguchi.model.openings import OpenDays
from madoguchi.model.reading import WishReading

Case = dict[str, Any]


def load(name: str) -> list[Case]:
    return [json.loads(line) for line in Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()]


EVERYDAY = load("everyday_cases.jsonl")
TRAPS = load("trap_cases.jsonl")
CASES = EVERYDAY + TRAPS
CATEGORIES = sorted({case["category"] for case in CASES})


def read(case: Case, days: OpenDays) -> WishReading:
    return read_wishes(case["text"], parse_as_of(case["received"]), days)


def silent_error(case: Case, reading: WishReading) -> str:
    """Say what is silently wrong with a reading; empty where it asks or is right."""
    if reading.doubts:
        return ""
    tiers: defaultdict[int, set[str]] = defaultdict(set)
    for wish in reading.wishes:
        tiers[wish.rank].update(slot.isoformat(timespec="minutes") for slot in wish.slots)
    named = set().union(*tiers.values())
    ranked = [set(tier) for tier in case["ranked"] or ()]
    dates, times = case["never"].get("dates", ()), case["never"].get("starts", ())
    errors = {
        f"had to ask, and named {sorted(named)[:3]}": case["ask"] == "must",
        "named nothing": not named,
        f"named {sorted(named - set(case['slots']))[:3]}": bool(named - set(case["slots"])),
        "lost the order": bool(ranked) and [tiers[rank] for rank in sorted(tiers)] != ranked,
        "named what must never be named": any(slot[:10] in dates or slot[11:] in times for slot in named),
    }
    return next((error for error, holds in errors.items() if holds), "")


@pytest.mark.parametrize("category", CATEGORIES)
def test_nothing_is_silently_wrong(category: str, days: OpenDays):
    wrong = {
        case["id"]: error
        for case in CASES
        if case["category"] == category and (error := silent_error(case, read(case, days)))
    }
    assert wrong == {}


@pytest.mark.parametrize("case", [case for case in CASES if case["ask"] == "no"], ids=lambda case: case["id"])
def test_what_is_plain_is_read_without_asking(case: Case, days: OpenDays):
    reading = read(case, days)
    assert reading.doubts == ()
    named = {slot.isoformat(timespec="minutes") for wish in reading.wishes for slot in wish.slots}
    assert named == set(case["slots"])


def test_most_of_what_may_be_asked_is_read_all_the_same(days: OpenDays):
    told = [case for case in EVERYDAY if case["ask"] == "may"]
    plain = sum(not read(case, days).doubts for case in told)
    sys.stdout.write(f"{plain} of {len(told)} read\n")
    assert plain >= 0.85 * len(told)


@pytest.mark.parametrize("cases", [EVERYDAY, TRAPS], ids=["everyday", "traps"])
def test_the_cases_are_many_and_of_every_kind(cases: list[Case]):
    assert len(cases) >= 1000
    assert {case["category"] for case in cases} == set(CATEGORIES)
    assert len({case["id"] for case in cases}) == len(cases)
    assert {case["ask"] for case in cases} == {"no", "may", "must"}
