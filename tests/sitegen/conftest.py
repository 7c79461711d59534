"""The shipped sample office with its words and terms, and four weeks of free slots around the year end."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from madoguchi.clock import TOKYO
from madoguchi.config.content import Content, load_content
from madoguchi.config.load import load_office
from madoguchi.config.office import Office
from madoguchi.config.terms import load_terms
from madoguchi.model.openings import FreeDay, FreeSlot
from madoguchi.model.terms import TermsVersion
from madoguchi.paths import shipped
from sitegen.pages import site_files

NOWHERE = Path("no such folder")
FEED = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
CLOCKS = ((9, 30), (10, 0), (10, 30), (14, 0), (14, 30), (15, 0), (15, 30))


@pytest.fixture(scope="session")
def office() -> Office:
    return load_office(shipped("examples") / "office.toml")


@pytest.fixture(scope="session")
def content() -> Content:
    return load_content(NOWHERE)


@pytest.fixture(scope="session")
def terms() -> tuple[TermsVersion, ...]:
    return load_terms(NOWHERE)


@pytest.fixture(scope="session")
def as_of() -> datetime:
    return datetime(2026, 11, 30, 9, 0, tzinfo=TOKYO)


@pytest.fixture(scope="session")
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
            starts = [datetime(on.year, on.month, on.day, hour, minute) for hour, minute in CLOCKS]
            slots = (FreeSlot(start=start, left=at % 3, capacity=2) for at, start in enumerate(starts))
            days.append(FreeDay(on=on, slots=tuple(slots)))
    return tuple(days)


@pytest.fixture(scope="session")
def site(
    office: Office, content: Content, terms: tuple[TermsVersion, ...], free: tuple[FreeDay, ...], as_of: datetime
) -> dict[str, bytes]:
    return site_files(office, content, terms, free, as_of, {"free.ics": FEED, "closed.ics": FEED})
