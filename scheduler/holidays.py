"""National holidays, and the year up to which they are official.

jpholiday and holidays give the same days for 2020-2035 (compared day by day); jpholiday is taken
because it knows Japan alone, is small, and names the days as the Cabinet Office does.
"""

from datetime import date
from functools import cache

import jpholiday

# The Cabinet Office announces the days of a year in February of the year before (the equinoxes are
# fixed by the gazette of 1 February). Raise this number when the next year has been announced.
LAST_OFFICIAL_YEAR = 2027


@cache
def holiday_name(on: date) -> str | None:
    """Return the name of a national holiday, or None on any other day."""
    name: str | None = jpholiday.is_holiday_name(on)
    return name
