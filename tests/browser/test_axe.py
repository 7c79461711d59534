"""axe-core finds nothing against any page, however its reader has set up colours and width."""

from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.chromium import Look, Window

FINDINGS = Path(__file__).with_name("axe.js").read_text(encoding="utf-8")
LOOKS = [
    Look(width=width, colours=colours) for width, colours in product((320, 360, 1280), ("light", "dark", "forced"))
]

LEFT_TO_PEOPLE = [
    ("color-contrast", "", "only non-text characters", "a symbol stands beside its word, in the word's colour"),
    ("color-contrast", "", "pseudo element", "rings and lines beside the steps of a list lie under no word"),
    ("color-contrast", "td", "overlapped by another", "axe takes the rows below for something upon a cell of several"),
    ("color-contrast", "forced", "1:1 contrast", "axe reads the colour that the page asked for, not the reader's"),
    ("target-size", "", "overflow content", "readings stand out above the line of a link, which is what is touched"),
]
"""What axe cannot judge and asks people about: the rule, where, what it says, why it is in order here."""


def _is_open(finding: list[str], look: Look) -> bool:
    kind, rule, why, target, markup = finding
    places = {"", look.colours, "td" if markup.startswith("<td") or "td" in target or ".none" in target else ""}
    known = any(each == rule and where in places and words in why for each, where, words, _ in LEFT_TO_PEOPLE)
    return kind == "violations" or not known


def test_axe_finds_nothing(window: Window, axe: str, path: str) -> None:
    page = window.open(path)
    page.evaluate(axe)
    found: dict[str, list[str]] = {}
    for look in LOOKS:
        window.turn(look)
        for finding in page.evaluate(FINDINGS):
            if _is_open(finding, look):
                found.setdefault(" | ".join(finding), []).append(str(look))
    assert not found, "\n".join(f"{finding} (in {', '.join(looks)})" for finding, looks in found.items())


@pytest.mark.parametrize(
    ("markup", "rule"),
    [
        ("<img src=/none.png>", "image-alt"),
        ("<p style='color:#999'>あ</p>", "color-contrast"),
        ("<a href=/ style='display:inline-block;width:9px;height:9px'>a</a>" * 2, "target-size"),
        ("<h5>あ</h5>", "heading-order"),
    ],
)
def test_axe_would_find_it(browser: Browser, axe: str, markup: str, rule: str) -> None:
    page = browser.new_page()
    page.set_content(f"<!doctype html><html lang=ja><title>t</title><main><h1>あ</h1>{markup}</main>")
    page.evaluate(axe)
    found = {each[1] for each in page.evaluate(FINDINGS)}
    page.close()
    assert rule in found
