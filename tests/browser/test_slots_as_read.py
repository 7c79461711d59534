"""What programs that read pages aloud say of the free slots: times and words, no symbols, in every language."""

import re

import pytest
import sample_site
from playwright.sync_api import Page

from browser.chromium import Look, Window
from madoguchi.model.language import Language
from madoguchi.ruby import without
from madoguchi.speech.languages import SPEECH
from sitegen.slots import Left, ShownDay, Week, in_detail, shown_weeks

SYMBOLS = re.compile("[○△×◯〇◎✕✗]")
WIDTHS = pytest.mark.parametrize("width", [360, 1280])
LANGUAGES = pytest.mark.parametrize("language", Language, ids=lambda one: one.name)


def _plain(text: str) -> str:
    """Return text without readings and spaces."""
    return re.sub(r"[\s\u2060]", "", without(text))


def _weeks(language: Language) -> tuple[Week, ...]:
    weeks = shown_weeks(sample_site.free(), sample_site.AS_OF.date(), SPEECH[language])
    return in_detail(weeks)[0]


def _read_out(day: ShownDay, language: Language) -> str:
    """Return what is to be heard of a day: its date, then each time and its word."""
    labels, speech = sample_site.content().edition(language).labels, SPEECH[language]
    starts = [speech.say_clock(one.at.time()) + labels[f"left_{one.left.style}"] for one in day.starts]
    return _plain(day.say + "".join(starts or [day.closed]))


def _open(window: Window, language: Language, width: int) -> Page:
    page = window.open(f"{language}/slots.html".removeprefix("/"), Look(width=width))
    page.evaluate("document.querySelectorAll('rt, rp').forEach(reading => reading.remove())")
    return page


@WIDTHS
@LANGUAGES
def test_each_day_is_read_with_its_times_and_words_and_no_symbol(
    window: Window, language: Language, width: int
) -> None:
    page = _open(window, language, width)
    rows = re.findall(r"- '?row \"(.*?)\"'?:$", page.locator("main").aria_snapshot(), flags=re.MULTILINE)
    days = [_read_out(day, language) for week in _weeks(language) if week.clocks for day in week.days]
    assert [row for row in map(_plain, rows) if row in days] == days
    assert not SYMBOLS.search(page.locator("main").aria_snapshot())


@LANGUAGES
def test_a_table_has_its_week_as_name_and_its_times_as_heads(window: Window, language: Language) -> None:
    page = _open(window, language, 1280)
    for week in (week for week in _weeks(language) if week.clocks):
        region = page.locator(f"section[aria-labelledby='w-{week.monday}']")
        tree = region.aria_snapshot()
        assert _plain(week.say) in _plain(tree.splitlines()[0])
        heads = re.findall(r"- columnheader \"(.*?)\"", tree)
        assert [_plain(head) for head in heads[1:]] == [_plain(SPEECH[language].say_clock(one)) for one in week.clocks]
        assert len(re.findall(r"- '?rowheader \"", tree)) == len(week.days)


@WIDTHS
@LANGUAGES
def test_each_free_slot_is_a_link_to_its_place(window: Window, language: Language, width: int) -> None:
    page = _open(window, language, width)
    free = [
        f"{day.on}.html#{start.anchor}"
        for week in _weeks(language)
        for day in week.days
        for start in day.starts
        if start.is_free
    ]
    links = [one.get_attribute("href") or "" for one in page.locator("main a[href*='#t-']:visible").all()]
    assert [link.partition("slots/")[2] for link in links] == free
    page.locator(f"main a[href$='{free[0]}']:visible").click()
    page.wait_for_url(f"**/{free[0]}")
    assert page.locator(":target").is_visible()


@WIDTHS
def test_symbols_are_seen_beside_the_words(window: Window, width: int) -> None:
    shown = window.open("slots.html", Look(width=width)).locator("main").inner_text()
    assert {left.symbol for left in Left} <= set(shown)
