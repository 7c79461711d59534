"""National holidays, and the year up to which they are official.

jpholiday and holidays give the same days for 2020-2035 (compared day by day); jpholiday is taken
because it knows Japan alone, is small, and names the days as the Cabinet Office does.
"""

from datetime import date
from functools import cache

import jpholiday

from madoguchi.config.office import Office

# The Cabinet Office announces the days of a year in February of the year before (the equinoxes are
# fixed by the gazette of 1 February). Raise this number when the next year has been announced.
LAST_OFFICIAL_YEAR = 2027


def official_until(office: Office) -> int:
    """Return the last year whose holidays are official for this office: its own setting, or what we shipped with."""
    return office.openings.holidays_official_until or LAST_OFFICIAL_YEAR


@cache
def holiday_name(on: date) -> str | None:
    """Return the name of a national holiday, or None on any other day."""
    name: str | None = jpholiday.is_holiday_name(on)
    return name
