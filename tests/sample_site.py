"""The shipped sample office with its words and terms, four weeks of free slots around the year end, and its site."""

from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from madoguchi.clock import TOKYO
from madoguchi.config.content import Content, load_content
from madoguchi.config.load import load_office
from madoguchi.config.office import Office
from madoguchi.config.terms import load_terms
from madoguchi.model.openings import FreeDay, FreeSlot
from madoguchi.model.terms import TermsVersion
from madoguchi.paths import shipped
from sitegen.pages import site_files

FEED = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
AS_OF = datetime(2026, 11, 30, 9, 0, tzinfo=TOKYO)
_NOWHERE = Path("no such folder")
_CLOCKS = ((9, 30), (10, 0), (10, 30), (14, 0), (14, 30), (15, 0), (15, 30))


@cache
def office() -> Office:
    return load_office(shipped("examples") / "office.toml")


@cache
def content() -> Content:
    return load_content(_NOWHERE, [one.version for one in terms()])


@cache
def terms() -> tuple[TermsVersion, ...]:
    return load_terms(_NOWHERE)


@cache
def free() -> tuple[FreeDay, ...]:
    """Four weeks from 8 December: one slot of each word a day, New Year closed."""
    days: list[FreeDay] = []
    for number in range(28):
        on = date(2026, 12, 8) + timedelta(days=number)
        if on.weekday() > 4:
            days.append(FreeDay(on=on, closed="土曜日" if on.weekday() == 5 else "日曜日"))
        elif date(2026, 12, 29) <= on <= date(2027, 1, 3):
            days.append(FreeDay(on=on, closed="年末年始"))
        else:
            starts = [datetime(on.year, on.month, on.day, hour, minute) for hour, minute in _CLOCKS]
            slots = (FreeSlot(start=start, left=at % 3, capacity=2) for at, start in enumerate(starts))
            days.append(FreeDay(on=on, slots=tuple(slots)))
    return tuple(days)


@cache
def site() -> dict[str, bytes]:
    """Every file of the site by its path; not to be changed."""
    return site_files(office(), content(), terms(), free(), AS_OF, {"free.ics": FEED, "closed.ics": FEED})
