"""The pages of free slots: small whatever the office offers, and each free slot with its mail."""

import gzip
import re
from datetime import date, datetime, timedelta
from urllib.parse import unquote

import pytest

from madoguchi.config.content import Content
from madoguchi.config.office import Office
from madoguchi.model.language import Language
from madoguchi.model.openings import FreeDay, FreeSlot
from madoguchi.model.terms import TermsVersion
from sitegen.checks.outline import outline
from sitegen.pages import site_files
from sitegen.plan import folder_of

FEED = {"free.ics": b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"}
IN_EACH_LANGUAGE = pytest.mark.parametrize("folder", [folder_of(language) for language in Language])


def _free(days: int, starts: int) -> tuple[FreeDay, ...]:
    """Working days from 1 December with so many starts each, most of them free."""
    found = []
    for number in range(days):
        on = date(2026, 12, 1) + timedelta(days=number)
        at = [datetime(on.year, on.month, on.day, 8) + timedelta(minutes=30 * one) for one in range(starts)]
        slots = tuple(FreeSlot(start=one, left=count % 4, capacity=3) for count, one in enumerate(at))
        found.append(FreeDay(on=on, slots=slots) if on.weekday() < 5 else FreeDay(on=on, closed="土曜日"))
    return tuple(found)


@pytest.mark.parametrize(
    ("weeks", "starts"), [(12, 7), (12, 18), (4, 18)], ids=["12 weeks", "12 weeks of whole days", "whole days"]
)
def test_the_pages_of_free_slots_stay_small(
    office: Office, content: Content, terms: tuple[TermsVersion, ...], as_of: datetime, weeks: int, starts: int
) -> None:
    files = site_files(office, content, terms, _free(7 * weeks, starts), as_of, FEED)
    pages = {path: page for path, page in files.items() if "slots" in path}
    assert len(pages) == 3 * (5 * weeks + 1)
    too_large = {path: len(page) for path, page in pages.items() if len(page) > 40_000}
    packed = {path: size for path, page in pages.items() if (size := len(gzip.compress(page))) > 10_000}
    assert not too_large | packed


@IN_EACH_LANGUAGE
def test_every_free_slot_leads_to_its_place_on_the_page_of_its_day(site: dict[str, bytes], folder: str) -> None:
    page = site[f"{folder}slots.html"].decode()
    cells = re.findall(r'<td class="(free|few|full)">(<a href="slots/([-0-9]+)\.html#(t-\d+)">)?', page)
    assert len(cells) == 7 * 16, "four weeks less the weekends and four days of New Year"
    assert all(bool(link) == (left != "full") for left, link, _, _ in cells)
    for _, link, day, anchor in cells:
        assert not link or f'<li id="{anchor}"' in site[f"{folder}slots/{day}.html"].decode()


@IN_EACH_LANGUAGE
def test_the_mail_of_a_slot_stands_on_the_page_as_text_to_the_letter(site: dict[str, bytes], folder: str) -> None:
    page = site[f"{folder}slots/2026-12-08.html"]
    links = [link for link in outline(page).links if "&body=" in link and "2026" in unquote(link)]
    texts = re.findall(r'<pre class="copy"[^>]*>\n(.*?)\n</pre>', page.decode(), re.DOTALL)
    if folder == "easy/":
        texts = [re.sub(r"<r[pt]>.*?</r[pt]>|</?ruby>", "", text) for text in texts]
    assert [unquote(link.partition("&body=")[2]).split() for link in links] == [text.split() for text in texts]
    assert len(texts) == 4
    assert all(len(link) < 1500 for link in links)


@pytest.mark.parametrize(
    ("day", "near"),
    [
        ("2026-12-08", ["next 2026-12-09"]),
        ("2026-12-28", ["prev 2026-12-25", "next 2027-01-04"]),
        ("2027-01-04", ["prev 2026-12-28"]),
    ],
    ids=["the first", "before the New Year", "the last"],
)
def test_a_day_leads_to_the_days_before_and_after_that_are_open(
    site: dict[str, bytes], day: str, near: list[str]
) -> None:
    page = site[f"slots/{day}.html"].decode()
    found = re.findall(r'href="\.\./slots/([-0-9]+)\.html" rel="(prev|next)"', page)
    assert [f"{rel} {on}" for on, rel in found] == near
