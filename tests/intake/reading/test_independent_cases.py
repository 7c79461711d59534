"""Cases whose answers were reasoned by hand from the policy, apart from what the reader says."""

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from intake.reading.reader import read_wishes
from madoguchi.clock import parse_as_of
from madoguchi.model.openings import OpenDays
from madoguchi.model.reading import WishReading

Case = dict[str, Any]
FILE = Path(__file__).with_name("independent_cases.jsonl")
CASES: list[Case] = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
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
        case["text"]: error
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


def test_the_share_read_of_what_may_be_asked_is_told(days: OpenDays):
    told: Counter[str] = Counter()
    read_plainly: Counter[str] = Counter()
    for case in CASES:
        if case["ask"] == "may":
            told[case["category"]] += 1
            read_plainly[case["category"]] += not read(case, days).doubts
    lines = [f"{category}: {read_plainly[category]} of {told[category]} read" for category in sorted(told)]
    sys.stdout.write("\n".join([*lines, f"all: {read_plainly.total()} of {told.total()} read", ""]))
    assert told.total() > 100


def test_the_cases_are_many_and_of_every_kind():
    assert len(CASES) >= 400
    assert len(CATEGORIES) == 20
    assert len({case["id"] for case in CASES}) == len(CASES)
    assert min(Counter(case["category"] for case in CASES).values()) >= 20
