"""What programs that read pages aloud say of the free slots: times and words, no symbols, in every language."""

import re

import pytest
import sample_site
from browser.chromium import Look, Window

from madoguchi.model.language import Language
from madoguchi.speech.languages import SPEECH
from sitegen.slots import Left, Start, Week, shown_weeks

SYMBOLS = re.compile("[○△×◯〇◎✕✗]")


def _plain(text: str) -> str:
    """Return text as it is read: readings follow their kanji, spaces are no matter."""
    return re.sub(r"[\s《》｜]", "", text)


def _weeks(language: Language) -> tuple[Week, ...]:
    return shown_weeks(sample_site.free(), sample_site.AS_OF.date(), SPEECH[language])


def _word(language: Language, start: Start) -> str:
    return _plain(sample_site.content().edition(language).labels[f"left_{start.left.style}"])


def _path(language: Language) -> str:
    return f"{language}/slots.html".removeprefix("/")


def _read(tree: str, *roles: str) -> list[str]:
    """Return what is said for each part of these roles, in order."""
    lines = re.findall(rf"^ *- '?(?:{'|'.join(roles)}):? (.+?)'?:?$", tree, flags=re.MULTILINE)
    return [_plain(re.sub(r'"(.*)"(?: \[.*\])?', r"\1", line)) for line in lines]


@pytest.mark.parametrize("language", Language, ids=lambda one: one.name)
def test_on_a_phone_each_time_is_read_with_its_word_below_its_day(window: Window, language: Language) -> None:
    tree = window.open(_path(language), Look(width=360)).locator("main").aria_snapshot()
    days = [day for week in _weeks(language) for day in week.days]
    headings = _read(tree, "heading")
    assert [_plain(day.say) for day in days if _plain(day.say) not in headings] == []
    times = [text for text in _read(tree, "listitem", "link") if re.match(r"\d+:\d\d", text)]
    assert times == [start.clock + _word(language, start) for day in days for start in day.starts]
    assert not SYMBOLS.search(tree)


@pytest.mark.parametrize("language", Language, ids=lambda one: one.name)
def test_on_a_desk_each_row_is_read_as_a_time_and_the_words_of_its_days(window: Window, language: Language) -> None:
    page = window.open(_path(language), Look(width=1280))
    tables = page.get_by_role("table").all()
    weeks = [week for week in _weeks(language) if week.clocks]
    assert len(tables) == len(weeks)
    words = {_plain(sample_site.content().edition(language).labels[f"left_{left.style}"]) for left in Left}
    for table, week in zip(tables, weeks, strict=True):
        tree = table.aria_snapshot()
        assert _read(tree, "columnheader")[1:] == [_plain(day.say) for day in week.days]
        assert _read(tree, "rowheader") == list(week.clocks)
        assert [text for text in _read(tree, "cell") if text in words] == [
            _word(language, start) for clock in week.clocks for day in week.days if (start := day.at(clock))
        ]
        assert not SYMBOLS.search(tree)


@pytest.mark.parametrize("language", Language, ids=lambda one: one.name)
@pytest.mark.parametrize("width", [360, 1280])
def test_each_free_slot_is_a_link_to_its_place(window: Window, language: Language, width: int) -> None:
    page = window.open(_path(language), Look(width=width))
    free = [
        f"{day.on}.html#{start.anchor}"
        for week in _weeks(language)
        for day in week.days
        for start in day.starts
        if start.is_free
    ]
    links = [
        one.get_attribute("href") or "" for one in page.locator("main a[href*='slots/']").all() if one.is_visible()
    ]
    assert sorted(link.partition("slots/")[2] for link in links) == sorted(free)
    page.locator(f"main a[href$='{free[0]}']:visible").click()
    page.wait_for_url(f"**/{free[0]}")
    assert page.locator(":target").is_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_symbols_are_seen_beside_the_words(window: Window, width: int) -> None:
    shown = window.open("slots.html", Look(width=width)).locator("main").inner_text()
    assert {left.symbol for left in Left} <= set(shown)
