"""The holiday data: right where it is official, and renewed before it ends."""

import re
from datetime import date
from pathlib import Path

import pytest

from scheduler.holidays import LAST_OFFICIAL_YEAR, holiday_name

CHANGELOG = Path(__file__).parents[2] / "CHANGELOG.md"


def _still_good(on: date) -> bool:
    """Tell whether bookings of the whole next year can be made on a day from March on, when it is announced."""
    needed = on.year + 1 if on.month >= 3 else on.year
    return needed <= LAST_OFFICIAL_YEAR


@pytest.mark.parametrize(
    ("on", "is_good"),
    [
        (date(LAST_OFFICIAL_YEAR - 1, 12, 31), True),
        (date(LAST_OFFICIAL_YEAR, 2, 28), True),
        (date(LAST_OFFICIAL_YEAR, 3, 1), False),
    ],
)
def test_the_alarm_goes_off_a_year_early(on: date, is_good: bool) -> None:  # noqa: FBT001 -- a column of the table
    assert _still_good(on) is is_good


def test_the_holidays_reach_a_year_beyond_the_newest_release() -> None:
    released = (
        re.findall(r"\b(20\d\d-\d\d-\d\d)\b", CHANGELOG.read_text(encoding="utf-8")) if CHANGELOG.exists() else []
    )
    before_any_release = date(2026, 11, 22)
    newest = max(map(date.fromisoformat, released), default=before_any_release)
    assert _still_good(newest), (
        f"The holidays are official up to {LAST_OFFICIAL_YEAR} only, and the newest release is of {newest}. "
        f"Look up the days of {LAST_OFFICIAL_YEAR + 1} at the Cabinet Office (国民の祝日について), bring jpholiday up to "
        "date (make lock), compare its days, and raise LAST_OFFICIAL_YEAR in scheduler/holidays.py."
    )


# Cabinet Office, 国民の祝日について.
OFFICIAL = {
    2026: "01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23",
    2027: "01-01 01-11 02-11 02-23 03-21 03-22 04-29 05-03 05-04 05-05 07-19 08-11 09-20 09-23 10-11 11-03 11-23",
}


@pytest.mark.parametrize("year", OFFICIAL)
def test_the_days_are_the_official_ones(year: int) -> None:
    every = (date.fromordinal(day) for day in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()))
    assert " ".join(f"{day:%m-%d}" for day in every if holiday_name(day)) == OFFICIAL[year]


def test_the_last_official_year_is_one_that_was_compared() -> None:
    assert max(OFFICIAL) == LAST_OFFICIAL_YEAR
