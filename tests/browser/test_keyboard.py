"""The whole site can be used from the keyboard, and whoever does always sees where they are (WCAG 2.1.1, 2.4.1-2.4.13)."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser.chromium import Look, Window

WATCH = Path(__file__).with_name("keyboard.js").read_text(encoding="utf-8")
LOOKS = [
    Look(width=1280),
    Look(width=320, height=256),  # a desk enlarged four times: little room, much to hide the focus
    Look(width=360, colours="forced"),
]


def _walk(page: Page) -> dict[str, list[str]]:
    """Press Tab once for everything that takes it, and return what was met on the way."""
    for _ in range(page.evaluate(WATCH)):
        page.keyboard.press("Tab")
    return page.evaluate("walk")


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_tab_reaches_everything_once_in_order_and_in_sight(window: Window, look: Look, path: str) -> None:
    walk = _walk(window.open(path, look))
    assert walk["met"] == walk["wanted"]
    assert not walk["problems"], "\n".join(walk["problems"])
    assert 'class="skip"' in walk["met"][0]


def test_the_first_link_leads_past_the_menu(window: Window, path: str) -> None:
    page = window.open(path)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.localName") == "main"
    assert page.evaluate("document.querySelector('h1').getBoundingClientRect().top") >= 0
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('header')") is None


def test_what_is_wider_than_the_window_scrolls_by_key(window: Window, path: str) -> None:
    page = window.open(path, Look(width=900))
    wide = [
        one
        for one in page.locator("main [tabindex='0']").all()
        if one.is_visible() and one.evaluate("element => element.scrollWidth > element.clientWidth + 1")
    ]
    for one in wide:
        one.focus()
        page.keyboard.press("ArrowRight")
        one.evaluate("element => new Promise(done => element.scrollLeft > 0 ? done() : element.onscroll = done)")


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("<a href=/ style='outline:0'>a</a>", "no outline"),
        ("<a href=/>a</a><p style='position:fixed;inset:0;background:#fff'>", "out of sight"),
        ("<a href=/ style='position:absolute;left:-900px'>a</a>", "out of sight"),
    ],
)
def test_it_would_be_found(browser: Browser, markup: str, found: str) -> None:
    page = browser.new_page()
    page.set_content(f"<!doctype html><html lang=ja><title>t</title><style>:focus{{outline:3px solid}}</style>{markup}")
    walk = _walk(page)
    page.close()
    assert any(each.startswith(found) for each in walk["problems"])
